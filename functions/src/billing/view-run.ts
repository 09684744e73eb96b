import type { BillingRun } from '@linli/shared/billing/run-schema'
import { roomsChangedSince } from '../communities/rooms'
import type { Context } from '../context'
import { loadRun } from './run-store'

const mostChanged = 101
const mostNamed = 20

/**
 * A run as its reviewer sees it: with the rooms that changed since its drafts were computed (100 are counted). The list is
 * an index, a hint; publication itself compares each room.
 */
export async function viewRun(ctx: Context, { communityId, runId }: { communityId: string; runId: string }) {
  const run: BillingRun & { computedAt?: string | undefined } = await loadRun(ctx, communityId, runId)
  if (run.state !== 'ready' || run.computedAt === undefined) return run
  const { items } = await roomsChangedSince(ctx, communityId, run.computedAt, mostChanged)
  const codes = items.filter(({ roomId }) => run.roomIds?.includes(roomId) ?? true).map(({ code }) => code)
  return codes.length > 0 ? { ...run, changedRooms: { count: codes.length, codes: codes.slice(0, mostNamed) } } : run
}
