import { inNoticeOrder, isCurrent, isForHome } from '@linli/shared/notices/rules'
import { MyNoticeRow, type NoticeBrief } from '@linli/shared/notices/schema'
import { noticeRefusals } from '@linli/shared/notices/words'
import type { BusinessDate } from '@linli/shared/time'
import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import { LiveNotice, LiveNotices, liveKey, marksKey, NoticeMarks, type StoredNotice } from './store'

/** So many at once: they are read whole with every first screen. */
const mostLive = 60

/** What residents see of it in a list; nothing unless it is published. */
export function liveOf(notice: StoredNotice | undefined): LiveNotice | undefined {
  return notice?.state === 'published' ? briefOf(notice) : undefined
}

export const briefOf = (notice: StoredNotice): LiveNotice => LiveNotice.parse({ ...notice, by: notice.publisher.name })

/** Keeps what is published in step with a notice that changes, in its own transaction. Throws notices.refused. */
export async function liveWrites(ctx: Context, next: StoredNotice, before: StoredNotice | undefined): Promise<Write[]> {
  const shown = liveOf(next)
  if (JSON.stringify(shown) === JSON.stringify(liveOf(before))) return []
  const key = liveKey(next.communityId)
  const known = await ctx.db.get(key, LiveNotices)
  const others = (known?.live ?? []).filter(({ noticeId }) => noticeId !== next.noticeId)
  if (shown && others.length >= mostLive) throw new AppError('notices.refused', { message: noticeRefusals.full })
  const put = { ...key, live: shown ? [shown, ...others] : others, version: (known?.version ?? 0) + 1 }
  return [known ? { put, if: { version: known.version } } : { put, ifAbsent: true }]
}

/** Where it stands what a household is shown, and what the account has read of it: read together, once. */
export const noticeKeys = (communityId: string, accountId: string): [Key, Key] => [
  liveKey(communityId),
  marksKey(accountId, communityId),
]
export const noticeShape = { live: true, noticesRead: true, noticesConfirmed: true, version: true }

export const parseLive = (item: unknown): LiveNotice[] =>
  item === undefined ? [] : (LiveNotices.safeParse(item).data?.live ?? [])
export const parseMarks = (item: unknown): NoticeMarks =>
  NoticeMarks.safeParse(item).data ?? { noticesRead: [], noticesConfirmed: [], version: 0 }

/** What of it is for this home today, in the order of a list. */
export const forHome = (live: readonly LiveNotice[], roomCode: string, today: BusinessDate): LiveNotice[] =>
  live.filter(each => isForHome(each.scope, roomCode) && isCurrent(each, today)).sort(inNoticeOrder)

export const rowOf = (notice: NoticeBrief, marks: NoticeMarks): MyNoticeRow =>
  MyNoticeRow.parse({
    ...notice,
    read: marks.noticesRead.includes(notice.noticeId),
    confirmed: marks.noticesConfirmed.includes(notice.noticeId),
  })

/** The same of the two items as they were read. */
export function rowsOf(live: unknown, marks: unknown, roomCode: string, today: BusinessDate): MyNoticeRow[] {
  const shown = forHome(parseLive(live), roomCode, today)
  if (shown.length === 0) return []
  const read = parseMarks(marks)
  return shown.map(each => rowOf(each, read))
}
