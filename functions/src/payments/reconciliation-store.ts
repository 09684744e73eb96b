import { everCollecting } from '@linli/shared/communities/merchants'
import type { Community } from '@linli/shared/communities/schema'
import { Difference, Reconciliation } from '@linli/shared/payments/reconciliation-schema'
import type { Channel } from '@linli/shared/payments/schema'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import { queryAll } from '../query-all'
import { derivedId } from '../secrets'
import type { Found } from './compare-day'
import { reconciliationKey, settledDayKey } from './store'

export type Day = { communityId: string; merchantRef: string; date: string }
export type Merchant = { ref: string; channel: Channel; entityId: string; entityName: string }

/** The merchants that collect or collected for a community, each once, with the channel that they are of. */
export const merchantsOf = ({ entities }: Pick<Community, 'entities'>): Merchant[] => {
  const all = entities.flatMap(entity =>
    everCollecting(entity).map(merchant => ({ ...merchant, entityId: entity.entityId, entityName: entity.name })),
  )
  return [...new Map(all.map(merchant => [merchant.ref, merchant])).values()]
}

/** A day as kept: `version` counts the looks at it; it is looked at again at `nextTryAt` while it waits. */
export const StoredDayResult = Reconciliation.extend({
  version: z.number().int().default(0),
  nextTryAt: z.string().optional(),
})
export type StoredDayResult = z.infer<typeof StoredDayResult>

export const dayKey = ({ communityId, merchantRef, date }: Day): Key =>
  reconciliationKey(communityId, merchantRef, date)
export const loadDayResult = (ctx: Context, day: Day): Promise<StoredDayResult | undefined> =>
  ctx.db.get(dayKey(day), StoredDayResult)

/** The kept days of a merchant from one date to another. */
export function daysOfMerchant(ctx: Context, { communityId, merchantRef, date }: Day, to: string) {
  const { pk, sk } = reconciliationKey(communityId, merchantRef, date)
  const between: [string, string] = [sk, reconciliationKey(communityId, merchantRef, to).sk]
  return queryAll(ctx.db, { pk, between, schema: StoredDayResult }, 100)
}

/** A day that nobody has looked at. */
export const newDay = ({ merchantRef, date }: Day): StoredDayResult => ({
  merchantRef,
  date,
  state: 'waiting',
  channelCount: 0,
  channelFen: 0,
  localCount: 0,
  localFen: 0,
  refundCount: 0,
  refundFen: 0,
  localRefundCount: 0,
  localRefundFen: 0,
  feeFen: 0,
  foreignCount: 0,
  foreignFen: 0,
  differences: 0,
  open: 0,
  version: 0,
})

export const differencesPk = (communityId: string) => `C#${communityId}#differences`
export const differencesOf = ({ communityId, merchantRef, date }: Day) => ({
  pk: differencesPk(communityId),
  begins: `${merchantRef}#${date}#`,
})
export const openDifferencesKey = (communityId: string) => `C#${communityId}#open-differences`
export const differenceKey = (day: Day, differenceId: string): Key => {
  const { pk, begins } = differencesOf(day)
  return { pk, sk: begins + differenceId }
}

/** The same difference has the same id, however often the day is looked at. */
export const differenceIdOf = (day: Day, { kind, orderId, transactionId = '', refundNo = '' }: Found): string =>
  derivedId('difference', day.communityId, day.merchantRef, day.date, kind, orderId, transactionId, refundNo)

/** A difference where it is found; while nobody has resolved it also in the list of tasks, the oldest day first. */
export const differenceItem = (communityId: string, difference: Difference): Item => ({
  ...differenceKey({ communityId, ...difference }, difference.differenceId),
  ...difference,
  ...(!difference.resolved && {
    gs1pk: openDifferencesKey(communityId),
    gs1sk: `${difference.date}#${difference.merchantRef}#${difference.differenceId}`,
  }),
})

export const Settled = z.object({
  orderId: z.string(),
  transactionId: z.string(),
  amountFen: z.number().int(),
  repeated: z.boolean().optional(),
  /** The refund by which a person took it back: the channel had nothing. */
  reversedBy: z.string().optional(),
})
export type Settled = z.infer<typeof Settled>

/** What was settled on a merchant's day, page by page as an index shows it. */
export async function* settledOn(ctx: Context, day: Day): AsyncGenerator<Settled[]> {
  const pk = settledDayKey(day.communityId, day.merchantRef, day.date)
  let cursor: string | undefined
  do {
    const page = await ctx.db.query({ index: 'gs1', pk, schema: Settled, limit: 1000, cursor })
    yield page.items
    cursor = page.cursor
  } while (cursor)
}

/** Differences that wait for somebody: how many (at most 100 are counted), and since when. */
export async function waitingDifferences(
  ctx: Context,
  communityId: string,
): Promise<{ count: number; oldest?: string }> {
  const schema = z.object({ foundAt: z.string() })
  const { items } = await ctx.db.query({ index: 'gs1', pk: openDifferencesKey(communityId), schema, limit: 100 })
  return { count: items.length, ...(items[0] && { oldest: items[0].foundAt }) }
}

/** The differences of a day, by page. */
export const listDifferences = (
  ctx: Context,
  { limit, cursor, ...day }: Day & { limit: number; cursor?: string | undefined },
) => ctx.db.query({ ...differencesOf(day), schema: Difference, limit, cursor })
