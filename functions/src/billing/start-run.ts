import { needsTariff } from '@linli/shared/billing/rules'
import type { runApi } from '@linli/shared/billing/run-api'
import type { BillingRun } from '@linli/shared/billing/run-schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { daysBetween } from '@linli/shared/time'
import { auditItem } from '../audit'
import { countRooms } from '../communities/buildings'
import { loadRooms } from '../communities/rooms'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import { idempotencyItems } from '../idempotency'
import { outboxItem } from '../outbox'
import { loadFeeItems } from './fee-item-store'
import { billingStateKey, runKey, unfinishedIndex, unfinishedRuns } from './run-store'
import { fieldProblems, whoDid } from './words'

const longestDays = 3 * 366

/**
 * Starts a run of drafts for a window of days: of all rooms, or of some. A community has one open run at a time.
 * Throws billing.run_open, billing.no_tariff for an item without any price, request.invalid.
 */
export async function startRun(ctx: Context, input: InputOf<typeof runApi.startRun>): Promise<BillingRun> {
  const { communityId, from, to } = input
  const feeItemIds = [...new Set(input.feeItemIds)]
  const roomIds = input.roomIds && [...new Set(input.roomIds)]
  if (from > to || daysBetween(from, to) > longestDays) throw refused('to', fieldProblems.window)
  const items = await loadFeeItems(ctx, communityId, feeItemIds)
  if (items.some(item => !item?.active)) throw refused('feeItemIds', fieldProblems.feeItems)
  if (items.some(item => item?.formula.kind === 'duration')) throw refused('feeItemIds', fieldProblems.noRun)
  if (items.some(item => item && needsTariff(item.formula) && item.tariffs.length === 0))
    throw new AppError('billing.no_tariff')
  if (roomIds && (await loadRooms(ctx, communityId, roomIds)).includes(undefined))
    throw refused('roomIds', fieldProblems.rooms)
  const run: BillingRun = {
    runId: ctx.newId(),
    communityId,
    from,
    to,
    feeItemIds,
    ...(roomIds && { roomIds }),
    state: 'computing',
    progress: { done: 0, total: roomIds?.length ?? (await countRooms(ctx, communityId)) },
    count: 0,
    amountFen: 0,
    previousFen: 0,
    flags: { failed: 0, zero: 0, jump: 0, new: 0 },
    byItem: [],
    createdAt: ctx.now(),
    createdBy: whoDid(ctx.actor),
  }
  await write(ctx, run)
  return run
}

async function write(ctx: Context, run: BillingRun): Promise<void> {
  const { communityId, runId } = run
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.start_run',
    objectType: 'billing_run',
    objectId: runId,
    summary: `${run.from} 至 ${run.to}，${run.feeItemIds.length} 个收费项目`,
  })
  const index = unfinishedIndex(communityId, runId, ctx.now())
  const item = { ...runKey(communityId, runId), ...run, generation: 0, leaseUntil: 0, ...index }
  try {
    await reaching(ctx, unfinishedRuns).db.transact(
      [
        { update: { key: billingStateKey(communityId), set: { openRunId: runId } }, if: { openRunId: undefined } },
        { put: item, ifAbsent: true },
        audit,
        outboxItem(ctx, 'jobs', { type: 'billing.compute', communityId, runId }),
        ...idempotencyItems(ctx, run),
      ],
      audit.put,
    )
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('billing.run_open', { cause: error })
    throw error
  }
}

const refused = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })
