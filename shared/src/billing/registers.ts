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
