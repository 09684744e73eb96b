import { linesOf, rounding, itemOf, tariff } from '@linli/shared/billing/sample-bill'
import { expect, test } from 'vitest'
import { computationOf, lateFeeWords } from './computation'
import { billingWords } from './words'

const say = billingWords.standard
const wordsOf = (...args: Parameters<typeof linesOf>) => computationOf({ lines: linesOf(...args) }, say)

test('a whole month that needs no rounding is price × quantity and nothing else', () => {
  expect(wordsOf('2026-02-01', '2026-02-28')).toEqual([
    {
      what: '收费面积 89.50 m² × 2.30 元',
      notes: [],
      amountFen: 20_585,
      from: '2026-02-01',
      to: '2026-02-28',
    },
  ])
})

test('a part of a month, and the exact value before it was rounded', () => {
  const [line] = wordsOf('2026-02-15', '2026-02-28')
  expect(line?.notes).toEqual(['2月15日起，按 14/28 天', '算出 102.925 元，四舍五入到分'])
  expect(line?.amountFen).toBe(10_293)
})

test('a value without an end is cut and says so; yuan are named where yuan are the unit', () => {
  const [line] = wordsOf('2026-03-01', '2026-03-10', { item: itemOf({ rounding: rounding('yuan') }) })
  expect(line?.notes).toEqual(['3月1日起，按 10/31 天', '算出 66.40322… 元，四舍五入到元'])
})

test('a new tariff inside the period makes a second line', () => {
  const tariffs = [tariff('2020-01-01', 23_000, { to: '2026-02-14' }), tariff('2026-02-15', 25_000)]
  const lines = wordsOf('2026-02-01', '2026-02-28', { tariffs })
  expect(lines.map(line => line.what)).toEqual(['收费面积 89.50 m² × 2.30 元', '收费面积 89.50 m² × 2.50 元'])
})

test('a change of payer says whose days these are, and no rounding that was made before the split', () => {
  const [line] = linesOf('2026-02-01', '2026-02-28')
  if (!line) throw new Error('no line')
  const times = [14, 14].map(days => ({ whole: 0, parts: [{ days, of: 28 }] }))
  const half = { ...line, amountFen: 10_293, split: { times, index: 0 } }
  expect(computationOf({ lines: [half] }, say)[0]?.notes).toEqual(['换了收费对象，按天分：您这份 14/28 天'])
})

test('the late fee names its rate, its days and the days that are free', () => {
  const lateFee = { clause: '第十二条', dailyRatePpm: 500, graceDays: 15 }
  const bill = { lateFee, dueDate: '2026-02-28', lateFeeFen: 103, overdueDays: 25 }
  expect(lateFeeWords(bill, say)).toEqual(['合同约定每天 0.05%，计 10 天', '前 15 天不收'])
  expect(lateFeeWords({ ...bill, lateFeeFen: 0, overdueDays: 3 }, say)).toBeUndefined()
  expect(lateFeeWords({ ...bill, lateFee: null, lateFeeFen: 0, overdueDays: 90 }, say)).toBeUndefined()
})

test('days of a dispute are not among those that bear late fee', () => {
  const lateFee = { clause: '第十二条', dailyRatePpm: 500, graceDays: 0 }
  const bill = { lateFee, dueDate: '2026-02-28', lateFeeFen: 103, overdueDays: 10 }
  const reason = '面积不对'
  const settled = [{ from: '2026-03-02', to: '2026-03-05', reason }]
  expect(lateFeeWords({ ...bill, disputes: settled }, say)).toEqual([
    '合同约定每天 0.05%，计 7 天',
    '有异议的 3 天没有算',
  ])
  expect(lateFeeWords({ ...bill, dispute: { from: '2026-03-08', reason } }, say)?.[0]).toBe(
    '合同约定每天 0.05%，计 8 天',
  )
})
