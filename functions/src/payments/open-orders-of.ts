import { beijingDate, monthOf } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { ordersOfMonthKey } from './store'

/** No order can be paid longer than that after it was made. */
const longestMs = 30 * 60_000
const most = 500

const Order = z.object({ state: z.string(), merchantRef: z.string(), expiresAt: z.string() })

/** How many orders these merchants have of the community that somebody may be paying now; up to 500 are looked at. */
export async function openOrdersOf(ctx: Context, communityId: string, refs: ReadonlySet<string>): Promise<number> {
  const since = new Date(ctx.deps.nowMs() - longestMs).toISOString()
  const months = new Set([since, ctx.now()].map(instant => monthOf(beijingDate(instant))))
  const found = await Promise.all(
    [...months].map(month =>
      queryAll(
        ctx.db,
        { index: 'gs1', pk: ordersOfMonthKey(communityId, month), schema: Order, newestFirst: true },
        most,
      ),
    ),
  )
  const isOpen = ({ state, merchantRef, expiresAt }: z.infer<typeof Order>) =>
    refs.has(merchantRef) && (state === 'created' || state === 'prepaid') && expiresAt > ctx.now()
  return found.flat().filter(isOpen).length
}
