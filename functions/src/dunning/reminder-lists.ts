import type { InputOf } from '@linli/shared/contract'
import type { dunningApi } from '@linli/shared/dunning/api'
import type { Reminder } from '@linli/shared/dunning/schema'
import * as z from 'zod'
import type { Context } from '../context'
import { lettersWaiting, remindersOfDebt, remindersOfMonth, StoredReminder } from './reminder-store'

type Page = { items: Reminder[]; cursor?: string }

/** The evidence of a month, the newest first. Eventually consistent, like the lists below. */
export const listReminders = (
  ctx: Context,
  { communityId, month, limit = 50, cursor }: InputOf<typeof dunningApi.listReminders>,
): Promise<Page> =>
  ctx.db.query({
    index: 'gs1',
    pk: remindersOfMonth(communityId, month),
    schema: StoredReminder,
    newestFirst: true,
    limit: Number(limit),
    cursor,
  })

/** One household's, the newest first. */
export const debtReminders = (
  ctx: Context,
  { communityId, debtId, limit = 50, cursor }: InputOf<typeof dunningApi.debtReminders>,
): Promise<Page> =>
  ctx.db.query({
    index: 'gs2',
    pk: remindersOfDebt(communityId, debtId),
    schema: StoredReminder,
    newestFirst: true,
    limit: Number(limit),
    cursor,
  })

const Waiting = z.object({ pk: z.string(), sk: z.string(), gs3sk: z.string() })

/** Letters that wait to be printed, the oldest first: their places, then the reminders consistently. */
export async function listLetters(
  ctx: Context,
  { communityId, limit = 50, cursor }: InputOf<typeof dunningApi.listLetters>,
): Promise<Page> {
  const page = await ctx.db.query({
    index: 'gs3',
    pk: lettersWaiting(communityId),
    schema: Waiting,
    limit: Number(limit),
    cursor,
  })
  const found = await ctx.db.getMany(page.items, StoredReminder)
  const items = found.flatMap(each => (each?.state === 'to_print' ? [each] : []))
  return { items, ...(page.cursor && { cursor: page.cursor }) }
}

/** How many letters wait (at most 100 are counted), and since when. */
export async function waitingLetters(ctx: Context, communityId: string): Promise<{ count: number; oldest?: string }> {
  const { items } = await ctx.db.query({ index: 'gs3', pk: lettersWaiting(communityId), schema: Waiting, limit: 100 })
  const oldest = items[0]?.gs3sk.slice(0, items[0].gs3sk.indexOf('#'))
  return { count: items.length, ...(oldest && { oldest }) }
}
