import type { Period } from '@linli/shared/billing/fee-schema'
import type { Bill } from '@linli/shared/billing/schema'
import type { OpeningDraft } from '@linli/shared/opening/schema'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { Cover, coverKey, coverWrite, withOpening, withoutOpening } from './cover'
import { isFree } from './day-ranges'
import type { StoredFeeItem } from './fee-item-store'
import { loadBillingState } from './run-store'
import { billItem, shardOf } from './store'

/** Over how many shards a community's bills are spread now. */
export const billShards = async (ctx: Context, communityId: string): Promise<number> =>
  (await loadBillingState(ctx, communityId)).shards

/**
 * 期初欠费 as a bill, with the draft's id. It was due before Linli: on the last day of its period; its amount stands as it
 * was brought along, without lines, and bears no late fee here.
 */
export function openingBill(
  draft: OpeningDraft & Required<Pick<OpeningDraft, 'period'>>,
  item: StoredFeeItem,
  issue: { confirmationId: string; publishedAt: string },
): Bill {
  const { draftId, communityId, object, period, payer, amountFen } = draft
  return {
    billId: draftId,
    communityId,
    object,
    feeItemId: item.feeItemId,
    feeItemName: item.name,
    nature: item.nature,
    entityId: item.collectingEntityId,
    period,
    rev: 0,
    payer,
    lines: [],
    amountFen,
    dueDate: period.to,
    lateFee: null,
    state: 'published',
    paidFen: 0,
    lateFeePaidFen: 0,
    publishedAt: issue.publishedAt,
    runId: issue.confirmationId,
    opening: true,
  }
}

/** A bill that does not exist yet; its days were covered when its draft came. */
export const openingBillItem = (bill: Bill, shards: number): Write => ({
  put: billItem(bill, shardOf(bill.object.id, shards)),
  ifAbsent: true,
})

/** Gives the days of a discarded 期初欠费 back, where nothing else holds them. */
export async function releaseDaysItems(
  ctx: Context,
  communityId: string,
  { roomId, feeItemId, draftId }: { roomId: string; feeItemId: string; draftId: string },
): Promise<Write[]> {
  const [cover] = await ctx.db.getMany([coverKey(communityId, roomId)], Cover)
  const own = cover?.items[feeItemId]
  if (!cover || own?.opening?.[draftId] === undefined) return []
  return [coverWrite(communityId, roomId, cover, { ...cover.items, [feeItemId]: withoutOpening(own, draftId) })]
}

/** Takes the days of a 期初欠费 back that was discarded; undefined when any of them was billed since. */
export async function takeDaysItems(
  ctx: Context,
  communityId: string,
  { roomId, feeItemId, draftId, period }: { roomId: string; feeItemId: string; draftId: string; period: Period },
): Promise<Write[] | undefined> {
  const [cover] = await ctx.db.getMany([coverKey(communityId, roomId)], Cover)
  const own = cover?.items[feeItemId]
  if (!isFree(period, own?.ranges ?? [])) return undefined
  return [coverWrite(communityId, roomId, cover, { ...cover?.items, [feeItemId]: withOpening(own, draftId, period) })]
}
