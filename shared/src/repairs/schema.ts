import * as z from 'zod'
import { Media, mediaLimits } from '../files/media'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { Position } from '../position'
import { BusinessDate, Instant } from '../time'
import { RepairKind } from './kinds'
import { Quote } from './quote'

export const RepairState = z.enum([
  'submitted',
  'accepted',
  'assigned',
  'transferred',
  'returned',
  'in_progress',
  'paused',
  'done',
  'confirmed',
  'closed',
  'cancelled',
  'declined',
])
export type RepairState = z.infer<typeof RepairState>

/** The board's columns; `over` is in none of them. */
export const RepairColumn = z.enum(['waiting', 'working', 'paused', 'done', 'over'])
export type RepairColumn = z.infer<typeof RepairColumn>

/** Where it is: in a home, or in what all share. `building` as the register writes it, `position` where it knows one. */
export const RepairPlace = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('room'),
    roomId: Id,
    code: z.string(),
    building: z.string(),
    position: Position.optional(),
  }),
  z.object({
    kind: z.literal('public'),
    /** Of the register of public places; absent where it was described in words. */
    placeId: Id.optional(),
    building: z.string().optional(),
    spot: z.string(),
    position: Position.optional(),
  }),
])
export type RepairPlace = z.infer<typeof RepairPlace>

export const Spot = z.string().trim().min(1, '请写明位置').max(40, '位置请写短一些')
export const RepairText = z.string().trim().min(1, '请写一句哪里坏了').max(500, '最多写 500 字')

/** 上门时间: a day and a part of it; absent: as soon as possible. */
export const WishedTime = z.object({ date: BusinessDate, part: z.enum(['morning', 'afternoon', 'evening']) })
export type WishedTime = z.infer<typeof WishedTime>

export const RepairSource = z.enum(['mini_program', 'phone', 'desk', 'patrol', 'hotline'])
export type RepairSource = z.infer<typeof RepairSource>

/** 责任归属: who bears it. Only `owner` is charged to the household. */
export const Responsibility = z.enum(['warranty', 'fee', 'fund', 'owner', 'utility'])
export type Responsibility = z.infer<typeof Responsibility>

export const PauseReason = z.enum(['parts', 'resident', 'weather', 'other'])
export type PauseReason = z.infer<typeof PauseReason>

/** `stage`: what a picture shows. `at`, `spot` and `where` are the phone's, where staff took it on the spot. */
export const RepairPicture = Media.extend({
  stage: z.enum(['report', 'before', 'after', 'signature']),
  at: Instant,
  spot: z.string().max(60).optional(),
  where: Position.optional(),
})
export type RepairPicture = z.infer<typeof RepairPicture>
/** Photos and one video of each stage. */
export const mostPhotos = mediaLimits.photo.pieces

/** What was used and how long it took: never below 1 of anything. */
export const WorkLine = z.object({
  name: z.string().trim().min(1, '请写材料名称').max(40),
  quantity: z.number().int().min(1, '数量要大于 0').max(9_999, '数量太大，请核对'),
  unit: z.string().trim().min(1).max(8),
  unitFen: Fen.min(0, '单价不能小于 0').max(10_000_000, '单价太大，请核对').optional(),
})
export type WorkLine = z.infer<typeof WorkLine>
export const WorkDone = z.object({
  materials: z.array(WorkLine).max(40, '材料最多写 40 行'),
  minutes: z.number().int().min(0, '工时不能小于 0').max(100_000, '工时太长，请核对'),
})
export type WorkDone = z.infer<typeof WorkDone>

/** What people call an order: the day of its report and the end of its id. */
export const RepairNumber = z.string().regex(/^BX\d{6}-[0-9A-HJKMNP-TV-Z]{5}$/, '单号不对')
export type RepairNumber = z.infer<typeof RepairNumber>

export const Assignee = z.object({ personId: Id, name: z.string(), at: Instant })
export type Assignee = z.infer<typeof Assignee>

export const Rating = z.object({
  stars: z.number().int().min(1, '请选 1 到 5 星').max(5, '请选 1 到 5 星'),
  comment: z.string().trim().max(300, '最多写 300 字').optional(),
  at: Instant,
})
export type Rating = z.infer<typeof Rating>

/** 报修工单, as everybody concerned may read it. */
export const Repair = z.object({
  repairId: Id,
  /** What people call it: BX261123-7KQ2M. */
  number: z.string(),
  communityId: CommunityId,
  kind: RepairKind,
  emergency: z.boolean(),
  place: RepairPlace,
  text: z.string(),
  wish: WishedTime.optional(),
  source: RepairSource,
  state: RepairState,
  reportedAt: Instant,
  /** Until when somebody is on it, and until when it is done; a pause moves the second on. */
  respondBy: Instant,
  finishBy: Instant,
  assignee: Assignee.optional(),
  acknowledgedAt: Instant.optional(),
  departedAt: Instant.optional(),
  startedAt: Instant.optional(),
  pausedAt: Instant.optional(),
  paused: z.object({ reason: PauseReason, note: z.string().optional(), until: BusinessDate.optional() }).optional(),
  doneAt: Instant.optional(),
  confirmedAt: Instant.optional(),
  endedAt: Instant.optional(),
  /** Why it was declined, returned, cancelled or opened again: what the resident may read. */
  reason: z.string().optional(),
  quotes: z.array(Quote),
  work: WorkDone.optional(),
  responsibility: Responsibility.optional(),
  billId: Id.optional(),
  rating: Rating.optional(),
  urgedAt: Instant.optional(),
  urges: z.number().int(),
  reopened: z.number().int(),
  followers: z.number().int(),
  pictures: z.array(RepairPicture),
  mergedInto: Id.optional(),
  version: z.number().int(),
})
export type Repair = z.infer<typeof Repair>
