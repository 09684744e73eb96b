import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../time'
import { balanced, listed, type StatementEntry, StatementKind, yearsOf } from './statement'

const day = fc.integer({ min: 0, max: 120 }).map(days => addDays('2026-01-01', days))
const entry: fc.Arbitrary<StatementEntry> = fc.record({
  date: day,
  kind: fc.constantFrom(...StatementKind.options),
  sourceId: fc.string({ minLength: 1, maxLength: 3 }),
  itemName: fc.constantFrom('物业费', '水费'),
  account: fc.constantFrom('receivable', 'prepayment', 'deposit'),
  amountFen: fc.integer({ min: -100_000, max: 100_000 }),
})
const fenOf = (entries: StatementEntry[], account: StatementEntry['account']) =>
  entries.filter(each => each.account === account).reduce((sum, { amountFen }) => sum + amountFen, 0)

test('whatever the period, what is open at its end is the sum of all movements up to its last day', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), day, day, (entries, a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a]
      const { before, after, items: within } = balanced(entries, { from, to })
      const upTo = entries.filter(({ date }) => date <= to)
      expect(after).toEqual({
        receivableFen: fenOf(upTo, 'receivable'),
        prepaymentFen: fenOf(upTo, 'prepayment'),
        depositFen: fenOf(upTo, 'deposit'),
      })
      expect(within.at(-1)?.after ?? before).toEqual(after)
      expect(within.map(({ date }) => date)).toEqual(within.map(({ date }) => date).toSorted())
    }),
  )
})

test('a period cut in two has one balance at the cut, and the order of the entries does not matter', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 20 }), day, (entries, cut) => {
      const whole = { from: '2026-01-01', to: '2026-12-31' }
      const first = balanced(entries, { ...whole, to: cut })
      const second = balanced(entries.toReversed(), { ...whole, from: addDays(cut, 1) })
      expect(second.before).toEqual(first.after)
      expect(second.after).toEqual(balanced(entries, whole).after)
    }),
  )
})

test('years follow on each other from the true opening balance, and add up to the period', () => {
  const anyDay = fc.integer({ min: 0, max: 1_500 }).map(days => addDays('2022-12-01', days))
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), fc.array(anyDay, { minLength: 30, maxLength: 30 }), (all, days) => {
      const entries = all.map((each, i) => ({ ...each, date: days[i] ?? each.date, lateFeeFen: i }))
      const stood = balanced(entries, { from: '2024-01-01', to: '2026-06-30' })
      const years = yearsOf({ ...stood, history: [] })
      expect([stood.before, ...years.map(({ after }) => after)]).toEqual([
        ...years.map(({ before }) => before),
        stood.after,
      ])
      const other = stood.before.receivableFen + stood.billedFen - stood.paidFen - stood.after.receivableFen
      expect(years.reduce((sum, { creditedFen }) => sum + creditedFen, 0)).toBe(other)
      for (const name of ['billedFen', 'paidFen'] as const)
        expect(years.reduce((sum, year) => sum + year[name], 0)).toBe(stood[name])
      expect(years.reduce((sum, { lateFeeFen }) => sum + lateFeeFen, 0)).toBe(
        stood.items.reduce((sum, { lateFeeFen = 0 }) => sum + lateFeeFen, 0),
      )
    }),
  )
})

test('too much for an answer: the last years are listed, those before keep their sums and what was open after them', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 20 }), (entries, most) => {
      // Spread over years: a day of the property is a month here.
      const spread = entries.map(each => ({
        ...each,
        date: `${2010 + (Number(each.date.slice(8)) % 7)}-${each.date.slice(5)}`,
      }))
      const stood = balanced(spread, { from: '2000-01-01', to: '2099-12-31' })
      const { items, earlier } = listed(stood, most)
      if (!earlier) {
        expect(items).toEqual(stood.items)
        return
      }
      const left = stood.items.slice(0, stood.items.length - items.length)
      expect(stood.items.slice(left.length)).toEqual(items)
      expect(earlier.after).toEqual(left.at(-1)?.after)
      expect(left.every(({ date }) => date <= earlier.to) && items.every(({ date }) => date > earlier.to)).toBe(true)
      // One more year would be too many, and less than a year is never told.
      const lastYear = left.at(-1)?.date.slice(0, 4)
      expect(stood.items.filter(({ date }) => date >= `${lastYear}-01-01`).length).toBeGreaterThan(most)
      expect(items.length <= most || new Set(items.map(({ date }) => date.slice(0, 4))).size === 1).toBe(true)
      const told = yearsOf({ ...stood, history: [] })
      expect(told.find(({ year }) => year === items[0]?.date.slice(0, 4))?.before).toEqual(earlier.after)
    }),
  )
})
