import { isCurrent, isForHome, takesObjections } from '@linli/shared/notices/rules'
import { MyNotice, type MyNoticeRow } from '@linli/shared/notices/schema'
import type { BusinessDate } from '@linli/shared/time'
import { AppError } from '@linli/shared/errors'
import { AnyItem } from '../db'
import { homeOf } from '../access'
import type { Context } from '../context'
import { accountActor } from '../identity/account'
import { briefOf, noticeKeys, parseMarks, rowOf, rowsOf } from './live'
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
  const [live, marks] = await ctx.db.getMany(keys, AnyItem)
  return { items: rowsOf(live, marks, roomCode, ctx.today()) }
}

/**
 * One that is published for this home and not over, or that the caller objected to while it was: an answer may come later.
 * One read. Throws record.not_found.
 */
export async function getMyNotice(ctx: Context, { roomId, ...of }: OfHome & OfNotice): Promise<MyNotice> {
  const { roomCode, personId } = ownHome(ctx, { ...of, roomId })
  const { accountId } = accountActor(ctx)
  const keys = [noticeKey(of), marksKey(accountId, of.communityId), objectionKey(of, objectionIdOf(of, personId))]
  const [item, marks, made] = await ctx.db.getMany(keys, AnyItem)
  const notice = StoredNotice.safeParse(item).data
  const objection = StoredObjection.safeParse(made).data
  if (!notice?.publishedAt || !isForHome(notice.scope, roomCode)) throw new AppError('record.not_found')
  const over = overOf(notice, ctx.today())
  if (over && !objection) throw new AppError('record.not_found')
  const isShown = over !== 'withdrawn'
  return MyNotice.parse({
    ...rowOf(briefOf(notice), parseMarks(marks)),
    publisher: notice.publisher,
    ...(isShown ? { blocks: notice.blocks, ...(await shownFiles(ctx, notice)) } : noText),
    ...(objection && { objection }),
    ...(over && { over }),
    mayObject: !objection && takesObjections(notice, ctx.today()),
  })
}

const noText = { blocks: [], pictures: [], attachments: [] }

/** Why it is no longer published; undefined while it is. */
function overOf(notice: StoredNotice, today: BusinessDate): MyNotice['over'] {
  if (notice.state === 'withdrawn') return 'withdrawn'
  return notice.state === 'published' && isCurrent(notice, today) ? undefined : 'expired'
}
