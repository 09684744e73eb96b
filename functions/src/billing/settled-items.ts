import type { Context } from '../context'
import type { Write } from '../db-write'
import { answeredMessage } from './answered-message'
import { continued, findQuestion, type StoredEntry } from './question-store'
import { whoDid } from './words'

/** Where the dispute came with a question: its thread ends with the reason, and whoever asked is told. */
export async function settledItems(
  ctx: Context,
  of: { communityId: string; roomId: string; billId: string },
  reason: string,
): Promise<Write[]> {
  const known = await findQuestion(ctx, of)
  if (!known?.disputedSince) return []
  const entry: StoredEntry = {
    entryId: ctx.newId(),
    kind: 'settled',
    text: reason,
    name: whoDid(ctx.actor),
    at: ctx.now(),
  }
  const change = { state: 'closed' as const, waitingSince: undefined, disputedSince: undefined }
  const { question, write } = continued(known, entry, change)
  return [write, ...answeredMessage(ctx, question, entry)]
}
