import { PostEvent, RefusalReason } from '@linli/shared/forum/schema'
import { ComplaintEvent, ComplaintKind } from '@linli/shared/complaints/schema'
import { MessageKind } from '@linli/shared/messages/schema'
import { RepairEvent } from '@linli/shared/repairs/events'
import { RepairKind } from '@linli/shared/repairs/kinds'
import { Instant } from '@linli/shared/time'
import * as z from 'zod'

const room = { roomCode: z.string() }

/** What a message tells, by kind: codes and amounts; names are masked before they come here. */
export const MessageFacts = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('payment_received'),
    orderId: z.string(),
    amountFen: z.number().int(),
    /** Paid by 预存款抵扣: nobody has done anything just now. */
    fromPrepayment: z.literal(true).optional(),
    /** 代缴: for whoever shared the bills; `name` is what the payer called themselves. */
    byLink: z.object({ name: z.string() }).optional(),
    ...room,
  }),
  z.object({
    kind: z.literal('refund_news'),
    orderId: z.string(),
    amountFen: z.number().int(),
    /** Else it is on its way. */
    arrived: z.boolean(),
    ...room,
  }),
  z.object({
    kind: z.literal('bills_published'),
    ...room,
    roomId: z.string(),
    count: z.number().int(),
    amountFen: z.number().int(),
    dueDate: z.string(),
  }),
  z.object({
    kind: z.literal('question_answered'),
    ...room,
    roomId: z.string(),
    communityId: z.string(),
    billId: z.string(),
    billName: z.string(),
    settled: z.boolean(),
  }),
  z.object({
    kind: z.literal('vacancy_decided'),
    ...room,
    roomId: z.string(),
    communityId: z.string(),
    approved: z.boolean(),
    from: z.string(),
    to: z.string().optional(),
    payablePct: z.number().int().optional(),
    reason: z.string(),
  }),
  z.object({
    kind: z.literal('invoice_news'),
    ...room,
    communityId: z.string(),
    invoiceId: z.string(),
    outcome: z.enum(['issued', 'reversed', 'refused']),
    amountFen: z.number().int(),
    /** Why the platform refused it, or why it is red. */
    reason: z.string().optional(),
    /** Whoever asked for it opens it; others are told where it is. */
    asked: z.boolean(),
  }),
  z.object({
    kind: z.literal('payment_reminder'),
    ...room,
    count: z.number().int(),
    amountFen: z.number().int(),
    lateFeeFen: z.number().int(),
    /** Of the oldest bill; 0 or less before the due date. */
    overdueDays: z.number().int(),
    dueDate: z.string(),
    officePhone: z.string(),
  }),
  z.object({
    kind: z.literal('repair_news'),
    /** Empty where it is in what all share. */
    ...room,
    place: z.string(),
    communityId: z.string(),
    /** Of the household that reported it; a neighbour who follows has none. */
    roomId: z.string().optional(),
    repairId: z.string(),
    repairKind: RepairKind,
    event: RepairEvent,
    assignee: z.string().optional(),
    reason: z.string().optional(),
  }),
  z.object({
    kind: z.literal('complaint_news'),
    ...room,
    communityId: z.string(),
    /** Of the home that it was written for. */
    roomId: z.string().optional(),
    complaintId: z.string(),
    number: z.string(),
    complaintKind: ComplaintKind,
    event: ComplaintEvent,
  }),
  z.object({
    kind: z.literal('visitor_news'),
    ...room,
    communityId: z.string(),
    roomId: z.string(),
    passId: z.string(),
    /** What the visitor is called. */
    name: z.string(),
    about: z.string().optional(),
    gateName: z.string(),
    /** at_gate: the household is asked. */
    what: z.enum(['at_gate', 'entered', 'permit_allowed', 'permit_refused', 'permit_withdrawn']),
  }),
  z.object({
    kind: z.enum(['notice_published', 'notice_urgent']),
    communityId: z.string(),
    noticeId: z.string(),
    title: z.string(),
    /** 物业服务中心, 业主委员会 …: in whose name it is. */
    publisher: z.string(),
    /** Whom to call about it: what is not read in WeChat has no page to open. */
    phone: z.string(),
    /** Told again to who has not read it. */
    again: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('objection_answered'),
    communityId: z.string(),
    noticeId: z.string(),
    title: z.string(),
  }),
  z.object({
    kind: z.literal('post_decided'),
    communityId: z.string(),
    /** What a tap opens: of a reply the post that it is under. */
    postId: z.string().optional(),
    /** mute, unmute: of who wrote it. */
    event: z.enum([...PostEvent.options, 'mute', 'unmute']),
    reason: RefusalReason.optional(),
    /** Of a reply: what it is under is out of sight, and it with it. */
    unseen: z.literal(true).optional(),
    /** Of a mute: why, and until when. */
    note: z.string().optional(),
    until: Instant.optional(),
  }),
  z.object({
    kind: z.literal('post_reply'),
    communityId: z.string(),
    postId: z.string(),
    /** 「3栋 王女士」; what they said is read where it may be taken down. */
    author: z.string(),
  }),
  z.object({
    kind: z.literal('digest'),
    /** How many messages of each kind came. */
    counts: z.partialRecord(MessageKind, z.number().int()),
  }),
  z.object({ kind: z.literal('binding_approved'), communityName: z.string(), ...room }),
  z.object({ kind: z.literal('binding_refused'), communityName: z.string(), ...room, reason: z.string() }),
  z.object({ kind: z.literal('member_joined'), ...room, nameMasked: z.string(), role: z.string() }),
])
export type MessageFacts = z.infer<typeof MessageFacts>

/**
 * The body of `message.send`. `key` names the event (a bill's run, an order): the same key is the same message, however
 * often it comes. Persons stand for every account that acts for them; they need `companyId`.
 */
export const SendMessageBody = z.object({
  communityId: z.string(),
  companyId: z.string().optional(),
  accountIds: z.array(z.string()).max(50).default([]),
  personIds: z.array(z.string()).max(50).default([]),
  /** Who hears by another way where WeChat reached none of their accounts, of a kind that has one. */
  orElse: z.array(z.string()).max(20).optional(),
  key: z.string().min(1),
  at: Instant,
  facts: MessageFacts,
})
export type SendMessageBody = z.infer<typeof SendMessageBody>
