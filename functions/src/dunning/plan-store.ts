import { firstPlan } from '@linli/shared/dunning/plan'
import { DunningPlan, DunningPlanView } from '@linli/shared/dunning/schema'
import { BusinessDate, Instant } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Key } from '../db'

export const planKey = (communityId: string): Key => ({ pk: `C#${communityId}#`, sk: 'dunning-plan' })
/** The community's plan; the one that every community begins with until somebody has saved another. */
export const loadPlan = async (ctx: Context, communityId: string): Promise<DunningPlan> =>
  (await ctx.db.get(planKey(communityId), DunningPlan)) ?? firstPlan

const Counts = z.object({
  households: z.number().int(),
  amountFen: z.number().int(),
  reminded: z.number().int(),
  steps: z.record(z.string(), z.number().int()),
})

/** One pass over a community: where it is, what it has counted, and whether it sends what it finds due. */
export const DunningRun = z.object({
  runId: z.string(),
  day: BusinessDate,
  startedAt: Instant,
  sends: z.boolean(),
  phase: z.enum(['walk', 'tidy']),
  shard: z.number().int(),
  after: z.string().optional(),
  counts: Counts,
})
export type DunningRun = z.infer<typeof DunningRun>

/** The work by the clock on a community's arrears: its next moment, and the pass that is under way. */
export const DunningState = z.object({
  communityId: z.string(),
  wakeAt: Instant,
  run: DunningRun.optional(),
  lease: z.string().optional(),
  leaseUntil: z.number(),
  preview: DunningPlanView.shape.preview,
  lastRun: DunningPlanView.shape.lastRun,
})
export type DunningState = z.infer<typeof DunningState>

export const stateKey = (communityId: string): Key => ({ pk: `C#${communityId}#`, sk: 'dunning' })
export const findState = (ctx: Context, communityId: string): Promise<DunningState | undefined> =>
  ctx.db.get(stateKey(communityId), DunningState)

/** Communities by the moment at which their arrears want work. */
export const dueCommunities = 'G#dunning#0'
export const wakeIndex = (communityId: string, wakeAt: string) => ({
  wakeAt,
  gs3pk: dueCommunities,
  gs3sk: `${wakeAt}#${communityId}`,
})

export const newRun = (ctx: Context, sends: boolean): DunningRun => ({
  runId: ctx.newId(),
  day: ctx.today(),
  startedAt: ctx.now(),
  sends,
  phase: 'walk',
  shard: 0,
  counts: { households: 0, amountFen: 0, reminded: 0, steps: {} },
})
