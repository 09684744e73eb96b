import * as z from 'zod'
import { Period } from '../billing/fee-schema'
import { ChargedObject, Payer } from '../billing/schema'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { BusinessDate, Instant } from '../time'

/** How a reminder reaches somebody; a letter is printed and delivered by a person. */
export const ReminderChannel = z.enum(['wechat', 'sms', 'email', 'letter'])
export type ReminderChannel = z.infer<typeof ReminderChannel>

/** Why a household does not pay, as the office sees it. */
export const ArrearsReason = z.enum(['vacant', 'quality', 'service', 'unreachable', 'hardship', 'ownership', 'other'])
export type ArrearsReason = z.infer<typeof ArrearsReason>

/**
 * One try to reach one person. `sending` is written before the call and never sent again on its channel, whatever became
 * of it; `sent` was taken by the provider, `delivered` is proven, `read` was opened by the person.
 */
export const AttemptState = z.enum([
  'sending',
  'sent',
  'delivered',
  'read',
  'failed',
  'no_grant',
  'no_address',
  'unknown',
  'to_print',
  'printed',
])
export type AttemptState = z.infer<typeof AttemptState>

/** How a letter reached its household: 当面送达, 挂号信 or 张贴 with a witness. */
export const DeliveryWay = z.enum(['in_person', 'registered', 'posted'])
export type DeliveryWay = z.infer<typeof DeliveryWay>

/** Evidence of one try: what was said of which bills, to whom (masked), when, and what is known of its arrival. */
export const Attempt = z.object({
  attemptId: Id,
  channel: ReminderChannel,
  /** A masked number or address, or a name on a letter. */
  to: z.string(),
  state: AttemptState,
  at: Instant,
  deliveredAt: Instant.optional(),
  /** What the provider answered, or how a letter was delivered. */
  detail: z.string().optional(),
  text: z.string(),
  billIds: z.array(Id),
  amountFen: Fen,
})
export type Attempt = z.infer<typeof Attempt>

/** A bill as a reminder named it: principal and late fee due on that day. */
export const RemindedBill = z.object({
  billId: Id,
  feeItemName: z.string(),
  period: Period,
  dueDate: BusinessDate,
  dueFen: Fen,
  lateFeeFen: Fen,
})
export type RemindedBill = z.infer<typeof RemindedBill>

/** `waiting` is under way, `stopped` was overtaken by a payment or a dispute, `undelivered` reached nobody. */
export const ReminderState = z.enum(['waiting', 'to_print', 'sent', 'delivered', 'undelivered', 'stopped'])
export type ReminderState = z.infer<typeof ReminderState>

/** 催缴: one step for one household's debt, with the evidence of each try. `step` is absent when a person began it. */
export const Reminder = z.object({
  reminderId: Id,
  communityId: CommunityId,
  debtId: Id,
  object: ChargedObject,
  payerName: z.string(),
  step: z.number().int().optional(),
  by: z.string().optional(),
  day: BusinessDate,
  bills: z.array(RemindedBill),
  amountFen: Fen,
  state: ReminderState,
  attempts: z.array(Attempt),
  createdAt: Instant,
  version: z.number().int(),
})
export type Reminder = z.infer<typeof Reminder>

/** What somebody promised to do about a debt, until when. */
export const DunningTask = z.object({
  taskId: Id,
  communityId: CommunityId,
  debtId: Id,
  object: ChargedObject,
  payerName: z.string(),
  what: z.string(),
  who: z.string(),
  until: BusinessDate,
  state: z.enum(['open', 'done']),
  result: z.string().optional(),
  createdBy: z.string(),
  createdAt: Instant,
  doneBy: z.string().optional(),
  doneAt: Instant.optional(),
})
export type DunningTask = z.infer<typeof DunningTask>

/** 欠费: the overdue bills of one payer under one household. Arrears stay with whoever incurred them. */
export const Debt = z.object({
  debtId: Id,
  communityId: CommunityId,
  object: ChargedObject,
  payer: Payer,
  /** Principal past its due date, disputed bills included; late fee is added on the day it is asked for. */
  amountFen: Fen,
  disputedFen: Fen,
  bills: z.number().int(),
  oldestDue: BusinessDate,
  overdueDays: z.number().int(),
  /** The last day of the limitation period (民法典 188) of the bill whose period ends first. */
  expiresOn: BusinessDate,
  lastReminder: z.object({ reminderId: Id, at: Instant, channel: ReminderChannel, state: AttemptState }).optional(),
  reason: z.object({ reason: ArrearsReason, note: z.string(), by: z.string(), at: Instant }).optional(),
  task: DunningTask.pick({ taskId: true, what: true, who: true, until: true }).optional(),
  version: z.number().int(),
})
export type Debt = z.infer<typeof Debt>

/** A debt with its bills as they are now. */
export const DebtDetail = Debt.extend({
  lateFeeFen: Fen,
  billList: z.array(RemindedBill.extend({ disputed: z.boolean(), expiresOn: BusinessDate })),
})
export type DebtDetail = z.infer<typeof DebtDetail>

export const DunningStep = z.object({
  /** Days past the due date; below 0 it reminds before it. */
  days: z.number().int().min(-30).max(1095),
  /** In this order: the next one when the one before reached nobody. */
  channels: z.array(ReminderChannel).min(1).max(4),
})
export type DunningStep = z.infer<typeof DunningStep>

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请填写时间')

/** 催缴计划 of a community; off until a person switches it on. */
export const DunningPlan = z.object({
  on: z.boolean(),
  steps: z.array(DunningStep).min(1).max(12),
  /** The Beijing hour at which a day's reminders begin. */
  hour: z.number().int().min(8).max(20),
  /** Nothing is sent from the one to the other, on the Beijing clock. */
  quietFrom: Clock,
  quietTo: Clock,
  version: z.number().int(),
})
export type DunningPlan = z.infer<typeof DunningPlan>

/** What the plan would do today, and what it last did. */
export const DunningPlanView = DunningPlan.extend({
  ready: z.object({ wechat: z.boolean(), sms: z.boolean(), email: z.boolean() }),
  counting: z.boolean(),
  preview: z
    .object({
      at: Instant,
      households: z.number().int(),
      amountFen: Fen,
      steps: z.array(z.object({ days: z.number().int(), households: z.number().int() })),
    })
    .optional(),
  lastRun: z.object({ day: BusinessDate, reminded: z.number().int() }).optional(),
})
export type DunningPlanView = z.infer<typeof DunningPlanView>
