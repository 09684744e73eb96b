import * as z from 'zod'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { BusinessDate, Instant } from '../time'
import { Period } from './fee-schema'
import { Charge, ChargedObject, ChargedThing } from './schema'

/** Why a draft wants a look before it is published (UI §7 出账核对). `failed` blocks the run. */
export const Flag = z.enum(['failed', 'zero', 'jump', 'new'])
export type Flag = z.infer<typeof Flag>
export const flagNames: Record<Flag, string> = {
  failed: '算不出',
  zero: '为零',
  jump: '比上期变化超过 30%',
  new: '新房',
}

export const Draft = z.object({
  draftId: Id,
  charge: Charge.optional(),
  object: ChargedObject,
  charged: ChargedThing.optional(),
  feeItemId: Id,
  feeItemName: z.string(),
  period: Period,
  amountFen: Fen,
  previousFen: Fen.optional(),
  flags: z.array(Flag),
  problem: z.string().optional(),
})
export type Draft = z.infer<typeof Draft>

export const RunState = z.enum(['computing', 'ready', 'publishing', 'published', 'discarded', 'failed'])
export type RunState = z.infer<typeof RunState>

/** What a run's state is called, on its page and in the exported list. */
export const runStateNames: Record<RunState, string> = {
  computing: '正在计算',
  ready: '等核对',
  publishing: '正在出账',
  published: '已出账',
  discarded: '已放弃',
  failed: '没算完',
}

export const ItemTotal = z.object({
  feeItemId: Id,
  name: z.string(),
  count: z.number().int(),
  amountFen: Fen,
  previousFen: Fen,
})

/** Rooms of a batch, the first few by name. */
const SomeRooms = z.object({ count: z.number().int(), codes: z.array(z.string()) })

/** Days that a voided bill gave back and that no bill covers since; none of this batch's window. */
export const VoidedGap = z.object({ roomId: Id, code: z.string(), feeItemName: z.string(), period: Period })
export type VoidedGap = z.infer<typeof VoidedGap>

/** 出账批次: computes drafts for a window, is reviewed by a person, and published once. */
export const BillingRun = z.object({
  runId: Id,
  communityId: CommunityId,
  from: BusinessDate,
  to: BusinessDate,
  feeItemIds: z.array(Id).min(1).max(20),
  roomIds: z.array(Id).max(100).optional(),
  state: RunState,
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  count: z.number().int(),
  amountFen: Fen,
  previousFen: Fen,
  flags: z.record(Flag, z.number().int()),
  byItem: z.array(ItemTotal),
  createdAt: Instant,
  createdBy: z.string(),
  publishedAt: Instant.optional(),
  publishedBy: z.string().optional(),
  /** Computed from rooms that have changed since: what is told before publication. */
  changedRooms: SomeRooms.optional(),
  /** Fee items that have changed since the drafts were computed: publication is refused until they are computed anew. */
  changedItems: z.array(z.string()).optional(),
  /** Held back by the last publication, because their rooms had changed: they wait to be computed anew. */
  heldBack: SomeRooms.extend({ bills: z.number().int(), amountFen: Fen }).optional(),
  /** Bills that earlier publications of this batch have issued; `count` is of the drafts that are left. */
  issued: z.object({ count: z.number().int(), amountFen: Fen }).optional(),
  voidedGaps: z.object({ count: z.number().int(), first: z.array(VoidedGap) }).optional(),
})
export type BillingRun = z.infer<typeof BillingRun>
