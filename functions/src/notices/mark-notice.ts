import type { MyNoticeRow } from '@linli/shared/notices/schema'
import { noticeRefusals } from '@linli/shared/notices/words'
import { AppError } from '@linli/shared/errors'
import { AnyItem } from '../db'
import { livesThere } from '../access'
import { ownAuditItem } from '../audit'
import type { Context, GrantedHome } from '../context'
import { deciding } from '../db-retry'
import { isForHome } from '@linli/shared/notices/rules'
import { accountActor } from '../identity/account'
import { forHome, noticeKeys, parseLive, parseMarks, rowOf } from './live'
import { refused } from './move-notice'
import { ownHome } from './my-notices'
import { Receipt, receiptKey, receiptWrites } from './receipts'
import { type LiveNotice, marksKey, type OfNotice } from './store'

type Asked = OfNotice & { roomId: string }
const mostPersons = 10

export const markRead = (ctx: Context, asked: Asked) => mark(ctx, asked, false)
export const confirmRead = (ctx: Context, asked: Asked) => mark(ctx, asked, true)

/**
 * That the caller has read it, or confirmed an emergency, for everybody whom they act for and whom it is for: once, however
 * often it is told. Throws record.not_found, notices.refused.
 */
function mark(ctx: Context, { roomId, ...of }: Asked, confirm: boolean): Promise<MyNoticeRow> {
  const { roomCode } = ownHome(ctx, { ...of, roomId })
  const { accountId } = accountActor(ctx)
  return deciding(async () => {
    const keys = noticeKeys(of.communityId, accountId)
    const [board, known] = await ctx.db.getMany(keys, AnyItem)
    const live = parseLive(board)
    const notice = forHome(live, roomCode, ctx.today()).find(({ noticeId }) => noticeId === of.noticeId)
    if (!notice) throw new AppError('record.not_found')
    if (confirm && notice.category !== 'emergency') throw refused(noticeRefusals.notConfirmable)
    const marks = parseMarks(known)
    const row = rowOf(notice, marks)
    if (row.read && (row.confirmed || !confirm)) return row
    const homes = homesOf(ctx, notice, of.communityId)
    const before = await ctx.db.getMany(
      homes.map(({ personId }) => receiptKey(of, personId)),
      Receipt,
    )
    const now = ctx.now()
    const receipts = homes.flatMap((home, i) => {
      const had = before[i]
      if (had && (!confirm || had.confirmedAt)) return []
      const next = { ...(had ?? newReceipt(of, home, now)), version: (had?.version ?? 0) + 1 }
      return receiptWrites(ctx, confirm ? { ...next, confirmedAt: now } : next, had)
    })
    const stillLive = (ids: string[]) => ids.filter(id => live.some(({ noticeId }) => noticeId === id))
    const add = (ids: string[]) => [...new Set([...stillLive(ids), of.noticeId])]
    const next = {
      noticesRead: add(marks.noticesRead),
      noticesConfirmed: confirm ? add(marks.noticesConfirmed) : stillLive(marks.noticesConfirmed),
      version: marks.version + 1,
    }
    const put = { ...marksKey(accountId, of.communityId), ...next }
    const audit = ownAuditItem(ctx, `A#${accountId}#`, {
      action: 'notices.read',
      objectType: 'notice',
      objectId: of.noticeId,
      summary: confirm ? '确认紧急公告' : '看公告',
    })
    const kept = marks.version > 0 ? { put, if: { version: marks.version } } : { put, ifAbsent: true }
    await ctx.db.transact([kept, ...receipts, audit], audit.put)
    return rowOf(notice, next)
  })
}

/** The caller's homes that it is for, one for each person: who has two has read it for both, and is asked about once. */
function homesOf(ctx: Context, { scope }: LiveNotice, communityId: string): GrantedHome[] {
  const today = ctx.today()
  const here = accountActor(ctx).homes.filter(
    home => home.communityId === communityId && livesThere(home, today) && isForHome(scope, home.roomCode),
  )
  return [...new Map(here.map(home => [home.personId, home])).values()].slice(0, mostPersons)
}

export const newReceipt = (of: OfNotice, { personId, roomId }: GrantedHome, readAt: string): Receipt => ({
  noticeId: of.noticeId,
  communityId: of.communityId,
  personId,
  roomId,
  readAt,
  version: 0,
})
