import { AppError } from '@linli/shared/errors'
import { beijingDate } from '@linli/shared/time'
import { auditItem } from '../audit'
import { listFeeItems, type StoredFeeItem } from '../billing/fee-item-store'
import { billShards, openingBill, openingBillItem } from '../billing/opening-bills'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { openingItems, type OpeningMovement } from '../payments/opening-items'
import { depositItem, openingLotItem } from '../payments/opening-lots'
import { leaseMs } from './confirmation-lease'
import { confirmationKey, draftIndex, draftKey, StoredConfirmation, StoredDraft } from './store'
import { countItems } from './totals'

/** What every transaction of a confirmation needs, read once. */
export type Posting = { items: ReadonlyMap<string, StoredFeeItem>; shards: number }

export async function loadPosting(ctx: Context, communityId: string): Promise<Posting> {
  const [items, shards] = await Promise.all([listFeeItems(ctx, communityId), billShards(ctx, communityId)])
  return { items: new Map(items.map(item => [item.feeItemId, item])), shards }
}

/** As many as one transaction can hold; those whose counters do not fit wait for the next. */
export const mostAtOnce = 26
/** Of 60 writes, beside the progress, the posting, its message and the record. */
const mostWrites = 56

/**
 * One transaction of a confirmation: the first of these drafts become bills, lots and deposits with one balanced posting,
 * and its progress moves past them. A draft that was taken back since the check is left out. Answers the confirmation as
 * it is then. Throws request.busy when another worker has taken over.
 */
export async function postDrafts(
  ctx: Context,
  confirmation: StoredConfirmation,
  draftIds: string[],
  posting: Posting,
): Promise<StoredConfirmation> {
  const { communityId, confirmationId, lease } = confirmation
  const keys = draftIds.map(id => draftKey(communityId, id))
  let isFirst = true
  return deciding(async () => {
    if (!isFirst) await expectHeld(ctx, confirmation)
    isFirst = false
    const { taken, drafts } = fitting(await ctx.db.getMany(keys, StoredDraft))
    const done = confirmation.progress.done + taken
    const leftOut = (confirmation.leftOut ?? 0) + taken - drafts.length
    const moved = {
      progress: { done, total: confirmation.progress.total },
      leaseUntil: ctx.deps.nowMs() + leaseMs,
      ...(leftOut > 0 && { leftOut }),
    }
    const audit = auditItem(ctx, {
      communityId,
      action: 'opening.post',
      technical: true,
      objectType: 'opening',
      objectId: confirmationId,
      summary: `入账 ${drafts.length} 笔：${drafts[0]?.object.code ?? ''} 起`,
    })
    const move: Write = {
      update: { key: confirmationKey(communityId, confirmationId), set: moved },
      if: { state: 'posting', lease },
    }
    await ctx.db.transact([move, ...postingWrites(ctx, confirmation, drafts, posting), audit], audit.put)
    return { ...confirmation, ...moved }
  })
}

/** How many of the list one transaction takes, and the drafts among them that are still drafts. */
function fitting(found: (StoredDraft | undefined)[]): { taken: number; drafts: StoredDraft[] } {
  const drafts: StoredDraft[] = []
  for (const [i, draft] of found.entries()) {
    if (draft?.state !== 'draft') continue
    const more = [...drafts, draft]
    if (2 * more.length + countItems(more, { draft: -1 }).length > mostWrites) return { taken: i, drafts }
    drafts.push(draft)
  }
  return { taken: found.length, drafts }
}

async function expectHeld(ctx: Context, { communityId, confirmationId, lease }: StoredConfirmation): Promise<void> {
  const now = await ctx.db.get(confirmationKey(communityId, confirmationId), StoredConfirmation)
  if (now?.lease !== lease || now?.state !== 'posting') throw new AppError('request.busy')
}

function postingWrites(
  ctx: Context,
  confirmation: StoredConfirmation,
  drafts: StoredDraft[],
  { items, shards }: Posting,
): Write[] {
  const { communityId, confirmationId, startedAt } = confirmation
  const [first] = drafts
  if (!first) return []
  const made = drafts.map(draft => become(draft, items.get(draft.feeItemId ?? ''), confirmation, shards))
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
