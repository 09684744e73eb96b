import * as z from 'zod'
import { ChargedObject } from '../billing/schema'
import { endpoint, page, pageInput, Version } from '../contract'
import { CommunityId, Id, OrderId } from '../ids'
import { Fen, PositiveFen, TypedFen } from '../money'
import { reasonText } from '../plain-text'
import { BusinessDate } from '../time'
import { PayerRefund } from './refund-state'
import { Order, Refund } from './schema'

const place = { communityId: CommunityId }
const one = { ...place, orderId: OrderId, refundId: Id }
const reader = { kind: 'office', permission: 'payments:read' } as const
const refunder = { kind: 'office', permission: 'payments:refund' } as const
const reason = reasonText()
const bills = z
  .array(z.strictObject({ billId: Id, amountFen: PositiveFen }))
  .min(1)
  .max(40)

/** Where the office finds online refunds, by what is to be done. */
export const RefundShelf = z.enum(['waiting', 'problems', 'under_way', 'over'])
export type RefundShelf = z.infer<typeof RefundShelf>
export const refundShelfNames: Record<RefundShelf, string> = {
  waiting: '待批',
  problems: '要处理',
  under_way: '退款中',
  over: '已结束',
}

/** A refund in the office's list: with whose payment it is of. */
export const ListedRefund = Refund.extend({ paidBy: z.string(), rooms: z.array(z.string()) })
export type ListedRefund = z.infer<typeof ListedRefund>

/** What of an order can still go back the way it came. */
export const Refundable = z.object({
  /** Neither back nor on its way. */
  leftFen: Fen,
  bills: z.array(
    z.object({
      billId: Id,
      object: ChargedObject,
      feeItemName: z.string(),
      period: z.object({ from: BusinessDate, to: BusinessDate }),
      leftFen: Fen,
      /** Bought together: goes back whole, with the others. */
      isTogether: z.literal(true).optional(),
    }),
  ),
  lots: z.array(z.object({ lotId: Id, leftFen: Fen })),
  /** Above it a second person agrees; what was asked of this order without one counts. */
  limitFen: Fen,
  unapprovedFen: Fen,
  /** Why nothing can go back now; absent where something can. */
  refused: z.enum(['too_late', 'too_often', 'too_soon']).optional(),
})
export type Refundable = z.infer<typeof Refundable>

export const RefundSettings = z.object({ communityId: CommunityId, limitFen: Fen, version: Version })
export type RefundSettings = z.infer<typeof RefundSettings>

/** 在线退款: what came through WeChat Pay or Alipay goes back the way it came. */
export const refundApi = {
  listRefunds: endpoint({
    id: 'payments.listRefunds',
    method: 'GET',
    path: '/v1/c/:communityId/refunds',
    summary: '在线退款，按要做的事，新的在前',
    access: reader,
    input: { ...place, shelf: RefundShelf, ...pageInput },
    output: page(ListedRefund),
  }),
  refundable: endpoint({
    id: 'payments.refundable',
    method: 'GET',
    path: '/v1/c/:communityId/office/orders/:orderId/refundable',
    summary: '一笔付款还能退多少',
    access: refunder,
    input: { ...place, orderId: OrderId },
    output: Refundable,
  }),
  /** All bills that are left, or some in part; or a prepayment that the order left, by `lotId`. */
  requestRefund: endpoint({
    id: 'payments.requestRefund',
    method: 'POST',
    path: '/v1/c/:communityId/office/orders/:orderId/refunds',
    summary: '在线退款：原路退回付款人',
    access: refunder,
    input: {
      ...place,
      orderId: OrderId,
      bills: bills.optional(),
      lotId: Id.optional(),
      amountFen: PositiveFen.optional(),
      reason,
    },
    output: Refund,
    idempotent: true,
  }),
  /** By somebody else than whoever asked; a refusal says why. */
  decideRefund: endpoint({
    id: 'payments.decideRefund',
    method: 'POST',
    path: '/v1/c/:communityId/office/orders/:orderId/refunds/:refundId/decide',
    summary: '批准或不批准退款',
    access: refunder,
    input: { ...one, approve: z.boolean(), reason: reason.optional() },
    output: Refund,
    idempotent: true,
  }),
  /** Asks the channel now: after 充值, or because somebody waits. */
  retryRefund: endpoint({
    id: 'payments.retryRefund',
    method: 'POST',
    path: '/v1/c/:communityId/office/orders/:orderId/refunds/:refundId/retry',
    summary: '马上向渠道再试（同一个退款单号）',
    access: refunder,
    input: one,
    output: Refund,
  }),
  /** Only while the channel has not taken it; it is closed once the channel says that it never came, a quarter of an hour later. */
  giveUpRefund: endpoint({
    id: 'payments.giveUpRefund',
    method: 'POST',
    path: '/v1/c/:communityId/office/orders/:orderId/refunds/:refundId/give-up',
    summary: '放弃渠道没有受理的退款',
    access: refunder,
    input: { ...one, reason },
    output: Refund,
  }),
  /** 异常退款: to a bank card of the payer, or to the merchant's own account, from where the office transfers it. */
  resendRefund: endpoint({
    id: 'payments.resendRefund',
    method: 'POST',
    path: '/v1/c/:communityId/office/orders/:orderId/refunds/:refundId/resend',
    summary: '处理异常退款：退到付款人的银行卡，或退回商户',
    access: refunder,
    input: {
      ...one,
      way: z.discriminatedUnion('to', [
        z.strictObject({
          to: z.literal('payer_card'),
          bankType: z
            .string()
            .trim()
            .regex(/^[A-Z_]{3,32}$/, '请选择银行'),
          account: z
            .string()
            .trim()
            .regex(/^\d{12,24}$/, '请填写银行卡号'),
          realName: z.string().trim().min(2, '请填写户名').max(40),
        }),
        z.strictObject({ to: z.literal('merchant') }),
      ]),
    },
    output: Refund,
  }),
  /** A refund that came to nothing is off the list of what is to be done. */
  seeRefund: endpoint({
    id: 'payments.seeRefund',
    method: 'POST',
    path: '/v1/c/:communityId/office/orders/:orderId/refunds/:refundId/seen',
    summary: '退款没有退成：已处理',
    access: refunder,
    input: one,
    output: Refund,
  }),
  /**
   * Made in the channel's own console: its number there is asked about, and what the channel says is recorded. Without
   * `bills` it is of the order's first ones; their sum must be the refund's.
   */
  recordForeignRefund: endpoint({
    id: 'payments.recordForeignRefund',
    method: 'POST',
    path: '/v1/c/:communityId/office/orders/:orderId/foreign-refunds',
    summary: '登记在商户平台上退的款',
    access: refunder,
    input: {
      ...place,
      orderId: OrderId,
      outRefundNo: z.string().trim().min(1).max(64),
      bills: bills.optional(),
      reason,
    },
    output: Refund,
    idempotent: true,
  }),
  refundSettings: endpoint({
    id: 'payments.refundSettings',
    method: 'GET',
    path: '/v1/c/:communityId/refund-settings',
    summary: '退款审批的限额',
    access: reader,
    input: place,
    output: RefundSettings,
  }),
  saveRefundSettings: endpoint({
    id: 'payments.saveRefundSettings',
    method: 'PUT',
    path: '/v1/c/:communityId/refund-settings',
    summary: '设置退款审批的限额',
    access: { kind: 'office', permission: 'payments:limit' },
    input: { ...place, limitFen: TypedFen.or(z.literal(0)), version: Version },
    output: RefundSettings,
  }),
  /**
   * One tap on 我的预存款: all that is left of a lot (`reason` bill_settled or duplicate, online channel) goes back to whoever
   * paid it. `state` waiting: above the limit, the office agrees first. Then the order's `refunds` tell how it goes
   * (getOrder, checkOrder), and the lot is gone from myPrepayments or shows `refundingFen`.
   */
  refundMyPrepayment: endpoint({
    id: 'payments.refundMyPrepayment',
    method: 'POST',
    path: '/v1/c/:communityId/prepayments/:lotId/refund',
    summary: '退回我的预存款（原路退回）',
    access: { kind: 'account' },
    input: { ...place, lotId: Id },
    output: PayerRefund.extend({ orderId: Order.shape.orderId }),
    idempotent: true,
  }),
  /**
   * The same money used instead: it pays the home's open bills, the oldest due date first, the last one maybe in part; what
   * is left of the lot stays.
   */
  useMyPrepayment: endpoint({
    id: 'payments.useMyPrepayment',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/prepayments/:lotId/use',
    summary: '用我的预存款缴账单',
    access: { kind: 'home', roles: ['owner', 'tenant', 'family'], bills: true },
    input: { ...place, roomId: Id, lotId: Id },
    output: z.object({ orderId: OrderId, usedFen: Fen, leftFen: Fen }),
    idempotent: true,
  }),
}
