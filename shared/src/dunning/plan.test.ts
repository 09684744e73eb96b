import { describe, expect, it } from 'vitest'
import { billsOfStep, firstPlan, nextRunAt, remindsLiable, speakableFrom, stepsDue } from './plan'

const due = (dueDate: string, disputed?: boolean) => ({ dueDate, ...(disputed && { disputed }) })
const days = (bills: { dueDate: string; disputed?: boolean }[], today: string) =>
  stepsDue(firstPlan, bills, today).map(({ step, basis }) => [step.days, basis])

describe('the steps that a household has reached', () => {
  it('are the last one of the oldest overdue bill, and the one before the next due date', () => {
    expect(days([due('2026-11-20')], '2026-11-20')).toEqual([[-3, '2026-11-20']])
    expect(days([due('2026-11-20')], '2026-11-21')).toEqual([[1, '2026-11-20']])
    expect(days([due('2026-11-20')], '2026-12-04')).toEqual([[1, '2026-11-20']])
    expect(days([due('2026-11-20')], '2026-12-05')).toEqual([[15, '2026-11-20']])
    expect(days([due('2026-10-20'), due('2026-11-20')], '2026-11-19')).toEqual([
      [30, '2026-10-20'],
      [-3, '2026-11-20'],
    ])
    expect(days([due('2026-11-24')], '2026-11-20')).toEqual([])
    expect(days([due('2020-01-31')], '2026-11-20')).toEqual([[60, '2020-01-31']])
  })

  it('count a leap day as the day it is', () => {
    expect(days([due('2028-02-28')], '2028-02-29')).toEqual([[1, '2028-02-28']])
    expect(days([due('2028-02-29')], '2028-03-15')).toEqual([[15, '2028-02-29']])
    expect(days([due('2027-02-28')], '2027-03-15')).toEqual([[15, '2027-02-28']])
  })

  it('never look at a disputed bill, nor name it', () => {
    expect(days([due('2026-01-01', true)], '2026-11-20')).toEqual([])
    const bills = [due('2026-01-01', true), due('2026-11-01'), due('2026-11-10'), due('2026-12-01')]
    const [step] = stepsDue(firstPlan, bills, '2026-11-20')
    if (!step) throw new Error('no step')
    expect(step).toMatchObject({ step: { days: 15 }, basis: '2026-11-01' })
    expect(billsOfStep(bills, step, '2026-11-20').map(bill => bill.dueDate)).toEqual(['2026-11-01', '2026-11-10'])
  })

  it('reach those who are liable beside the payer from the second one past the due date on', () => {
    expect([-3, 1, 15, 60].map(step => remindsLiable(firstPlan, step))).toEqual([false, false, true, true])
  })
})

describe('quiet hours', () => {
  const quiet = { quietFrom: '21:00', quietTo: '08:00' }
  it.each([
    ['2026-11-20T12:59:59.000Z', '2026-11-20T12:59:59.000Z'],
    ['2026-11-20T13:00:00.000Z', '2026-11-21T00:00:00.000Z'],
    ['2026-11-20T15:59:59.000Z', '2026-11-21T00:00:00.000Z'],
    ['2026-11-20T16:00:00.000Z', '2026-11-21T00:00:00.000Z'],
    ['2026-11-20T23:59:59.000Z', '2026-11-21T00:00:00.000Z'],
    ['2026-11-21T00:00:00.000Z', '2026-11-21T00:00:00.000Z'],
    ['2028-02-28T15:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['2026-12-31T14:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ])('run over midnight in Beijing: %s may be said at %s', (now, at) => {
    expect(speakableFrom(quiet, now)).toBe(at)
  })

  it('may lie within a day', () => {
    const noon = { quietFrom: '12:00', quietTo: '14:00' }
    expect(speakableFrom(noon, '2026-11-20T04:30:00.000Z')).toBe('2026-11-20T06:00:00.000Z')
    expect(speakableFrom(noon, '2026-11-20T06:00:00.000Z')).toBe('2026-11-20T06:00:00.000Z')
  })
})

it('a day’s work begins at its hour in Beijing', () => {
  expect(nextRunAt({ hour: 10 }, '2026-11-20T01:59:59.000Z')).toBe('2026-11-20T02:00:00.000Z')
  expect(nextRunAt({ hour: 10 }, '2026-11-20T02:00:00.000Z')).toBe('2026-11-21T02:00:00.000Z')
})
