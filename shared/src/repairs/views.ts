import * as z from 'zod'
import { ShownMedia } from '../files/media'
import { Id } from '../ids'
import { Fen } from '../money'
import { Instant } from '../time'
import { Costs } from './costs'
import { RepairEvent } from './events'
import { RepairKind, Skill, Sla } from './kinds'
import { CatalogueItem } from './quote'
import { RevisitRecord, RevisitSetting } from './revisit'
import { Repair, RepairPicture } from './schema'

/** One thing that happened. `internal` ones never reach a resident. */
export const RepairStep = z.object({
  stepId: Id,
  at: Instant,
  event: z.enum(['report', ...RepairEvent.options]),
  by: z.object({ kind: z.enum(['resident', 'staff', 'system']), name: z.string().optional() }),
  text: z.string().optional(),
  internal: z.literal(true).optional(),
})
export type RepairStep = z.infer<typeof RepairStep>

/** A picture with its private links, which hold for 5 minutes. */
export const ShownPicture = RepairPicture.extend(ShownMedia.shape)
export type ShownPicture = z.infer<typeof ShownPicture>

/** An order as its household reads it, with what they may do to it now. */
export const MyRepair = Repair.extend({
  pictures: z.array(ShownPicture),
  steps: z.array(RepairStep),
  may: z.array(RepairEvent),
  /** Of whoever comes, while they do. */
  assigneePhone: z.string().optional(),
})
export type MyRepair = z.infer<typeof MyRepair>

/** Trouble in what all share, for whoever lives here: neither who reported it nor what they wrote or took pictures of. */
export const PublicRepair = Repair.pick({
  repairId: true,
  kind: true,
  place: true,
  state: true,
  reportedAt: true,
  followers: true,
}).extend({ following: z.boolean() })
export type PublicRepair = z.infer<typeof PublicRepair>

/** An order as the office reads it. */
export const OfficeRepair = Repair.extend({
  reporterName: z.string(),
  externalNumber: z.string().optional(),
  externalDueAt: Instant.optional(),
  /** Its times were overrun, or nearly: since when. */
  warnedAt: Instant.optional(),
  lateAt: Instant.optional(),
  chargeFen: Fen,
  revisit: RevisitRecord.optional(),
})
export type OfficeRepair = z.infer<typeof OfficeRepair>

/** One order with its history and what the caller may do. */
export const RepairDetail = OfficeRepair.extend({
  pictures: z.array(ShownPicture),
  steps: z.array(RepairStep),
  may: z.array(RepairEvent),
  contactPhone: z.string().optional(),
  /** For who dispatches: what was entered, and what the materials come to by the price list of their day. */
  costs: Costs.optional(),
  materialCostFen: Fen.optional(),
})
export type RepairDetail = z.infer<typeof RepairDetail>

/** Whom an order could go to, the best first, and why; or why not. */
export const Candidate = z.object({
  personId: Id,
  name: z.string(),
  openOrders: z.number().int(),
  /** 「水暖 · 本楼 · 手上 2 单」 */
  why: z.string(),
  fits: z.boolean(),
})
export type Candidate = z.infer<typeof Candidate>

/** 上班时间 of a weekday (1 Monday … 7 Sunday), 'HH:MM' on the Beijing clock. */
export const Shift = z.object({
  weekday: z.number().int().min(1).max(7),
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间不对'),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, '时间不对'),
})
export type Shift = z.infer<typeof Shift>

/** Somebody who repairs: what they can do, where, and whether they are on shift now. */
export const Worker = z.object({
  personId: Id,
  name: z.string().trim().min(1, '请填写姓名').max(30),
  phoneMasked: z.string().optional(),
  skills: z.array(Skill).max(Skill.options.length),
  /** Buildings as the register writes them; none: all. */
  areas: z.array(z.string().min(1).max(20)).max(200),
  shifts: z.array(Shift).max(21),
  /** On duty now, by hand or by the week's plan (`duty.ts`); as kept, what the hand last said. */
  onShift: z.boolean(),
  shiftSince: Instant.optional(),
  /** 「当班到 17:00」 */
  duty: z.string().optional(),
  active: z.boolean(),
  version: z.number().int(),
})
export type Worker = z.infer<typeof Worker>

/** How a community handles repairs. Without `feeItemId` nothing can be quoted. */
export const RepairSettings = z.object({
  feeItemId: Id.optional(),
  /** Orders are given out as they are accepted. */
  autoDispatch: z.boolean(),
  revisit: RevisitSetting,
  sla: z.partialRecord(RepairKind, Sla),
  catalogue: z.array(CatalogueItem).max(300, '最多 300 项'),
  version: z.number().int(),
})
export type RepairSettings = z.infer<typeof RepairSettings>
