import { isForHome } from '@linli/shared/notices/rules'
import type { noticesApi } from '@linli/shared/notices/api'
import { CallMark } from '@linli/shared/messages/schema'
import { callOutcomeNames } from '@linli/shared/messages/words'
import { noticeRefusals } from '@linli/shared/notices/words'
import { CommunityId, Id } from '@linli/shared/ids'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import { auditItem } from '../audit'
import { loadRoom } from '../communities/rooms'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import { deciding } from '../db-retry'
import { staffActor } from '../identity/staff'
import { refused } from './move-notice'
import { loadNotice, type OfNotice, ofNoticePk } from './store'

/** What became of the last call to a home about an emergency; those before are in the audit. */
export const StoredCall = CallMark.extend({
  noticeId: Id,
  communityId: CommunityId,
  roomId: Id,
  version: z.number().int(),
})
export type StoredCall = z.infer<typeof StoredCall>

export const callBegin = 'call#'
export const callKey = (of: OfNotice, roomId: string): Key => ({ pk: ofNoticePk(of), sk: `${callBegin}${roomId}` })
export const callItem = (call: StoredCall): Item => ({ ...callKey(call, call.roomId), ...call })

/** That somebody telephoned a home of the scope while the emergency is on. Throws record.not_found, notices.refused. */
export function markCalled(
  ctx: Context,
  { roomId, outcome, ...of }: InputOf<typeof noticesApi.markCalled>,
): Promise<{ roomId: string; called: CallMark }> {
  return deciding(async () => {
    const [{ category, state, scope }, room, before] = await Promise.all([
      loadNotice(ctx, of),
      loadRoom(ctx, of.communityId, roomId),
      ctx.db.get(callKey(of, roomId), StoredCall),
    ])
    if (category !== 'emergency' || state !== 'published') throw refused(noticeRefusals.notEmergency)
    if (!isForHome(scope, room.code)) throw new AppError('record.not_found')
    const called: CallMark = { outcome, by: staffActor(ctx).name, at: ctx.now() }
    const put = callItem({ ...of, roomId, ...called, version: (before?.version ?? 0) + 1 })
    const audit = auditItem(ctx, {
      communityId: of.communityId,
      action: 'notices.call',
      objectType: 'notice',
      objectId: of.noticeId,
      summary: `紧急公告，打电话给 ${room.code}：${callOutcomeNames[outcome]}`,
    })
    await ctx.db.transact(
      [before ? { put, if: { version: before.version } } : { put, ifAbsent: true }, audit],
      audit.put,
    )
    return { roomId, called }
  })
}
