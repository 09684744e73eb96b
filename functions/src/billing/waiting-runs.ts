import type { Context } from '../context'
import { loadBillingState, loadRun } from './run-store'

/** The run that waits for its review or is at work: none or one, and since when. */
export async function waitingRuns(ctx: Context, communityId: string): Promise<{ count: number; oldest?: string }> {
  const { openRunId } = await loadBillingState(ctx, communityId)
  if (!openRunId) return { count: 0 }
  return { count: 1, oldest: (await loadRun(ctx, communityId, openRunId)).createdAt }
}
