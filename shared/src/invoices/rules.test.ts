import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  billRefusal,
  groupOf,
  type InvoiceEvent,
  linesOf,
  nextInvoiceState,
  openToInvoice,
  partOf,
  splitTax,
  sumsOf,
} from './rules'
import { InvoiceState } from './schema'

const events: InvoiceEvent[] = ['start', 'issued', 'refused', 'retry', 'withdraw', 'reverse', 'red_ended', 'reversed']

describe('the states of an invoice', () => {
  it('move by the table and no other way', () => {
    const moves = InvoiceState.options.map(state => [
      state,
      events.flatMap(event => {
        const next = nextInvoiceState(state, event)
        return next ? [`${event} → ${next}`] : []
      }),
    ])
    expect(Object.fromEntries(moves)).toEqual({
      requested: ['start → issuing', 'withdraw → withdrawn'],
      issuing: ['issued → issued', 'refused → failed'],
      issued: ['reverse → red_pending'],
      failed: ['retry → requested', 'withdraw → withdrawn'],
      red_pending: ['red_ended → issued', 'reversed → reversed'],
      reversed: [],
      withdrawn: [],
    })
  })

  it('an invoice whose confirmation came to nothing waits for a person, as a failed one does', () => {
    const red = { redId: '', state: 'lapsed', cause: 'refund', reason: '', requestedAt: '' } as const
    expect(groupOf({ state: 'issued', red })).toBe('waiting')
    expect(groupOf({ state: 'failed' })).toBe('waiting')
    expect(groupOf({ state: 'issued' })).toBe('issued')
    expect(groupOf({ state: 'red_pending', red })).toBe('working')
  })
})

describe('the tax in an amount', () => {
  it.each([
    [10_600, 600, 600],
    [20_585, 600, 1165],
    [100, 900, 8],
    [1, 600, 0],
    [50, 0, 0],
    // Half a fen, exactly: up.
    [103, 300, 3],
    [101, 10_000, 51],
  ])('of %i fen at %i: %i', (gross, rate, tax) => {
    expect(splitTax(gross, rate)).toEqual({ netFen: gross - tax, taxFen: tax })
  })

  it('net and tax are the gross, of each line and in sum, and the tax is never a half fen off', () => {
    const amounts = fc.record({
      principalFen: fc.integer({ min: 0, max: 99_999_999_999 }),
      lateFeeFen: fc.integer({ min: 0, max: 9_999_999 }),
      rateBp: fc.constantFrom(0, 100, 150, 300, 500, 600, 900, 975, 1300, 10_000),
    })
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 40 }), all => {
        const lines = all.flatMap(({ rateBp, ...of }, i) => linesOf(charged(String(i), rateBp), of))
        for (const { grossFen, netFen, taxFen, taxRateBp } of lines) {
          expect(netFen + taxFen).toBe(grossFen)
          const off = BigInt(taxFen) * BigInt(10_000 + taxRateBp) - BigInt(grossFen) * BigInt(taxRateBp)
          expect(off * 2n <= BigInt(10_000 + taxRateBp) && off * -2n < BigInt(10_000 + taxRateBp)).toBe(true)
        }
        const sums = sumsOf(lines)
        expect(sums.netFen + sums.taxFen).toBe(sums.grossFen)
        expect(sums.grossFen).toBe(all.reduce((sum, each) => sum + each.principalFen + each.lateFeeFen, 0))
        all.forEach(({ principalFen, lateFeeFen }, i) =>
          expect(partOf({ invoiceId: 'I', lines }, String(i))).toEqual({ invoiceId: 'I', principalFen, lateFeeFen }),
        )
      }),
      { numRuns: 200 },
    )
  })
})

const charged = (billId: string, taxRateBp: number) => ({
  billId,
  object: { type: 'room' as const, id: 'R', code: '1-1-101' },
  feeItemId: 'F',
  feeItemName: '物业费',
  period: { from: '2026-11-01', to: '2026-11-30' },
  taxCode: '3040801010000000000',
  taxRateBp,
})

describe('what may be invoiced of a bill', () => {
  const item = { invoiceable: true, nature: 'own_revenue', taxCode: '3040801010000000000', taxRateBp: 600 } as const
  const some = { principalFen: 1, lateFeeFen: 0 }

  it('is what was received and stands in no invoice', () => {
    const invoiced = [{ invoiceId: 'I', principalFen: 30, lateFeeFen: 5 }]
    expect(openToInvoice({ paidFen: 100, lateFeePaidFen: 7, invoiced })).toEqual({ principalFen: 70, lateFeeFen: 2 })
  })

  it('leaves out the credits of 补差: what they paid, and what they made a prepayment', () => {
    const date = '2026-11-22'
    const order = { date, orderId: 'O', principalFen: 70, lateFeeFen: 0 }
    const credit = { date, creditOf: 'B', principalFen: 30, lateFeeFen: 0 }
    expect(openToInvoice({ paidFen: 100, lateFeePaidFen: 0, movements: [credit, order] }).principalFen).toBe(70)
    expect(openToInvoice({ paidFen: 100, lateFeePaidFen: 0, creditedAwayFen: 30 }).principalFen).toBe(70)
    const less = { ...order, principalFen: 100, discountFen: 5 }
    expect(openToInvoice({ paidFen: 100, lateFeePaidFen: 0, movements: [less] }).principalFen).toBe(95)
    const taken = { date, creditOf: 'B', principalFen: -30, lateFeeFen: 0 }
    expect(openToInvoice({ paidFen: -30, lateFeePaidFen: 0, movements: [taken] }).principalFen).toBe(0)
  })

  it('is nothing of a deposit, of what is collected for others, of an item that is not invoiced or has no tax', () => {
    expect(billRefusal(item, some)).toBeUndefined()
    expect(billRefusal({ ...item, nature: 'common_income' }, some)).toBeUndefined()
    expect(billRefusal({ ...item, nature: 'deposit' }, some)).toBe('deposit')
    expect(billRefusal({ ...item, nature: 'collected_for_others' }, some)).toBe('collected')
    expect(billRefusal({ ...item, invoiceable: false }, some)).toBe('off')
    expect(billRefusal(undefined, some)).toBe('off')
    expect(billRefusal({ ...item, taxCode: undefined }, some)).toBe('no_tax')
    expect(billRefusal({ ...item, taxRateBp: 0 }, some)).toBeUndefined()
  })

  it('is nothing where nothing is open, or more stands in invoices than was received', () => {
    expect(billRefusal(item, { principalFen: 0, lateFeeFen: 0 })).toBe('nothing')
    expect(billRefusal(item, { principalFen: -1, lateFeeFen: 5 })).toBe('nothing')
  })
})
