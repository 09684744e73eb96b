import * as z from 'zod'
import { CommunityId, Id } from '../ids'
import { BusinessDate } from '../time'

export const MeterType = z.enum(['cold_water', 'hot_water', 'power', 'gas', 'heat', 'other'])
export type MeterType = z.infer<typeof MeterType>
export const meterTypeNames: Record<MeterType, string> = {
  cold_water: '冷水表',
  hot_water: '热水表',
  power: '电表',
  gas: '燃气表',
  heat: '热量表',
  other: '其他仪表',
}

/** What of a household can have terms of its own. */
export const TermedThing = z.object({ type: z.enum(['space', 'vehicle', 'contract']), id: Id, name: z.string() })
export type TermedThing = z.infer<typeof TermedThing>

/** Who pays instead of the one who owes by law, on these days; the owners stay liable beside them (物业管理条例 41). */
export const NamedPayer = z.object({
  name: z.string().trim().min(1, '请填写缴费人').max(60),
  /** Somebody of the room; a name that is nobody's there stays a name. */
  personId: Id.optional(),
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
})
export type NamedPayer = z.infer<typeof NamedPayer>

/** 空置 that was inspected and approved: on these days the room pays `payablePct` % of the fee; without `to` it goes on. */
export const Vacant = z.object({
  from: BusinessDate,
  to: BusinessDate.optional(),
  payablePct: z.number().int().min(0, '填 0 到 99').max(99, '填 0 到 99'),
  inspectedOn: BusinessDate,
  reason: z.string(),
})
export type Vacant = z.infer<typeof Vacant>

/** 「空置 2026-12-01 起，收 70%」 */
export const vacantWords = ({ from, to, payablePct }: Vacant): string =>
  `空置 ${from} ${to ? `至 ${to}` : '起'}，收 ${payablePct}%`

/** 「王芳 2026-07-01 起」 */
export const payerWords = ({ name, from, to }: NamedPayer): string =>
  [name, from && `${from} 起`, to && `至 ${to}`].filter(part => part).join(' ')

/**
 * A fee item of one room, or of a thing (`roomId` is then its room, or its own id). One that `applies` is charged so: its
 * dates, coefficient, payers, or exempt. Those that were brought along (`1#2`) charge where their fee item is ours.
 */
export const Assignment = z.object({
  assignmentId: Id,
  communityId: CommunityId,
  roomId: Id,
  roomCode: z.string(),
  thing: TermedThing.optional(),
  feeItemId: Id.optional(),
  feeItemName: z.string(),
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
  applies: z.literal(true).optional(),
  /** In 1/10,000. */
  coefficient: z.number().int().optional(),
  payers: z.array(NamedPayer).optional(),
  exemptReason: z.string().optional(),
  vacancies: z.array(Vacant).optional(),
})
export type Assignment = z.infer<typeof Assignment>
