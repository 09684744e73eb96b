import { type Counters, countersOf } from '@linli/shared/repairs/figures'
import { communityContext, type Context, type Deps } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { countedKey, repairFigureWrites, StoredCounted } from './figure-store'
import { loadRepair, type OfRepair, type StoredRepair } from './store'

/** Asks for an order to be counted, in the transaction that changed what of it is counted. */
export function countItems(ctx: Context, next: StoredRepair, before: StoredRepair | undefined): Write[] {
  const { communityId, repairId } = next
  if (before && isSame(countersOf(next), countersOf(before))) return []
  return [outboxItem(ctx, 'jobs', { type: 'repairs.count', communityId, repairId })]
}

/**
 * Counts an order as it is now: the counters move by the difference to what stands in them of it, in one transaction with
 * that. It may be told late, twice or in any order.
 */
export const countOrder = (deps: Deps, of: OfRepair): Promise<void> => {
  const ctx = communityContext(deps, of.communityId)
  return deciding(async () => {
    const [repair, known] = await Promise.all([loadRepair(ctx, of), ctx.db.get(countedKey(of), StoredCounted)])
    const counters = countersOf(repair)
    if (known && isSame(counters, known.counters)) return
    const key = countedKey(of)
    const put = { ...key, counters, version: (known?.version ?? 0) + 1 }
    const counted: Write = known ? { put, if: { version: known.version } } : { put, ifAbsent: true }
    // Written twice it is the same: after a lost answer the version tells.
    const marker = { pk: key.pk, sk: `counted#${ctx.newId()}` }
    await ctx.db.transact([counted, ...repairFigureWrites(of, counters, known?.counters ?? {})], marker)
  })
}

export function isSame(a: Counters, b: Counters): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every(name => a[name] === b[name])
}
