import { describe, expect, it } from 'vitest'
import { nextChannel, outcomeOf, type Tried } from './rules'
import type { DeliveryState, FallbackChannel, MessageKind } from './schema'

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
    ['the SMS went out', undefined, 'notice_urgent', ['listed'], [{ channel: 'sms', state: 'sent' }]],
    ['no SMS here', 'email', 'notice_urgent', ['listed'], [], ['email']],
    ['neither', undefined, 'notice_urgent', ['listed'], [], []],
  ])('%s: %s', (_, expected, kind, wechat, tried, ready) => {
    expect(next(kind, wechat, tried, ready)).toBe(expected)
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
