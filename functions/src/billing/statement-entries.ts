import { movementsOf } from '@linli/shared/billing/movements'
import { Bill } from '@linli/shared/billing/schema'
import type { StatementEntry } from '@linli/shared/billing/statement'
import type { Deposit, PrepaymentLot } from '@linli/shared/payments/held-schema'
import { beijingDate, Instant } from '@linli/shared/time'
import type * as z from 'zod'
import { prepaymentName } from './words'

export const StatedBill = Bill.omit({ lines: true }).extend({ voidedAt: Instant.optional() })
export type StatedBill = z.infer<typeof StatedBill>

/** A bill's days of posting: issued, paid, given back, void. */
export function billEntries(bill: StatedBill): StatementEntry[] {
  const { billId, feeItemName, period, payer, amountFen, voidedAt, voidReason } = bill
  const of = { itemName: feeItemName, period, payerName: payer.name, account: 'receivable' as const }
  const kind = bill.opening ? 'opening_arrears' : 'bill'
  const entries: StatementEntry[] = [{ date: beijingDate(bill.publishedAt), kind, sourceId: billId, ...of, amountFen }]
  for (const { date, orderId, creditOf, principalFen, lateFeeFen, discountFen = 0 } of movementsOf(bill)) {
    const late = lateFeeFen === 0 ? {} : { lateFeeFen }
    const money = principalFen < 0 || lateFeeFen < 0 ? ('refund' as const) : ('payment' as const)
    const moved = { date, kind: creditOf ? ('credit' as const) : money, sourceId: orderId ?? creditOf ?? billId }
    entries.push({ ...moved, ...of, amountFen: discountFen - principalFen, ...late })
    if (discountFen !== 0) entries.push({ ...moved, kind: 'discount', ...of, amountFen: 0 - discountFen })
  }
  if (voidedAt) {
    const note = voidReason ? { note: voidReason } : {}
    entries.push({ date: beijingDate(voidedAt), kind: 'void', sourceId: billId, ...of, amountFen: -amountFen, ...note })
  }
  return entries
}

export function lotEntries(lot: PrepaymentLot): StatementEntry[] {
  const { lotId, amountFen, createdAt } = lot
  const account = 'prepayment' as const
  if (!('payer' in lot)) {
    const of = { sourceId: lotId, itemName: prepaymentName, account }
    return [{ date: beijingDate(createdAt), kind: 'prepayment', ...of, amountFen }]
  }
  const itemName = ('feeItemName' in lot ? lot.feeItemName : undefined) ?? prepaymentName
  const of = { sourceId: lotId, itemName, payerName: lot.payer.name, account }
  const kind = lot.reason === 'opening' ? 'opening_prepayment' : 'prepayment'
  const reversedAt = lot.reason === 'desk' ? undefined : lot.reversedAt
  return [
    { date: beijingDate(createdAt), kind, ...of, amountFen },
    ...(lot.movements ?? []).map(moved => ({
      date: moved.date,
      kind: `prepayment_${moved.kind}` as const,
      ...of,
      sourceId: moved.sourceId,
      amountFen: -moved.amountFen,
    })),
    ...(reversedAt
      ? [{ date: beijingDate(reversedAt), kind: 'prepayment_reversed' as const, ...of, amountFen: -amountFen }]
      : []),
  ]
}

export function depositEntries(deposit: Deposit): StatementEntry[] {
  const { depositId, name, payer, amountFen, createdAt, reversedAt, orderId, returned } = deposit
  const of = { sourceId: depositId, itemName: name, payerName: payer.name, account: 'deposit' as const }
  return [
    { date: beijingDate(createdAt), kind: orderId ? 'deposit' : 'opening_deposit', ...of, amountFen },
    ...(returned
      ? [{ date: beijingDate(returned.at), kind: 'deposit_returned' as const, ...of, amountFen: -amountFen }]
      : []),
    ...(reversedAt
      ? [{ date: beijingDate(reversedAt), kind: 'deposit_reversed' as const, ...of, amountFen: -amountFen }]
      : []),
  ]
}
