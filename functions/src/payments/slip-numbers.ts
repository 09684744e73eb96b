import { AppError } from '@linli/shared/errors'
import { formatYuan } from '@linli/shared/money'
import { DeskChannel } from '@linli/shared/payments/schema'
import { beijingDate, formatDateTime } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'
import type { NewOrder } from './desk-order'

const Used = z.object({ at: z.string(), amountFen: z.number().int(), rooms: z.string(), cashierName: z.string() })

/** A POS slip, bank serial or cheque of the day on which its channel took the money. */
const slipKey = (communityId: string, channel: string, day: string, number: string): Key => ({
  pk: `C#${communityId}#slips#${day}`,
  sk: `${channel}#${number.replace(/[\s-]/g, '').toUpperCase()}`,
})

/** Money is entered at most 60 days late; after that nobody takes the number again. */
const keptS = 100 * 86_400

/** Where a slip's number may stand that was taken on one of these days. */
export const slipPlaces = (communityId: string, days: readonly string[], number: string): Key[] =>
  days.flatMap(day => DeskChannel.options.map(channel => slipKey(communityId, channel, day, number)))

/**
 * Remembers a slip's number, for the transaction that takes its money. One that was taken is asked back: one transfer may
 * pay for two households, but mostly it was entered twice. Throws payments.number_used unless `despiteNumber`.
 */
export async function slipItems(ctx: Context, order: NewOrder, despiteNumber: boolean): Promise<Write[]> {
  const slip = slipOf(order)
  if (!slip) return []
  const used = await ctx.db.get(slip, Used)
  if (used && !despiteNumber) {
    const whom = `${used.rooms}（¥${formatYuan(used.amountFen)}，${used.cashierName} ${formatDateTime(used.at)} 收）`
    throw new AppError('payments.number_used', { message: `这张回单已用于 ${whom}，仍要收款？` })
  }
  return used ? [] : [{ put: slip, ifAbsent: true }]
}

type Taking = Pick<NewOrder, 'orderId' | 'communityId' | 'channel' | 'amountFen' | 'shares' | 'createdAt'> &
  Partial<Pick<NewOrder, 'desk' | 'takes' | 'paidAt'>>

/** The slip of an order of the counter, where it has one. */
export function slipOf(order: Taking): (Item & Key) | undefined {
  const { communityId, channel, desk, takes, shares, amountFen, createdAt: at, paidAt = at } = order
  if (!desk?.number) return undefined
  const codes = (takes ? [takes.object] : shares.map(({ object }) => object)).map(({ code }) => code)
  const rooms = [...new Set(codes)].join('、')
  const ttl = Math.floor(Date.parse(at) / 1000) + keptS
  const { cashierName, number } = desk
  const { orderId } = order
  return {
    ...slipKey(communityId, channel, beijingDate(paidAt), number),
    orderId,
    at,
    amountFen,
    rooms,
    cashierName,
    ttl,
  }
}

/** Those of these orders, each once. */
export const slipsOf = (orders: readonly Taking[]): Item[] => [
  ...new Map(orders.flatMap(slipOf).flatMap(slip => (slip ? [[`${slip.pk} ${slip.sk}`, slip] as const] : []))).values(),
]
