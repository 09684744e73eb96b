import type { OutputOf } from '@linli/shared/contract'
import { sortCode } from '@linli/shared/imports/room-code'
import { addCounts, countsOf, noCounts, type PayingCounts, punctualityOf } from '@linli/shared/insight/punctuality'
import type { punctualityApi } from '@linli/shared/insight/punctuality-api'
import type * as z from 'zod'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { dueIn, latePk, payersPk, StoredPayer, StoredSums, sumsPk } from './punctual-store'

type ByBuilding = typeof punctualityApi.punctuality
type ByPayer = typeof punctualityApi.payers

const mostBuildings = 2_000

/** Who pays on time, by building: one read of counters that follow the bills. */
export async function punctuality(ctx: Context, asked: z.output<ByBuilding['input']>): Promise<OutputOf<ByBuilding>> {
  const { communityId, year } = asked
  const sums = await queryAll(ctx.db, { pk: sumsPk(communityId, year), schema: StoredSums }, mostBuildings)
  const { from, to } = monthsOf(asked)
  const rows = sums
    .map(({ building, months }) => ({
      building,
      counts: [...months].reduce<PayingCounts>(
        (sum, [month, counts]) => (month >= from && month <= to ? addCounts(sum, counts) : sum),
        noCounts,
      ),
    }))
    .sort((a, b) => (sortCode(a.building) < sortCode(b.building) ? -1 : 1))
  const whole = rows.reduce<PayingCounts>((sum, { counts }) => addCounts(sum, counts), noCounts)
  const today = ctx.today()
  return {
    items: rows
      .map(({ building, counts }) => ({ building, ...punctualityOf(counts, today) }))
      .filter(({ bills }) => bills > 0),
    whole: punctualityOf(whole, today),
  }
}

/** The same for each payer under a household: one read a page. */
export async function payers(ctx: Context, asked: z.output<ByPayer['input']>): Promise<OutputOf<ByPayer>> {
  const { communityId, year, order, building, limit, cursor } = asked
  const list =
    order === 'room'
      ? { pk: payersPk(communityId, year), ...(building && { begins: `${sortCode(building)}-` }) }
      : building === undefined
        ? { index: 'gs1' as const, pk: latePk(communityId, year) }
        : { index: 'gs2' as const, pk: latePk(communityId, year, building) }
  const page = await ctx.db.query({ ...list, schema: StoredPayer, limit, cursor })
  const { from, to } = monthsOf(asked)
  const today = ctx.today()
  return {
    ...page,
    items: page.items.flatMap(({ debtId, object, payerName, bills }) => {
      const figures = punctualityOf(countsOf(dueIn(bills, from, to)), today)
      return figures.bills === 0 ? [] : [{ debtId, roomId: object.id, code: object.code, payerName, ...figures }]
    }),
  }
}

const monthsOf = ({ year, from, to }: { year: string; from?: string | undefined; to?: string | undefined }) => ({
  from: from ?? `${year}-01`,
  to: to ?? `${year}-12`,
})
