import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { confirmationKey, gateKey, StoredConfirmation } from './store'
import { refusedWords } from './words'

export const leaseMs = 60_000
/** Nothing is posted while it is checked, so a check that fails this often may be given up. */
const mostChecks = 8

/**
 * Makes this worker the confirmation's only one. Undefined when there is nothing left to do. Throws request.busy while
 * another worker holds the lease.
 */
export async function takeLease(
  ctx: Context,
  communityId: string,
  confirmationId: string,
): Promise<StoredConfirmation | undefined> {
  const key = confirmationKey(communityId, confirmationId)
  const found = await ctx.db.get(key, StoredConfirmation)
  if (!found || (found.state !== 'checking' && found.state !== 'posting')) return undefined
  const nowMs = ctx.deps.nowMs()
  if (found.leaseUntil > nowMs) throw new AppError('request.busy')
  if (found.state === 'checking' && found.attempts >= mostChecks) {
    await endConfirmation(ctx, found, { state: 'refused', problem: refusedWords.attempts })
    return undefined
  }
  const taken = { lease: ctx.newId(), leaseUntil: nowMs + leaseMs, attempts: found.attempts + 1 }
  const audit = auditItem(ctx, {
    communityId,
    action: 'opening.work',
    technical: true,
    objectType: 'opening',
    objectId: confirmationId,
    summary: `第 ${taken.attempts} 次开始`,
  })
  try {
    await ctx.db.transact(
      [{ update: { key, set: taken }, if: { state: found.state, lease: found.lease } }, audit],
      audit.put,
    )
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('request.busy', { cause: error })
    throw error
  }
  return { ...found, ...taken }
}

/** From checking to posting, by whoever holds the lease; undefined for anyone else. */
export async function moveOn(ctx: Context, confirmation: StoredConfirmation): Promise<StoredConfirmation | undefined> {
  const { communityId, confirmationId, lease } = confirmation
  const set = { state: 'posting' as const, leaseUntil: ctx.deps.nowMs() + leaseMs }
  const audit = auditItem(ctx, {
    communityId,
    action: 'opening.checked',
    technical: true,
    objectType: 'opening',
    objectId: confirmationId,
    summary: `${confirmation.progress.total} 笔与合计一致`,
  })
  const update = { key: confirmationKey(communityId, confirmationId), set }
  try {
    await ctx.db.transact([{ update, if: { state: 'checking', lease } }, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined
    throw error
  }
  return { ...confirmation, ...set }
}

/** The end, by whoever holds the lease; the next confirmation may begin. Late workers change nothing. */
export async function endConfirmation(
  ctx: Context,
  { communityId, confirmationId, lease, state, progress }: StoredConfirmation,
  end: { state: 'done' } | { state: 'refused'; problem: string },
): Promise<void> {
  const audit = auditItem(ctx, {
    communityId,
    action: end.state === 'done' ? 'opening.confirmed' : 'opening.refused',
    objectType: 'opening',
    objectId: confirmationId,
    summary: end.state === 'done' ? `${progress.total} 笔入账完成` : end.problem,
  })
  const update = {
    key: confirmationKey(communityId, confirmationId),
    set: { ...end, finishedAt: ctx.now(), leaseUntil: 0 },
    remove: ['lease', 'gs3pk', 'gs3sk'],
  }
  const gate = { update: { key: gateKey(communityId), remove: ['openId'] }, if: { openId: confirmationId } }
  try {
    await ctx.db.transact([{ update, if: { state, lease } }, gate, audit], audit.put)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}
