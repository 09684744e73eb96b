import type { billingApi } from '@linli/shared/billing/api'
import type { BillView } from '@linli/shared/billing/schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { freeOfOnlineOrders } from '../payments/bills-at-desk'
import { billKey, doneIndexes, loadBill } from './store'
import { viewBill } from './view-bill'

/**
 * Takes late fee of today off a bill, which courts may do as well (民法典 585): nothing is posted, because late fee is income
 * only when it is paid. A bill of which nothing else was left is paid. An order that is open on it, with the late fee of
 * its own day, is closed at the channel first. Throws billing.nothing_to_waive, payments.paid_online.
 */
export async function waiveLateFee(ctx: Context, input: InputOf<typeof billingApi.waiveLateFee>): Promise<BillView> {
  const { communityId, roomId, billId, amountFen, reason } = input
  return deciding(async () => {
    const bill = await loadBill(ctx, communityId, roomId, billId)
    await freeOfOnlineOrders(ctx, communityId, [{ roomId, billId }])
    const { dueFen, lateFeeFen } = viewBill(bill, ctx.today())
    if (amountFen > lateFeeFen) throw new AppError('billing.nothing_to_waive')
    const isOver = dueFen === 0 && amountFen === lateFeeFen
    const set = {
      lateFeeWaivedFen: (bill.lateFeeWaivedFen ?? 0) + amountFen,
      ...(isOver && { state: 'paid' as const }),
    }
    const waived = viewBill({ ...bill, ...set }, ctx.today())
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.waive_late_fee',
      objectType: 'bill',
      objectId: billId,
      summary: `减免违约金 ${amountFen} 分：${reason}`,
    })
    const update = {
      key: billKey(communityId, roomId, billId),
      set: { ...set, ...(isOver && doneIndexes(communityId, roomId, billId, bill.period.from)) },
      ...(isOver && { remove: ['gs3pk', 'gs3sk'] }),
    }
    const asRead = {
      state: bill.state,
      paidFen: bill.paidFen,
      lateFeePaidFen: bill.lateFeePaidFen,
      lateFeeWaivedFen: bill.lateFeeWaivedFen,
      payingOrderId: bill.payingOrderId,
    }
    await ctx.db.transact([{ update, if: asRead }, audit, ...idempotencyItems(ctx, waived)], audit.put)
    return waived
  })
}
