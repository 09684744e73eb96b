import { AppError } from '@linli/shared/errors'
import { formatYuan } from '@linli/shared/money'
import { beijingDate, formatDateTime } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Key } from '../db'
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

/**
 * Remembers a slip's number, for the transaction that takes its money. One that was taken is asked back: one transfer may
 * pay for two households, but mostly it was entered twice. Throws payments.number_used unless `despiteNumber`.
 */
export async function slipItems(ctx: Context, order: NewOrder, despiteNumber: boolean): Promise<Write[]> {
  const { communityId, channel, desk, paidAt, amountFen, shares, takes } = order
  if (!desk?.number) return []
  const key = slipKey(communityId, channel, beijingDate(paidAt), desk.number)
  const used = await ctx.db.get(key, Used)
  if (used && !despiteNumber) {
    const { rooms, at, cashierName } = used
    const whom = `${rooms}（¥${formatYuan(used.amountFen)}，${cashierName} ${formatDateTime(at)} 收）`
    throw new AppError('payments.number_used', { message: `这张回单已用于 ${whom}，仍要收款？` })
  }
  const codes = (takes ? [takes.object] : shares.map(({ object }) => object)).map(({ code }) => code)
  const rooms = [...new Set(codes)].join('、')
  const { cashierName } = desk
  const ttl = Math.floor(ctx.deps.nowMs() / 1000) + keptS
  return used ? [] : [{ put: { ...key, at: ctx.now(), amountFen, rooms, cashierName, ttl }, ifAbsent: true }]
}
