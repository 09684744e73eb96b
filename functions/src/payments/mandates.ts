import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { sortCode } from '@linli/shared/imports/room-code'
import type { bankApi } from '@linli/shared/payments/bank-api'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { liveMandateKey, mandatesKey, StoredMandate } from './bank-store'
import { endingWrites } from './save-mandates'

/** Mandates by room code, a room's live one before those that ended. Eventually consistent. */
export const listMandates = (
  ctx: Context,
  { communityId, prefix = '', ...page }: InputOf<typeof bankApi.listMandates>,
) =>
  ctx.db.query({
    index: 'gs1',
    pk: mandatesKey(communityId),
    ...(prefix !== '' && { begins: sortCode(prefix.trim().toUpperCase()) }),
    schema: StoredMandate,
    limit: Number(page.limit ?? 50),
    cursor: page.cursor,
  })

/** Ends a room's mandate today: no later batch debits it. Throws record.not_found. */
export const endMandate = (
  ctx: Context,
  { communityId, roomId, reason }: InputOf<typeof bankApi.endMandate>,
): Promise<StoredMandate> =>
  deciding(async () => {
    const known = await ctx.db.get(liveMandateKey(communityId, roomId), StoredMandate)
    if (!known) throw new AppError('record.not_found')
    const { ended, writes } = endingWrites(ctx, known, reason)
    const audit = auditItem(ctx, {
      communityId,
      action: 'payments.end_mandate',
      objectType: 'mandate',
      objectId: known.mandateId,
      summary: `${known.roomCode}：${reason}`,
    })
    await ctx.db.transact([...writes, audit], audit.put)
    return ended
  })
