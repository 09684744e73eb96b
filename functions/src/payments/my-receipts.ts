import { AppError } from '@linli/shared/errors'
import type { Receipt } from '@linli/shared/payments/receipt-schema'
import { beijingDate } from '@linli/shared/time'
import * as z from 'zod'
import { livesThere } from '../access'
import { openPlace, sealPlace } from '../billing/merged-page'
import { type Context, reaching } from '../context'
import { accountActor, type AccountActor, loadAccount } from '../identity/account'
import { queryAll } from '../query-all'
import { ownPart } from './own-part'
import { receiptOf } from './receipts'
import { shownToPayer } from './shown-to-payer'
import { deskReceiptsKey, getOrder, orderKey, ordersOfAccountKey, StoredOrder } from './store'

/**
 * The receipt of an order: for the account that paid it, also after it moved out; and one from the counter for whoever may
 * see a line of it today, with their own lines alone. Anything else is not found.
 */
export async function myReceipt(ctx: Context, orderId: string): Promise<Receipt> {
  const order = await getOrder(reaching(ctx, `C#${orderId.slice(0, 6)}#`), orderId)
  const actor = accountActor(ctx)
  if (order && order.accountId === actor.accountId) return receiptOf(shownToPayer(order))
  const own = order && (await ownPart(ctx, actor, order))
  if (!own) throw new AppError('record.not_found')
  return { ...receiptOf(own.order), ...(own.isPart && { isPart: true as const }) }
}

/**
 * The paid orders of a year that are this account's or its homes', the present year unless named, newest first; over all
 * its communities.
 */
export async function myReceipts(
  ctx: Context,
  input: { limit: number; cursor?: string | undefined; year?: number | undefined; roomId?: string | undefined },
) {
  const actor = accountActor(ctx)
  const { createdAt } = await loadAccount(ctx, actor.accountId)
  const thisYear = yearOf(ctx.today())
  const year = input.year ?? thisYear
  const list = ordersOfAccountKey(actor.accountId, year)
  const before = input.cursor === undefined ? '\uffff' : openPlace(ctx, input.cursor, list)
  const places = placesOf(actor, ctx.today())
  const isAsked = ofRoom(input.roomId)
  // The place itself is in the range: one more. What is of other rooms is read and left out.
  const most = input.roomId === undefined ? input.limit + 2 : mostOfYear
  const [own, firsts, ...atDesk] = await Promise.all([
    queryAll(ctx.db, { index: 'gs2', pk: list, schema: StoredOrder, newestFirst: true, between: [' ', before] }, most),
    Promise.all(places.map(pk => firstYearAtDesk(ctx, pk))),
    ...places.map(pk => deskOrders(ctx, pk, actor, { year, before, most })),
  ])
  const all = [...new Map([...own.map(shownToPayer), ...atDesk.flat()].map(order => [order.orderId, order])).values()]
    .filter(order => placeIn(order) < before && isAsked(order))
    .sort((a, b) => (placeIn(a) < placeIn(b) ? 1 : -1))
  const items = all.slice(0, input.limit)
  const last = items.at(-1)
  // Nobody has paid online before there was an account; in Beijing's calendar, whatever the phone believes.
  const first = Math.min(thisYear, yearOf(beijingDate(createdAt)), ...firsts.flatMap(found => found ?? []))
  return {
    items,
    ...(last && all.length > items.length && { cursor: sealPlace(ctx, placeIn(last), list) }),
    year,
    years: Array.from({ length: thisYear - first + 1 }, (_, i) => thisYear - i),
  }
}

/** Where receipts of the counter are listed for an account: its homes, and what its persons hold under no room. */
const placesOf = ({ homes }: AccountActor, today: string): string[] => [
  ...new Set(
    homes
      .filter(home => livesThere(home, today))
      .flatMap(({ communityId, roomId, personId }) => [roomId, personId].map(id => deskReceiptsKey(communityId, id))),
  ),
]

/** Whether an order is about a room, whatever else it is about. */
const ofRoom =
  (roomId: string | undefined) =>
  ({ shares, takes }: StoredOrder): boolean =>
    roomId === undefined || [...shares, ...(takes ? [takes] : [])].some(({ object }) => object.id === roomId)

const placeIn = ({ paidAt = '', orderId }: StoredOrder) => `${paidAt}#${orderId}`
const yearOf = (date: string): number => Number(date.slice(0, 4))
const Pointer = z.object({ sk: z.string(), orderId: z.string() })

async function firstYearAtDesk(ctx: Context, pk: string): Promise<number | undefined> {
  const [first] = await queryAll(ctx.db, { pk, schema: Pointer }, 1)
  return first && yearOf(first.sk)
}

/** A household's receipts of one year, more than anybody has. */
const mostOfYear = 1_000

/** The newest `most` of a household that are theirs: as many more are read as belong to somebody before or beside them. */
async function deskOrders(
  ctx: Context,
  pk: string,
  actor: AccountActor,
  { year, before, most }: { year: number; before: string; most: number },
): Promise<StoredOrder[]> {
  const range: [string, string] = [`${year}#`, `${year}#${before}`]
  const pointers = await queryAll(ctx.db, { pk, schema: Pointer, newestFirst: true, between: range }, mostOfYear)
  const found: StoredOrder[] = []
  for (let at = 0; at < pointers.length && found.length < most; at += most) {
    const keys = pointers.slice(at, at + most).map(({ orderId }) => orderKey(orderId))
    const orders = await ctx.db.getMany(keys, StoredOrder)
    const known = orders.flatMap(order => order ?? [])
    const parts = await Promise.all(known.map(order => ownPart(ctx, actor, order)))
    found.push(...parts.flatMap(part => part?.order ?? []))
  }
  return found
}
