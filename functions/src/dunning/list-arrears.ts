import type { InputOf } from '@linli/shared/contract'
import type { dunningApi } from '@linli/shared/dunning/api'
import type { Debt } from '@linli/shared/dunning/schema'
import { AppError } from '@linli/shared/errors'
import { addDays, daysBetween } from '@linli/shared/time'
import * as z from 'zod'
import { mergedPage } from '../billing/merged-page'
import { shardCount } from '../billing/shards'
import type { Context } from '../context'
import { Key, type QueryInput } from '../db'
import { debtsPk, flaggedPk, owingByAmount, owingByDays, owingIn, StoredDebt } from './store'

type Asked = InputOf<typeof dunningApi.listArrears>
type Page = { items: Debt[]; cursor?: string }

/**
 * Households in arrears, in two reads at most: a list of debts and the number of such lists, or the places of debts and
 * the debts themselves. Which filters go together is what a key serves. Eventually consistent. Throws request.invalid.
 */
export async function listArrears(ctx: Context, asked: Asked): Promise<Page> {
  const filters = [asked.building, asked.minDays, asked.only].filter(each => each !== undefined)
  if (asked.only && filters.length > 1) throw refused('only')
  if (asked.order === 'amount' && filters.length > 0) throw refused('order')
  if (asked.only) return places(ctx, asked, { pk: flaggedPk(asked.communityId, asked.only), schema: Pointer })
  const from = asked.minDays === undefined ? undefined : addDays(ctx.today(), -Number(asked.minDays))
  const range = from && { between: [' ', `${from}\uffff`] satisfies [string, string] }
  if (asked.building !== undefined)
    return places(ctx, asked, {
      index: 'gs3',
      pk: owingIn(asked.communityId, asked.building),
      schema: Key,
      ...range,
    })
  return asked.order === 'amount' ? lists(ctx, asked, byAmount) : lists(ctx, asked, byDays, from)
}

const refused = (path: string) =>
  new AppError('request.invalid', { fields: [{ path, message: '这几个条件不能一起选' }] })

const byDays = {
  index: 'gs1' as const,
  pkOf: owingByDays,
  schema: StoredDebt.extend({ gs1sk: z.string() }).transform(({ gs1sk, ...debt }) => ({ debt, place: gs1sk })),
}
const byAmount = {
  index: 'gs2' as const,
  pkOf: owingByAmount,
  schema: StoredDebt.extend({ gs2sk: z.string() }).transform(({ gs2sk, ...debt }) => ({ debt, place: gs2sk })),
}

/** One page over all lists of the community, which are as many as its bills are spread over. */
async function lists(ctx: Context, asked: Asked, by: typeof byDays | typeof byAmount, until?: string): Promise<Page> {
  const { communityId, limit = 50, cursor } = asked
  const page = await mergedPage<{ debt: StoredDebt; place: string }>(ctx, shardCount(ctx, communityId), {
    index: by.index,
    pkOf: shard => by.pkOf(communityId, shard),
    sortKeyOf: each => each.place,
    schema: by.schema,
    ...(until && { until: `${until}\uffff` }),
    limit: Number(limit),
    cursor,
  })
  return { ...page, items: page.items.map(({ debt }) => viewDebt(debt, ctx.today())) }
}

const Pointer = z.object({ pk: z.string(), debt: z.string() })
type Place = Key | z.infer<typeof Pointer>

/** A list of places and the debts that stand there, read consistently: one that was paid a moment ago is not among them. */
async function places(
  ctx: Context,
  { communityId, limit = 50, cursor }: Asked,
  list: Pick<QueryInput<Place>, 'index' | 'pk' | 'between' | 'schema'>,
): Promise<Page> {
  const page = await ctx.db.query<Place>({ ...list, limit: Number(limit), cursor })
  const keys = page.items.map(place => ({
    pk: debtsPk(communityId),
    sk: 'debt' in place ? place.debt : place.sk,
  }))
  const found = await ctx.db.getMany(keys, StoredDebt)
  const items = found.flatMap(debt => (debt && debt.amountFen > 0 ? [viewDebt(debt, ctx.today())] : []))
  return { items, ...(page.cursor && { cursor: page.cursor }) }
}

/** The debt as shown on a day. */
export const viewDebt = (debt: StoredDebt, today: string): Debt => ({
  ...debt,
  overdueDays: Math.max(0, daysBetween(debt.oldestDue, today)),
})
