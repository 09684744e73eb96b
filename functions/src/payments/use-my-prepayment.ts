import type { InputOf } from '@linli/shared/contract'
import { isBoughtAhead } from '@linli/shared/billing/purchase'
import { canSeeBill } from '@linli/shared/billing/visibility'
import { AppError } from '@linli/shared/errors'
import { PaidLot } from '@linli/shared/payments/held-schema'
import { allocated, spread } from '@linli/shared/payments/part-payment'
import type { refundApi } from '@linli/shared/payments/refund-api'
import type { JournalLine } from '@linli/shared/payments/schema'
import { homeOf } from '../access'
import { auditItem } from '../audit'
import { openBillsOfRoom } from '../billing/load-bills'
import { settleBillItems } from '../billing/settle-bills'
import { viewBill } from '../billing/view-bill'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { accountActor } from '../identity/account'
import { deductionOrder } from './deduction-writes'
import { paidOrderWrites } from './desk-writes'
import { getOrderLot, moveLot } from './online-lots'
import { shareLines } from './settlement-writes'
import { getOrder } from './store'

/** What one transaction holds beside the lot. */
const mostBills = 40

type Used = { orderId: string; usedFen: number; leftFen: number }

/**
 * 用预存款缴: the account's own late or duplicate money pays the open bills of one of its homes, the oldest due date first,
 * of the collecting entity that has the money; the last one maybe in part. One transaction: bills, lot, receipt, posting.
 * Bills that somebody is paying or disputes are left alone. Throws record.not_found, payments.nothing_due.
 */
export async function useMyPrepayment(
  ctx: Context,
  { communityId, roomId, lotId }: InputOf<typeof refundApi.useMyPrepayment>,
): Promise<Used> {
  return deciding(async () => {
    const { lot, entityId } = await ownLot(ctx, communityId, lotId)
    const community = await loadCommunity(ctx, communityId)
    const bills = await payableBills(ctx, { communityId, roomId }, entityId)
    const { amounts } = spread(bills, lot.leftFen)
    const payments = bills.flatMap(bill => {
      const fen = amounts.get(bill.billId) ?? 0
      return fen > 0 ? [{ bill, ...allocated(bill, fen) }] : []
    })
    if (payments.length === 0) throw new AppError('payments.nothing_due')
    const order = deductionOrder(ctx, community, { entityId, payments }, lot.accountId)
    const lines: JournalLine[] = [
      { account: 'prepayment', amountFen: order.amountFen, channel: lot.channel },
      ...order.shares.flatMap(shareLines),
    ]
    const audit = auditItem(ctx, {
      communityId,
      action: 'payments.use_prepayment',
      objectType: 'order',
      objectId: order.orderId,
      summary: `付款人用预存款缴 ${order.amountFen} 分，${order.shares.length} 张账单`,
    })
    const asRead = new Map(payments.map(({ bill }) => [bill.billId, bill]))
    const used = { orderId: order.orderId, usedFen: order.amountFen, leftFen: lot.leftFen - order.amountFen }
    await ctx.db.transact(
      [
        ...paidOrderWrites(ctx, order, lines, 'settlement'),
        ...settleBillItems(ctx, communityId, order.orderId, order.shares, order.paidAt, asRead),
        moveLot(ctx, lot, { kind: 'used', amountFen: order.amountFen, sourceId: order.orderId }),
        audit,
        ...idempotencyItems(ctx, used),
      ],
      audit.put,
    )
    return used
  })
}

/** The lot, if it is the caller's own money and something is left of it, and whose bills its order paid. */
async function ownLot(ctx: Context, communityId: string, lotId: string) {
  const { accountId } = accountActor(ctx)
  const lot = PaidLot.safeParse(await getOrderLot(ctx, communityId, lotId)).data
  if (lot?.accountId !== accountId) throw new AppError('record.not_found')
  if (lot.leftFen <= 0) throw new AppError('payments.nothing_due')
  const order = await getOrder(ctx, lot.orderId)
  if (!order) throw new AppError('record.not_found')
  return { lot, entityId: order.entityId }
}

async function payableBills(ctx: Context, at: { communityId: string; roomId: string }, entityId: string) {
  const today = ctx.today()
  const home = homeOf(accountActor(ctx), at, today)
  const bills = await openBillsOfRoom(ctx, at.communityId, at.roomId)
  return bills
    .filter(bill => home && canSeeBill(home, bill) && bill.entityId === entityId)
    .filter(bill => !bill.payingOrderId && !bill.dispute && !isBoughtAhead(bill, today))
    .toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0))
    .slice(0, mostBills)
    .map(bill => viewBill(bill, today))
}
