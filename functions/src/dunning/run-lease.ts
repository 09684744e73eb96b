import { nextRunAt } from '@linli/shared/dunning/plan'
import type { DunningPlan } from '@linli/shared/dunning/schema'
import { AppError } from '@linli/shared/errors'
import { addMinutes } from '@linli/shared/time'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { type DunningRun, findState, stateKey, wakeIndex } from './plan-store'
import { quietMinutes } from './start-run'

const leaseMs = 60_000

export type Leased = { communityId: string; lease: string; run: DunningRun }

/** Makes this worker the pass's only one. Undefined when that pass is over. Throws request.busy while another is at it. */
export async function takeRun(ctx: Context, communityId: string, runId: string): Promise<Leased | undefined> {
  const state = await findState(ctx, communityId)
  if (state?.run?.runId !== runId) return undefined
  if (state.leaseUntil > ctx.deps.nowMs()) throw new AppError('request.busy')
  const lease = ctx.newId()
  const leaseUntil = ctx.deps.nowMs() + leaseMs
  await moved(ctx, { update: { key: stateKey(communityId), set: { lease, leaseUntil } }, if: { lease: state.lease } })
  return { communityId, lease, run: state.run }
}

/** Keeps the lease and how far the pass is. Throws request.busy when another worker has taken over. */
export const keepRun = (ctx: Context, { communityId, lease }: Leased, run: DunningRun): Promise<void> =>
  moved(ctx, {
    update: {
      key: stateKey(communityId),
      set: { run, leaseUntil: ctx.deps.nowMs() + leaseMs, ...wakeIndex(communityId, later(ctx)) },
    },
    if: { lease },
  })

/** Lets go of the pass, which goes on with a message of its own: no worker works without an end. */
export const passOn = (ctx: Context, { communityId, lease }: Leased, run: DunningRun): Promise<void> =>
  moved(
    ctx,
    {
      update: { key: stateKey(communityId), set: { run, leaseUntil: 0, ...wakeIndex(communityId, later(ctx)) } },
      if: { lease },
    },
    outboxItem(ctx, 'jobs', { type: 'dunning.run', communityId, runId: run.runId }),
  )

/** The pass is over: what it counted is the preview, and the next one comes with the plan's hour. */
export async function endRun(
  ctx: Context,
  { communityId, lease }: Leased,
  run: DunningRun,
  plan: DunningPlan,
): Promise<void> {
  const { households, amountFen, reminded, steps } = run.counts
  const preview = {
    at: ctx.now(),
    households,
    amountFen,
    steps: Object.entries(steps)
      .map(([days, count]) => ({ days: Number(days), households: count }))
      .sort((a, b) => a.days - b.days),
  }
  const audit = auditItem(ctx, {
    communityId,
    action: 'dunning.finish_run',
    objectType: 'community',
    objectId: communityId,
    summary: run.sends ? `提醒 ${reminded} 户` : `今天会提醒 ${households} 户`,
    technical: !run.sends,
  })
  const set = {
    preview,
    leaseUntil: 0,
    ...(run.sends && { lastRun: { day: run.day, reminded } }),
    // A pass that only counted leaves the hour that struck meanwhile to the next one.
    ...wakeIndex(communityId, nextRunAt(plan, run.sends ? ctx.now() : run.startedAt)),
  }
  await moved(ctx, { update: { key: stateKey(communityId), set, remove: ['run', 'lease'] }, if: { lease } }, audit)
}

const later = (ctx: Context) => addMinutes(ctx.now(), quietMinutes)

/** Moving it twice is moving it once: after a lost answer there is nothing to look for. */
async function moved(ctx: Context, ...writes: [Write, ...Write[]]): Promise<void> {
  try {
    await ctx.db.transact(writes, { pk: 'update' in writes[0] ? writes[0].update.key.pk : '', sk: 'dunning-moved' })
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('request.busy', { cause: error })
    throw error
  }
}
