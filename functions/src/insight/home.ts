import { together } from '@linli/shared/billing/purchase'
import { canSeeBill } from '@linli/shared/billing/visibility'
import { wholeDue } from '@linli/shared/payments/part-payment'
import type { InputOf, OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { insightApi } from '@linli/shared/insight/api'
import { homeOf, mayOpenBills } from '../access'
import { briefBillKey, briefBillShape, openBillRows, parseBriefBill } from '../billing/open-bills'
import { holderKey } from '../billing/holders'
import { viewBill } from '../billing/view-bill'
import { householdKey, householdShape } from '../communities/rooms'
import type { Context } from '../context'
import { AnyItem, type Key, projection } from '../db'
import { forumSettingsKey, forumShape, isOpenForum } from '../forum/settings'
import { noticeKeys, noticeShape, rowsOf } from '../notices/live'
import { latestRepairKey, latestRepairShape, openRepairOf } from '../repairs/latest'
import { atGateKey, atGateShape, guestAtGate } from '../visitors/at-gate'
import { expectedKey, expectedShape, guestsToday } from '../visitors/expected'
import { openOrderKey, openOrderShape, ownOpenOrder } from '../payments/own-open-order'

type Home = OutputOf<typeof insightApi.home>

/** Of bills, orders, the repair and notices together, without what bills were computed from. */
const wanted = projection({
  ...briefBillShape,
  ...openOrderShape,
  ...latestRepairShape,
  ...noticeShape,
  ...forumShape,
  ...atGateShape,
  ...expectedShape,
  ...householdShape,
})
const mostRead = 60
const mostShown = 40
const mostNotices = 3

/**
 * What a household owes, with what the resident owes for things of no room, and whether a payment is on its way: two reads,
 * two more for who holds such a thing. The index says where to look; bills and orders themselves are read together and
 * consistently, so that what was paid a moment ago is not shown as owed.
 * The order of a repair that moved last, who waits at a gate, who was invited and who lives there stand in records of the room, what is
 * published and whether there is a forum in two of the community, what the account has read in one of its own: they are read with them.
 * The amount is what paying everything now would cost, late fee included.
 */
export async function home(ctx: Context, input: InputOf<typeof insightApi.home>): Promise<Home> {
  const { communityId, roomId } = input
  if (ctx.actor.kind !== 'account') throw new AppError('access.forbidden')
  const { accountId } = ctx.actor
  const today = ctx.today()
  const own = homeOf(ctx.actor, input, today)
  if (!own) throw new AppError('access.forbidden')
  const ofRoom = await openAt(ctx, communityId, mayOpenBills(own) ? roomId : undefined, [
    holderKey(communityId, own.personId),
    latestRepairKey(communityId, roomId),
    ...noticeKeys(communityId, accountId),
    forumSettingsKey(communityId),
    atGateKey(communityId, roomId),
    expectedKey(communityId, roomId),
    householdKey(communityId, roomId),
  ])
  const [isHolder, latest, live, marks, settings, atGate, invited, room] = ofRoom.others
  const guest = guestAtGate(ctx, atGate, own.from)
  const notices = rowsOf(live, marks, own.roomCode, today).slice(0, mostNotices)
  const repair = openRepairOf(latest, own.from)
  const beside = {
    ...(repair && { repair }),
    notices,
    ...(guest && { guest }),
    expected: guestsToday(ctx, invited, own.from, room),
    forum: isOpenForum(ctx, settings),
  }
  const held = isHolder === undefined ? undefined : await openAt(ctx, communityId, own.personId)
  const bills = [...ofRoom.bills, ...(held?.bills ?? [])]
    .filter(bill => (bill.state === 'published' || bill.state === 'part_paid') && canSeeBill(own, bill))
    .map(bill => viewBill(bill, today))
    .sort((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0))
  const seesBills = mayOpenBills(own) || bills.length > 0
  if (!seesBills) return { seesBills, due: { count: 0, amountFen: 0, overdue: 0 }, bills: [], ...beside }
  const orders = [...ofRoom.orders, ...(held?.orders ?? [])]
  const [confirming] = orders.flatMap(item => ownOpenOrder(item, accountId) ?? [])
  const nextDueDate = bills.map(({ dueDate }) => dueDate).find(date => date >= today)
  return {
    seesBills,
    due: {
      count: bills.length,
      amountFen: together(bills).reduce((sum, bill) => sum + wholeDue(bill), 0),
      ...(nextDueDate && { nextDueDate }),
      overdue: bills.filter(bill => bill.overdueDays > 0).length,
    },
    bills: bills.slice(0, mostShown),
    ...(confirming && { confirming }),
    ...beside,
  }
}

/** The open bills of a household and the orders that hold them, with other items beside; `at` undefined: those alone. */
async function openAt(ctx: Context, communityId: string, at: string | undefined, others: Key[] = []) {
  const { items: rows } =
    at === undefined ? { items: [] } : await openBillRows(ctx, communityId, at, { limit: mostRead })
  const orderIds = [...new Set(rows.flatMap(row => row.payingOrderId ?? []))].slice(0, 100 - mostRead - others.length)
  const keys = [
    ...rows.map(row => briefBillKey(communityId, at ?? '', row.billId)),
    ...orderIds.map(orderId => openOrderKey(orderId)),
  ]
  const found = await ctx.db.getMany([...keys, ...others], AnyItem, wanted)
  return {
    bills: found.slice(0, rows.length).flatMap(item => (item === undefined ? [] : [parseBriefBill(item)])),
    orders: found.slice(rows.length, keys.length),
    others: found.slice(keys.length),
  }
}
