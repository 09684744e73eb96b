import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { PositiveFen } from '../money'
import { reasonText } from '../plain-text'
import { BusinessDate, YearMonth } from '../time'
import { Assignment } from './registers'
import { Bill, BillView, ExplainedBill } from './schema'
import { Statement } from './statement'

const place = { communityId: CommunityId }
const reader = { kind: 'office', permission: 'billing:read' } as const
const voider = { kind: 'office', permission: 'billing:void' } as const
const resident = { kind: 'home', roles: ['owner', 'tenant', 'family'], bills: true } as const

const disputer = { kind: 'office', permission: 'billing:run' } as const
const reason = reasonText()

export const billingApi = {
  /** By the month a period begins in, all states; in the order of the room code. */
  listBills: endpoint({
    id: 'billing.listBills',
    method: 'GET',
    path: '/v1/c/:communityId/bills',
    summary: '账单列表（按月份）',
    access: reader,
    input: { ...place, month: YearMonth, prefix: z.string().max(30).optional(), ...pageInput },
    output: page(BillView),
  }),
  /** Open bills only, by room code, a room's oldest period first. `prefix` is the beginning of a room code. */
  listArrears: endpoint({
    id: 'billing.listArrears',
    method: 'GET',
    path: '/v1/c/:communityId/arrears',
    summary: '未缴账单，按房号和周期',
    access: reader,
    input: { ...place, prefix: z.string().max(30).optional(), ...pageInput },
    output: page(BillView),
  }),
  listRoomBills: endpoint({
    id: 'billing.listRoomBills',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/bills',
    summary: '一个房屋的账单，新的在前',
    access: reader,
    input: { ...place, roomId: Id, ...pageInput },
    output: page(BillView),
  }),
  getBill: endpoint({
    id: 'billing.getBill',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/bills/:billId',
    summary: '账单详情',
    access: reader,
    input: { ...place, roomId: Id, billId: Id },
    output: BillView,
  }),
  /**
   * Closes an open order at the channel first; refused if that order proves paid. `reissue` computes rev + 1 at once: one
   * bill for each payer of these days.
   */
  voidBill: endpoint({
    id: 'billing.voidBill',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/bills/:billId/void',
    summary: '作废账单，可同时重开',
    access: voider,
    input: {
      ...place,
      roomId: Id,
      billId: Id,
      reason: reasonText(),
      reissue: z.boolean(),
    },
    output: z.object({ voided: Bill, reissued: z.array(Bill) }),
  }),
  /** Late fee of today, in part or whole; an open order is closed at the channel first. It counts in the cap. */
  waiveLateFee: endpoint({
    id: 'billing.waiveLateFee',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/bills/:billId/waive',
    summary: '减免违约金（记录原因）',
    access: { kind: 'office', permission: 'billing:waive' },
    input: {
      ...place,
      roomId: Id,
      billId: Id,
      amountFen: PositiveFen,
      reason,
    },
    output: BillView,
    idempotent: true,
  }),
  /** 有异议: late fee stands still from today on, and prepayments leave the bill alone. */
  raiseDispute: endpoint({
    id: 'billing.raiseDispute',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/bills/:billId/dispute',
    summary: '登记异议：违约金从今天起停计',
    access: disputer,
    input: { ...place, roomId: Id, billId: Id, reason },
    output: BillView,
  }),
  settleDispute: endpoint({
    id: 'billing.settleDispute',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/bills/:billId/dispute/settle',
    summary: '异议已处理：违约金从今天起续计',
    access: disputer,
    input: { ...place, roomId: Id, billId: Id, reason },
    output: BillView,
  }),
  /** From the records themselves, by the day of each movement; equal to the room's lines in the journal. */
  statement: endpoint({
    id: 'billing.statement',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/statement',
    summary: '对账单：期初、账单、收款、作废、预存、押金，另列历史缴费',
    access: reader,
    input: { ...place, roomId: Id, from: BusinessDate, to: BusinessDate },
    output: Statement,
  }),
  /** As a PDF on A4; `url` is private and expires. */
  printStatement: endpoint({
    id: 'billing.printStatement',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/statement/print',
    summary: '对账单的 A4 文件',
    access: reader,
    input: { ...place, roomId: Id, from: BusinessDate, to: BusinessDate },
    output: z.object({ url: z.string() }),
  }),
  /** What this resident owes or is liable for, and what is theirs; never another's. */
  myStatement: endpoint({
    id: 'billing.myStatement',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/my-statement',
    summary: '我家的对账单',
    access: resident,
    input: { ...place, roomId: Id, from: BusinessDate, to: BusinessDate },
    output: Statement,
  }),
  listAssignments: endpoint({
    id: 'billing.listAssignments',
    method: 'GET',
    path: '/v1/c/:communityId/assignments',
    summary: '房屋的收费项目登记，按房号',
    access: reader,
    input: { ...place, roomId: Id.optional(), ...pageInput },
    output: page(Assignment),
  }),
  myBills: endpoint({
    id: 'billing.myBills',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/my-bills',
    summary: '我家的账单：待缴或已缴',
    access: resident,
    input: { ...place, roomId: Id, show: z.enum(['open', 'paid']).default('open'), ...pageInput },
    output: page(BillView),
  }),
  myBill: endpoint({
    id: 'billing.myBill',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/my-bills/:billId',
    summary: '一张账单，怎么算的，按什么标准收',
    access: resident,
    input: { ...place, roomId: Id, billId: Id },
    output: ExplainedBill,
  }),
}
