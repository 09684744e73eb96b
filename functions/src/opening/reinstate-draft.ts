import { type OpeningDraft, openingKindNames } from '@linli/shared/opening/schema'
import { auditItem } from '../audit'
import { takeDaysItems } from '../billing/opening-bills'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { draftItem, draftKey, gateKey, loadDraft, OpeningGate, StoredDraft } from './store'
import { countItems } from './totals'

/**
 * Takes a discard back: the draft stands as it was imported, with its days. Nothing happens when it is not discarded, when
 * a confirmation is under way, or when its days were billed since.
 */
export async function reinstateDraft(
  ctx: Context,
  { communityId, draftId }: Pick<OpeningDraft, 'communityId' | 'draftId'>,
): Promise<void> {
  return deciding(async () => {
    const [found, gate] = await Promise.all([
      loadDraft(ctx, communityId, draftId),
      ctx.db.get(gateKey(communityId), OpeningGate),
    ])
    if (found?.state !== 'discarded' || gate?.openId) return
    const { pk: _pk, sk: _sk, reason: _reason, ...draft } = found
    const { object, period, feeItemId, kind, amountFen } = draft
    const days =
      period && feeItemId
        ? await takeDaysItems(ctx, communityId, { roomId: object.id, feeItemId, draftId, period })
        : []
    if (!days) return
    const audit = auditItem(ctx, {
      communityId,
      action: 'opening.reinstate',
      objectType: 'opening_draft',
      objectId: draftId,
      summary: `${object.code} ${openingKindNames[kind]} ${amountFen} 分恢复为草稿，以便撤销导入`,
    })
    await ctx.db.transact(
      [
        { put: draftItem({ ...draft, state: 'draft' }), if: { state: 'discarded' } },
        ...countItems([draft], { draft: 1 }),
        ...days,
        { update: { key: gateKey(communityId), add: { version: 1 } }, if: { openId: undefined } },
        audit,
      ],
      audit.put,
    )
  })
}

/** Which of these drafts of an import are discarded, and why; a consistent read of up to 100. */
export async function discardedOf(
  ctx: Context,
  { communityId, importId }: Pick<OpeningDraft, 'communityId' | 'importId'>,
  draftIds: string[],
): Promise<{ draftId: string; reason: string }[]> {
  const keys = draftIds.map(draftId => draftKey(communityId, draftId))
  return (await ctx.db.getMany(keys, StoredDraft)).flatMap(draft =>
    draft?.state === 'discarded' && draft.importId === importId
      ? [{ draftId: draft.draftId, reason: draft.reason ?? '' }]
      : [],
  )
}
