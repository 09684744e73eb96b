import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import { auditItem } from '../audit'
import { type Deps, makeContext } from '../context'
import { deciding } from '../db-retry'
import { deletedAccountName } from '../identity/deleted-account'
import { queryAll } from '../query-all'
import { type AskedBill, askedBillKey, askedBills, askedDays, findQuestion, questionItem } from './question-store'

export const ForgetAskerBody = z.object({ accountId: Id })

const most = 10_000

/**
 * Replaces a deleted account in the threads in which it wrote: id, person and name go (个人信息保护法 47); what was asked
 * stays with the bill that it is about. Safe to run twice.
 */
export async function forgetAsker(deps: Deps, { accountId }: z.output<typeof ForgetAskerBody>): Promise<void> {
  const { db } = makeContext(deps, { kind: 'system' }, [`A#${accountId}#`])
  for (const place of await queryAll(db, askedBills(accountId), most)) await forgetIn(deps, accountId, place)
  const days = await queryAll(db, askedDays(accountId), most)
  await db.writeMany(days.map(({ pk, sk }) => ({ delete: { pk, sk } })))
}

function forgetIn(deps: Deps, accountId: string, place: AskedBill): Promise<void> {
  const { communityId, billId } = place
  const ctx = makeContext(deps, { kind: 'system' }, [`C#${communityId}#`, `A#${accountId}#`])
  return deciding(async () => {
    const question = await findQuestion(ctx, place)
    const entries = question?.entries.map(entry => {
      if (entry.accountId !== accountId) return entry
      const { accountId: _account, personId: _person, ...rest } = entry
      return { ...rest, name: deletedAccountName }
    })
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.forget_asker',
      objectType: 'bill',
      objectId: billId,
      summary: '咨询账号已注销，替换咨询人',
    })
    const version = question?.version
    await ctx.db.transact(
      [
        ...(question && entries && version !== undefined
          ? [{ put: questionItem({ ...question, entries, version: version + 1 }), if: { version } }]
          : []),
        { delete: askedBillKey(accountId, billId) },
        audit,
      ],
      audit.put,
    )
  })
}
