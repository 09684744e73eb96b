import type { PushState } from '@linli/shared/messages/schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { checkIndex, checkLater, pushKey, StoredPush } from './push-store'

/** Longer than a page of people takes at the pace. */
const leaseMs = 120_000

/** With pauses that grow to an hour: some two days. */
const mostTries = 48

type Waiting = { wakeAt: string; waitsFor: 'morning' | 'provider' }
export type LeasedPush = StoredPush & { lease: string }

/** Makes this worker the push's only one. Undefined when it is over, waits, or another is at it. */
export async function takePush(ctx: Context, communityId: string, pushId: string): Promise<LeasedPush | undefined> {
  const key = pushKey(communityId, pushId)
  const push = await ctx.db.get(key, StoredPush)
  if (!push || push.endedAt !== undefined || push.leaseUntil > ctx.deps.nowMs()) return undefined
  if (push.wakeAt !== undefined && push.wakeAt > ctx.now()) return undefined
  const lease = ctx.newId()
  const tries = push.tries + 1
  const set = {
    state: 'running',
    tries,
    lease,
    leaseUntil: ctx.deps.nowMs() + leaseMs,
    ...checkIndex(push, checkLater(ctx)),
  }
  const taken = await moved(ctx, push, { set, remove: ['wakeAt', 'waitsFor'] })
  if (!taken) return undefined
  const own = { ...push, state: 'running' as const, tries, lease }
  if (tries <= mostTries) return own
  ctx.deps.log.error('messages.push_given_up', { pushId })
  await endPush(ctx, own, 'stopped')
  return undefined
}

/** Keeps the lease and how far the walk is. False when another worker has taken over. */
export const keepPush = (ctx: Context, push: LeasedPush): Promise<boolean> =>
  moved(ctx, push, {
    set: { ...progress(push), tries: 0, leaseUntil: ctx.deps.nowMs() + leaseMs, ...checkIndex(push, checkLater(ctx)) },
  })

/** Lets go of it; another message goes on at once: no worker works without an end. */
export const passPushOn = (ctx: Context, push: LeasedPush): Promise<boolean> =>
  moved(ctx, push, { set: { ...progress(push), tries: 0, leaseUntil: 0 } }, outboxItem(ctx, 'jobs', push.job))

/** Lets go of it until later. */
export const restPush = (ctx: Context, push: LeasedPush, wait: Waiting): Promise<boolean> =>
  moved(ctx, push, {
    set: { ...progress(push), state: 'waiting', ...wait, leaseUntil: 0, ...checkIndex(push, wait.wakeAt) },
  })

export function endPush(
  ctx: Context,
  push: LeasedPush,
  state: Extract<PushState, 'done' | 'stopped'>,
): Promise<boolean> {
  const { communityId, pushId, title, counts, others } = push
  const texts = (others.sms ?? 0) + (others.email ?? 0)
  const people = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const audit = auditItem(ctx, {
    communityId,
    action: 'messages.finish_push',
    objectType: 'push',
    objectId: pushId,
    summary: `${title}：${people} 人，微信送出 ${counts.sent ?? 0} 条${texts > 0 ? `，短信和邮件 ${texts} 条` : ''}`,
    technical: true,
  })
  const set = { ...progress(push), state, endedAt: ctx.now(), leaseUntil: 0 }
  return moved(ctx, push, { set, remove: ['lease', 'checkAt', 'gs3pk', 'gs3sk'] }, audit)
}

const progress = ({ counts, others, homes, after, listedTo, isListed }: LeasedPush) => ({
  counts,
  others,
  homes,
  after,
  listedTo,
  isListed,
})

type Change = { set: Record<string, unknown>; remove?: string[] }

/** Whether this worker still had it. Moving it twice is moving it once: after a lost answer there is nothing to look for. */
async function moved(ctx: Context, push: StoredPush, change: Change, ...more: Write[]): Promise<boolean> {
  const key = pushKey(push.communityId, push.pushId)
  try {
    await ctx.db.transact([{ update: { key, ...change }, if: { lease: push.lease } }, ...more], {
      pk: key.pk,
      sk: 'push-moved',
    })
    return true
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    // A lost answer of a write that arrived, which took the lease: the lease is then this attempt's.
    const now = await ctx.db.get(key, StoredPush)
    return change.set.lease !== undefined && now?.lease === change.set.lease
  }
}
