import * as z from 'zod'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { openBillsOfRoom } from './load-bills'
import { arrearsKey, StoredBill } from './store'

const Row = z.object({ pk: z.string(), sk: z.string(), gs3sk: z.string() })
const perPage = 100

/**
 * Some households' open bills, in the order of room codes: their keys from the index, then the bills themselves
 * consistently. A household comes whole. `next` is where the following page begins; without it this was the last.
 */
export async function openBillsPage(
  ctx: Context,
  { communityId, shard, after }: { communityId: string; shard: number; after?: string | undefined },
): Promise<{ bills: StoredBill[]; next?: string }> {
  const list = { index: 'gs3' as const, pk: arrearsKey(communityId, shard), schema: Row }
  const rows = await queryAll(ctx.db, { ...list, between: [after ?? ' ', '\uffff'] }, perPage)
  const last = rows.at(-1)
  const isLast = rows.length < perPage
  // The last household may go on in the next page.
  const whole = isLast ? rows : rows.filter(row => row.pk !== last?.pk)
  const next = last && !isLast && { next: placeOf(last) }
  if (last && whole.length === 0) {
    const roomId = last.pk.slice(last.pk.lastIndexOf('#') + 1)
    return { bills: await openBillsOfRoom(ctx, communityId, roomId), next: `${placeOf(last)}#\uffff` }
  }
  const found = await ctx.db.getMany(whole, StoredBill)
  return { bills: found.flatMap(bill => (bill && isOpen(bill) ? [bill] : [])), ...next }
}

const isOpen = ({ state }: StoredBill) => state === 'published' || state === 'part_paid'

/** Where a household begins in the list: its sort code. */
const placeOf = ({ gs3sk }: z.infer<typeof Row>) => gs3sk.slice(0, gs3sk.indexOf('#'))
