import * as z from 'zod'
import { CommunityId, Id } from '../ids'
import { Instant } from '../time'

/** In the order in which they are offered: WeChat asks for three at most. */
export const MessageKind = z.enum([
  'payment_received',
  'bills_published',
  'payment_reminder',
  'question_answered',
  'vacancy_decided',
  'invoice_news',
  'refund_news',
  'repair_news',
  'complaint_news',
  'visitor_news',
  'post_reply',
  'post_decided',
  'binding_approved',
  'binding_refused',
  'member_joined',
  'notice_published',
  'notice_urgent',
  'objection_answered',
  'digest',
])
export type MessageKind = z.infer<typeof MessageKind>

/** What a person wants of WeChat: kinds that are not sent, and whether what is not important comes once a day. */
export const MessageSettings = z.object({
  off: z.array(MessageKind).max(MessageKind.options.length),
  daily: z.boolean(),
  version: z.number().int(),
})
export type MessageSettings = z.infer<typeof MessageSettings>

/** What is sent as a WeChat message, and how many of it the person has allowed. */
export const MessageGrant = z.object({ kind: MessageKind, templateId: z.string(), left: z.number().int() })
export type MessageGrant = z.infer<typeof MessageGrant>

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写成 22:00 这样')
/** When a community's messages wait for the morning, on the Beijing clock; may run over midnight. */
export const QuietHours = z.object({ quietFrom: clock, quietTo: clock, version: z.number().int() })
export type QuietHours = z.infer<typeof QuietHours>

/** What somebody in the field is told of in the staff's mini-program, which has templates of its own. */
export const StaffMessageKind = z.enum(['order_given'])
export type StaffMessageKind = z.infer<typeof StaffMessageKind>

/** A line of the in-app list; `page` is where a tap leads. */
export const Message = z.object({
  messageId: Id,
  communityId: CommunityId,
  kind: MessageKind,
  title: z.string(),
  text: z.string(),
  page: z.string().optional(),
  at: Instant,
  readAt: Instant.optional(),
})
export type Message = z.infer<typeof Message>

/**
 * What became of one person's message. `sending`: begun, and its end is not known; it is not sent again. `sent`: the provider
 * took it; `delivered` and `failed` are its word of the arrival. `listed`: in the app alone; `unreachable`: they have no
 * account here; `shared`: their number was used for somebody else already, with whom they hear it; `to_call`: every way is
 * used up, and somebody has to call them.
 */
export const DeliveryState = z.enum([
  'sending',
  'sent',
  'delivered',
  'failed',
  'no_grant',
  'refused',
  'unknown',
  'listed',
  'unreachable',
  'shared',
  'to_call',
])
export type DeliveryState = z.infer<typeof DeliveryState>

/** Other ways to somebody, where WeChat's is closed. */
export const FallbackChannel = z.enum(['sms', 'email'])
export type FallbackChannel = z.infer<typeof FallbackChannel>

/** What came of them for one person. `unsure`: the last answer was lost; `unreached`: no way worked, or there is none. */
export const FallbackOutcome = z.enum([...FallbackChannel.options, 'unsure', 'unreached'])
export type FallbackOutcome = z.infer<typeof FallbackOutcome>

/** What came of a telephone call. */
export const CallOutcome = z.enum(['reached', 'no_answer'])
export type CallOutcome = z.infer<typeof CallOutcome>
/** Who telephoned last, and what came of it. */
export const CallMark = z.object({ outcome: CallOutcome, by: z.string(), at: Instant })
export type CallMark = z.infer<typeof CallMark>

/** What became of one message to one person, as the office sees it. `pushId`: the push, or what stands for one. */
export const Delivery = z.object({
  pushId: Id,
  personId: Id.optional(),
  name: z.string().optional(),
  channel: z.enum(['wechat', ...FallbackChannel.options, 'call']),
  /** The number or address that it went to, masked. */
  to: z.string().optional(),
  /** Of `shared`: the name of whom that number or address was used for. */
  usedFor: z.string().optional(),
  kind: MessageKind,
  title: z.string(),
  text: z.string(),
  state: DeliveryState,
  at: Instant,
  /** When it arrived, by the provider's word, and when it was opened in the app. */
  deliveredAt: Instant.optional(),
  readAt: Instant.optional(),
  /** What the provider called it, or why it did not take or deliver it. */
  providerId: z.string().optional(),
  detail: z.string().optional(),
  /** The last call to whom no other way is left. */
  called: CallMark.optional(),
})
export type Delivery = z.infer<typeof Delivery>

/** What a message is about: a notice, an order, a bill … */
export const ObjectId = z.string().min(1).max(40)

/** 群发: one message to many, sent at the provider's pace. `waiting`: for the end of the quiet hours, or for the provider. */
export const PushState = z.enum(['running', 'waiting', 'done', 'stopped'])
export type PushState = z.infer<typeof PushState>

export const Push = z.object({
  pushId: Id,
  communityId: CommunityId,
  kind: MessageKind,
  /** What the office sees it as, such as a notice's title. */
  title: z.string(),
  state: PushState,
  /** How many people of the scope were met so far, by what became of their message. */
  counts: z.partialRecord(DeliveryState, z.number().int()),
  /** Of those whom WeChat did not surely reach, by what came of the other ways; only kinds that have some. */
  others: z.partialRecord(FallbackOutcome, z.number().int()).default({}),
  /** Texts and mails of it that are known to have arrived, and not to have. */
  arrived: z.number().int().default(0),
  notArrived: z.number().int().default(0),
  /** What it is about: a notice. */
  objectId: ObjectId.optional(),
  /** How far the walk is, in homes; `of` where it is known. */
  homes: z.object({ done: z.number().int(), of: z.number().int().optional() }).default({ done: 0 }),
  at: Instant,
  endedAt: Instant.optional(),
  /** When it goes on, while it waits, and what for: the end of the quiet hours, or the provider's pace. */
  wakeAt: Instant.optional(),
  waitsFor: z.enum(['morning', 'provider']).optional(),
})
export type Push = z.infer<typeof Push>
