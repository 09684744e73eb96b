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

/** 仪表 of a room with the last reading that was brought along: the baseline of the first charge. */
export const Meter = z.object({
  meterId: Id,
  communityId: CommunityId,
  roomId: Id,
  roomCode: z.string(),
  type: MeterType,
  number: z.string(),
  /** 倍率 in 1/10,000; absent is 1. */
  multiplier: z.number().int().positive().optional(),
  /** Digits before the decimal point. */
  digits: z.number().int().optional(),
  /** In 1/1,000. */
  reading: z.number().int().optional(),
  readOn: BusinessDate.optional(),
})
export type Meter = z.infer<typeof Meter>

/** A fee item of one room with its dates, `1#2` of the old system: a register, which charging follows later. */
export const Assignment = z.object({
  assignmentId: Id,
  communityId: CommunityId,
  roomId: Id,
  roomCode: z.string(),
  feeItemId: Id.optional(),
  feeItemName: z.string(),
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
})
export type Assignment = z.infer<typeof Assignment>
