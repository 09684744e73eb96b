import { canDispute, isLiable } from '@linli/shared/billing/disputes'
import { type MyQuestion, type QuestionEntry, roomFor } from '@linli/shared/billing/question-schema'
import type { Bill } from '@linli/shared/billing/schema'
import { maskName } from '@linli/shared/people/schema'
import type { Context, GrantedHome } from '../context'
import { accountActor } from '../identity/account'
import { ownBill } from './own-bill'
import { findQuestion, type StoredEntry, type StoredQuestion } from './question-store'
import { officeName } from './words'

/** What was asked and answered about a bill of the caller's home, and what they may do. Throws record.not_found. */
export async function myQuestion(
  ctx: Context,
  input: { communityId: string; roomId: string; billId: string },
): Promise<MyQuestion> {
  const { home, bill } = await ownBill(ctx, input)
  return questionFor(ctx, home, bill, await findQuestion(ctx, input))
}

/** A thread as this resident reads it: an owner sees the household's names, others see them masked; the office has one. */
export function questionFor(ctx: Context, home: GrantedHome, bill: Bill, question?: StoredQuestion): MyQuestion {
  const { accountId } = accountActor(ctx)
  const entries = question?.entries ?? []
  return {
    ...(question && { question: { ...question, entries: entries.map(entry => entryFor(home, accountId, entry)) } }),
    mayAsk: roomFor('question', entries),
    mayDispute: canDispute(home, bill),
    mayWithdraw: question?.disputedSince !== undefined && bill.dispute !== undefined && isLiable(home.personId, bill),
  }
}

function entryFor(home: GrantedHome, accountId: string, entry: StoredEntry): QuestionEntry {
  const { accountId: writer, personId: _person, name, ...rest } = entry
  if (rest.kind === 'answer' || rest.kind === 'settled') return { ...rest, name: officeName }
  const isMine = writer === accountId
  return { ...rest, name: isMine || home.role === 'owner' ? name : maskName(name), ...(isMine && { mine: true }) }
}
