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
  'binding_approved',
  'binding_refused',
  'member_joined',
])
export type MessageKind = z.infer<typeof MessageKind>

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
