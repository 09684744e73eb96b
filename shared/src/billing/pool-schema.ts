import * as z from 'zod'
import { CommunityId, Id } from '../ids'
import { Fen, Price } from '../money'
import { Instant } from '../time'
import { Period } from './fee-schema'
import { AreaKind, ShareBy, Usage } from './formula-schema'
import { MeterType } from './registers'

/** Which rooms bear a common cost. */
export const PoolScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('building'), building: z.string().min(1).max(20) }),
  z.object({ kind: z.literal('unit'), building: z.string().min(1).max(20), unit: z.string().min(1).max(10) }),
])
export type PoolScope = z.infer<typeof PoolScope>

/** What is split: an amount, a usage at a price, or what common meters counted in the period at a price. */
export const PoolCost = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount'), amountFen: Fen }),
  z.object({ kind: z.literal('usage'), usage: Usage, price: Price }),
  z.object({ kind: z.literal('meters'), meterIds: z.array(Id).min(1).max(20), price: Price }),
])
export type PoolCost = z.infer<typeof PoolCost>

/** What the rooms weigh: an area, one each, or what their meters of a type counted in the period. */
export const PoolWeight = z.discriminatedUnion('by', [
  z.object({ by: z.literal(ShareBy.enum.area), area: AreaKind }),
  z.object({ by: z.literal(ShareBy.enum.household) }),
  z.object({ by: z.literal(ShareBy.enum.usage), type: MeterType }),
])
export type PoolWeight = z.infer<typeof PoolWeight>

/**
 * 公摊: a common cost of a period, split among the rooms that there were. The rooms and their shares are frozen with it;
 * a room that is added afterwards fails the batch that bills it.
 */
export const CostPool = z.object({
  poolId: Id,
  communityId: CommunityId,
  feeItemId: Id,
  feeItemName: z.string(),
  period: Period,
  scope: PoolScope,
  weight: PoolWeight,
  cost: PoolCost,
  /** Of a cost by usage: what was counted. */
  usage: Usage.optional(),
  totalFen: Fen,
  /** A whole number as text: it passes 2^53. */
  totalWeight: z.string(),
  /** Rooms that bear a share. */
  rooms: z.number().int(),
  state: z.enum(['ready', 'discarded']),
  note: z.string().optional(),
  createdAt: Instant,
  createdBy: z.string(),
  discarded: z.object({ reason: z.string(), by: z.string(), at: Instant }).optional(),
})
export type CostPool = z.infer<typeof CostPool>

/** One room's share. */
export const PoolShare = z.object({
  roomId: Id,
  roomCode: z.string(),
  weight: z.string(),
  amountFen: Fen,
  odd: z.boolean(),
})
export type PoolShare = z.infer<typeof PoolShare>
