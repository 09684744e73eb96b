import type { questionApi } from '@linli/shared/billing/question-api'
import { roomFor } from '@linli/shared/billing/question-schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { idempotencyItems } from '../idempotency'
import { answeredMessage } from './answered-message'
import { continued, loadQuestion, type StoredEntry, type StoredQuestion } from './question-store'
import { whoDid } from './words'

/**
 * The office answers a thread as it was read, and who asked is told. A disputed bill stays disputed.
 * Throws record.changed when somebody wrote meanwhile, billing.question_full.
 */
export async function answerQuestion(
  ctx: Context,
  input: InputOf<typeof questionApi.answerQuestion>,
): Promise<StoredQuestion> {
  const { communityId, billId, text, version } = input
  const known = await loadQuestion(ctx, input)
  if (known.version !== version) throw new AppError('record.changed')
  if (!roomFor('answer', known.entries)) throw new AppError('billing.question_full')
  const entry: StoredEntry = {
    entryId: ctx.newId(),
    kind: 'answer',
    text,
    name: whoDid(ctx.actor),
    at: ctx.now(),
  }
  const { question, write } = continued(known, entry, {
    state: 'answered',
    waitingSince: known.disputedSince && known.waitingSince,
  })
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.answer_question',
    objectType: 'bill',
    objectId: billId,
    summary: `答复 ${known.object.code} ${known.feeItemName}`,
  })
  try {
    await ctx.db.transact(
      [write, ...answeredMessage(ctx, question, entry), audit, ...idempotencyItems(ctx, question)],
      audit.put,
    )
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.changed', { cause: error })
    throw error
  }
  return question
}
