import type { RoomPaidThrough } from '@linli/shared/opening/schema'
import { Cover, coverKey } from '../billing/cover'
import { loadFeeItems } from '../billing/fee-item-store'
import type { Context } from '../context'

/** The days through which a room's fee items were paid before they came here (已缴至): billing begins the day after. */
export async function roomPaidThrough(
  ctx: Context,
  { communityId, roomId }: { communityId: string; roomId: string },
): Promise<{ items: RoomPaidThrough[] }> {
  const cover = await ctx.db.get(coverKey(communityId, roomId), Cover)
  const brought = Object.entries(cover?.items ?? {}).flatMap(([feeItemId, { paidThrough }]) =>
    paidThrough === undefined ? [] : [{ feeItemId, paidThrough }],
  )
  const feeItems = await loadFeeItems(
    ctx,
    communityId,
    brought.map(({ feeItemId }) => feeItemId),
  )
  const names = new Map(feeItems.map(item => [item?.feeItemId, item?.name]))
  const items = brought.map(each => ({ ...each, itemName: names.get(each.feeItemId) ?? '' }))
  return { items: items.sort((a, b) => (a.itemName < b.itemName ? -1 : 1)) }
}
