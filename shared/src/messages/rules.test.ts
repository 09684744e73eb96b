import { describe, expect, it } from 'vitest'
import { maySwitchOff, messageGroups, needsCall, nextChannel, outcomeOf, type Tried, whenToTell } from './rules'
import { type DeliveryState, type FallbackChannel, MessageKind } from './schema'

const both: FallbackChannel[] = ['sms', 'email']
const next = (kind: MessageKind, wechat: DeliveryState[], tried: Tried[] = [], ready = both) =>
  nextChannel(kind, { wechat, tried, ready })

describe('the way after WeChat', () => {
  it.each<[string, FallbackChannel | undefined, MessageKind, DeliveryState[], Tried[]?, FallbackChannel[]?]>([
    ['reached', undefined, 'notice_urgent', ['no_grant', 'sent']],
    ['no grant', 'sms', 'notice_urgent', ['no_grant']],
    ['in the app alone', 'sms', 'notice_urgent', ['listed', 'refused']],
    ['an emergency whose answer was lost', 'sms', 'notice_urgent', ['unknown']],
    ['an emergency whose sender died', 'sms', 'notice_urgent', ['sending']],
    ['another message whose answer was lost', undefined, 'member_joined', ['unknown']],
    ['another message that nothing was allowed for', 'sms', 'member_joined', ['no_grant']],
    ['a kind without other ways', undefined, 'notice_published', ['no_grant']],
    ['the SMS failed', 'email', 'notice_urgent', ['listed'], [{ channel: 'sms', state: 'refused' }]],
    ['the answer of the SMS was lost', 'email', 'notice_urgent', ['listed'], [{ channel: 'sms', state: 'unknown' }]],
    ['the same, no emergency', undefined, 'member_joined', ['listed'], [{ channel: 'sms', state: 'unknown' }]],
    ['the SMS arrived', undefined, 'notice_urgent', ['listed'], [{ channel: 'sms', state: 'delivered' }]],
    ['the SMS did not arrive', 'email', 'member_joined', ['listed'], [{ channel: 'sms', state: 'failed' }]],
    ['the SMS went out', undefined, 'notice_urgent', ['listed'], [{ channel: 'sms', state: 'sent' }]],
    ['no SMS here', 'email', 'notice_urgent', ['listed'], [], ['email']],
    ['neither', undefined, 'notice_urgent', ['listed'], [], []],
  ])('%s: %s', (_, expected, kind, wechat, tried, ready) => {
    expect(next(kind, wechat, tried, ready)).toBe(expected)
  })

  it('ends with a call where surely nothing reached them, and of an emergency where nobody knows', () => {
    const failed: Tried[] = [{ channel: 'sms', state: 'failed' }]
    const unsure: Tried[] = [{ channel: 'sms', state: 'unknown' }]
    const call = (kind: MessageKind, tried: Tried[], wechat: DeliveryState[] = ['listed']) =>
      needsCall(kind, { wechat, tried })
    expect(call('notice_urgent', [])).toBe(true)
    expect(call('notice_urgent', unsure)).toBe(true)
    expect(call('notice_urgent', [...failed, { channel: 'email', state: 'sent' }])).toBe(false)
    expect(call('member_joined', failed)).toBe(true)
    expect(call('member_joined', unsure)).toBe(false)
    expect(call('member_joined', [], ['unknown'])).toBe(false)
  })

  it('comes to an end', () => {
    expect(outcomeOf([])).toBe('unreached')
    expect(outcomeOf([{ channel: 'sms', state: 'refused' }])).toBe('unreached')
    expect(
      outcomeOf([
        { channel: 'sms', state: 'unknown' },
        { channel: 'email', state: 'unreachable' },
      ]),
    ).toBe('unsure')
    expect(
      outcomeOf([
        { channel: 'sms', state: 'refused' },
        { channel: 'email', state: 'sent' },
      ]),
    ).toBe('email')
  })
})

describe('when a message goes out', () => {
  const quiet = { quietFrom: '22:00', quietTo: '07:00' }
  const night = '2026-11-22T15:30:00.000Z'
  const noon = '2026-11-22T04:00:00.000Z'
  const morning = '2026-11-22T23:00:00.000Z'
  const usual = { off: [], daily: false }
  it.each<[string, ReturnType<typeof whenToTell>, MessageKind, string, Parameters<typeof whenToTell>[1]?, boolean?]>([
    ['by day', { do: 'now' }, 'bills_published', noon],
    ['at night', { do: 'later', at: morning }, 'bills_published', night],
    ['at the end of the night', { do: 'now' }, 'bills_published', morning],
    ['an emergency at night', { do: 'now' }, 'notice_urgent', night],
    [
      'an emergency that was switched off somehow',
      { do: 'now' },
      'notice_urgent',
      night,
      { off: ['notice_urgent'], daily: true },
    ],
    ['somebody at the door at night', { do: 'now' }, 'visitor_news', night, usual, true],
    ['what was switched off', { do: 'list' }, 'visitor_news', noon, { off: ['visitor_news'], daily: false }, true],
    ['a reminder, which has its own hours', { do: 'now' }, 'payment_reminder', night],
    [
      'minor, once a day',
      { do: 'digest', at: '2026-11-23T00:00:00.000Z' },
      'post_reply',
      noon,
      { off: [], daily: true },
    ],
    [
      'minor, at night',
      { do: 'digest', at: '2026-11-23T00:00:00.000Z' },
      'post_reply',
      night,
      { off: [], daily: true },
    ],
    [
      'minor, in the morning',
      { do: 'digest', at: '2026-11-23T00:00:00.000Z' },
      'post_reply',
      morning,
      { off: [], daily: true },
    ],
    [
      'minor, at the moment itself',
      { do: 'digest', at: '2026-11-24T00:00:00.000Z' },
      'post_reply',
      '2026-11-23T00:00:00.000Z',
      { off: [], daily: true },
    ],
    ['important, once a day', { do: 'now' }, 'refund_news', noon, { off: [], daily: true }],
  ])('%s: %j', (_, expected, kind, now, settings = usual, pressing = false) => {
    expect(whenToTell({ kind, pressing }, settings, quiet, now)).toEqual(expected)
  })

  it('has a switch for every kind but emergencies', () => {
    expect(MessageKind.options.filter(kind => !maySwitchOff(kind))).toEqual(['notice_urgent', 'digest'])
  })

  it('is asked about in one group, of what WeChat asks for in one tap', () => {
    const groups = Object.values<readonly MessageKind[]>(messageGroups)
    expect(groups.flat().sort()).toEqual([...MessageKind.options].sort())
    expect(groups.filter(kinds => kinds.length > 3)).toEqual([])
  })
})
