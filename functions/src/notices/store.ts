import { Uploaded } from '@linli/shared/files/media'
import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import { NoticeBrief, NoticeScope, NoticeText, NoticeTimer, OfficeNotice } from '@linli/shared/notices/schema'
import { Instant } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'

/** One as kept; `media`: what its pictures and attachments are. */
export const StoredNotice = OfficeNotice.extend({
  blocks: NoticeText.shape.blocks,
  attachments: NoticeText.shape.attachments,
  media: z.array(Uploaded),
  timers: z.partialRecord(NoticeTimer, Instant),
})
export type StoredNotice = z.infer<typeof StoredNotice>

export type OfNotice = { communityId: string; noticeId: string }

export const noticesPk = (communityId: string) => `C#${communityId}#notices`
export const noticeKey = ({ communityId, noticeId }: OfNotice): Key => ({ pk: noticesPk(communityId), sk: noticeId })
export const noticesIn = (communityId: string, state: string) => `C#${communityId}#notices-${state}`
export const ofNoticePk = ({ communityId, noticeId }: OfNotice) => `C#${communityId}#notice#${noticeId}`
/** To which record its pictures belong. */
export const mediaOwner = (noticeId: string) => `notice#${noticeId}`

/** Where they wait for the clock: reached on purpose. */
export const dueOwner = 'G#notices#'
export const dueShards = Array.from({ length: 16 }, (_, i) => `${dueOwner}${i}`)
const shardOf = (id: string) => id.charCodeAt(id.length - 1) % dueShards.length

export function noticeItem(notice: StoredNotice): Item {
  const { communityId, noticeId, state, timers, createdAt, startsAt, publishedAt } = notice
  const [due] = Object.values(timers).toSorted()
  return {
    ...noticeKey(notice),
    ...notice,
    gs1pk: noticesIn(communityId, state),
    gs1sk: `${publishedAt ?? startsAt ?? createdAt}#${noticeId}`,
    ...(due && { gs3pk: `${dueOwner}${shardOf(noticeId)}`, gs3sk: `${due}#${communityId}` }),
  }
}

/** One that nobody else has changed since it was read. */
export const noticeWrite = (next: StoredNotice, before: StoredNotice | undefined): Write => ({
  put: noticeItem(next),
  ...(before ? { if: { version: before.version } } : { ifAbsent: true }),
})

/** One, consistently. Throws record.not_found. */
export async function loadNotice(ctx: Context, of: OfNotice): Promise<StoredNotice> {
  const notice = await ctx.db.get(noticeKey(of), StoredNotice)
  if (!notice) throw new AppError('record.not_found')
  return notice
}

/** What is published in a community now: one item, so that a list is one read. Written by publications alone, a few a day. */
export const LiveNotice = NoticeBrief.extend({ scope: NoticeScope })
export type LiveNotice = z.infer<typeof LiveNotice>
export const LiveNotices = z.object({ live: z.array(LiveNotice), version: z.number().int() })
export const liveKey = (communityId: string): Key => ({ pk: `C#${communityId}#notices-live`, sk: 'live' })

/** What an account has read and confirmed of what is published in a community. */
export const NoticeMarks = z.object({
  noticesRead: z.array(Id),
  noticesConfirmed: z.array(Id),
  version: z.number().int(),
})
export type NoticeMarks = z.infer<typeof NoticeMarks>
export const marksPk = (accountId: string) => `A#${accountId}#notices`
export const marksKey = (accountId: string, communityId: string): Key => ({ pk: marksPk(accountId), sk: communityId })
