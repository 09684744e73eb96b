import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import type { Context } from '../context'
import type { Key } from '../db'
import { askChannel } from './ask-channel'
import { type Found, wordsOf } from './compare-day'
import type { TradeBillLine } from './pay-gateway'
import { type Merchant, Settled } from './reconciliation-store'
import { evidenceKey, getOrder, orderKey, transactionKey } from './store'

const Asked = z.object({ orderId: z.string(), amountFen: z.number().int() })
const Held = z.object({
  suspenseFen: z.number().int().optional(),
  released: z.boolean().optional(),
  reasons: z.array(z.string()).optional(),
})

/**
 * Money that the channel has and our day lacks, read again consistently: the index may lag, and it may stand on another
 * day. What is still missing is first asked for and settled; only what then differs is a difference.
 */
export async function lookForPayments(
  ctx: Context,
  communityId: string,
  { channel }: Pick<Merchant, 'channel'>,
  lines: readonly TradeBillLine[],
): Promise<{ found: Found[]; settled: Settled[] }> {
  const found: Found[] = []
  const settled: Settled[] = []
  const keyOf = (line: TradeBillLine) => transactionKey(communityId, channel, line.transactionId)
  for (let at = 0; at < lines.length; at += 100) {
    const some = lines.slice(at, at + 100)
    const known = await markersOf(ctx, some, keyOf)
    const missing = some.filter(line => !known.has(line.transactionId))
    for (const line of missing) await settleMissing(ctx, line)
    for (const [id, marker] of await markersOf(ctx, missing, keyOf)) known.set(id, marker)
    const unsettled = missing.filter(line => !known.has(line.transactionId))
    const asked = await ctx.db.getMany(
      unsettled.map(({ orderId }) => orderKey(orderId)),
      Asked,
    )
    const held = await ctx.db.getMany(
      unsettled.map(line => evidenceKey(communityId, channel, line.transactionId)),
      Held,
    )
    unsettled.forEach((line, i) => {
      if (!isTakenByHand(line, held[i])) found.push(unsettledDifference(line, asked[i]?.amountFen, held[i]))
    })
    for (const line of some) {
      const marker = known.get(line.transactionId)
      if (!marker) continue
      settled.push(marker)
      const base = { ...wordsOf(line), channelFen: line.amountFen }
      if (marker.amountFen !== line.amountFen)
        found.push({ kind: 'AMOUNT_MISMATCH', ...base, localFen: marker.amountFen })
      if (marker.repeated) found.push({ kind: 'DUPLICATE', ...base, localFen: marker.amountFen })
    }
  }
  return { found, settled }
}

async function markersOf(
  ctx: Context,
  lines: readonly TradeBillLine[],
  keyOf: (line: TradeBillLine) => Key,
): Promise<Map<string, Settled>> {
  const markers = await ctx.db.getMany(lines.map(keyOf), Settled)
  // What a person took back is as if it had never been settled.
  return new Map(
    markers.flatMap(marker => (marker && !marker.reversedBy ? [[marker.transactionId, marker] as const] : [])),
  )
}

/** Somebody took it into suspense for this very difference: another look at the day finds nothing new. */
const isTakenByHand = (line: TradeBillLine, held?: z.infer<typeof Held>): boolean =>
  held?.reasons?.includes('bill') === true && !held.released && held.suspenseFen === line.amountFen

/** Money that no settlement explains: of another amount than its order asked for, held already, or unknown here. */
function unsettledDifference(line: TradeBillLine, askedFen?: number, held?: z.infer<typeof Held>): Found {
  const base = { ...wordsOf(line), channelFen: line.amountFen }
  if (askedFen !== undefined && askedFen !== line.amountFen)
    return { kind: 'AMOUNT_MISMATCH', ...base, localFen: askedFen }
  return held?.suspenseFen !== undefined && !held.released
    ? { kind: 'STATUS_MISMATCH', ...base, localFen: held.suspenseFen }
    : { kind: 'LOCAL_MISSING', ...base }
}

/** Asks the channel about the order and settles what it says; what cannot be settled is a difference. */
export async function settleMissing(ctx: Context, { orderId }: { orderId: string }): Promise<void> {
  const order = await getOrder(ctx, orderId)
  if (!order) return
  try {
    await askChannel(ctx, { ...order, state: 'closed' })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}
