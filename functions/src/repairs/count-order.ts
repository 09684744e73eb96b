import { countersOf } from '@linli/shared/repairs/figures'
import { communityContext, type Context, type Deps } from '../context'
import { countRecord, isSame } from '../counters'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { countingOf } from './figure-store'
import { loadRepair, type OfRepair, type StoredRepair } from './store'

/** Asks for an order to be counted, in the transaction that changed what of it is counted. */
export function countItems(ctx: Context, next: StoredRepair, before: StoredRepair | undefined): Write[] {
  const { communityId, repairId } = next
  if (before && isSame(countersOf(next), countersOf(before))) return []
  return [outboxItem(ctx, 'jobs', { type: 'repairs.count', communityId, repairId })]
}

/** Counts an order as it is now. */
export const countOrder = (deps: Deps, of: OfRepair): Promise<void> => {
  const ctx = communityContext(deps, of.communityId)
  return deciding(async () => countRecord(ctx, countingOf(of), countersOf(await loadRepair(ctx, of))))
}
