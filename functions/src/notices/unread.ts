import type { noticesApi } from '@linli/shared/notices/api'
import { isForHome } from '@linli/shared/notices/rules'
import { CallMark } from '@linli/shared/messages/schema'
import type { UnreadHome } from '@linli/shared/notices/schema'
import { noticeRefusals } from '@linli/shared/notices/words'
import { AppError } from '@linli/shared/errors'
import type * as z from 'zod'
import { AnyItem } from '../db'
import { auditItem } from '../audit'
import { isLive, listRooms } from '../communities/rooms'
import type { Context } from '../context'
import { contactKey, phoneOf } from '../people/contact'
import { companyOf } from '../people/person'
import { callKey, StoredCall } from './calls'
import { refused } from './move-notice'
import { Receipt, receiptKey } from './receipts'
import { loadNotice, noticeKey, StoredNotice } from './store'

type Asked = z.output<typeof noticesApi.unread.input>
type Page = { items: UnreadHome[]; cursor?: string }

/** Homes where nobody has read it, or confirmed it; numbers are masked. Two reads. Throws record.not_found. */
export const unread = (ctx: Context, asked: Asked): Promise<Page> => missing(ctx, asked, false)

/**
 * The same with telephone numbers in full, for an emergency that is on: whoever calls has no time to ask for each. Each
 * page is on record (个人信息保护法 51). Throws record.not_found, notices.refused.
 */
export async function callList(ctx: Context, asked: Asked): Promise<Page> {
  const { communityId, noticeId } = asked
  const { category, state } = await loadNotice(ctx, { communityId, noticeId })
  if (category !== 'emergency' || state !== 'published') throw refused(noticeRefusals.notEmergency)
  const page = await missing(ctx, asked, true)
  const audit = auditItem(ctx, {
    communityId,
    action: 'notices.call_list',
    objectType: 'notice',
    objectId: noticeId,
    summary: `查看紧急公告电话名单，${page.items.length} 户`,
  })
  await ctx.db.transact([audit], audit.put)
  return page
}

async function missing(
  ctx: Context,
  { show, building, unit, limit, cursor, ...of }: Asked,
  inFull: boolean,
): Promise<Page> {
  const companyId = companyOf(ctx, of.communityId)
  const prefix = building === undefined ? undefined : `${building}-${unit === undefined ? '' : `${unit}-`}`
  const rooms = await listRooms(ctx, of.communityId, { prefix, limit, cursor })
  const today = ctx.today()
  const homes = rooms.items.map(room => ({ room, people: room.occupancies.filter(each => isLive(each, today)) }))
  const ids = [...new Set(homes.flatMap(({ people }) => people.map(({ personId }) => personId)))]
  // Of an emergency alone is anything confirmed, and anybody telephoned.
  const called = show === 'unconfirmed' ? homes : []
  const keys = [
    noticeKey(of),
    ...ids.map(personId => receiptKey(of, personId)),
    ...ids.map(personId => contactKey(companyId, personId)),
    ...called.map(({ room }) => callKey(of, room.roomId)),
  ]
  const [item, ...found] = await ctx.db.getMany(keys, AnyItem)
  const notice = StoredNotice.safeParse(item).data
  if (!notice) throw new AppError('record.not_found')
  const hasDone = (personId: string) => {
    const receipt = Receipt.safeParse(found[ids.indexOf(personId)]).data
    return receipt !== undefined && (show === 'unread' || receipt.confirmedAt !== undefined)
  }
  const calls = new Map(
    found.slice(2 * ids.length).flatMap(each => {
      const call = StoredCall.safeParse(each).data
      return call ? [[call.roomId, CallMark.parse(call)] as const] : []
    }),
  )
  const items = homes
    .filter(({ room, people }) => isForHome(notice.scope, room.code) && people.length > 0)
    .filter(({ people }) => !people.some(({ personId }) => hasDone(personId)))
    .map(({ room, people }) => ({
      roomId: room.roomId,
      roomCode: room.code,
      ...(calls.has(room.roomId) && { called: calls.get(room.roomId) }),
      people: people.map(({ personId, personName: name }) => {
        const phone = phoneOf(ctx, found[ids.length + ids.indexOf(personId)], inFull)
        return { personId, name, ...(phone && { phone }) }
      }),
    }))
  return { items, ...(rooms.cursor && { cursor: rooms.cursor }) }
}
