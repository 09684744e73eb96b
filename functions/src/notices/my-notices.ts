import { isCurrent, isForHome, takesObjections } from '@linli/shared/notices/rules'
import { MyNotice, type MyNoticeRow } from '@linli/shared/notices/schema'
import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import { homeOf } from '../access'
import type { Context } from '../context'
import { accountActor } from '../identity/account'
import { liveOf, noticeKeys, parseMarks, rowOf, rowsOf } from './live'
import { objectionIdOf, objectionKey, StoredObjection } from './objections'
import { marksKey, noticeKey, type OfNotice, StoredNotice } from './store'
import { shownFiles } from './views'

type OfHome = { communityId: string; roomId: string }

/** The caller's home. Throws access.forbidden. */
export function ownHome(ctx: Context, at: OfHome) {
  const home = homeOf(accountActor(ctx), at, ctx.today())
  if (!home) throw new AppError('access.forbidden')
  return home
}

/** What is published for this home, with what was read of it: one read. */
export async function myNotices(ctx: Context, at: OfHome): Promise<{ items: MyNoticeRow[] }> {
  const { roomCode } = ownHome(ctx, at)
  const keys = noticeKeys(at.communityId, accountActor(ctx).accountId)
  const [live, marks] = await ctx.db.getMany(keys, z.unknown())
  return { items: rowsOf(live, marks, roomCode, ctx.today()) }
}

/** One that is published for this home and not over: one read. Throws record.not_found. */
export async function getMyNotice(ctx: Context, { roomId, ...of }: OfHome & OfNotice): Promise<MyNotice> {
  const { roomCode, personId } = ownHome(ctx, { ...of, roomId })
  const { accountId } = accountActor(ctx)
  const keys = [noticeKey(of), marksKey(accountId, of.communityId), objectionKey(of, objectionIdOf(of, personId))]
  const [item, marks, made] = await ctx.db.getMany(keys, z.unknown())
  const notice = StoredNotice.safeParse(item).data
  const shown = liveOf(notice)
  if (!notice || !shown || !isForHome(notice.scope, roomCode) || !isCurrent(notice, ctx.today()))
    throw new AppError('record.not_found')
  const objection = StoredObjection.safeParse(made).data
  return MyNotice.parse({
    ...rowOf(shown, parseMarks(marks)),
    publisher: notice.publisher,
    blocks: notice.blocks,
    ...(await shownFiles(ctx, notice)),
    ...(objection && { objection }),
    mayObject: !objection && takesObjections(notice, ctx.today()),
  })
}
