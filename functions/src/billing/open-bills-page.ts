import * as z from 'zod'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { openBillsOfRoom } from './load-bills'
import { arrearsKey, StoredBill } from './store'

const Row = z.object({ pk: z.string(), sk: z.string(), gs3sk: z.string() })
const perPage = 100
/** Open bills of one place, more than any has. */
const mostInPlace = 5_000

/**
 * Some households' open bills, in the order of room codes: their keys from the index, then the bills themselves
 * consistently. A household comes whole, and so do all that have one name. `next` is where the following page begins; without it this was the last.
 */
export async function openBillsPage(
  ctx: Context,
  { communityId, shard, after }: { communityId: string; shard: number; after?: string | undefined },
): Promise<{ bills: StoredBill[]; next?: string }> {
  const list = { index: 'gs3' as const, pk: arrearsKey(communityId, shard), schema: Row }
  const rows = await queryAll(ctx.db, { ...list, between: [after ?? ' ', '\uffff'] }, perPage)
  const last = rows.at(-1)
  if (!last || rows.length < perPage) return { bills: await openOf(ctx, rows) }
  // The last place may go on in the next page: a room, or holders of one name, whose bills are mixed.
  const place = placeOf(last)
  const whole = rows.filter(row => placeOf(row) !== place)
  if (whole.length > 0) return { bills: await openOf(ctx, whole), next: place }
  const all = await queryAll(ctx.db, { ...list, begins: `${place}#` }, mostInPlace)
  const next = `${place}#\uffff`
  const ids = new Set(all.map(({ pk }) => pk.slice(pk.lastIndexOf('#') + 1)))
  const found = await Promise.all([...ids].map(roomId => openBillsOfRoom(ctx, communityId, roomId)))
  return { bills: found.flat(), next }
}

async function openOf(ctx: Context, rows: z.infer<typeof Row>[]): Promise<StoredBill[]> {
  const found = await ctx.db.getMany(rows, StoredBill)
  return found.flatMap(bill => (bill && isOpen(bill) ? [bill] : []))
}

const isOpen = ({ state }: StoredBill) => state === 'published' || state === 'part_paid'

/** Where a household begins in the list: its sort code. */
const placeOf = ({ gs3sk }: z.infer<typeof Row>) => gs3sk.slice(0, gs3sk.indexOf('#'))
