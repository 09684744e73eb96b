import { ComplaintTimer } from '@linli/shared/complaints/schema'
import { AppError } from '@linli/shared/errors'
import { CommunityId } from '@linli/shared/ids'
import { Key } from '../db'
import { communityContext, type Context, type Deps, makeContext } from '../context'
import { errorName } from '../log'
import { queryAll } from '../query-all'
import { moveComplaint, refused } from './move-complaint'
import { dueShards, loadComplaint, type OfComplaint } from './store'

const atOnce = 100

/** What the clock does to complaints: a warning the day before, a late one, and the end 7 days after an answer; each once. */
export async function fireComplaintTimers(deps: Deps): Promise<void> {
  for (const shard of dueShards) {
    const ctx = makeContext(deps, { kind: 'system' }, [shard])
    const between: [string, string] = ['0', `${ctx.now()}#~`]
    for (const { pk, sk } of await queryAll(ctx.db, { index: 'gs3', pk: shard, between, schema: Key }, atOnce)) {
      try {
        await fireOne(deps, { communityId: CommunityId.parse(pk.slice(2, 8)), complaintId: sk })
      } catch (error) {
        deps.log.warn('complaints.timer_failed', { complaintId: sk, error: errorName(error) })
      }
    }
  }
}

async function fireOne(deps: Deps, of: OfComplaint): Promise<void> {
  const ctx = communityContext(deps, of.communityId)
  const { timers } = await loadComplaint(ctx, of)
  for (const timer of ComplaintTimer.options) {
    const due = timers[timer]
    if (due !== undefined && due <= ctx.now()) await fire(ctx, of, timer)
  }
}

/** Of two sweepers the slower one finds the clock gone. */
async function fire(ctx: Context, of: OfComplaint, timer: ComplaintTimer): Promise<void> {
  const set = { due_warn: { warnedAt: ctx.now() }, due_late: { lateAt: ctx.now() }, auto_close: {} }[timer]
  try {
    await moveComplaint(ctx, of, timer, ({ timers }) => {
      if (timers[timer] === undefined) throw refused('')
      return { set, internal: timer !== 'auto_close' }
    })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'complaints.refused') throw error
  }
}
