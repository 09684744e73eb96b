import type { TillEntry, TillMove } from '@linli/shared/finance/till-schema'
import type { AtDesk } from '@linli/shared/payments/at-desk-schema'
import type { DeskChannel } from '@linli/shared/payments/schema'
import { addDays, type BusinessDate, daysBetween } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { countField, daysOfCashierKey, fenField, tillDayKey, tillEntriesKey } from './store'

/** Money over the counter; what goes out is negative. `sourceId` is the order, refund or deposit that it belongs to. */
export type Till = Pick<AtDesk, 'cashierId' | 'cashierName'> & {
  communityId: string
  sourceId: string
  move: TillMove
  channel: DeskChannel
  amountFen: number
  valueDate: BusinessDate
  rooms: string[]
  number?: string | undefined
  orderId?: string
}

/** The writes that put it into a day of the till, and that day where it is not the money's own. */
export type TillWrites = { writes: Write[]; tillDate?: BusinessDate }

/**
 * Puts money into the cashier's first open day on or after its value date, for the transaction that moves it: a day that is
 * closed meanwhile fails it, and the next attempt finds the next day. Only the cashier's own money meets in these items.
 */
export async function tillItems(ctx: Context, till: Till): Promise<TillWrites> {
  const { communityId, cashierId, cashierName, sourceId, move, channel, amountFen, valueDate, rooms } = till
  const date = await openDay(ctx, till)
  const at = ctx.now()
  const entry: TillEntry & { sourceId: string } = {
    entryId: `${move}-${sourceId}`,
    sourceId,
    date,
    move,
    channel,
    amountFen,
    valueDate,
    at,
    rooms: rooms.join('、'),
    ...(till.number && { number: till.number }),
    ...(till.orderId && { orderId: till.orderId }),
  }
  const day: Write = {
    update: {
      key: tillDayKey(communityId, cashierId, date),
      set: {
        communityId,
        cashierId,
        cashierName,
        date,
        gs1pk: daysOfCashierKey(communityId, cashierId),
        gs1sk: date,
      },
      add: { [fenField(channel, move)]: amountFen, [countField(channel)]: 1, movements: 1 },
    },
    if: { closedAt: undefined },
  }
  const kept: Write = {
    put: { pk: tillEntriesKey(communityId, cashierId), sk: `${date}#${at}#${entry.entryId}`, ...entry },
    ifAbsent: true,
  }
  return { writes: [day, kept], ...(date > valueDate && { tillDate: date }) }
}

const Closed = z.object({ closedAt: z.string().optional() })

/** Tomorrow cannot be closed yet: there is always one. */
async function openDay(ctx: Context, { communityId, cashierId, valueDate }: Till): Promise<BusinessDate> {
  const days = Array.from({ length: daysBetween(valueDate, ctx.today()) + 2 }, (_, i) => addDays(valueDate, i))
  const found = await ctx.db.getMany(
    days.map(date => tillDayKey(communityId, cashierId, date)),
    Closed,
  )
  const open = days.find((_, i) => found[i]?.closedAt === undefined)
  if (open === undefined) throw new Error('no day of the till is open')
  return open
}
