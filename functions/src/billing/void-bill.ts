import type { billingApi } from '@linli/shared/billing/api'
import { canVoid } from '@linli/shared/billing/bill-state'
import type { Bill } from '@linli/shared/billing/schema'
import type { InputOf, OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { reversedItems } from '../opening/reversed-items'
import { closeOrder } from '../payments/close-order'
import { deductionMessage } from '../payments/deduction-message'
import { publicationItems, voidingItems } from '../payments/publication-items'
import { creditBackItems, creditItems } from '../payments/credit-items'
import {
  Cover,
  coveredDays,
  coverKeyOf,
  coverName,
  covering,
  coverWithTerms,
  coverWriteAt,
  type ItemCover,
  withoutBill,
  withoutOpening,
} from './cover'
import { isFree } from './day-ranges'
import { disputeOver } from './dispute-bill'
import { settledItems } from './settled-items'
import { holderItems } from './holders'
import { voidedAdjustment } from './void-adjustment'
import { publishedMessage } from './published-message'
import { reissuedBills } from './reissue'
import { billItem, billKey, doneIndexes, loadBill, type StoredBill } from './store'
import { isOnce, noReissue, onceWords, voidedDispute } from './words'

type VoidBill = typeof billingApi.voidBill

/**
 * Voids a bill that has no money on it, and gives its days back; `reissue` bills them again from today's data, as the next
 * revision, in the same transaction. A dispute of it is over, and whoever asked is told why. An open order is closed at the channel first: if it proves paid, the void is refused. 补差 go first, the last one first, and take back what they credited.
 * `further`: what goes into the transaction with it. Throws billing.cannot_void, billing.being_paid, billing.no_tariff with the reason when it cannot be computed anew.
 */
export const voidBill = (ctx: Context, input: InputOf<VoidBill>): Promise<OutputOf<VoidBill>> =>
  voidBillWith(ctx, input, () => [])

/** The same, with more writes in its transaction. */
export async function voidBillWith(
  ctx: Context,
  input: InputOf<VoidBill>,
  further: (reissued: Bill[]) => Write[],
): Promise<OutputOf<VoidBill>> {
  const { communityId, roomId, billId, reason } = input
  return deciding(async () => {
    const bill = await freed(ctx, await loadBill(ctx, communityId, roomId, billId))
    const [cover] = await ctx.db.getMany([coverKeyOf(bill)], Cover)
    const items = { ...cover?.items }
    if ((bill.opening || isOnce(bill)) && input.reissue)
      throw new AppError('billing.cannot_void', { message: bill.opening ? noReissue : onceWords(bill) })
    const adjusting = await voidedAdjustment(ctx, bill, input)
    const name = coverName(bill)
    items[name] = bill.opening ? withoutOpening(items[name], billId) : uncovered(items[name], bill)
    const reissued = input.reissue ? await reissuedBills(ctx, bill, coverWithTerms(items, bill)) : []
    for (const next of reissued) {
      if (!isFree(next.period, coveredDays(items[name]))) throw new AppError('record.changed')
      items[name] = covering(items[name], next)
    }
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.void_bill',
      objectType: 'bill',
      objectId: billId,
      summary: `作废 ${bill.amountFen} 分：${reason}${reissued.length > 0 ? `，重开 ${reissued.length} 张` : ''}`,
    })
    const batch = { sourceId: `reissue#${billId}`, valueDate: ctx.today(), bills: reissued }
    await ctx.db.transact(
      [
        voidWrite(ctx, bill, reason),
        coverWriteAt(coverKeyOf(bill), cover, items, holdersOf(reissued)),
        ...voidingItems(ctx, communityId, bill),
        ...creditBackItems(ctx, communityId, bill),
        ...adjusting,
        ...reissued.map(next => ({ put: billItem(next, bill.shard), ifAbsent: true })),
        ...holderItems(reissued).map(put => ({ put })),
        ...publicationItems(ctx, communityId, batch),
        ...creditItems(ctx, communityId, batch),
        ...publishedMessage(ctx, communityId, reissued),
        ...(reissued.length > 0 ? [deductionMessage(ctx, communityId)] : []),
        ...(bill.dispute ? await settledItems(ctx, { communityId, roomId, billId }, voidedDispute(reason)) : []),
        ...(bill.opening ? await reversedItems(ctx, communityId, billId, reason) : []),
        ...further(reissued),
        audit,
      ],
      audit.put,
    )
    const { payingOrderId: _order, payingUntil: _until, ...rest } = bill.credit ? { ...bill, paidFen: 0 } : bill
    const voided: Bill = { ...rest, state: 'void', voidReason: reason }
    return { voided, reissued }
  })
}

const holdersOf = (bills: Bill[]) => bills.flatMap(({ object }) => (object.type === 'holder' ? object.id : []))

/** The bill once nobody is paying it any more. */
async function freed(ctx: Context, bill: StoredBill): Promise<StoredBill> {
  const answer = canVoid(bill)
  if (!answer.ok) throw new AppError('billing.cannot_void')
  if (!answer.closeOrderId) return bill
  await closeOrder(ctx, answer.closeOrderId)
  // An order that proved paid has settled the bill.
  const now = await loadBill(ctx, bill.communityId, bill.object.id, bill.billId)
  if (!canVoid(now).ok) throw new AppError('billing.cannot_void')
  if (now.payingOrderId !== undefined && now.payingOrderId !== answer.closeOrderId)
    throw new AppError('billing.being_paid')
  return now
}

/** A 补差 has no days of its own. */
const uncovered = (cover: ItemCover | undefined, bill: StoredBill): ItemCover =>
  bill.adjusts ? (cover ?? { ranges: [] }) : withoutBill(cover, bill)

function voidWrite(ctx: Context, bill: StoredBill, reason: string): Write {
  const over = bill.dispute && disputeOver(bill, ctx.today())
  return {
    update: {
      key: billKey(bill.communityId, bill.object.id, bill.billId),
      set: {
        state: 'void',
        voidReason: reason,
        voidedAt: ctx.now(),
        ...doneIndexes(bill.communityId, bill.object.id, bill.billId, bill.period.from),
        ...(bill.credit && { paidFen: 0 }),
        ...over?.change.set,
      },
      ...(bill.credit && {
        append: {
          movements: { date: ctx.today(), creditOf: bill.billId, principalFen: -bill.paidFen, lateFeeFen: 0 },
        },
      }),
      remove: ['gs3pk', 'gs3sk', 'payingOrderId', 'payingUntil', ...(over?.change.remove ?? [])],
    },
    if: {
      state: bill.state,
      paidFen: bill.paidFen,
      lateFeePaidFen: 0,
      payingOrderId: bill.payingOrderId,
      adjustments: bill.adjustments,
      ...(over ? over.asRead : { dispute: undefined }),
    },
  }
}
