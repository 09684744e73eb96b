import { AppError } from '@linli/shared/errors'
import { beijingDate } from '@linli/shared/time'
import { auditItem } from '../audit'
import { loadFeeItems, type StoredFeeItem } from '../billing/fee-item-store'
import { billShards, openingBill, openingBillItem } from '../billing/opening-bills'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { openingItems, type OpeningMovement } from '../payments/opening-items'
import { depositItem, openingLotItem } from '../payments/opening-lots'
import { leaseMs } from './confirmation-lease'
import { confirmationKey, draftIndex, draftKey, StoredConfirmation, StoredDraft } from './store'
import { countItems } from './totals'

/**
 * One transaction of a confirmation: drafts become bills, lots and deposits with one balanced posting, and its progress
 * moves past them. A draft that was taken back since the check is left out. Throws request.busy when another worker has
 * taken over.
 */
export async function postDrafts(
  ctx: Context,
  confirmation: StoredConfirmation,
  draftIds: string[],
  at: number,
): Promise<void> {
  const { communityId, confirmationId, lease } = confirmation
  await deciding(async () => {
    const [now, found] = await Promise.all([
      ctx.db.get(confirmationKey(communityId, confirmationId), StoredConfirmation),
      ctx.db.getMany(
        draftIds.map(id => draftKey(communityId, id)),
        StoredDraft,
      ),
    ])
    if (now?.lease !== lease || now?.state !== 'posting' || now.progress.done !== at) throw new AppError('request.busy')
    const drafts = found.filter(draft => draft !== undefined).filter(({ state }) => state === 'draft')
    const audit = auditItem(ctx, {
      communityId,
      action: 'opening.post',
      technical: true,
      objectType: 'opening',
      objectId: confirmationId,
      summary: `入账 ${drafts.length} 笔：${drafts[0]?.object.code ?? ''} 起`,
    })
    const progress = { done: at + draftIds.length, total: now.progress.total }
    const leftOut = (now.leftOut ?? 0) + draftIds.length - drafts.length
    const move: Write = {
      update: {
        key: confirmationKey(communityId, confirmationId),
        set: { progress, leaseUntil: ctx.deps.nowMs() + leaseMs, ...(leftOut > 0 && { leftOut }) },
      },
      if: { state: 'posting', lease },
    }
    await ctx.db.transact([move, ...(await postingWrites(ctx, confirmation, drafts)), audit], audit.put)
  })
}

async function postingWrites(ctx: Context, confirmation: StoredConfirmation, drafts: StoredDraft[]): Promise<Write[]> {
  const { communityId, confirmationId, startedAt } = confirmation
  const [first] = drafts
  if (!first) return []
  const ids = [...new Set(drafts.flatMap(({ feeItemId }) => feeItemId ?? []))]
  const [items, shards] = await Promise.all([loadFeeItems(ctx, communityId, ids), billShards(ctx, communityId)])
  const itemOf = new Map(items.map((item, i) => [ids[i], item]))
  const made = drafts.map(draft => become(draft, itemOf.get(draft.feeItemId), confirmation, shards))
  return [
    ...made.map(({ write }) => write),
    ...drafts.map(draft => ({
      update: {
        key: draftKey(communityId, draft.draftId),
        set: { state: 'confirmed', confirmationId, ...draftIndex(draft, 'confirmed') },
      },
      if: { state: 'draft', amountFen: draft.amountFen },
    })),
    ...countItems(drafts, { draft: -1, confirmed: 1 }),
    ...openingItems(ctx, communityId, {
      sourceId: `${confirmationId}#${first.draftId}`,
      valueDate: beijingDate(startedAt),
      movements: made.map(({ movement }) => movement),
    }),
  ]
}

/** What a draft becomes, under its own id, as of the moment of the confirmation. */
function become(
  draft: StoredDraft,
  item: StoredFeeItem | undefined,
  { confirmationId, startedAt }: StoredConfirmation,
  shards: number,
): { write: Write; movement: OpeningMovement } {
  const { draftId, communityId, kind, object, payer, amountFen, itemName, feeItemId, period } = draft
  if (kind === 'arrears') {
    if (!item || !period) throw new Error(`arrears without fee item or period: ${draftId}`)
    const bill = openingBill({ ...draft, period }, item, { confirmationId, publishedAt: startedAt })
    return { write: openingBillItem(bill, shards), movement: { kind, bill } }
  }
  const brought = { id: draftId, communityId, object, payer, amountFen, createdAt: startedAt }
  const movement = { kind, roomId: object.id, amountFen, ...(feeItemId && { feeItemId }) }
  if (kind === 'prepayment')
    return { write: openingLotItem({ ...brought, ...(item && { feeItemName: item.name }) }), movement }
  const { paidOn, receiptNumber } = draft
  const paper = { ...(paidOn && { paidOn }), ...(receiptNumber && { receiptNumber }) }
  return { write: depositItem({ ...brought, name: itemName, ...paper }), movement }
}
