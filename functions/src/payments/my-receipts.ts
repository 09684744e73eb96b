import { canSeeBill } from '@linli/shared/billing/visibility'
import { AppError } from '@linli/shared/errors'
import type { Receipt } from '@linli/shared/payments/receipt-schema'
import { beijingDate } from '@linli/shared/time'
import * as z from 'zod'
import { billHomeOf, livesThere } from '../access'
import { openPlace, sealPlace } from '../billing/merged-page'
import { type Context, reaching } from '../context'
import { accountActor, type AccountActor, loadAccount } from '../identity/account'
import { queryAll } from '../query-all'
import { receiptOf } from './receipts'
import { deskReceiptsKey, getOrder, orderKey, ordersOfAccountKey, StoredOrder } from './store'

/**
 * The receipt of an order: for the account that paid it, also after it moved out; and one from the counter for whoever
 * lives there today and owes, or may see, every line of it. Anything else is not found.
 */
export async function myReceipt(ctx: Context, orderId: string): Promise<Receipt> {
  const order = await getOrder(reaching(ctx, `C#${orderId.slice(0, 6)}#`), orderId)
  const actor = accountActor(ctx)
  const isTheirs = order && (order.accountId === actor.accountId || isOfTheirHomes(actor, order, ctx.today()))
  if (!isTheirs) throw new AppError('record.not_found')
  return receiptOf(order)
}

/** Money at the desk belongs to who owes, whoever stood there: each bill of it is one that this resident may see. */
function isOfTheirHomes(actor: AccountActor, order: StoredOrder, today: string): boolean {
  if (order.channel === 'wechat') return false
  const { communityId, shares, takes } = order
  const isOwed = shares.every(({ object, payer, period }) => {
    const home = billHomeOf(actor, { communityId, roomId: object.id }, today)
    return home !== undefined && canSeeBill(home, { payer, period })
  })
  const home = takes && billHomeOf(actor, { communityId, roomId: takes.object.id }, today)
  return isOwed && (!takes || (home !== undefined && takes.payer.personIds.includes(home.personId)))
}

/**
 * The paid orders of a year that are this account's or its homes', the present year unless named, newest first; over all
 * its communities.
 */
export async function myReceipts(
  ctx: Context,
  input: { limit: number; cursor?: string | undefined; year?: number | undefined },
) {
  const actor = accountActor(ctx)
  const { createdAt } = await loadAccount(ctx, actor.accountId)
  const thisYear = yearOf(ctx.today())
  const year = input.year ?? thisYear
  const list = ordersOfAccountKey(actor.accountId, year)
  const before = input.cursor === undefined ? '\uffff' : openPlace(ctx, input.cursor, list)
  const homes = actor.homes.filter(home => livesThere(home, ctx.today()))
  const [own, firsts, ...atDesk] = await Promise.all([
    queryAll(
      ctx.db,
      { index: 'gs2', pk: list, schema: StoredOrder, newestFirst: true, between: [' ', before] },
      // The place itself is in the range: one more.
      input.limit + 2,
    ),
    Promise.all(homes.map(home => firstYearAtDesk(ctx, deskReceiptsKey(home.communityId, home.roomId)))),
    ...homes.map(home =>
      deskOrders(ctx, deskReceiptsKey(home.communityId, home.roomId), {
        year,
        before,
        most: input.limit + 2,
        isTheirs: order => isOfTheirHomes(actor, order, ctx.today()),
      }),
    ),
  ])
  const all = [...new Map([...own, ...atDesk.flat()].map(order => [order.orderId, order])).values()]
    .filter(order => placeIn(order) < before)
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
  asked: { year: number; before: string; most: number; isTheirs: (order: StoredOrder) => boolean },
): Promise<StoredOrder[]> {
  const { year, before, most, isTheirs } = asked
  const range: [string, string] = [`${year}#`, `${year}#${before}`]
  const pointers = await queryAll(ctx.db, { pk, schema: Pointer, newestFirst: true, between: range }, mostOfYear)
  const found: StoredOrder[] = []
  for (let at = 0; at < pointers.length && found.length < most; at += most) {
    const keys = pointers.slice(at, at + most).map(({ orderId }) => orderKey(orderId))
    const orders = await ctx.db.getMany(keys, StoredOrder)
    found.push(...orders.flatMap(order => (order && isTheirs(order) ? [order] : [])))
  }
  return found
}
