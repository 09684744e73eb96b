import { isLiable } from '@linli/shared/billing/disputes'
import type { MyQuestion } from '@linli/shared/billing/question-schema'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { accountActor } from '../identity/account'
import { grantsKey } from '../identity/homes'
import { arrearsFollow } from './arrears-follow'
import { disputeOver } from './dispute-bill'
import { questionFor } from './my-question'
import { ownBill } from './own-bill'
import { askedBillKey, continued, loadQuestion, type StoredEntry } from './question-store'
import { billKey } from './store'

/** Who owes the bill or is liable for it takes the dispute back. Throws billing.not_disputable, access.forbidden. */
export async function withdrawDispute(
  ctx: Context,
  input: { communityId: string; roomId: string; billId: string },
): Promise<MyQuestion> {
  const { accountId } = accountActor(ctx)
  return deciding(async () => {
    const [{ home, bill }, known] = await Promise.all([ownBill(ctx, input), loadQuestion(ctx, input)])
    if (!isLiable(home.personId, bill)) throw new AppError('access.forbidden')
    if (!known.disputedSince || !bill.dispute) throw new AppError('billing.not_disputable')
    const over = disputeOver(bill, ctx.today())
    const { personId, personName: name } = home
    const entry: StoredEntry = {
      entryId: ctx.newId(),
      kind: 'withdrawn',
      text: '',
      name,
      personId,
      accountId,
      at: ctx.now(),
    }
    const { question, write } = continued(known, entry, {
      state: 'closed',
      waitingSince: undefined,
      disputedSince: undefined,
    })
    const audit = auditItem(ctx, {
      communityId: input.communityId,
      action: 'billing.withdraw_dispute',
      objectType: 'bill',
      objectId: input.billId,
      summary: `${bill.object.code} ${bill.feeItemName}：收回异议`,
    })
    await ctx.db.transact(
      [
        write,
        {
          update: { key: billKey(input.communityId, input.roomId, input.billId), ...over.change },
          if: over.asRead ?? {},
        },
        { put: { ...askedBillKey(accountId, input.billId), ...input } },
        arrearsFollow(ctx, input),
        { check: grantsKey(accountId), if: { version: { atLeast: 0 } } },
        audit,
      ],
      audit.put,
    )
    return questionFor(ctx, home, over.next, question)
  })
}
