import type { InputOf, OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { messageDeskApi } from '@linli/shared/messages/desk-api'
import type { CallMark } from '@linli/shared/messages/schema'
import { callOutcomeNames } from '@linli/shared/messages/words'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { staffActor } from '../identity/staff'
import { deliveryItem, deliveryKey, StoredDelivery } from './push-store'

/**
 * That somebody telephoned whom no other way had reached; who answered leaves the list. Throws record.not_found, and
 * record.changed where a colleague has spoken to them already.
 */
export function markCalled(
  ctx: Context,
  { communityId, pushId, personId, outcome }: InputOf<typeof messageDeskApi.markCalled>,
): Promise<OutputOf<typeof messageDeskApi.markCalled>> {
  return deciding(async () => {
    const before = await ctx.db.get(deliveryKey({ communityId, pushId, personId, call: true }), StoredDelivery)
    if (!before) throw new AppError('record.not_found')
    if (before.called?.outcome === 'reached') {
      if (outcome !== 'reached') throw new AppError('record.changed')
      return { pushId, personId, called: before.called }
    }
    const called: CallMark = { outcome, by: staffActor(ctx).name, at: ctx.now() }
    const put = deliveryItem(communityId, { ...before, called, by: ctx.newId() })
    const audit = auditItem(ctx, {
      communityId,
      action: 'messages.call',
      objectType: 'message',
      objectId: pushId,
      personId,
      summary: `${before.title}，打电话：${callOutcomeNames[outcome]}`,
    })
    await ctx.db.transact([{ put, if: { by: before.by } }, audit], audit.put)
    return { pushId, personId, called }
  })
}
