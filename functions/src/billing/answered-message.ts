import { periodName, toldPlace } from '@linli/shared/billing/words'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { messageItems } from '../messages/message-item'
import type { StoredEntry, StoredQuestion } from './question-store'

/** The news of an answer, or of a dispute's end, for everybody who asked in the thread. */
export function answeredMessage(ctx: Context, question: StoredQuestion, entry: StoredEntry): Write[] {
  const { communityId, billId, object, feeItemName, period } = question
  const accountIds = [...new Set(question.entries.flatMap(({ accountId }) => accountId ?? []))]
  return messageItems(ctx, {
    communityId,
    key: `answered#${entry.entryId}`,
    accountIds,
    facts: {
      kind: 'question_answered',
      roomCode: toldPlace(object),
      roomId: object.id,
      communityId,
      billId,
      billName: `${feeItemName} ${periodName(period)}`,
      settled: entry.kind === 'settled',
    },
  })
}
