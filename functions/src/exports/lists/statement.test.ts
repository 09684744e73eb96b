import { balanced, type StatementEntry, yearsOf } from '@linli/shared/billing/statement'
import { expect, test } from 'vitest'
import { statement } from './statement'

const entry = (date: string, kind: 'bill' | 'payment', amountFen: number): StatementEntry => ({
  date,
  kind,
  sourceId: date,
  itemName: '物业费',
  account: 'receivable',
  amountFen,
})

test('the workbook opens with what was open before, and ends with the sums of each year, in no column of the movements', () => {
  const [from, to] = ['2025-01-01', '2026-12-31']
  const entries = [
    entry('2024-05-01', 'bill', 700),
    entry('2025-02-01', 'bill', 1_000),
    entry('2026-03-01', 'payment', -400),
  ]
  const stood = balanced(entries, { from, to })
  const answer = {
    communityId: 'C',
    object: { type: 'room', id: 'R', code: '1-1-101' },
    from,
    to,
    history: [],
    ...stood,
  }
  const { above, below } = statement.around?.({ ...answer, years: yearsOf({ ...stood, history: [] }) }) ?? {
    above: [],
    below: [],
  }
  const titles = statement.columns.map(({ title }) => title)
  const told = (row: (string | number | undefined)[]) =>
    Object.fromEntries(row.flatMap((value, i) => (value === undefined || value === 0 ? [] : [[titles[i], value]])))
  expect(above.map(told)).toEqual([{ 年份: '2025', 日期: from, 摘要: '期初结余', '应收结余（元）': 700 }])
  expect(below.map(told)).toEqual([
    { 年份: '2026', 日期: to, 摘要: '期末结余', '应收结余（元）': 1_300 },
    { 年份: '2025', 摘要: '年度合计', '应收结余（元）': 1_700, '年初应收（元）': 700, '全年应收（元）': 1_000 },
    { 年份: '2026', 摘要: '年度合计', '应收结余（元）': 1_300, '年初应收（元）': 1_700, '全年收款（元）': 400 },
  ])
  expect(titles).toHaveLength(above[0] ? 19 : 0)
})
