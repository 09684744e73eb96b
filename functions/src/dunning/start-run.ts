import { nextRunAt } from '@linli/shared/dunning/plan'
import { AppError } from '@linli/shared/errors'
import { addMinutes } from '@linli/shared/time'
import * as z from 'zod'
import { auditItem } from '../audit'
import { communityContext, type Context, type Deps, makeContext, reaching } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { eachDue } from '../each-due'
import { outboxItem } from '../outbox'
import { dueCommunities, findState, loadPlan, newRun, stateKey, wakeIndex } from './plan-store'

const atOnce = 100
const Due = z.object({ gs3sk: z.string() })
/** A pass that nobody has moved for so long is taken up by somebody else. */
export const quietMinutes = 5

/** Begins the day's pass of each community whose hour has come, and wakes passes that no worker is at. */
export async function startDueRuns(deps: Deps): Promise<void> {
  const system = makeContext(deps, { kind: 'system' }, [dueCommunities])
  const until = `${system.now()}\uffff`
  const due = { index: 'gs3' as const, pk: dueCommunities, schema: Due, limit: atOnce }
  const { items } = await system.db.query({ ...due, between: ['0', until] })
  const communities = items.map(({ gs3sk }) => ({ communityId: gs3sk.slice(gs3sk.indexOf('#') + 1) }))
  await eachDue(deps, 'dunning.not_started', communities, async ({ communityId }) => {
    try {
      await startRun(reaching(communityContext(deps, communityId), 'G#dunning#'), communityId, 'clock')
    } catch (error) {
      // Another process was faster, or a worker is at it.
      if (!(error instanceof ConditionFailed) && !(error instanceof AppError)) throw error
    }
  })
}

/**
 * Begins a pass over a community: its arrears are counted again and, by the clock and with the plan on, what is due is
 * sent. Throws dunning.working while one is under way.
 */
export async function startRun(ctx: Context, communityId: string, by: 'clock' | 'person'): Promise<void> {
  const [state, plan] = await Promise.all([findState(ctx, communityId), loadPlan(ctx, communityId)])
  const now = ctx.now()
  const isDue = state === undefined || state.wakeAt <= now
  if (by === 'clock' ? !isDue : state?.run && !isDue) throw new AppError('dunning.working')
  const run =
    by === 'clock' && state?.run?.day === ctx.today()
      ? state.run
      : newRun(ctx, plan.on && (by === 'clock' || (state !== undefined && isDue)))
  const set = { run, ...wakeIndex(communityId, addMinutes(now, quietMinutes)) }
  const begin: Write = state
    ? { update: { key: stateKey(communityId), set }, if: { wakeAt: state.wakeAt, lease: state.lease } }
    : { put: { ...stateKey(communityId), communityId, leaseUntil: 0, ...set }, ifAbsent: true }
  const audit = auditItem(ctx, {
    communityId,
    action: by === 'clock' ? 'dunning.start_run' : 'dunning.refresh',
    objectType: 'community',
    objectId: communityId,
    summary: run.sends ? '汇总欠费并按计划提醒' : '汇总欠费',
    technical: by === 'clock',
  })
  const job = outboxItem(ctx, 'jobs', { type: 'dunning.run', communityId, runId: run.runId })
  await ctx.db.transact([begin, audit, job], audit.put)
}

/** The community's work by the clock begins with its first bills. */
export async function enrol(ctx: Context, communityId: string): Promise<void> {
  const plan = await loadPlan(ctx, communityId)
  const item = {
    ...stateKey(communityId),
    communityId,
    leaseUntil: 0,
    ...wakeIndex(communityId, nextRunAt(plan, ctx.now())),
  }
  try {
    await ctx.db.transact([{ put: item, ifAbsent: true }], item)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}
