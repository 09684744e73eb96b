import { CostPool, PoolShare } from '@linli/shared/billing/pool-schema'
import { AppError } from '@linli/shared/errors'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import { RoomCount } from '../communities/room-count-checks'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import { queryAll } from '../query-all'

/** A pool as kept, with the counters of the rooms that it was split among, and how many there were. */
export const StoredPool = CostPool.extend({
  counts: z.array(RoomCount),
  frozen: z.number().int(),
  version: z.number().int(),
})
export type StoredPool = z.infer<typeof StoredPool>

export const poolsPk = (communityId: string) => `C#${communityId}#pools`
export const poolKey = (communityId: string, poolId: string): Key => ({ pk: poolsPk(communityId), sk: poolId })
export const poolItem = (pool: StoredPool): Item => ({ ...poolKey(pool.communityId, pool.poolId), ...pool })

const shareBegin = 'share#'
export const sharesPk = (communityId: string, poolId: string) => `C#${communityId}#pool#${poolId}`
const shareKey = (communityId: string, poolId: string, roomCode: string): Key => ({
  pk: sharesPk(communityId, poolId),
  sk: shareBegin + sortCode(roomCode),
})
export const shareItem = (communityId: string, poolId: string, share: PoolShare): Item => ({
  ...shareKey(communityId, poolId, share.roomCode),
  ...share,
})

type Page = { limit: number; cursor?: string | undefined }

/** Newest first. */
export const listPools = (ctx: Context, { communityId, ...page }: { communityId: string } & Page) =>
  ctx.db.query({ pk: poolsPk(communityId), schema: StoredPool, newestFirst: true, ...page })

/** In the order of the rooms. */
export const listShares = (
  ctx: Context,
  { communityId, poolId, ...page }: { communityId: string; poolId: string } & Page,
) => ctx.db.query({ pk: sharesPk(communityId, poolId), begins: shareBegin, schema: PoolShare, ...page })

/** All shares of a pool: as many as there were rooms. */
export const allShares = (ctx: Context, { communityId, poolId, frozen }: StoredPool): Promise<PoolShare[]> =>
  queryAll(ctx.db, { pk: sharesPk(communityId, poolId), begins: shareBegin, schema: PoolShare }, frozen)

export const loadShare = (ctx: Context, communityId: string, poolId: string, roomCode: string) =>
  ctx.db.get(shareKey(communityId, poolId, roomCode), PoolShare)

/** Throws record.not_found. */
export async function loadPool(ctx: Context, communityId: string, poolId: string): Promise<StoredPool> {
  const pool = await ctx.db.get(poolKey(communityId, poolId), StoredPool)
  if (!pool) throw new AppError('record.not_found')
  return pool
}

/** An office splits some tens of costs a month: those that stand, of the newest 2,000. */
export async function livePools(ctx: Context, communityId: string, feeItemIds: string[]): Promise<StoredPool[]> {
  const all = await queryAll(ctx.db, { pk: poolsPk(communityId), schema: StoredPool, newestFirst: true }, mostPools)
  return all.filter(pool => pool.state === 'ready' && feeItemIds.includes(pool.feeItemId))
}
const mostPools = 2_000
