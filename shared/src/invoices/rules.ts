import type { FeeItem } from '../billing/fee-schema'
import type { Bill, InvoicedPart } from '../billing/schema'
import { type Fen, sumFen, toFen } from '../money'
import type { Invoice, InvoiceGroup, InvoiceLine, InvoiceState, NotInvoiceable } from './schema'

/** What may happen to an invoice; `retry` asks again under the same number. */
export type InvoiceEvent = 'start' | 'issued' | 'refused' | 'retry' | 'withdraw' | 'reverse' | 'red_ended' | 'reversed'

const moves: Record<InvoiceState, Partial<Record<InvoiceEvent, InvoiceState>>> = {
  requested: { start: 'issuing', withdraw: 'withdrawn' },
  issuing: { issued: 'issued', refused: 'failed' },
  failed: { retry: 'requested', withdraw: 'withdrawn' },
  issued: { reverse: 'red_pending' },
  // A 确认单 that lapsed or was refused leaves the invoice as valid as it was.
  red_pending: { red_ended: 'issued', reversed: 'reversed' },
  reversed: {},
  withdrawn: {},
}

/** The next state; undefined where the event is refused. */
export const nextInvoiceState = (state: InvoiceState, event: InvoiceEvent): InvoiceState | undefined =>
  moves[state][event]

/** Where the office finds it: what a person has to decide stands apart. */
export function groupOf({ state, red }: Pick<Invoice, 'state' | 'red'>): InvoiceGroup {
  switch (state) {
    case 'requested':
    case 'issuing':
    case 'red_pending':
      return 'working'
    case 'failed':
      return 'waiting'
    case 'issued':
      return red ? 'waiting' : 'issued'
    case 'reversed':
    case 'withdrawn':
      return state
  }
}

/** What is in an amount that includes tax: the tax is rounded half-up once, the net is the rest. Gross is at least 0. */
export function splitTax(grossFen: Fen, taxRateBp: number): { netFen: Fen; taxFen: Fen } {
  const rate = BigInt(taxRateBp)
  const whole = BigInt(10_000) + rate
  const two = BigInt(2)
  const taxFen = toFen((BigInt(grossFen) * rate * two + whole) / (whole * two))
  return { netFen: grossFen - taxFen, taxFen }
}

/** The sums of an invoice are those of its lines, as the platform computes them. */
export const sumsOf = (lines: readonly InvoiceLine[]) => ({
  grossFen: sumFen(lines.map(line => line.grossFen)),
  netFen: sumFen(lines.map(line => line.netFen)),
  taxFen: sumFen(lines.map(line => line.taxFen)),
})

type Received = Pick<Bill, 'paidFen' | 'lateFeePaidFen' | 'movements' | 'creditedAwayFen' | 'invoiced'>
export type Amounts = Pick<InvoicedPart, 'principalFen' | 'lateFeeFen'>

/**
 * What was received of a bill less what stands in invoices; below 0 after a refund. The credit of a 补差 is no money: not
 * where it paid the bill, nor where it made a prepayment of what the bill had. Nor is 优惠: the invoice is of what was paid.
 */
export function openToInvoice(bill: Received): Amounts {
  const { paidFen, lateFeePaidFen, movements = [], creditedAwayFen = 0, invoiced = [] } = bill
  const noMoney = movements.map(each => (each.creditOf === undefined ? (each.discountFen ?? 0) : each.principalFen))
  return {
    principalFen: paidFen - sumFen(noMoney) - creditedAwayFen - sumFen(invoiced.map(each => each.principalFen)),
    lateFeeFen: lateFeePaidFen - sumFen(invoiced.map(each => each.lateFeeFen)),
  }
}

type Taxed = Pick<FeeItem, 'invoiceable' | 'nature' | 'taxCode' | 'taxRateBp'>

/**
 * Why there can be no invoice of ours for an item: a deposit is no income, and what is collected for others is invoiced by
 * whoever supplies it (物业管理条例 44).
 */
export function itemRefusal(item: Taxed | undefined): NotInvoiceable | undefined {
  if (!item) return 'off'
  if (item.nature === 'deposit') return 'deposit'
  if (item.nature === 'collected_for_others') return 'collected'
  if (!item.invoiceable) return 'off'
  return item.taxCode === undefined || item.taxRateBp === undefined ? 'no_tax' : undefined
}

export const billRefusal = (item: Taxed | undefined, { principalFen, lateFeeFen }: Amounts) =>
  itemRefusal(item) ?? (principalFen < 0 || lateFeeFen < 0 || principalFen + lateFeeFen === 0 ? 'nothing' : undefined)

type Charged = Pick<InvoiceLine, 'billId' | 'object' | 'feeItemId' | 'feeItemName' | 'period' | 'taxCode' | 'taxRateBp'>

/** The lines of one bill's amounts: none for 0. */
export function linesOf(charged: Charged, { principalFen, lateFeeFen }: Amounts): InvoiceLine[] {
  const { billId, object, feeItemId, feeItemName, period, taxCode, taxRateBp } = charged
  const same = { billId, object, feeItemId, feeItemName, period, taxCode, taxRateBp }
  return (
    [
      ['principal', principalFen],
      ['late_fee', lateFeeFen],
    ] as const
  ).flatMap(([kind, grossFen]) => (grossFen > 0 ? [{ ...same, kind, grossFen, ...splitTax(grossFen, taxRateBp) }] : []))
}

/** What an invoice holds of a bill. */
export const partOf = ({ invoiceId, lines }: Pick<Invoice, 'invoiceId' | 'lines'>, billId: string): InvoicedPart => {
  const of = (kind: InvoiceLine['kind']) =>
    sumFen(lines.filter(line => line.billId === billId && line.kind === kind).map(line => line.grossFen))
  return { invoiceId, principalFen: of('principal'), lateFeeFen: of('late_fee') }
}
