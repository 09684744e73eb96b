import type { AttemptState, ReminderChannel } from '@linli/shared/dunning/schema'
import { expect, it } from 'vitest'
import { nextMove } from './next-move'

const now = Date.parse('2026-11-22T04:00:00.000Z')
const tried = (channel: ReminderChannel, state: AttemptState, minutesAgo = 0) => ({
  attemptId: 'A'.repeat(26),
  channel,
  to: '',
  state,
  at: new Date(now - minutesAgo * 60_000).toISOString(),
  text: '',
  billIds: [],
  amountFen: 0,
})
const move = (...attempts: ReturnType<typeof tried>[]) =>
  nextMove({ channels: ['wechat', 'sms', 'letter'], attempts }, now)
const day = 24 * 60

it.each([
  ['no grant', [tried('wechat', 'no_grant')], { do: 'try', channel: 'sms' }],
  ['nothing was tried', [], { do: 'try', channel: 'wechat' }],
  ['nobody has the address', [tried('wechat', 'no_address'), tried('sms', 'failed')], { do: 'try', channel: 'letter' }],
  ['it arrived', [tried('wechat', 'no_grant'), tried('sms', 'delivered')], { do: 'end', state: 'delivered' }],
  ['one of two was reached', [tried('wechat', 'failed'), tried('wechat', 'read')], { do: 'end', state: 'delivered' }],
  [
    'a letter waits',
    [tried('wechat', 'failed'), tried('sms', 'failed'), tried('letter', 'to_print')],
    { do: 'end', state: 'to_print' },
  ],
  ['no receipt came in three days', [tried('wechat', 'sent', 3 * day)], { do: 'end', state: 'sent' }],
  ['an outcome stayed unknown for a day', [tried('wechat', 'unknown', day)], { do: 'try', channel: 'sms' }],
  ['a worker never came back', [tried('wechat', 'sending', day)], { do: 'try', channel: 'sms' }],
] as const)('goes on where %s', (_, attempts, expected) => {
  expect(move(...attempts)).toEqual(expected)
})

it.each([
  ['the call is under way', tried('wechat', 'sending', 1)],
  ['its outcome is unknown', tried('wechat', 'unknown', day - 1)],
  ['a receipt may still come', tried('wechat', 'sent', 3 * day - 1)],
])('waits while %s', (_, attempt) => {
  expect(move(attempt).do).toBe('wait')
})

it('ends when no channel is left', () => {
  const attempts = [tried('wechat', 'no_address'), tried('sms', 'failed')]
  expect(nextMove({ channels: ['wechat', 'sms'], attempts }, now)).toEqual({ do: 'end', state: 'undelivered' })
})
