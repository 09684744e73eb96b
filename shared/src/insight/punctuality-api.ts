import * as z from 'zod'
import { endpoint, page, pageInput } from '../contract'
import { CommunityId } from '../ids'
import { YearMonth } from '../time'

const reader = { kind: 'office', permission: 'insight:read' } as const
const count = z.number().int()

/** As `punctualityOf` makes it. */
export const PunctualityFigures = z.object({
  bills: count,
  onTime: count,
  late: count,
  open: count,
  days: count,
  rateBp: count.optional(),
  averageDays10: count.optional(),
})

/** A building, or what belongs to none (''). */
export const BuildingPunctuality = PunctualityFigures.extend({ building: z.string() })
export type BuildingPunctuality = z.infer<typeof BuildingPunctuality>

/** Who pays under a household: a buyer never answers for the seller. */
export const PayerPunctuality = PunctualityFigures.extend({
  debtId: z.string(),
  roomId: z.string(),
  code: z.string(),
  payerName: z.string(),
})
export type PayerPunctuality = z.infer<typeof PayerPunctuality>

/** Bills by the month of their due date, of a year or of some of its months. */
const range = {
  communityId: CommunityId,
  year: z.string().regex(/^20\d\d$/, '年份不对'),
  from: YearMonth.optional(),
  to: YearMonth.optional(),
}

export const punctualityApi = {
  punctuality: endpoint({
    id: 'insight.punctuality',
    method: 'GET',
    path: '/v1/c/:communityId/reports/punctuality',
    summary: '按时缴费：到期的账单有多少按时缴，按楼栋',
    access: reader,
    input: range,
    output: page(BuildingPunctuality).extend({ whole: PunctualityFigures }),
  }),
  /** `late`: only who was late in the year, the most bills first; otherwise all by room. */
  payers: endpoint({
    id: 'insight.payers',
    method: 'GET',
    path: '/v1/c/:communityId/reports/payers',
    summary: '按时缴费：每户按时、晚缴和晚几天',
    access: reader,
    input: {
      ...range,
      order: z.enum(['room', 'late']).default('room'),
      building: z.string().max(20).optional(),
      ...pageInput,
    },
    output: page(PayerPunctuality),
  }),
}
