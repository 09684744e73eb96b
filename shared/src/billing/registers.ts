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

/**
 * A fee item of one room. One that `applies` is charged so: its dates, coefficient, or exempt; others were brought along
 * from the old system (`1#2`) and only tell.
 */
export const Assignment = z.object({
  assignmentId: Id,
  communityId: CommunityId,
  roomId: Id,
  roomCode: z.string(),
  feeItemId: Id.optional(),
  feeItemName: z.string(),
  from: BusinessDate.optional(),
  to: BusinessDate.optional(),
  applies: z.literal(true).optional(),
  /** In 1/10,000. */
  coefficient: z.number().int().optional(),
  exemptReason: z.string().optional(),
})
export type Assignment = z.infer<typeof Assignment>
