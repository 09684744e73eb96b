import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { draftIndex, draftKey, loadDraft } from './store'
import { countItems } from './totals'

/** Marks a confirmed opening balance as reversed, in the transaction that reverses it. Throws opening.not_draft. */
export async function reversedItems(
  ctx: Context,
  communityId: string,
  draftId: string,
  reason: string,
): Promise<Write[]> {
  const draft = await loadDraft(ctx, communityId, draftId)
  if (draft?.state !== 'confirmed') throw new AppError('opening.not_draft')
  return [
    {
      update: {
        key: draftKey(communityId, draftId),
        set: { state: 'reversed', reason, ...draftIndex(draft, 'reversed') },
      },
      if: { state: 'confirmed' },
    },
    ...countItems([draft], { confirmed: -1 }),
  ]
}
