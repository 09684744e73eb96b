import type { Context } from '../context'
import type { Write } from '../db-write'
import type { StoredFeeItem } from './fee-item-store'
import { loadBillingState, loadRun, runKey } from './run-store'

/**
 * Marks the run that waits for its review, when this fee item's change makes its drafts outdated: whoever reviews them is
 * told. Publication itself compares versions.
 */
export async function tellOpenRun(ctx: Context, { communityId, feeItemId, name }: StoredFeeItem): Promise<Write[]> {
  const { openRunId } = await loadBillingState(ctx, communityId)
  if (openRunId === undefined) return []
  const run = await loadRun(ctx, communityId, openRunId)
  if (run.state !== 'ready' || !run.feeItemIds.includes(feeItemId)) return []
  const changedItems = [...new Set([...(run.changedItems ?? []), name])]
  const update = { key: runKey(communityId, openRunId), set: { changedItems } }
  return [{ update, if: { state: 'ready', generation: run.generation } }]
}
