import * as z from 'zod'
import { CommunityId, Id } from '../ids'
import { Fen, formatScaled, formatYuan } from '../money'
import { Holder } from '../parking/schema'
import { BusinessDate } from '../time'
import { Period } from './fee-schema'
import { ContractTerms } from './rule-contract'

/** 合同: what its fee item charges to whoever is party to it. `roomId` is where it is about a room, never who owes. */
export const Contract = z.object({
  contractId: Id,
  communityId: CommunityId,
  /** 合同编号, the office's own. */
  number: z.string(),
  feeItemId: Id,
  feeItemName: z.string(),
  party: Holder,
  roomId: Id.optional(),
  roomCode: z.string().optional(),
  spaceId: Id.optional(),
  spaceName: z.string().optional(),
  ...ContractTerms.shape,
  /** 押金 as agreed: a note; what was taken stands among the deposits. */
  depositFen: Fen.min(0).optional(),
  note: z.string().optional(),
  /** Ended before its day, and why. */
  ended: z.object({ on: BusinessDate, reason: z.string() }).optional(),
  version: z.number().int(),
})
export type Contract = z.infer<typeof Contract>

/** A contract with the household that its bills stand under, and the days that they cover. */
export const ContractView = Contract.extend({
  place: z.object({ type: z.enum(['room', 'holder']), id: Id, code: z.string() }),
  billed: z.array(Period),
})
export type ContractView = z.infer<typeof ContractView>

/** What is wrong with the dates and rents of a contract: the field and its sentence. */
export function contractProblem({ from, to, steps }: ContractTerms): { path: string; message: string } | undefined {
  if (to !== undefined && to < from) return { path: 'to', message: '合同最后一天不能早于第一天，请检查' }
  if (steps[0]?.from !== from) return { path: 'steps', message: '第一段租金要从合同第一天开始，请检查' }
  const isUnordered = steps.some((step, i) => i > 0 && step.from <= (steps[i - 1]?.from ?? ''))
  if (isUnordered) return { path: 'steps', message: '租金各段的开始日期要从早到晚，不能重复' }
  if (to !== undefined && steps.some(step => step.from > to))
    return { path: 'steps', message: '有一段租金在合同结束以后才开始，请改日期或删掉这一段' }
  return undefined
}

/** 「2026-03-01 起每月 1,000.00 元；每 12 个月递增 3%」 */
export function rentWords({ steps, escalation }: Pick<Contract, 'steps' | 'escalation'>): string {
  const rents = steps.map(({ from, monthlyFen }) => `${from} 起每月 ${formatYuan(monthlyFen)} 元`)
  const grows = escalation && `每 ${escalation.everyMonths} 个月递增 ${formatScaled(escalation.rateBp, 100, 0)}%`
  return [...rents, ...(grows ? [grows] : [])].join('；')
}
