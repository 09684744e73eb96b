import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { openingApi } from '@linli/shared/opening/api'
import type { OpeningDraft } from '@linli/shared/opening/schema'
import { auditItem } from '../audit'
import { voidBill } from '../billing/void-bill'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { openingReversalItems } from '../payments/opening-items'
import { reverseDepositItem, reverseLotItem } from '../payments/opening-lots'
import { reversedItems } from './reversed-items'
import { loadDraft } from './store'
import { openingKindNames } from '@linli/shared/opening/schema'

/**
 * The linked reversal of a confirmed opening balance. Arrears: their bill becomes void. A lot that was used and a deposit
 * that was returned stay. Throws record.not_found, opening.not_draft, opening.spent, and what voiding a bill throws.
 */
export async function reverseDraft(ctx: Context, input: InputOf<typeof openingApi.reverse>): Promise<OpeningDraft> {
  const { communityId, draftId, reason } = input
  const draft = await loadDraft(ctx, communityId, draftId)
  if (!draft) throw new AppError('record.not_found')
  if (draft.state !== 'confirmed') throw new AppError('opening.not_draft')
  const { kind, object, amountFen, feeItemId } = draft
  if (kind === 'arrears')
    await voidBill(ctx, { communityId, roomId: object.id, billId: draftId, reason, reissue: false })
  else {
    const audit = auditItem(ctx, {
      communityId,
      action: 'opening.reverse',
      objectType: 'opening_draft',
      objectId: draftId,
      summary: `${object.code} ${openingKindNames[kind]} ${amountFen} 分：${reason}`,
    })
    const movement = { kind, roomId: object.id, amountFen, ...(feeItemId && { feeItemId }) }
    const undone =
      kind === 'deposit'
        ? reverseDepositItem(ctx, communityId, draftId)
        : reverseLotItem(ctx, communityId, draftId, amountFen)
    const batch = { sourceId: draftId, valueDate: ctx.today(), movements: [movement] }
    const writes = [
      undone,
      ...(await reversedItems(ctx, communityId, draftId, reason)),
      ...openingReversalItems(ctx, communityId, batch),
      audit,
    ]
    try {
      await ctx.db.transact(writes, audit.put)
    } catch (error) {
      if (error instanceof ConditionFailed) throw new AppError('opening.spent', { cause: error })
      throw error
    }
  }
  return { ...draft, state: 'reversed', reason }
}
