import { AppError } from '@linli/shared/errors'
import { chineseAmount } from '@linli/shared/money'
import { PaidLot, type PrepaymentLot } from '@linli/shared/payments/held-schema'
import type { Receipt } from '@linli/shared/payments/receipt-schema'
import { beijingDate, type BusinessDate } from '@linli/shared/time'
import { livesThere } from '../access'
import type { Context } from '../context'
import { accountActor, loadAccount } from '../identity/account'
import { queryAll } from '../query-all'
import { lotsOfHome } from './opening-lots'
import { shownToPayer } from './shown-to-payer'
import {
  getOrder,
  lotsOfAccountKey,
  ordersOfAccountKey,
  ordersOfMonthKey,
  type StoredOrder,
  StoredOrder as StoredOrderShape,
} from './store'

type Page = { limit: number; cursor?: string | undefined }

/** The receipt that a paid order makes; its serial follows from the sealer a second or two later. Throws record.not_found. */
export function receiptOf(order: StoredOrder): Receipt {
  if (order.state !== 'paid' || !order.paidAt || !order.transactionId || order.paidFen === undefined)
    throw new AppError('record.not_found')
  return {
    orderId: order.orderId,
    communityId: order.communityId,
    communityName: order.communityName,
    entityName: order.entityName,
    entityUscc: order.entityUscc,
    ...(order.receiptSerial && { serial: order.receiptSerial }),
    lines: linesOf(order),
    prepaidFen: order.prepaidFen ?? 0,
    amountFen: order.paidFen,
    amountText: chineseAmount(order.paidFen),
    paidBy: order.paidBy,
    channel: order.channel,
    ...numberOf(order),
    paidAt: order.paidAt,
    ...(order.refundedFen !== undefined && { refundedFen: order.refundedFen }),
    ...((order.desk ?? order.shownBy) && { cashierName: (order.desk ?? order.shownBy)?.cashierName }),
    ...(order.takes?.kind === 'deposit' && { isDeposit: true as const }),
  }
}

function linesOf({ shares, takes, amountFen }: StoredOrder): Receipt['lines'] {
  if (takes) {
    const { object, name, payer } = takes
    return [{ object, feeItemName: name, payerName: payer.name, principalFen: amountFen, lateFeeFen: 0 }]
  }
  return shares.map(share => ({
    object: share.object,
    billId: share.billId,
    feeItemName: share.feeItemName,
    period: share.period,
    payerName: share.payer.name,
    ...(share.computation && { computation: share.computation }),
    principalFen: share.principalFen,
    lateFeeFen: share.lateFeeFen,
  }))
}

/** The channel's own number: an order of the counter has it apart, and stands for its transaction itself. */
function numberOf({ desk, channel, transactionId }: StoredOrder): Pick<Receipt, 'transactionId'> {
  const number = desk ? desk.number : channel === 'prepayment' ? undefined : transactionId
  return number === undefined ? {} : { transactionId: number }
}

/** The account's newest payments of all years, for who takes their data along. */
export async function myNewestPayments(ctx: Context, most: number): Promise<StoredOrder[]> {
  const { accountId, createdAt } = await loadAccount(ctx, accountActor(ctx).accountId)
  const found: StoredOrder[] = []
  const first = yearOf(beijingDate(createdAt))
  for (let year = yearOf(ctx.today()); year >= first && found.length < most; year--) {
    const pk = ordersOfAccountKey(accountId, year)
    const list = { index: 'gs2', pk, schema: StoredOrderShape, newestFirst: true } as const
    found.push(...(await queryAll(ctx.db, list, most - found.length)).map(shownToPayer))
  }
  return found
}

const yearOf = (date: BusinessDate): number => Number(date.slice(0, 4))

/** What is left of this account's lots, and of those that belong to it in the homes where it lives today. */
export async function myPrepayments(ctx: Context): Promise<{ items: PrepaymentLot[] }> {
  const { accountId, homes } = accountActor(ctx)
  const today = ctx.today()
  const own = { index: 'gs2', pk: lotsOfAccountKey(accountId), schema: PaidLot, newestFirst: true } as const
  const [paid, ...brought] = await Promise.all([
    queryAll(ctx.db, own, 100),
    ...homes.filter(home => livesThere(home, today)).map(home => lotsOfHome(ctx, home)),
  ])
  return { items: [...paid, ...brought.flat()].filter(lot => lot.leftFen > 0) }
}

/** Orders made in a month, newest first. */
export const listOrders = (ctx: Context, input: Page & { communityId: string; month: string }) =>
  ctx.db.query({
    index: 'gs1',
    pk: ordersOfMonthKey(input.communityId, input.month),
    schema: StoredOrderShape,
    newestFirst: true,
    limit: input.limit,
    cursor: input.cursor,
  })

/** One order of the community. Throws record.not_found. */
export async function officeOrder(ctx: Context, input: { communityId: string; orderId: string }): Promise<StoredOrder> {
  const order = input.orderId.startsWith(input.communityId) ? await getOrder(ctx, input.orderId) : undefined
  if (!order) throw new AppError('record.not_found')
  return order
}
