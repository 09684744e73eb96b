import { expect, it } from 'vitest'
import { daysWithBill } from './reconciliation-days'

it.each([
  ['2026-12-04T01:59:59.999Z', ['2026-12-01', '2026-12-02']],
  ['2026-12-04T02:00:00.000Z', ['2026-12-02', '2026-12-03']],
  ['2026-12-03T16:00:00.000Z', ['2026-12-01', '2026-12-02']],
  ['2028-03-01T02:00:00.000Z', ['2028-02-28', '2028-02-29']],
])('at %s the bills of %j should be there', (now, days) => {
  expect(daysWithBill(now, 2)).toEqual(days)
})
