import { Id, OrderId } from '@linli/shared/ids'
import { PaidLot } from '@linli/shared/payments/held-schema'
import * as z from 'zod'
import { auditItem } from '../audit'
import { communityContext, type Context, type Deps, makeContext } from '../context'
import { deciding } from '../db-retry'
import { deletedAccountId, deletedAccountName } from '../identity/deleted-account'
import { queryAll } from '../query-all'
import { getOrder, lotKey, lotsOfAccountKey, orderKey, ordersOfAccountKey, receiptFile } from './store'

export const ForgetPayerBody = z.object({ accountId: Id, sinceYear: z.number().int() })

const most = 10_000
const Named = z.object({ orderId: OrderId })

/**
 * Replaces a deleted account on its orders and prepayment lots. A receipt is an accounting source document, kept for 30
 * years (会计法 23, 会计档案管理办法 14): number, entity, room, 收费对象 (a customer of the company, not the account),
 * items, amounts, channel and transaction number stay, by which the channel can still prove the payer and a refund goes
 * back the way the money came. What identifies the account (its id and the name of 付款人) is replaced (个人信息保护法 47).
 * Printed copies in the store showed that name: they are deleted and can be printed anew. Safe to run twice.
 */
export async function forgetPayer(deps: Deps, body: z.output<typeof ForgetPayerBody>): Promise<void> {
  // Money that arrives meanwhile may show what the indexes did not: until a look finds nothing of the account's.
  while (await forgetListed(deps, body)) continue
}

/** Whether something that the account's lists name was still the account's. */
async function forgetListed(deps: Deps, { accountId, sinceYear }: z.output<typeof ForgetPayerBody>): Promise<boolean> {
  const { db, today } = makeContext(deps, { kind: 'system' }, [`A#${accountId}#`])
  const years = Array.from({ length: Number(today().slice(0, 4)) - sinceYear + 1 }, (_, i) => sinceYear + i)
  const lists = ['unpaid', ...years].map(year => ordersOfAccountKey(accountId, year))
  let found = false
  for (const pk of [...lists, lotsOfAccountKey(accountId)])
    for (const { orderId } of await queryAll(db, { index: 'gs2', pk, schema: Named }, most))
      found = (await forgetPayerOf(deps, orderId, accountId)) || found
  return found
}

/**
 * One order and its lots without their account; whether they were the account's. Once the order is nobody's, so is every
 * lot that its money still becomes.
 */
export async function forgetPayerOf(deps: Deps, orderId: string, accountId: string): Promise<boolean> {
  const ctx = communityContext(deps, orderId.slice(0, 6))
  return deciding(async () => {
    const order = await getOrder(ctx, orderId)
    if (order?.accountId !== accountId) return false
    const { communityId, state, receiptCopies = 0, otherTrades } = order
    // Before the order forgets whose it is: a run that dies in between finds all of it again. The copy after the last is
    // one whose printing did not come to its end.
    for (let copy = 1; copy <= receiptCopies + 1; copy++) await ctx.files.remove(receiptFile(orderId, copy))
    for (const lotId of order.lotIds ?? []) await forgetHolderOf(ctx, communityId, lotId, accountId)
    const audit = auditItem(ctx, {
      communityId,
      action: 'payments.forget_payer',
      objectType: 'order',
      objectId: orderId,
      summary: '付款账号已注销，替换付款人',
    })
    const set = { accountId: deletedAccountId, paidBy: deletedAccountName }
    const named = order.byLink ? { byLink: {} } : {}
    const update = { key: orderKey(orderId), set: { ...set, ...named }, remove: ['gs2pk', 'gs2sk'] }
    // Another lot means another state, or one more transaction.
    const asRead = { accountId, state, otherTrades, receiptCopies: order.receiptCopies }
    await ctx.db.transact([{ update, if: asRead }, audit], audit.put)
    return true
  })
}

async function forgetHolderOf(ctx: Context, communityId: string, lotId: string, accountId: string): Promise<void> {
  const key = lotKey(communityId, lotId)
  const lot = await ctx.db.get(key, PaidLot)
  if (lot?.accountId !== accountId) return
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.forget_payer',
    objectType: 'prepayment_lot',
    objectId: lotId,
    summary: '付款账号已注销；余额仍按原路退回',
  })
  const update = { key, set: { accountId: deletedAccountId }, remove: ['gs2pk', 'gs2sk'] }
  await ctx.db.transact([{ update, if: { accountId } }, audit], audit.put)
}
