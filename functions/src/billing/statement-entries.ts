import { Bill } from '@linli/shared/billing/schema'
import type { StatementEntry } from '@linli/shared/billing/statement'
import type { Deposit, PrepaymentLot } from '@linli/shared/payments/schema'
import { beijingDate, Instant } from '@linli/shared/time'
import type * as z from 'zod'
import { prepaymentName } from './words'

export const StatedBill = Bill.extend({ voidedAt: Instant.optional() })
export type StatedBill = z.infer<typeof StatedBill>

/** A bill's days of posting: issued, paid, void. */
export function billEntries(bill: StatedBill): StatementEntry[] {
  const { billId, feeItemName, period, payer, amountFen, paidFen, paidAt, lateFeePaidFen, voidedAt, voidReason } = bill
  const of = { itemName: feeItemName, period, payerName: payer.name, account: 'receivable' as const }
  const kind = bill.opening ? 'opening_arrears' : 'bill'
  const entries: StatementEntry[] = [{ date: beijingDate(bill.publishedAt), kind, sourceId: billId, ...of, amountFen }]
  if (paidAt && paidFen > 0) {
    const late = lateFeePaidFen > 0 ? { lateFeeFen: lateFeePaidFen } : {}
    const sourceId = bill.paidOrderId ?? billId
    entries.push({ date: beijingDate(paidAt), kind: 'payment', sourceId, ...of, amountFen: -paidFen, ...late })
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
  if (lot.reason !== 'opening') {
    const of = { sourceId: lotId, itemName: prepaymentName, account }
    return [{ date: beijingDate(createdAt), kind: 'prepayment', ...of, amountFen }]
  }
  const itemName = lot.feeItemName ?? prepaymentName
  const of = { sourceId: lotId, itemName, payerName: lot.payer.name, account }
  return [
    { date: beijingDate(createdAt), kind: 'opening_prepayment', ...of, amountFen },
    ...(lot.reversedAt
      ? [{ date: beijingDate(lot.reversedAt), kind: 'prepayment_reversed' as const, ...of, amountFen: -amountFen }]
      : []),
  ]
}

export function depositEntries({
  depositId,
  name,
  payer,
  amountFen,
  createdAt,
  reversedAt,
}: Deposit): StatementEntry[] {
  const of = { sourceId: depositId, itemName: name, payerName: payer.name, account: 'deposit' as const }
  return [
    { date: beijingDate(createdAt), kind: 'opening_deposit', ...of, amountFen },
    ...(reversedAt
      ? [{ date: beijingDate(reversedAt), kind: 'deposit_reversed' as const, ...of, amountFen: -amountFen }]
      : []),
  ]
}
