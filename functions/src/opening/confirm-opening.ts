import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { openingApi } from '@linli/shared/opening/api'
import { type OpeningConfirmation, OpeningKind, type OpeningSums } from '@linli/shared/opening/schema'
import { auditItem } from '../audit'
import { actorId, type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import { idempotencyItems } from '../idempotency'
import { outboxItem } from '../outbox'
import { confirmationKey, gateKey, openConfirmations, OpeningGate, openIndex } from './store'
import { openingSums, sameSums } from './totals'

/**
 * Confirms every draft there is, as the accountant saw them: same counts, same sums. A worker then posts them. One
 * confirmation at a time. Throws opening.nothing, opening.changed, opening.confirming.
 */
export async function confirmOpening(
  ctx: Context,
  { communityId, sums }: InputOf<typeof openingApi.confirm>,
): Promise<OpeningConfirmation> {
  const [gate, { draft: now }] = await Promise.all([
    ctx.db.get(gateKey(communityId), OpeningGate),
    openingSums(ctx, communityId),
  ])
  if (gate?.openId) throw new AppError('opening.confirming')
  if (!sameSums(now, sums)) throw new AppError('opening.changed')
  const total = countOf(sums)
  if (total === 0) throw new AppError('opening.nothing')
  const confirmationId = ctx.newId()
  const startedAt = ctx.now()
  const confirmation: OpeningConfirmation = {
    confirmationId,
    communityId,
    state: 'checking',
    sums,
    progress: { done: 0, total },
    startedAt,
    startedBy: ctx.actor.kind === 'staff' ? ctx.actor.name : actorId(ctx.actor),
  }
  const audit = auditItem(ctx, {
    communityId,
    action: 'opening.confirm',
    objectType: 'opening',
    objectId: confirmationId,
    summary: `欠费 ${words(sums.arrears)}，预存 ${words(sums.prepayment)}，押金 ${words(sums.deposit)}`,
  })
  const item = {
    ...confirmationKey(communityId, confirmationId),
    ...confirmation,
    leaseUntil: 0,
    ...openIndex(communityId, confirmationId, startedAt),
  }
  try {
    await reaching(ctx, openConfirmations).db.transact(
      [
        { put: item, ifAbsent: true },
        {
          update: { key: gateKey(communityId), set: { openId: confirmationId }, add: { version: 1 } },
          if: { openId: undefined },
        },
        audit,
        outboxItem(ctx, 'jobs', { type: 'opening.confirm', communityId, confirmationId }),
        ...idempotencyItems(ctx, confirmation),
      ],
      audit.put,
    )
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('opening.confirming', { cause: error })
    throw error
  }
  return confirmation
}

const words = ({ count, amountFen }: OpeningSums['arrears']) => `${count} 笔 ${amountFen} 分`
const countOf = (sums: OpeningSums) => OpeningKind.options.reduce((total, kind) => total + sums[kind].count, 0)
