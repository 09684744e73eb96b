import type { Bill } from '@linli/shared/billing/schema'
import type { CreditLot } from '@linli/shared/payments/held-schema'
import type { Channel, JournalLine } from '@linli/shared/payments/schema'
import { type BusinessDate, monthOf } from '@linli/shared/time'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { payersLotItem } from './desk-lots'
import { reverseLotItem } from './opening-lots'
import { posted } from './publication-items'
import { postingItem } from './store'

type Credited = Pick<
  Bill,
  'billId' | 'object' | 'feeItemId' | 'period' | 'payer' | 'entityId' | 'credit' | 'adjusts' | 'publishedAt'
>

/**
 * What new negative bills credit, for the transaction that issues them: one posting that takes it off them, onto the bills
 * that they correct and to prepayments, and the lots. `channel`: how the corrected bill was paid.
 */
export function creditItems(
  ctx: Context,
  communityId: string,
  batch: { sourceId: string; valueDate: BusinessDate; bills: readonly Credited[]; channel?: Channel | undefined },
): Write[] {
  const lines = batch.bills.flatMap(linesOf)
  if (lines.length === 0) return []
  const { sourceId, valueDate, channel } = batch
  const lots = batch.bills.flatMap(bill => lotOf(communityId, bill, channel) ?? [])
  return [
    ...lots.map(lot => ({ put: payersLotItem(lot), ifAbsent: true })),
    ...posted(ctx, communityId, postingItem(ctx, communityId, { kind: 'credit', sourceId, valueDate, lines })),
  ]
}

/** The exact negative, for the void of such a bill: its lot goes back whole and unused. */
export function creditBackItems(ctx: Context, communityId: string, bill: Credited): Write[] {
  const lines = linesOf(bill).map(line => ({ ...line, amountFen: -line.amountFen }))
  if (lines.length === 0) return []
  const { lotId, lotFen = 0 } = bill.credit ?? {}
  const posting = { kind: 'credit' as const, sourceId: `back#${bill.billId}`, valueDate: ctx.today(), lines }
  return [
    ...(lotId ? [reverseLotItem(ctx, communityId, lotId, lotFen)] : []),
    ...posted(ctx, communityId, postingItem(ctx, communityId, posting)),
  ]
}

function linesOf({ billId, object, feeItemId, period, credit, adjusts }: Credited): JournalLine[] {
  if (!credit) return []
  const month = monthOf(period.from)
  const of = { feeItemId, objectId: object.id }
  const { toBillFen, lotFen } = credit
  return [
    { account: 'receivable', amountFen: toBillFen + lotFen, ...of, billId, month },
    ...(toBillFen > 0 && adjusts
      ? [{ account: 'receivable' as const, amountFen: -toBillFen, ...of, billId: adjusts.billId, month }]
      : []),
    ...(lotFen > 0 ? [{ account: 'prepayment' as const, amountFen: -lotFen, objectId: object.id }] : []),
  ]
}

function lotOf(communityId: string, bill: Credited, channel: Channel | undefined): CreditLot | undefined {
  const { billId, object, payer, entityId, credit, publishedAt } = bill
  if (!credit?.lotId) return undefined
  return {
    lotId: credit.lotId,
    communityId,
    reason: 'credit',
    object,
    payer,
    billId,
    entityId,
    ...(channel && { channel }),
    amountFen: credit.lotFen,
    leftFen: credit.lotFen,
    createdAt: publishedAt,
  }
}
