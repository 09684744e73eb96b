import type { Period } from '@linli/shared/billing/fee-schema'
import type { PoolScope, PoolShare } from '@linli/shared/billing/pool-schema'
import { poolProblems } from '@linli/shared/billing/pool-words'
import type { ChargedRoom } from '../communities/charged-room'
import { roomCountChecks, roomCounts } from '../communities/room-count-checks'
import type { Context } from '../context'
import { keyOfWrite, type Write } from '../db-write'
import { AppError } from '@linli/shared/errors'
import type { GivenCharge } from './given-charges'
import { allShares, livePools, loadPool, loadShare, type StoredPool } from './pool-store'

type WithShares = { pool: StoredPool; shares: Map<string, PoolShare> }

/** The common costs whose period ends in a window, by fee item, with every room's share. */
export async function poolsIn(
  ctx: Context,
  communityId: string,
  feeItemIds: string[],
  { from, to }: Period,
): Promise<Map<string, WithShares[]>> {
  const found = new Map<string, WithShares[]>(feeItemIds.map(id => [id, []]))
  if (feeItemIds.length === 0) return found
  for (const pool of await livePools(ctx, communityId, feeItemIds)) {
    if (pool.period.to < from || pool.period.to > to) continue
    const shares = await allShares(ctx, pool)
    found.get(pool.feeItemId)?.push({ pool, shares: new Map(shares.map(share => [share.roomId, share])) })
  }
  return found
}

/**
 * What a room bears of these costs, of those that end in the window. One that was not there when a cost was split has no
 * share: it fails, and with it the batch.
 */
export const shareCharges =
  (pools: readonly WithShares[]) =>
  (room: ChargedRoom, window: Period): GivenCharge[] =>
    pools.flatMap(({ pool, shares }) => {
      const { period, scope } = pool
      if (period.to < window.from || period.to > window.to || !isIn(room, scope)) return []
      const share = shares.get(room.roomId)
      if (!share) return [{ period, problem: poolProblems.newRoom(period.to) }]
      return share.weight === '0' ? [] : [chargeOfShare(pool, share)]
    })

/** The same share once more, for the bill that takes a voided one's place. */
export async function shareAgain(
  ctx: Context,
  { communityId, poolId, roomCode }: { communityId: string; poolId: string; roomCode: string },
): Promise<GivenCharge[]> {
  const [pool, share] = await Promise.all([
    loadPool(ctx, communityId, poolId),
    loadShare(ctx, communityId, poolId, roomCode),
  ])
  return share && pool.state === 'ready' ? [chargeOfShare(pool, share)] : []
}

const chargeOfShare = ({ poolId, period, totalFen, totalWeight }: StoredPool, share: PoolShare): GivenCharge => ({
  period,
  details: {
    share: { poolId, totalFen, weight: BigInt(share.weight), totalWeight: BigInt(totalWeight), odd: share.odd },
  },
})

function isIn({ code }: ChargedRoom, scope: PoolScope): boolean {
  const [building, unit] = code.split('-')
  if (scope.kind === 'all') return true
  return building === scope.building && (scope.kind === 'building' || unit === scope.unit)
}

/** A transaction holds 40 checks; further pools are compared as they are read. */
const mostChecks = 40

/** That no room has joined or left what a run's costs were split among. Throws record.changed. */
export async function frozenChecks(ctx: Context, communityId: string, poolIds: readonly string[]): Promise<Write[]> {
  const checks = new Map<string, Write>()
  for (const poolId of poolIds) {
    const { scope, counts } = await loadPool(ctx, communityId, poolId)
    const now = await roomCounts(ctx, communityId, scope)
    if (JSON.stringify(now) !== JSON.stringify(counts))
      throw new AppError('record.changed', { message: poolProblems.newRooms })
    for (const check of roomCountChecks(communityId, scope, counts))
      checks.set(JSON.stringify([keyOfWrite(check), check]), check)
  }
  return [...checks.values()].slice(0, mostChecks)
}
