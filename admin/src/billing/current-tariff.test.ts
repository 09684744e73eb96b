import { expect, it } from 'vitest'
import { newestFirst, tariffState } from './current-tariff'

const tariff = (from: string, to?: string) => ({
  tariffId: `T${from}`,
  feeItemId: 'F',
  from,
  to,
  price: 23_000,
  ground: { kind: 'contract' as const, text: '合同' },
})
const old = tariff('2025-01-01')
const next = tariff('2026-03-01', '2026-03-31')

it.each([
  ['2024-12-31', 'later', 'later'],
  ['2025-01-01', 'now', 'later'],
  ['2026-02-28', 'now', 'later'],
  ['2026-03-01', 'past', 'now'],
  ['2026-03-31', 'past', 'now'],
  ['2026-04-01', 'past', 'past'],
])('on %s the old one is %s and the next one %s', (day, first, second) => {
  expect([tariffState(old, [old, next], day), tariffState(next, [old, next], day)]).toEqual([first, second])
})

it('lists the newest first', () => expect(newestFirst([old, next])).toEqual([next, old]))
