import type { Period } from '@linli/shared/billing/fee-schema'
import type { poolApi } from '@linli/shared/billing/pool-api'
import type { PoolScope } from '@linli/shared/billing/pool-schema'
import { poolProblems, scopeWords } from '@linli/shared/billing/pool-words'
import { shareOut } from '@linli/shared/billing/rule-shared'
import { refusalSentences } from '@linli/shared/billing/words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { roomCountChecks, roomCounts } from '../communities/room-count-checks'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { idempotencyItems } from '../idempotency'
import { overlaps } from './day-ranges'
import { DraftWriter } from './draft-writer'
import { feeItemWrite, loadFeeItem } from './fee-item-store'
import { costOf } from './pool-cost'
import { livePools, poolItem, shareItem, type StoredPool } from './pool-store'
import { weighedRooms } from './pool-weights'
import { tellOpenRun } from './tell-open-run'
import { whoDid } from './words'

/**
 * Splits a common cost among the rooms of now, and keeps each one's share; a weight of 0 bears nothing. The shares count with
 * the write of the pool, which changes the fee item too: of two at a time one stands, and an open run is told.
 * Throws request.invalid, record.changed.
 */
export async function createPool(ctx: Context, input: InputOf<typeof poolApi.createPool>): Promise<StoredPool> {
  const { communityId, feeItemId, period, scope, weight, cost, note } = input
  if (period.from > period.to) throw refused('period', poolProblems.period)
  const item = await loadFeeItem(ctx, communityId, feeItemId)
  if (item.formula.kind !== 'shared') throw refused('feeItemId', poolProblems.feeItem)
  if (item.formula.by !== weight.by) throw refused('weight', poolProblems.weight)
  const counts = await roomCounts(ctx, communityId, scope)
  const [{ totalFen, usage }, rooms, pools] = await Promise.all([
    costOf(ctx, communityId, cost, period),
    weighedRooms(ctx, communityId, { scope, weight, period }),
    livePools(ctx, communityId, [feeItemId]),
  ])
  const other = pools.find(pool => bearBoth(pool, { scope, period }))
  if (other) throw refused('period', poolProblems.overlaps(scopeWords(other.scope), other.period.from, other.period.to))
  if (totalFen === 0) throw refused('cost', poolProblems.nothing)
  if (rooms.length === 0) throw refused('scope', poolProblems.noRooms)
  const sharing = shareOut(totalFen, rooms)
  if (!sharing.ok)
    throw refused('weight', sharing.reason === 'no_weight' ? poolProblems.noWeight : refusalSentences[sharing.reason])
  const shares = rooms.flatMap(({ roomId, code }, i) => {
    const part = sharing.parts[i]
    return part ? [{ ...part, roomId, roomCode: code, weight: String(part.weight) }] : []
  })
  const bearing = shares.filter(share => share.weight !== '0').length
  const pool: StoredPool = {
    poolId: ctx.newId(),
    communityId,
    feeItemId,
    feeItemName: item.name,
    period,
    scope,
    weight,
    cost,
    ...(usage !== undefined && { usage }),
    totalFen,
    totalWeight: String(sharing.parts[0]?.totalWeight ?? 0),
    rooms: bearing,
    state: 'ready',
    ...(note && { note }),
    createdAt: ctx.now(),
    createdBy: whoDid(ctx.actor),
    counts,
    frozen: shares.length,
    version: 1,
  }
  const writer = new DraftWriter(ctx)
  await writer.add(shares.map(share => shareItem(communityId, pool.poolId, share)))
  await writer.end()
  const changed = feeItemWrite(item, {})
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.create_pool',
    objectType: 'fee_item',
    objectId: feeItemId,
    summary: `公摊 ${totalFen} 分到 ${bearing} 户：${scopeWords(scope)} ${period.from} 至 ${period.to}`,
  })
  try {
    await ctx.db.transact(
      [
        { put: poolItem(pool), ifAbsent: true },
        changed.write,
        ...roomCountChecks(communityId, scope, counts),
        ...(await tellOpenRun(ctx, item)),
        audit,
        ...idempotencyItems(ctx, pool),
      ],
      audit.put,
    )
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    throw new AppError('record.changed', { message: poolProblems.changed, cause: error })
  }
  return pool
}

type Where = { scope: PoolScope; period: Period }

/** Whether some room would bear both in one day. */
const bearBoth = (a: Where, b: Where): boolean => overlaps(a.period, b.period) && shareRooms(a.scope, b.scope)

function shareRooms(a: PoolScope, b: PoolScope): boolean {
  if (a.kind === 'all' || b.kind === 'all') return true
  if (a.building !== b.building) return false
  return a.kind === 'building' || b.kind === 'building' || a.unit === b.unit
}

const refused = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })
