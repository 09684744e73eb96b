import { expect, test } from 'vitest'
import { changeOf, moneyOf, noMoney, problemOf } from './desk-money-values'
import { deskWords as words } from './desk-words'

const cash = { ...noMoney, paidBy: '李小红' }
const fine = { count: 2, entities: 1, totalFen: 50_120, sumProblem: false }

test('change is what was handed over beyond the sum; nothing typed is the exact sum', () => {
  expect(changeOf(cash, 50_120)).toBe(0)
  expect(changeOf({ ...cash, tendered: '600' }, 50_120)).toBe(9_880)
  expect(changeOf({ ...cash, tendered: '500' }, 50_120)).toBe(-120)
  expect(changeOf({ ...cash, tendered: '五百' }, 50_120)).toBeUndefined()
})

test('one sentence says what is missing', () => {
  expect(problemOf(cash, fine)).toBeUndefined()
  expect(problemOf(cash, { ...fine, count: 0 })).toBe(words.nothing)
  expect(problemOf(cash, { ...fine, entities: 2 })).toBe(words.mixed)
  expect(problemOf(cash, { ...fine, sumProblem: true })).toBe(words.badAmount)
  expect(problemOf({ ...cash, paidBy: ' ' }, fine)).toBe(words.paidByMissing)
  expect(problemOf({ ...cash, channel: 'pos' }, fine)).toBe(words.numberMissing)
  expect(problemOf({ ...cash, tendered: '500' }, fine)).toBe(words.notEnough)
})

test('each way of paying sends its own fields', () => {
  const typed = { ...cash, tendered: '600', number: ' 0045 ', paidOn: '2026-11-20' }
  expect(moneyOf(typed)).toEqual({ channel: 'cash', paidBy: '李小红', tenderedFen: 60_000 })
  expect(moneyOf({ ...typed, channel: 'transfer' })).toEqual({
    channel: 'transfer',
    paidBy: '李小红',
    number: '0045',
    paidOn: '2026-11-20',
  })
})
