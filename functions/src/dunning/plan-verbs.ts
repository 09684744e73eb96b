import type { InputOf } from '@linli/shared/contract'
import type { dunningApi } from '@linli/shared/dunning/api'
import { nextRunAt, speakableFrom } from '@linli/shared/dunning/plan'
import type { DunningPlan, DunningPlanView } from '@linli/shared/dunning/schema'
import { AppError } from '@linli/shared/errors'
import { instantAt } from '@linli/shared/time'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { findState, loadPlan, planKey, stateKey, wakeIndex } from './plan-store'
import { startRun } from './start-run'

/** The plan, what it would send today, and which channels there are. */
export async function getPlan(ctx: Context, { communityId }: { communityId: string }): Promise<DunningPlanView> {
  const [plan, state] = await Promise.all([loadPlan(ctx, communityId), findState(ctx, communityId)])
  const { deps } = ctx
  return {
    ...plan,
    ready: {
      wechat: deps.env.LINLI_WECHAT_TEMPLATES['payment_reminder'] !== undefined,
      sms: deps.sms.ready,
      email: deps.mail.ready,
    },
    counting: state?.run !== undefined,
    preview: state?.preview,
    lastRun: state?.lastRun,
  }
}

/** Another plan; whether it is on stays as it is, and the preview is counted anew. Throws record.changed, dunning.bad_steps, dunning.quiet. */
export async function savePlan(ctx: Context, input: InputOf<typeof dunningApi.savePlan>): Promise<DunningPlan> {
  const { communityId, version, ...wish } = input
  const days = wish.steps.map(step => step.days)
  const isRepeated = wish.steps.some(({ channels }) => new Set(channels).size < channels.length)
  if (new Set(days).size < days.length || isRepeated) throw new AppError('dunning.bad_steps')
  const begin = instantAt(ctx.today(), `${String(wish.hour).padStart(2, '0')}:00`)
  if (speakableFrom(wish, begin) !== begin) throw new AppError('dunning.quiet')
  const steps = [...wish.steps].sort((a, b) => a.days - b.days)
  const next = await changed(ctx, communityId, version, plan => ({ ...plan, ...wish, steps }), {
    action: 'dunning.save_plan',
    summary: `催缴计划：${steps.map(step => step.days).join('、')} 天，${wish.hour} 点`,
  })
  await recounted(ctx, communityId)
  return next
}

/** Nothing is sent before a person has switched it on. Throws record.changed. */
export const switchPlan = (
  ctx: Context,
  { communityId, on, version }: InputOf<typeof dunningApi.switchPlan>,
): Promise<DunningPlan> =>
  changed(ctx, communityId, version, plan => ({ ...plan, on }), {
    action: 'dunning.switch_plan',
    summary: on ? '打开自动催缴' : '关闭自动催缴',
  })

type Said = { action: 'dunning.save_plan' | 'dunning.switch_plan'; summary: string }

async function changed(
  plain: Context,
  communityId: string,
  version: number,
  change: (plan: DunningPlan) => DunningPlan,
  said: Said,
): Promise<DunningPlan> {
  const ctx = reaching(plain, 'G#dunning#')
  const [plan, state] = await Promise.all([loadPlan(ctx, communityId), findState(ctx, communityId)])
  if (plan.version !== version) throw new AppError('record.changed')
  const next = { ...change(plan), version: version + 1 }
  const put = { ...planKey(communityId), ...next }
  const write: Write = version === 0 ? { put, ifAbsent: true } : { put, if: { version } }
  // A pass that is under way ends by itself and then follows the new hour.
  const wake: Write[] =
    state && !state.run
      ? [
          {
            update: { key: stateKey(communityId), set: wakeIndex(communityId, nextRunAt(next, ctx.now())) },
            if: { wakeAt: state.wakeAt },
          },
        ]
      : []
  const audit = auditItem(ctx, { communityId, objectType: 'dunning_plan', objectId: communityId, ...said })
  try {
    await ctx.db.transact([write, ...wake, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.changed')
    throw error
  }
  return next
}

/** Counts again; a pass that is under way has begun with the old plan and is followed by the next. */
export async function recounted(ctx: Context, communityId: string): Promise<void> {
  try {
    await startRun(reaching(ctx, 'G#dunning#'), communityId, 'person')
  } catch (error) {
    if (!(error instanceof ConditionFailed) && !(error instanceof AppError)) throw error
  }
}
