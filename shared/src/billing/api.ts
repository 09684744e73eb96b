import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId, Id } from '../ids'
import { BusinessDate, YearMonth } from '../time'
import { FeeItem, Tariff } from './fee-schema'
import { Statement } from './statement'
import { Assignment, Meter } from './registers'
import { Bill, BillingRun, BillView, Draft, ExplainedBill, FeeItemWithTariffs, Flag } from './schema'

const place = { communityId: CommunityId }
const office = (
  permission: 'billing:read' | 'billing:configure' | 'billing:run' | 'billing:publish' | 'billing:void',
) => ({ kind: 'office', permission }) as const
const resident = { kind: 'home', roles: ['owner', 'tenant', 'family'], bills: true } as const
const feeItemInput = FeeItem.omit({ feeItemId: true, communityId: true }).shape
const tariffInput = Tariff.omit({ tariffId: true, feeItemId: true }).shape

export const billingApi = {
  listFeeItems: endpoint({
    id: 'billing.listFeeItems',
    method: 'GET',
    path: '/v1/c/:communityId/fee-items',
    summary: '收费项目和收费标准',
    access: office('billing:read'),
    input: place,
    output: z.object({ items: z.array(FeeItemWithTariffs) }),
  }),
  createFeeItem: endpoint({
    id: 'billing.createFeeItem',
    method: 'POST',
    path: '/v1/c/:communityId/fee-items',
    summary: '新增收费项目',
    access: office('billing:configure'),
    input: { ...place, ...feeItemInput },
    output: FeeItemWithTariffs,
    idempotent: true,
  }),
  updateFeeItem: endpoint({
    id: 'billing.updateFeeItem',
    method: 'PUT',
    path: '/v1/c/:communityId/fee-items/:feeItemId',
    summary: '修改收费项目',
    access: office('billing:configure'),
    input: { ...place, feeItemId: Id, ...feeItemInput, version: z.number().int() },
    output: FeeItemWithTariffs,
  }),
  /** Ends the open tariff the day before; refused where a period was billed already (a tariff is never retroactive). */
  addTariff: endpoint({
    id: 'billing.addTariff',
    method: 'POST',
    path: '/v1/c/:communityId/fee-items/:feeItemId/tariffs',
    summary: '新增收费标准',
    access: office('billing:configure'),
    input: { ...place, feeItemId: Id, ...tariffInput },
    output: FeeItemWithTariffs,
    idempotent: true,
  }),
  /** All rooms, or up to 100 named ones (one room alone is a run of one). */
  startRun: endpoint({
    id: 'billing.startRun',
    method: 'POST',
    path: '/v1/c/:communityId/billing-runs',
    summary: '生成草稿账单',
    access: office('billing:run'),
    input: {
      ...place,
      from: BusinessDate,
      to: BusinessDate,
      feeItemIds: z.array(Id).min(1).max(20),
      roomIds: z.array(Id).min(1).max(100).optional(),
    },
    output: BillingRun,
    idempotent: true,
  }),
  listRuns: endpoint({
    id: 'billing.listRuns',
    method: 'GET',
    path: '/v1/c/:communityId/billing-runs',
    summary: '出账批次',
    access: office('billing:read'),
    input: { ...place, ...pageInput },
    output: page(BillingRun),
  }),
  getRun: endpoint({
    id: 'billing.getRun',
    method: 'GET',
    path: '/v1/c/:communityId/billing-runs/:runId',
    summary: '批次进度和合计',
    access: office('billing:read'),
    input: { ...place, runId: Id },
    output: BillingRun,
  }),
  listDrafts: endpoint({
    id: 'billing.listDrafts',
    method: 'GET',
    path: '/v1/c/:communityId/billing-runs/:runId/drafts',
    summary: '草稿账单；flag 只看需要看一眼的',
    access: office('billing:read'),
    input: { ...place, runId: Id, flag: Flag.optional(), ...pageInput },
    output: page(Draft),
  }),
  publishRun: endpoint({
    id: 'billing.publishRun',
    method: 'POST',
    path: '/v1/c/:communityId/billing-runs/:runId/publish',
    summary: '出账：数量和合计与核对时一致才执行',
    access: office('billing:publish'),
    input: { ...place, runId: Id, count: z.number().int(), amountFen: z.number().int() },
    output: BillingRun,
  }),
  /** For drafts whose rooms or fee items have changed, and for a batch that did not come to its end. */
  redraftRun: endpoint({
    id: 'billing.redraftRun',
    method: 'POST',
    path: '/v1/c/:communityId/billing-runs/:runId/redraft',
    summary: '重新计算这批里还没有出账的账单',
    access: office('billing:run'),
    input: { ...place, runId: Id },
    output: BillingRun,
  }),
  discardRun: endpoint({
    id: 'billing.discardRun',
    method: 'POST',
    path: '/v1/c/:communityId/billing-runs/:runId/discard',
    summary: '放弃这批草稿',
    access: office('billing:run'),
    input: { ...place, runId: Id },
    output: BillingRun,
  }),
  /** By the month a period begins in, all states; in the order of the room code. */
  listBills: endpoint({
    id: 'billing.listBills',
    method: 'GET',
    path: '/v1/c/:communityId/bills',
    summary: '账单列表（按月份）',
    access: office('billing:read'),
    input: { ...place, month: YearMonth, prefix: z.string().max(30).optional(), ...pageInput },
    output: page(BillView),
  }),
  /** Open bills only, by room code, a room's oldest period first. `prefix` is the beginning of a room code. */
  listArrears: endpoint({
    id: 'billing.listArrears',
    method: 'GET',
    path: '/v1/c/:communityId/arrears',
    summary: '未缴账单，按房号和周期',
    access: office('billing:read'),
    input: { ...place, prefix: z.string().max(30).optional(), ...pageInput },
    output: page(BillView),
  }),
  listRoomBills: endpoint({
    id: 'billing.listRoomBills',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/bills',
    summary: '一个房屋的账单，新的在前',
    access: office('billing:read'),
    input: { ...place, roomId: Id, ...pageInput },
    output: page(BillView),
  }),
  getBill: endpoint({
    id: 'billing.getBill',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/bills/:billId',
    summary: '账单详情',
    access: office('billing:read'),
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
    access: office('billing:void'),
    input: {
      ...place,
      roomId: Id,
      billId: Id,
      reason: z.string().trim().min(2, '请写明原因').max(200),
      reissue: z.boolean(),
    },
    output: z.object({ voided: Bill, reissued: z.array(Bill) }),
  }),
  /** From the records themselves, by the day of each movement; equal to the room's lines in the journal. */
  statement: endpoint({
    id: 'billing.statement',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/statement',
    summary: '对账单：期初、账单、收款、作废、预存、押金，另列历史缴费',
    access: office('billing:read'),
    input: { ...place, roomId: Id, from: BusinessDate, to: BusinessDate },
    output: Statement,
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
  listMeters: endpoint({
    id: 'billing.listMeters',
    method: 'GET',
    path: '/v1/c/:communityId/meters',
    summary: '仪表登记和带来的读数，按房号',
    access: office('billing:read'),
    input: { ...place, roomId: Id.optional(), ...pageInput },
    output: page(Meter),
  }),
  listAssignments: endpoint({
    id: 'billing.listAssignments',
    method: 'GET',
    path: '/v1/c/:communityId/assignments',
    summary: '房屋的收费项目登记，按房号',
    access: office('billing:read'),
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
