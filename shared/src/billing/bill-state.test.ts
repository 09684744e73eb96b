import { describe, expect, test } from 'vitest'
import { canVoid, isBeingPaid, nextBillState, publishedState } from './bill-state'
import { BillState } from './schema'

const bill = (state: BillState, paidFen: number) => ({ state, amountFen: 100, paidFen })
const after = (state: BillState, paidFen: number, type: 'payment' | 'refund', then: number) =>
  nextBillState(bill(state, paidFen), { type, paidFen: then })

test('every move of a bill, and no other', () => {
  const paidIn: Record<BillState, number> = { published: 0, part_paid: 40, paid: 100, void: 0 }
  const found: string[] = []
  for (const state of BillState.options) {
    if (nextBillState(bill(state, paidIn[state]), { type: 'void' })) found.push(`${state} → void`)
    for (const type of ['payment', 'refund'] as const) {
      for (const paidFen of [-1, 0, 20, 60, 100, 101]) {
        const next = after(state, paidIn[state], type, paidFen)
        if (next && !found.includes(`${state} → ${next}`)) found.push(`${state} → ${next}`)
      }
    }
  }
  expect(found.sort()).toEqual([
    'paid → part_paid',
    'paid → published',
    'part_paid → paid',
    'part_paid → part_paid',
    'part_paid → published',
    'published → paid',
    'published → part_paid',
    'published → void',
  ])
})

test('a payment never lowers what is paid, a refund never raises it, nothing passes the amount', () => {
  expect(after('published', 0, 'payment', 0)).toBeUndefined()
  expect(after('part_paid', 40, 'payment', 30)).toBeUndefined()
  expect(after('part_paid', 40, 'payment', 101)).toBeUndefined()
  expect(after('part_paid', 40, 'refund', 50)).toBeUndefined()
  expect(after('paid', 100, 'refund', -1)).toBeUndefined()
  expect(after('paid', 100, 'payment', 100)).toBeUndefined()
})

test('a bill with nothing to pay is published as paid', () => {
  expect([100, 1, 0, -50].map(publishedState)).toEqual(['published', 'published', 'paid', 'paid'])
})

describe('voiding', () => {
  const empty = { paidFen: 0, lateFeePaidFen: 0 }

  test('is open to a published bill, and closes its order first', () => {
    expect(canVoid({ state: 'published', ...empty })).toEqual({ ok: true })
    expect(canVoid({ state: 'published', ...empty, payingOrderId: 'A' })).toEqual({ ok: true, closeOrderId: 'A' })
  })

  test('is refused once money is on the bill, or when it is void already', () => {
    expect(canVoid({ state: 'part_paid', paidFen: 1, lateFeePaidFen: 0 })).toEqual({ ok: false, reason: 'has_payment' })
    expect(canVoid({ state: 'paid', paidFen: 100, lateFeePaidFen: 0 })).toEqual({ ok: false, reason: 'has_payment' })
    expect(canVoid({ state: 'published', paidFen: 0, lateFeePaidFen: 5 })).toEqual({ ok: false, reason: 'has_payment' })
    expect(canVoid({ state: 'void', ...empty })).toEqual({ ok: false, reason: 'already_void' })
  })

  test('is open to a bill of nothing, which counts as paid from the start', () => {
    expect(canVoid({ state: 'paid', ...empty })).toEqual({ ok: true })
    expect(nextBillState({ state: 'paid', amountFen: 0, paidFen: 0 }, { type: 'void' })).toBe('void')
  })
})

test('an order holds a bill until its time, and not at it', () => {
  const held = { payingOrderId: 'A', payingUntil: '2026-02-28T16:00:00.000Z' }
  expect(isBeingPaid(held, '2026-02-28T15:59:59.999Z')).toBe(true)
  expect(isBeingPaid(held, '2026-02-28T16:00:00.000Z')).toBe(false)
  expect(isBeingPaid({ payingUntil: held.payingUntil }, '2026-02-28T15:00:00.000Z')).toBe(false)
})
