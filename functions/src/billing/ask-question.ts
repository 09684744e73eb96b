import { canDispute } from '@linli/shared/billing/disputes'
import type { questionApi } from '@linli/shared/billing/question-api'
import { type MyQuestion, mostQuestionsADay, roomFor } from '@linli/shared/billing/question-schema'
import type { Dispute } from '@linli/shared/billing/schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { accountActor } from '../identity/account'
import { arrearsFollow } from './arrears-follow'
import { grantsKey } from '../identity/homes'
import { questionFor } from './my-question'
import { ownBill } from './own-bill'
import {
  AskedDay,
  askedBillKey,
  askedDayKey,
  continued,
  findQuestion,
  newQuestion,
  type StoredEntry,
} from './question-store'
import { billKey, type StoredBill } from './store'

/**
 * 「有疑问，问物业」: an entry in the bill's thread, which is begun with it. With `disputes` the bill is disputed from today.
 * Throws record.not_found, billing.not_disputable, billing.question_full, billing.questions_spent.
 */
export async function askQuestion(ctx: Context, input: InputOf<typeof questionApi.askQuestion>): Promise<MyQuestion> {
  const { communityId, roomId, billId, text, disputes = false } = input
  const { accountId } = accountActor(ctx)
  return deciding(async () => {
    const { home, bill } = await ownBill(ctx, input)
    if (disputes && !canDispute(home, bill)) throw new AppError('billing.not_disputable')
    const known = (await findQuestion(ctx, input)) ?? newQuestion(bill, ctx.now())
    if (!roomFor('question', known.entries)) throw new AppError('billing.question_full')
    const { personId, personName: name } = home
    const entry: StoredEntry = {
      entryId: ctx.newId(),
      kind: 'question',
      text,
      name,
      personId,
      accountId,
      ...(disputes && { disputes }),
      at: ctx.now(),
    }
    const { question, write } = continued(known, entry, {
      state: 'open',
      waitingSince: known.waitingSince ?? ctx.now(),
      ...(disputes && { disputedSince: ctx.today() }),
    })
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.ask_question',
      objectType: 'bill',
      objectId: billId,
      summary: `${bill.object.code} ${bill.feeItemName}：${disputes ? '提出异议' : '咨询'}`,
    })
    const answer = questionFor(
      ctx,
      home,
      disputes ? { ...bill, dispute: { from: ctx.today(), reason: text } } : bill,
      question,
    )
    await ctx.db.transact(
      [
        write,
        ...(disputes
          ? [
              disputeWrite(bill, { from: ctx.today(), reason: text }),
              arrearsFollow(ctx, { communityId, roomId, billId }),
            ]
          : []),
        await countedToday(ctx, accountId),
        { put: { ...askedBillKey(accountId, billId), communityId, roomId, billId } },
        // An account that is deleted meanwhile leaves no question behind that its deletion would not find.
        { check: grantsKey(accountId), if: { version: { atLeast: 0 } } },
        audit,
        ...idempotencyItems(ctx, answer),
      ],
      audit.put,
    )
    return answer
  })
}

const disputeWrite = (bill: StoredBill, dispute: Dispute): Write => ({
  update: { key: billKey(bill.communityId, bill.object.id, bill.billId), set: { dispute } },
  if: { state: { oneOf: ['published', 'part_paid'] }, dispute: undefined },
})

/** One more of the day's questions, counted before anything is written. Throws billing.questions_spent. */
async function countedToday(ctx: Context, accountId: string): Promise<Write> {
  const key = askedDayKey(accountId, ctx.today())
  const known = await ctx.db.get(key, AskedDay)
  if ((known?.count ?? 0) >= mostQuestionsADay) throw new AppError('billing.questions_spent')
  const ttl = Math.floor(ctx.deps.nowMs() / 1000) + 2 * 86_400
  return { put: { ...key, count: (known?.count ?? 0) + 1, ttl }, if: { count: known?.count } }
}
