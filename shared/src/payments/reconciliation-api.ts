import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { reasonText } from '../plain-text'
import { chosenBills } from './desk-api'
import { OnlineChannel, Order } from './schema'
import { HeldTrade, SuspenseWay } from './suspense-schema'
import { BusinessDate, YearMonth } from '../time'
import { Difference, MonthOfReconciliation, Reconciliation, Resolution } from './reconciliation-schema'

const place = { communityId: CommunityId }
const day = { ...place, merchantRef: z.string().max(32), date: BusinessDate }
const reconciler = { kind: 'office', permission: 'payments:reconcile' } as const

export const reconciliationApi = {
  /** Every merchant's and every till's days of a month, as they stand: what the calendar and 渠道结算 show. */
  reconciliationMonth: endpoint({
    id: 'payments.reconciliationMonth',
    method: 'GET',
    path: '/v1/c/:communityId/reconciliation-months/:month',
    summary: '一个月的对账：每个商户、每位收费员的每一天',
    access: reconciler,
    input: { ...place, month: YearMonth },
    output: MonthOfReconciliation,
  }),
  reconcile: endpoint({
    id: 'payments.reconcile',
    method: 'POST',
    path: '/v1/c/:communityId/reconciliations',
    summary: '取渠道账单，对一天的账',
    access: reconciler,
    input: day,
    output: Reconciliation,
  }),
  getReconciliation: endpoint({
    id: 'payments.getReconciliation',
    method: 'GET',
    path: '/v1/c/:communityId/reconciliations/:merchantRef/:date',
    summary: '对账结果',
    access: reconciler,
    input: day,
    output: Reconciliation,
  }),
  listDifferences: endpoint({
    id: 'payments.listDifferences',
    method: 'GET',
    path: '/v1/c/:communityId/reconciliations/:merchantRef/:date/differences',
    summary: '一天的对账差异，处理过的也在内',
    access: reconciler,
    input: { ...day, ...pageInput },
    output: page(Difference),
  }),
  resolveDifference: endpoint({
    id: 'payments.resolveDifference',
    method: 'POST',
    path: '/v1/c/:communityId/reconciliations/:merchantRef/:date/differences/:differenceId/resolve',
    summary: '处理一条对账差异',
    access: reconciler,
    input: { ...day, differenceId: Id, how: Resolution, reason: reasonText() },
    output: Difference,
  }),
  /** What the channels took or said that fits no order, the oldest first. */
  listSuspense: endpoint({
    id: 'payments.listSuspense',
    method: 'GET',
    path: '/v1/c/:communityId/suspense',
    summary: '待查收款，先来的在前',
    access: reconciler,
    input: { ...place, ...pageInput },
    output: page(HeldTrade),
  }),
  /** `roomId`: whose prepayment it becomes, `bills` apart: those it pays, the room's, late fees counted to its day. `number`: the channel's, of what was returned on its platform. */
  resolveSuspense: endpoint({
    id: 'payments.resolveSuspense',
    method: 'POST',
    path: '/v1/c/:communityId/suspense/resolve',
    summary: '处理一笔待查收款',
    access: reconciler,
    input: {
      ...place,
      channel: OnlineChannel,
      transactionId: z.string().min(1).max(64),
      how: SuspenseWay,
      roomId: Id.optional(),
      bills: chosenBills.optional(),
      number: z.string().trim().min(4, '请填写退款单号').max(64).optional(),
      reason: reasonText(),
    },
    output: HeldTrade,
  }),
  /** Our order's number, a channel's transaction, a receipt's serial, a POS slip's or bank's number. */
  findOrders: endpoint({
    id: 'payments.findOrders',
    method: 'GET',
    path: '/v1/c/:communityId/office/orders-by-number',
    summary: '按单号找支付单：付款人念得出的任何一个号码',
    access: { kind: 'office', permission: 'payments:read' },
    input: { ...place, number: z.string().trim().min(4, '请多输几位').max(64) },
    output: z.object({ orders: z.array(Order) }),
  }),
}
