import type { poolApi } from '@linli/shared/billing/pool-api'
import { poolProblems } from '@linli/shared/billing/pool-words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { Cover, coverKey } from './cover'
import { isFree } from './day-ranges'
import { feeItemWrite, loadFeeItem } from './fee-item-store'
import { allShares, loadPool, poolItem, type StoredPool } from './pool-store'
import { loadBillingState, loadRun } from './run-store'
import { tellOpenRun } from './tell-open-run'
import { whoDid } from './words'

/**
 * Takes a common cost back, so that it can be split again. Refused while a live bill of one of its rooms stands on it, and
 * while its fee item is being published. Asked again, it answers the pool. Throws billing.pool_billed, record.changed.
 */
export async function discardPool(ctx: Context, input: InputOf<typeof poolApi.discardPool>): Promise<StoredPool> {
  const { communityId, poolId, reason } = input
  const pool = await loadPool(ctx, communityId, poolId)
  if (pool.state === 'discarded') return pool
  const item = await loadFeeItem(ctx, communityId, pool.feeItemId)
  await checkNotPublishing(ctx, pool)
  await checkUnbilled(ctx, pool)
  const discarded: StoredPool = {
    ...pool,
    state: 'discarded',
    discarded: { reason, by: whoDid(ctx.actor), at: ctx.now() },
    version: pool.version + 1,
  }
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.discard_pool',
    objectType: 'fee_item',
    objectId: pool.feeItemId,
    summary: `撤销公摊 ${pool.totalFen} 分（${pool.period.from} 至 ${pool.period.to}）：${reason}`,
  })
  try {
    await ctx.db.transact(
      [
        { put: poolItem(discarded), if: { version: pool.version } },
        feeItemWrite(item, {}).write,
        ...(await tellOpenRun(ctx, item)),
        audit,
      ],
      audit.put,
    )
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.changed', { cause: error })
    throw error
  }
  return discarded
}

/** A publication begins with a write of its fee items: one that begins after this read makes the write above fail. */
async function checkNotPublishing(ctx: Context, { communityId, feeItemId }: StoredPool): Promise<void> {
  const { openRunId } = await loadBillingState(ctx, communityId)
  const run = openRunId === undefined ? undefined : await loadRun(ctx, communityId, openRunId)
  if (run?.feeItemIds.includes(feeItemId) && (run.state === 'publishing' || run.state === 'failed'))
    throw new AppError('billing.pool_billed', { message: poolProblems.publishing })
}

async function checkUnbilled(ctx: Context, pool: StoredPool): Promise<void> {
  const shares = await allShares(ctx, pool)
  const covers = await ctx.db.getMany(
    shares.map(({ roomId }) => coverKey(pool.communityId, roomId)),
    Cover,
  )
  const billed = shares.find((_, i) => {
    const ranges = covers[i]?.items[pool.feeItemId]?.ranges ?? []
    return !isFree(pool.period, ranges)
  })
  if (billed) throw new AppError('billing.pool_billed', { message: poolProblems.billed(billed.roomCode) })
}
