import * as z from 'zod'
import { BillView } from '../billing/schema'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id, OrderId } from '../ids'
import { YearMonth } from '../time'
import { CheckedOrder, JournalAccount, OfficeOrder, OnlineChannel, Order, PayerOrder, Prepared } from './schema'
import { Deposit, PrepaymentLot } from './held-schema'
import { Receipt, ReceiptPaper } from './receipt-schema'

const place = { communityId: CommunityId }
const account = { kind: 'account' } as const
/** The app that asks pays by its own channel: it has to be the account's. */
const channel = OnlineChannel.default('wechat')
const reader = { kind: 'office', permission: 'payments:read' } as const

export const paymentsApi = {
  /** The same payer and the same bills get the same open order back. Late fee and principal are frozen in it. */
  createOrder: endpoint({
    id: 'payments.createOrder',
    method: 'POST',
    path: '/v1/c/:communityId/orders',
    summary: '去缴费：生成支付单',
    access: account,
    input: {
      ...place,
      bills: z
        .array(z.strictObject({ roomId: Id, billId: Id }))
        .min(1)
        .max(40, '一次最多付 40 笔，请分两次'),
      channel,
    },
    output: Prepared.extend({ order: Order }),
    idempotent: true,
  }),
  /** Across communities and collecting entities; `partsOf` says in how many orders it is paid. */
  dueOfAll: endpoint({
    id: 'payments.dueOfAll',
    method: 'GET',
    path: '/v1/payments/due',
    summary: '我名下所有房屋的待缴账单',
    access: account,
    input: {},
    output: z.object({
      homes: z.array(
        z.object({
          ...place,
          communityName: z.string(),
          roomId: Id,
          roomCode: z.string(),
          officePhone: z.string(),
          /** Oldest first; at most 100, and those of no room with the first home of a community. */
          bills: z.array(BillView),
          more: z.literal(true).optional(),
        }),
      ),
      entities: z.array(z.object({ entityId: Id, name: z.string() })),
    }),
  }),
  getOrder: endpoint({
    id: 'payments.getOrder',
    method: 'GET',
    path: '/v1/c/:communityId/orders/:orderId',
    summary: '支付单状态',
    access: account,
    input: { ...place, orderId: OrderId },
    output: PayerOrder,
  }),
  /** Asks the channel, and settles what it reports; the client's word that it paid is never believed. */
  checkOrder: endpoint({
    id: 'payments.checkOrder',
    method: 'POST',
    path: '/v1/c/:communityId/orders/:orderId/check',
    summary: '到账了吗：向渠道查询',
    access: account,
    input: { ...place, orderId: OrderId },
    output: CheckedOrder,
  }),
  closeOrder: endpoint({
    id: 'payments.closeOrder',
    method: 'POST',
    path: '/v1/c/:communityId/orders/:orderId/close',
    summary: '不付了：关闭支付单',
    access: account,
    input: { ...place, orderId: OrderId },
    output: Order,
  }),
  /**
   * The newest year unless one is named; `years` has every year in which this account may have paid. Who stood at the desk
   * is named on the receipt alone.
   */
  myReceipts: endpoint({
    id: 'payments.myReceipts',
    method: 'GET',
    path: '/v1/payments/receipts',
    summary: '我付过的，新的在前',
    access: account,
    input: { year: z.coerce.number().int().min(2000).max(2100).optional(), roomId: Id.optional(), ...pageInput },
    output: page(Order.omit({ desk: true })).extend({
      year: z.number().int(),
      years: z.array(z.number().int()).min(1),
    }),
  }),
  myReceipt: endpoint({
    id: 'payments.myReceipt',
    method: 'GET',
    path: '/v1/c/:communityId/orders/:orderId/receipt',
    summary: '我的收据',
    access: account,
    input: { ...place, orderId: OrderId },
    output: Receipt,
  }),
  myPrepayments: endpoint({
    id: 'payments.myPrepayments',
    method: 'GET',
    path: '/v1/payments/prepayments',
    summary: '我的预存款',
    access: account,
    input: {},
    output: z.object({ items: z.array(PrepaymentLot) }),
  }),
  listOrders: endpoint({
    id: 'payments.listOrders',
    method: 'GET',
    path: '/v1/c/:communityId/office/orders',
    summary: '支付单列表（按月份，新的在前）',
    access: reader,
    input: { ...place, month: YearMonth, ...pageInput },
    output: page(Order),
  }),
  officeOrder: endpoint({
    id: 'payments.officeOrder',
    method: 'GET',
    path: '/v1/c/:communityId/office/orders/:orderId',
    summary: '支付单详情',
    access: reader,
    input: { ...place, orderId: OrderId },
    output: OfficeOrder,
  }),
  listReceipts: endpoint({
    id: 'payments.listReceipts',
    method: 'GET',
    path: '/v1/c/:communityId/receipts',
    summary: '收据列表（按年，按编号；押金收据另成一列）',
    access: reader,
    input: {
      ...place,
      year: z.coerce.number().int().min(2000).max(2100),
      series: z.enum(['deposits']).optional(),
      ...pageInput,
    },
    output: page(Receipt),
  }),
  getReceipt: endpoint({
    id: 'payments.getReceipt',
    method: 'GET',
    path: '/v1/c/:communityId/receipts/:orderId',
    summary: '收据；refundId 是它的红字收据',
    access: reader,
    input: { ...place, orderId: OrderId, refundId: Id.optional() },
    output: Receipt,
  }),
  /** A PDF kept in the object store; `url` is private and expires. */
  printReceipt: endpoint({
    id: 'payments.printReceipt',
    method: 'POST',
    path: '/v1/c/:communityId/receipts/:orderId/print',
    summary: '打印收据（PDF；再次打印注明补打）',
    access: reader,
    input: { ...place, orderId: OrderId, refundId: Id.optional(), paper: ReceiptPaper.default('a4') },
    output: z.object({ url: z.string(), copies: z.number().int() }),
  }),
  /** By room code; `prefix` is a building `3`, a unit `3-2` or the beginning of a room's code. */
  listDeposits: endpoint({
    id: 'payments.listDeposits',
    method: 'GET',
    path: '/v1/c/:communityId/deposits',
    summary: '押金，按房号',
    access: reader,
    input: { ...place, prefix: z.string().max(30).optional(), ...pageInput },
    output: page(Deposit),
  }),
  /** Sums of the sealed journal by account: they add up to 0. */
  balances: endpoint({
    id: 'payments.balances',
    method: 'GET',
    path: '/v1/c/:communityId/ledger/balances',
    summary: '科目余额',
    access: reader,
    input: place,
    output: z.object({ seq: z.number().int(), accounts: z.partialRecord(JournalAccount, z.number().int()) }),
  }),
}
