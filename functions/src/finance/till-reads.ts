import { TillEntry, type TillDay } from '@linli/shared/finance/till-schema'
import type { BusinessDate, YearMonth } from '@linli/shared/time'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { officePerson } from './office-person'
import { daysOfCashierKey, loadDay, StoredDay, tillDaysKey, tillEntriesKey } from './store'

type Page = { limit: number; cursor?: string | undefined }

/** Every cashier's days of a month, newest first. */
export const listDays = (
  ctx: Context,
  { communityId, month, ...page }: Page & { communityId: string; month: YearMonth },
) => ctx.db.query({ pk: tillDaysKey(communityId, month), schema: StoredDay, newestFirst: true, ...page })

/** One's own days of a month, newest first. */
export const myDays = (
  ctx: Context,
  { communityId, month, ...page }: Page & { communityId: string; month: YearMonth },
) =>
  ctx.db.query({
    index: 'gs1',
    pk: daysOfCashierKey(communityId, officePerson(ctx).personId),
    begins: month,
    schema: StoredDay,
    newestFirst: true,
    ...page,
  })

/** A cashier's day and its movements in order; a day without any is open and empty. */
export async function tillDay(
  ctx: Context,
  { communityId, cashierId, date, ...page }: Page & { communityId: string; cashierId: string; date: BusinessDate },
): Promise<{ day: TillDay; items: TillEntry[]; cursor?: string }> {
  const [day, entries] = await Promise.all([
    loadDay(ctx, communityId, cashierId, date),
    ctx.db.query({ pk: tillEntriesKey(communityId, cashierId), begins: `${date}#`, schema: TillEntry, ...page }),
  ])
  const empty: TillDay = { communityId, cashierId, cashierName: '', date, state: 'open', sums: {}, counts: {} }
  return { day: day ?? empty, ...entries }
}

/** Cashiers and days of a month. */
const mostDays = 3_000

/** All of every cashier's days of a month. */
export const monthOfTills = (ctx: Context, communityId: string, month: YearMonth): Promise<StoredDay[]> =>
  queryAll(ctx.db, { pk: tillDaysKey(communityId, month), schema: StoredDay }, mostDays)
