import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import type { Context } from '../context'
import { deciding } from '../db-retry'

export const paceOwner = 'G#wechat#'
const Pace = z.object({ atMs: z.number(), urgentMs: z.number().optional() })
/** What was lost while nobody sent may be made up for, as far as this. */
const burstMs = 250
const mostWaitMs = 30_000

/**
 * The moments at which the next `count` calls may be made: a token bucket in the store that all workers draw from, so
 * that they keep the provider's pace together. Emergencies queue behind emergencies alone; what they take, the others go
 * without. Throws request.busy when others have taken the next half minute.
 */
export function nextSlots(ctx: Context, appid: string, count: number, urgent = false): Promise<number[]> {
  const { LINLI_WECHAT_PUSHES_PER_SECOND: perSecond } = ctx.deps.env
  const key = { pk: `${paceOwner}0`, sk: `pace#${appid}` }
  const gapMs = 1000 / perSecond
  return deciding(async () => {
    const kept = await ctx.db.get(key, Pace)
    const nowMs = ctx.deps.nowMs()
    const usual = Math.max(kept?.atMs ?? 0, nowMs - burstMs)
    const from = urgent ? Math.max(kept?.urgentMs ?? 0, nowMs - burstMs) : usual
    if (from - nowMs > mostWaitMs) throw new AppError('request.busy')
    const taken = count * gapMs
    const set = { atMs: Math.ceil(usual + taken), ...(urgent && { urgentMs: Math.ceil(from + taken) }) }
    const update = { key, set }
    await ctx.db.transact([{ update, if: { atMs: kept?.atMs } }], { pk: key.pk, sk: 'pace-moved' })
    return Array.from({ length: count }, (_, i) => from + i * gapMs)
  })
}

/** Waits for a moment of the process's clock. */
export async function reached(ctx: Context, atMs: number): Promise<void> {
  const waitMs = atMs - ctx.deps.nowMs()
  if (waitMs > 0) await new Promise(resolve => setTimeout(resolve, waitMs))
}
