import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { openingApi } from '@linli/shared/opening/api'
import type { HistoryRow } from '@linli/shared/opening/schema'
import { Key } from '../db'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { historyOfItem, historyOfMonth, historyPayers, historyPk, StoredHistory, undated } from './store'
import { openingProblems } from './words'

type Input = InputOf<typeof openingApi.listHistory>

/** What one statement shows of the past. */
const mostOfRoom = 5000

/**
 * Payments of past years, by room, by the beginning of a payer's name, by item, or by the month paid; the newest first
 * where it is not by name. Throws request.invalid when nothing is asked.
 */
export async function listHistory(ctx: Context, input: Input): Promise<{ items: HistoryRow[]; cursor?: string }> {
  const { communityId, roomId, payer, item, month, cursor } = input
  const page = { limit: Number(input.limit ?? 50), cursor }
  const ofMonth = month === undefined ? {} : { begins: month }
  const newest = { schema: StoredHistory, newestFirst: true, ...page }
  if (roomId) return ctx.db.query({ pk: historyPk(communityId, roomId), ...ofMonth, ...newest })
  if (payer) {
    const found = await ctx.db.query({
      index: 'gs3',
      pk: historyPayers(communityId),
      begins: payer,
      schema: Key,
      ...page,
    })
    const rows = await ctx.db.getMany(found.items, StoredHistory)
    return { ...(found.cursor && { cursor: found.cursor }), items: rows.filter(row => row !== undefined) }
  }
  if (item) return ctx.db.query({ index: 'gs2', pk: historyOfItem(communityId, item), ...ofMonth, ...newest })
  if (month) return ctx.db.query({ index: 'gs1', pk: historyOfMonth(communityId, month), ...newest })
  throw new AppError('request.invalid', { fields: [{ path: 'month', message: openingProblems.ask }] })
}

/** A room's past payments of these days, the oldest first, after those of which no day is known. */
export async function historyOfRoom(
  ctx: Context,
  communityId: string,
  roomId: string,
  { from, to }: { from: string; to: string },
): Promise<HistoryRow[]> {
  const own = { pk: historyPk(communityId, roomId), schema: StoredHistory }
  const found = await queryAll(ctx.db, { ...own, between: [undated, `${to}#~`] }, mostOfRoom)
  return found.filter(({ paidOn }) => paidOn === undefined || paidOn >= from)
}
