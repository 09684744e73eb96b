import type { Context } from '../context'
import { allRooms } from './charged-rooms'
import { coversOfItem } from './cover'
import type { StoredFeeItem } from './fee-item-store'
import { loadBillingState, loadRun } from './run-store'

/**
 * Whether a live bill of the item covers a day from `from` on. `billedThrough` only rises: when it says yes, the rooms'
 * covers are asked, because voided bills have given their days back. A publication under way counts as billed.
 */
export async function isBilledFrom(ctx: Context, item: StoredFeeItem, from: string): Promise<boolean> {
  const { communityId, feeItemId, billedThrough } = item
  if (billedThrough === undefined || billedThrough < from) return false
  const { openRunId } = await loadBillingState(ctx, communityId)
  const run = openRunId === undefined ? undefined : await loadRun(ctx, communityId, openRunId)
  if (run?.state === 'publishing' || run?.state === 'failed') return true
  for await (const rooms of allRooms(ctx, communityId))
    if (
      rooms.some(({ cover }) =>
        coversOfItem(cover, feeItemId).some(item => item.ranges.some(range => range.to >= from)),
      )
    )
      return true
  return false
}
