import * as z from 'zod'
import { endpoint, page, pageInput, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import type { Schema } from '../schema'
import { BusinessDate, YearMonth } from '../time'
import {
  ArrearsReason,
  Debt,
  DebtDetail,
  DeliveryWay,
  DunningPlan,
  DunningPlanView,
  DunningTask,
  Reminder,
} from './schema'

const place = { communityId: CommunityId }
const one = { ...place, roomId: Id, debtId: Id }
const reader = { kind: 'office', permission: 'billing:read' } as const
const actor = { kind: 'office', permission: 'dunning:act' } as const
const planner = { kind: 'office', permission: 'dunning:configure' } as const
const done = z.object({ done: z.literal(true) })

/** Households of a selection: what one transaction holds. */
const chosen = <T extends Schema>(each: T) => z.array(each).min(1, '请先选择').max(25, '一次最多 25 户')
const household = { roomId: Id, debtId: Id }
const selection = chosen(z.strictObject(household))
/** A letter that the plan asked for is named by its reminder. */
const toPrint = chosen(z.strictObject({ ...household, reminderId: Id.optional() }))

const newTask = z.strictObject({
  what: z.string().trim().min(2, '请写明要做什么').max(200),
  who: z.string().trim().min(1, '请写明由谁做').max(30),
  until: BusinessDate,
})

export const dunningApi = {
  /**
   * Households with overdue bills. By days (the oldest first, of a building or from some days on) or by amount (the
   * highest first); `disputed` and `expiring` are lists of their own. Late by a second or two.
   */
  listArrears: endpoint({
    id: 'dunning.listArrears',
    method: 'GET',
    path: '/v1/c/:communityId/dunning/arrears',
    summary: '欠费：按天数或金额，可只看一栋、多少天以上、有异议、快过时效',
    access: reader,
    input: {
      ...place,
      order: z.enum(['days', 'amount']).optional(),
      building: z.string().trim().max(20).optional(),
      minDays: z.coerce.number().int().min(1).max(10_000).optional(),
      only: z.enum(['disputed', 'expiring']).optional(),
      ...pageInput,
    },
    output: page(Debt),
  }),
  getDebt: endpoint({
    id: 'dunning.getDebt',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/arrears/:debtId',
    summary: '一户的欠费，和它的账单',
    access: reader,
    input: one,
    output: DebtDetail,
  }),
  /** Counts the whole register again; the plan's preview with it. */
  refresh: endpoint({
    id: 'dunning.refresh',
    method: 'POST',
    path: '/v1/c/:communityId/dunning/refresh',
    summary: '重新汇总欠费',
    access: actor,
    input: place,
    output: done,
  }),
  /** Why they do not pay, and what somebody does about it. A new task takes the place of none that is open. */
  setReason: endpoint({
    id: 'dunning.setReason',
    method: 'PUT',
    path: '/v1/c/:communityId/rooms/:roomId/arrears/:debtId/reason',
    summary: '登记欠费原因，可同时安排跟进',
    access: actor,
    input: {
      ...one,
      reason: ArrearsReason,
      note: z.string().trim().max(500),
      task: newTask.optional(),
      version: Version,
    },
    output: Debt,
    idempotent: true,
  }),
  listTasks: endpoint({
    id: 'dunning.listTasks',
    method: 'GET',
    path: '/v1/c/:communityId/dunning/tasks',
    summary: '欠费跟进：待办按期限，已完成的新的在前',
    access: reader,
    input: { ...place, show: z.enum(['open', 'done']).default('open'), ...pageInput },
    output: page(DunningTask),
  }),
  finishTask: endpoint({
    id: 'dunning.finishTask',
    method: 'POST',
    path: '/v1/c/:communityId/dunning/tasks/:taskId/finish',
    summary: '跟进完成，写明结果',
    access: actor,
    input: { ...place, taskId: Id, result: z.string().trim().min(2, '请写明结果').max(500) },
    output: DunningTask,
  }),
  getPlan: endpoint({
    id: 'dunning.getPlan',
    method: 'GET',
    path: '/v1/c/:communityId/dunning/plan',
    summary: '催缴计划，和今天会提醒多少户',
    access: reader,
    input: place,
    output: DunningPlanView,
  }),
  savePlan: endpoint({
    id: 'dunning.savePlan',
    method: 'PUT',
    path: '/v1/c/:communityId/dunning/plan',
    summary: '修改催缴计划，重新预览',
    access: planner,
    input: { ...place, ...DunningPlan.omit({ on: true }).shape, version: Version },
    output: DunningPlan,
  }),
  switchPlan: endpoint({
    id: 'dunning.switchPlan',
    method: 'POST',
    path: '/v1/c/:communityId/dunning/plan/switch',
    summary: '打开或关闭自动催缴',
    access: planner,
    input: { ...place, on: z.boolean(), version: Version },
    output: DunningPlan,
  }),
  /** At once, or when the quiet hours are over; one household once a day. */
  remind: endpoint({
    id: 'dunning.remind',
    method: 'POST',
    path: '/v1/c/:communityId/dunning/remind',
    summary: '提醒选中的户（每户每天一次）',
    access: actor,
    input: { ...place, debts: selection },
    output: z.object({ reminded: z.number().int(), already: z.number().int() }),
    idempotent: true,
  }),
  printLetters: endpoint({
    id: 'dunning.printLetters',
    method: 'POST',
    path: '/v1/c/:communityId/dunning/letters',
    summary: '打印选中各户的催款函（PDF）',
    access: actor,
    input: { ...place, debts: toPrint },
    output: z.object({ url: z.string(), letters: z.number().int() }),
    idempotent: true,
  }),
  /** Letters that the plan asks for and nobody has printed. */
  listLetters: endpoint({
    id: 'dunning.listLetters',
    method: 'GET',
    path: '/v1/c/:communityId/dunning/letters',
    summary: '等打印的催款函，先到的在前',
    access: reader,
    input: { ...place, ...pageInput },
    output: page(Reminder),
  }),
  listReminders: endpoint({
    id: 'dunning.listReminders',
    method: 'GET',
    path: '/v1/c/:communityId/dunning/reminders',
    summary: '催缴记录（按月），新的在前',
    access: reader,
    input: { ...place, month: YearMonth, ...pageInput },
    output: page(Reminder),
  }),
  debtReminders: endpoint({
    id: 'dunning.debtReminders',
    method: 'GET',
    path: '/v1/c/:communityId/rooms/:roomId/arrears/:debtId/reminders',
    summary: '一户的催缴记录，新的在前',
    access: reader,
    input: { ...one, ...pageInput },
    output: page(Reminder),
  }),
  printEvidence: endpoint({
    id: 'dunning.printEvidence',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/arrears/:debtId/evidence',
    summary: '打印一户或一张账单的催缴证据（PDF）',
    access: actor,
    input: { ...one, billId: Id.optional() },
    output: z.object({ url: z.string() }),
  }),
  /** A letter that reached its household, by hand: it begins the limitation period of its bills anew. */
  recordDelivery: endpoint({
    id: 'dunning.recordDelivery',
    method: 'POST',
    path: '/v1/c/:communityId/rooms/:roomId/arrears/:debtId/reminders/:reminderId/delivery',
    summary: '登记催款函送达',
    access: actor,
    input: {
      ...one,
      reminderId: Id,
      way: DeliveryWay,
      on: BusinessDate,
      number: z.string().trim().max(40).optional(),
      note: z.string().trim().max(200).optional(),
      version: Version,
    },
    output: Reminder,
  }),
}
