import { addMinutes } from '@linli/shared/time'
import type { RepairTimer } from '@linli/shared/repairs/events'
import { dueTimers } from '@linli/shared/repairs/timers'
import { AppError } from '@linli/shared/errors'
import { CommunityId } from '@linli/shared/ids'
import * as z from 'zod'
import { auditItem } from '../audit'
import { communityContext, type Context, type Deps, makeContext, reaching } from '../context'
import { deciding } from '../db-retry'
import { errorName } from '../log'
import { queryAll } from '../query-all'
import { beginShift } from './begin-shift'
import { confirmRepair } from './confirm'
import { moveRepair } from './move-repair'
import { dueOwner, dueShards, loadRepair, type OfRepair, repairWrites } from './store'

const Due = z.object({ pk: z.string(), sk: z.string(), gs3sk: z.string() })
const atOnce = 100

/**
 * What the clock does to orders, and when a shift begins: whatever is due, over all communities, the oldest first. Each
 * firing takes its clock away in its own transaction, so that it fires once, whoever else sweeps, and however often one died.
 */
export async function fireRepairTimers(deps: Deps): Promise<void> {
  for (const shard of dueShards) {
    const ctx = makeContext(deps, { kind: 'system' }, [shard])
    const between: [string, string] = ['0', `${ctx.now()}#~`]
    for (const { pk, sk } of await queryAll(ctx.db, { index: 'gs3', pk: shard, between, schema: Due }, atOnce)) {
      const communityId = CommunityId.parse(pk.slice(2, 8))
      try {
        if (pk.endsWith('#workers')) await beginShift(deps, { communityId, personId: sk })
        else await fireOne(deps, { communityId, repairId: sk })
      } catch (error) {
        deps.log.warn('repairs.timer_failed', { of: sk, error: errorName(error) })
      }
    }
  }
}

/** All clocks of one order that are due, one after another. */
export async function fireOne(deps: Deps, of: OfRepair): Promise<void> {
  const ctx = communityContext(deps, of.communityId)
  for (const timer of dueTimers((await loadRepair(ctx, of)).timers, ctx.now())) await fire(ctx, of, timer)
}

async function fire(ctx: Context, of: OfRepair, timer: RepairTimer): Promise<void> {
  const now = ctx.now()
  try {
    switch (timer) {
      case 'auto_confirm':
        await confirmRepair(ctx, of, timer)
        return
      case 'auto_close':
        await moveRepair(ctx, of, timer, still(timer, {}))
        return
      case 'respond_warn':
      case 'finish_warn':
        await moveRepair(ctx, of, timer, still(timer, { warnedAt: now }))
        return
      case 'respond_late':
      case 'finish_late':
        await moveRepair(ctx, of, timer, still(timer, { lateAt: now }))
        return
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'repairs.refused') throw error
    await putOff(ctx, of, timer)
  }
}

/** Only the clock that is still there fires: of two sweepers the slower one finds it gone. */
const still =
  (timer: RepairTimer, set: { warnedAt?: string; lateAt?: string }) =>
  ({ timers }: { timers: Partial<Record<RepairTimer, string>> }) => {
    if (timers[timer] === undefined) throw new AppError('repairs.refused')
    return { set, internal: timer !== 'auto_close' }
  }

/** What cannot be now (nobody is registered who could owe the bill) is tried again a day later; what is gone stays gone. */
const putOff = (ctx: Context, of: OfRepair, timer: RepairTimer): Promise<void> =>
  deciding(async () => {
    const before = await loadRepair(ctx, of)
    const due = before.timers[timer]
    if (due === undefined || due > ctx.now()) return
    const timers = { ...before.timers, [timer]: addMinutes(ctx.now(), 1_440) }
    const audit = auditItem(ctx, {
      communityId: of.communityId,
      action: 'repairs.act',
      objectType: 'repair',
      objectId: of.repairId,
      summary: `${before.number} 明天再试`,
      technical: true,
    })
    const writes = repairWrites({ ...before, timers, version: before.version + 1 }, before)
    await reaching(ctx, dueOwner).db.transact([...writes, audit], audit.put)
  })
