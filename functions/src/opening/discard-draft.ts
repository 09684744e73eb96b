import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { openingApi } from '@linli/shared/opening/api'
import { type OpeningDraft, openingKindNames } from '@linli/shared/opening/schema'
import { auditItem } from '../audit'
import { releaseDaysItems } from '../billing/opening-bills'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { draftIndex, draftKey, gateKey, loadDraft, OpeningGate } from './store'
import { countItems } from './totals'

/**
 * Takes one draft out before it is confirmed; the days of arrears can be billed again. It stays on record with its reason.
 * Throws record.not_found, opening.not_draft, opening.confirming.
 */
export async function discardDraft(ctx: Context, input: InputOf<typeof openingApi.discard>): Promise<OpeningDraft> {
  const { communityId, draftId, reason } = input
  return deciding(async () => {
    const [draft, gate] = await Promise.all([
      loadDraft(ctx, communityId, draftId),
      ctx.db.get(gateKey(communityId), OpeningGate),
    ])
    if (!draft) throw new AppError('record.not_found')
    if (draft.state !== 'draft') throw new AppError('opening.not_draft')
    if (gate?.openId) throw new AppError('opening.confirming')
    const { kind, object, amountFen, feeItemId } = draft
    const audit = auditItem(ctx, {
      communityId,
      action: 'opening.discard',
      objectType: 'opening_draft',
      objectId: draftId,
      summary: `${object.code} ${openingKindNames[kind]} ${amountFen} 分：${reason}`,
    })
    const days = feeItemId ? await releaseDaysItems(ctx, communityId, { roomId: object.id, feeItemId, draftId }) : []
    const discarded = { state: 'discarded' as const, reason }
    await ctx.db.transact(
      [
        {
          update: {
            key: draftKey(communityId, draftId),
            set: { ...discarded, ...draftIndex(draft, 'discarded') },
          },
          if: { state: 'draft' },
        },
        ...countItems([draft], { draft: -1 }),
        ...days,
        // Not while a confirmation counts on it.
        { update: { key: gateKey(communityId), add: { version: 1 } }, if: { openId: undefined } },
        audit,
      ],
      audit.put,
    )
    return { ...draft, ...discarded }
  })
}
