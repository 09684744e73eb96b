import { Id, OrderId } from '@linli/shared/ids'
import { PrepaymentLot } from '@linli/shared/payments/schema'
import * as z from 'zod'
import { auditItem } from '../audit'
import { communityContext, type Deps, makeContext } from '../context'
import { deciding } from '../db-retry'
import { deletedAccountId, deletedAccountName } from '../identity/deleted-account'
import { queryAll } from '../query-all'
import { getOrder, lotKey, lotsOfAccountKey, orderKey, ordersOfAccountKey } from './store'

export const ForgetPayerBody = z.object({ accountId: Id, sinceYear: z.number().int() })

const most = 10_000

/**
 * Replaces a deleted account on its orders and prepayment lots. A receipt is an accounting source document, kept for 30
 * years (会计法 23, 会计档案管理办法 14): number, entity, room, 收费对象 (a customer of the company, not the account),
 * items, amounts, channel and transaction number stay, by which the channel can still prove the payer and a refund goes
 * back the way the money came. What identifies the account (its id and the name of 付款人) is replaced (个人信息保护法 47).
 * Printed copies in the store showed that name: they are deleted and can be printed anew. Safe to run twice.
 */
export async function forgetPayer(deps: Deps, body: z.output<typeof ForgetPayerBody>): Promise<void> {
  const { accountId, sinceYear } = body
  const { db, today } = makeContext(deps, { kind: 'system' }, [`A#${accountId}#`])
  const years = Array.from({ length: Number(today().slice(0, 4)) - sinceYear + 1 }, (_, i) => sinceYear + i)
  for (const year of ['unpaid', ...years]) {
    const pk = ordersOfAccountKey(accountId, year)
    const orders = await queryAll(db, { index: 'gs2', pk, schema: z.object({ orderId: OrderId }) }, most)
    for (const { orderId } of orders) await forgetPayerOf(deps, orderId, accountId)
  }
  const lots = await queryAll(db, { index: 'gs2', pk: lotsOfAccountKey(accountId), schema: PrepaymentLot }, most)
  for (const lot of lots) await forgetHolderOf(deps, lot)
}

/** One order without its account. */
export async function forgetPayerOf(deps: Deps, orderId: string, accountId: string): Promise<void> {
  const ctx = communityContext(deps, orderId.slice(0, 6))
  await deciding(async () => {
    const order = await getOrder(ctx, orderId)
    if (order?.accountId !== accountId) return
    const { receiptCopies = 0 } = order
    // Before the order forgets whose it is: a run that dies between the two finds both again.
    for (let copy = 1; copy <= receiptCopies; copy++) await ctx.files.remove(receiptFile(orderId, copy))
    const audit = auditItem(ctx, {
      communityId: order.communityId,
      action: 'payments.forget_payer',
      objectType: 'order',
      objectId: orderId,
      summary: '付款账号已注销，替换付款人',
    })
    const set = { accountId: deletedAccountId, paidBy: deletedAccountName }
    const update = { key: orderKey(orderId), set, remove: ['gs2pk', 'gs2sk'] }
    const asRead = { accountId, state: order.state, receiptCopies: order.receiptCopies }
    await ctx.db.transact([{ update, if: asRead }, audit], audit.put)
  })
}

async function forgetHolderOf(deps: Deps, lot: PrepaymentLot): Promise<void> {
  const { communityId, lotId } = lot
  const ctx = communityContext(deps, communityId)
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.forget_payer',
    objectType: 'prepayment_lot',
    objectId: lotId,
    summary: '付款账号已注销；余额仍按原路退回',
  })
  const set = { accountId: deletedAccountId }
  const update = { key: lotKey(communityId, lotId), set, remove: ['gs2pk', 'gs2sk'] }
  await ctx.db.transact([{ update, if: { lotId } }, audit], audit.put)
}

/** Where a printed copy of an order's receipt lies. */
export const receiptFile = (orderId: string, copy: number) => `C/${orderId.slice(0, 6)}/receipts/${orderId}-${copy}.pdf`
