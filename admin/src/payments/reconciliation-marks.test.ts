import { expect, it } from 'vitest'
import { cellsOf, markOf, tillMarkOf } from './reconciliation-marks'

const day = {
  merchantRef: 'linli',
  date: '2026-12-03',
  state: 'done' as const,
  channelCount: 1,
  channelFen: 1,
  localCount: 1,
  localFen: 1,
  refundCount: 0,
  localRefundCount: 0,
  localRefundFen: 0,
  refundFen: 0,
  feeFen: 0,
  foreignCount: 0,
  foreignFen: 0,
  differences: 3,
  open: 0,
}

it('says of each day what it is, in words', () => {
  expect(markOf(undefined).word).toBe('— 未开始')
  expect(markOf(day).word).toBe('✓ 平')
  expect(markOf({ ...day, open: 3 }).word).toBe('! 差 3')
  expect(markOf({ ...day, state: 'waiting', wait: 'creating' }).word).toBe('… 等账单')
  expect(markOf({ ...day, state: 'waiting', wait: 'damaged' }).word).toBe('… 没取到')
  const till = { date: '2026-12-03', state: 'checked' as const }
  expect(tillMarkOf({ ...till, state: 'open' }).word).toBe('… 未日结')
  expect(tillMarkOf({ ...till, differenceFen: -500 }).word).toBe('! 短款 ¥5.00')
  expect(tillMarkOf({ ...till, differenceFen: 0 }).word).toBe('✓ 平')
})

it('lays a month out in weeks', () => {
  // 1 December 2026 is a Tuesday.
  expect(cellsOf('2026-12').slice(0, 3)).toEqual([undefined, '2026-12-01', '2026-12-02'])
  expect(cellsOf('2028-02')).toHaveLength(1 + 29)
})
