import * as z from 'zod'
import { ShownMedia } from '../files/media'
import { CommunityId, Id } from '../ids'
import { RepairSource } from '../repairs/schema'
import { OfficeRole } from '../permissions'
import { BusinessDate, Instant } from '../time'

/** 投诉 咨询 表扬 建议 */
export const ComplaintKind = z.enum(['complaint', 'inquiry', 'praise', 'suggestion'])
export type ComplaintKind = z.infer<typeof ComplaintKind>

export const ComplaintState = z.enum(['submitted', 'accepted', 'reopened', 'answered', 'closed', 'withdrawn'])
export type ComplaintState = z.infer<typeof ComplaintState>
export const ComplaintShelf = z.enum(['open', 'answered', 'over'])
export type ComplaintShelf = z.infer<typeof ComplaintShelf>

export const ComplaintTimer = z.enum(['due_warn', 'due_late', 'auto_close'])
export type ComplaintTimer = z.infer<typeof ComplaintTimer>
export const ComplaintEvent = z.enum([
  'accept',
  'assign',
  'name_concerned',
  'answer',
  'close',
  'rate',
  'reopen',
  'withdraw',
  'add_note',
  'add_pictures',
  'note_inside',
  'publish',
  'unpublish',
  ...ComplaintTimer.options,
])
export type ComplaintEvent = z.infer<typeof ComplaintEvent>

/** What people call one: the day it came in and the end of its id. */
export const ComplaintNumber = z.string().regex(/^TS\d{6}-[0-9A-HJKMNP-TV-Z]{5}$/, '编号不对')
export type ComplaintNumber = z.infer<typeof ComplaintNumber>

export const ComplaintText = z.string().trim().min(1, '请写下您要说的').max(1_000, '最多写 1,000 字')
export const ComplaintReply = z.string().trim().min(1, '请写答复').max(1_000, '最多写 1,000 字')

export const ComplaintStep = z.object({
  stepId: Id,
  at: Instant,
  event: z.enum(['report', ...ComplaintEvent.options]),
  by: z.object({ kind: z.enum(['resident', 'staff', 'system']), name: z.string().optional() }),
  text: z.string().optional(),
  internal: z.literal(true).optional(),
})
export type ComplaintStep = z.infer<typeof ComplaintStep>

/** What is published of it: in the office's words, never in those of who complained. */
export const Publication = z.object({
  title: z.string().trim().min(1, '请写标题').max(40, '标题最多 40 字'),
  measure: z.string().trim().min(1, '请写采取的措施').max(500, '最多写 500 字'),
})
export type Publication = z.infer<typeof Publication>

/** 投诉建议, as whoever wrote it reads it. */
export const Complaint = z.object({
  complaintId: Id,
  /** TS261123-7KQ2M */
  number: z.string(),
  communityId: CommunityId,
  kind: ComplaintKind,
  source: RepairSource,
  text: z.string(),
  /** The public place that it is about, as it was called when it was written down. */
  place: z.object({ placeId: Id, title: z.string() }).optional(),
  state: ComplaintState,
  reportedAt: Instant,
  /** By when it is answered: the office's own date, or that of 12345. */
  dueOn: BusinessDate,
  answer: z.object({ text: z.string(), by: z.string(), at: Instant }).optional(),
  rating: z
    .object({
      stars: z.number().int().min(1, '请选 1 到 5 星').max(5, '请选 1 到 5 星'),
      comment: z.string().trim().max(300, '最多写 300 字').optional(),
      at: Instant,
    })
    .optional(),
  published: Publication.extend({ at: Instant }).optional(),
  reopened: z.number().int(),
  endedAt: Instant.optional(),
  version: z.number().int(),
})
export type Complaint = z.infer<typeof Complaint>

export const MyComplaint = Complaint.extend({ steps: z.array(ComplaintStep), may: z.array(ComplaintEvent) })
export type MyComplaint = z.infer<typeof MyComplaint>

/** `concerns`: the office people whom it is about; they may not handle it. */
export const OfficeComplaint = Complaint.extend({
  name: z.string(),
  roomId: Id.optional(),
  roomCode: z.string().optional(),
  externalNumber: z.string().optional(),
  handler: z.object({ personId: Id, name: z.string() }).optional(),
  concerns: z.array(z.object({ personId: Id, name: z.string() })).max(10),
  warnedAt: Instant.optional(),
  lateAt: Instant.optional(),
})
export type OfficeComplaint = z.infer<typeof OfficeComplaint>
export const ComplaintDetail = OfficeComplaint.extend({
  phone: z.string().optional(),
  /** What the office added: for the office alone, and not for whom it concerns. */
  pictures: z.array(ShownMedia),
  steps: z.array(ComplaintStep),
  may: z.array(ComplaintEvent),
})
export type ComplaintDetail = z.infer<typeof ComplaintDetail>

/** Somebody who works here: whom it may be handed to, or be about. */
export const Colleague = z.object({
  personId: Id,
  name: z.string(),
  roles: z.array(OfficeRole),
  handles: z.boolean(),
})
export type Colleague = z.infer<typeof Colleague>

/** 公示: what was done about something, for everybody who lives here. */
export const PublishedMeasure = Publication.extend({
  complaintId: Id,
  kind: ComplaintKind,
  at: Instant,
})
export type PublishedMeasure = z.infer<typeof PublishedMeasure>
