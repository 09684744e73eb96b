import { Channel, type Order } from '@linli/shared/payments/schema'
import { addDays } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Key } from '../db'
import { refundNumberKey } from './refund-numbers'
import { slipPlaces } from './slip-numbers'
import { evidenceKey, orderKey, receiptsKey, StoredOrder, transactionKey } from './store'

const Lead = z.object({ orderId: z.string() })
/** A slip's number is remembered so long. */
const slipDays = 100

/**
 * Orders by any number that a payer might read out: ours, a channel's, a refund's, a receipt's, a slip's, spaces and dashes
 * as they come. Consistent reads of places where such a number stands: at most some 420 keys, never a search through orders.
 */
export async function findOrders(
  ctx: Context,
  { communityId, number }: { communityId: string; number: string },
): Promise<{ orders: Order[] }> {
  const plain = number.normalize('NFKC').trim()
  const joined = plain.replace(/[\s-]/g, '').toUpperCase()
  const days = Array.from({ length: slipDays }, (_, i) => addDays(ctx.today(), -i))
  const places: Key[] = [
    ...[...new Set([plain, joined])].flatMap(text =>
      Channel.options.flatMap(channel => [
        transactionKey(communityId, channel, text),
        evidenceKey(communityId, channel, text),
      ]),
    ),
    refundNumberKey(communityId, joined),
    ...serialPlaces(communityId, joined),
    ...slipPlaces(communityId, days, joined),
  ]
  const leads = await ctx.db.getMany(places, Lead)
  const own = /^[0-9A-HJKMNP-TV-Z]{32}$/.test(joined) && joined.startsWith(communityId) ? [joined] : []
  const ids = [...new Set([...own, ...leads.flatMap(lead => lead?.orderId ?? [])])]
  const orders = await ctx.db.getMany(ids.filter(id => id.startsWith(communityId)).map(orderKey), StoredOrder)
  return { orders: orders.flatMap(order => order ?? []) }
}

/** 2026-000123, Y2026-000123: read out without its dash, or without the zeros before the number. */
function serialPlaces(communityId: string, joined: string): Key[] {
  const [, series = '', number = ''] = /^(Y?20\d\d)(\d{1,6})$/.exec(joined) ?? []
  return series === '' ? [] : [{ pk: receiptsKey(communityId, series), sk: `${series}-${number.padStart(6, '0')}` }]
}
