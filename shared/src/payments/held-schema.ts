import * as z from 'zod'
import { ChargedObject, Payer } from '../billing/schema'
import { CommunityId, Id, OrderId } from '../ids'
import { Fen } from '../money'
import { BusinessDate, Instant } from '../time'
import { Channel, DeskChannel } from './schema'

const lot = { lotId: Id, communityId: CommunityId, amountFen: Fen, leftFen: Fen, createdAt: Instant }

/** What was taken of a lot later: for a bill, or given back; below 0 where a refund came to nothing. */
export const LotMovement = z.object({
  date: BusinessDate,
  kind: z.enum(['used', 'refunded', 'returned']),
  amountFen: Fen,
  sourceId: z.string(),
})
export type LotMovement = z.infer<typeof LotMovement>

/** Late or duplicate money of an account, with its source order; refundable the way it came. */
export const PaidLot = z.object({
  ...lot,
  reason: z.enum(['bill_settled', 'duplicate']),
  accountId: Id,
  orderId: OrderId,
  channel: Channel,
  /** The payment that it is of; absent in older lots. */
  transactionId: z.string().optional(),
  movements: z.array(LotMovement).optional(),
})
export type PaidLot = z.infer<typeof PaidLot>

/** 期初预存: brought along by whoever paid it before Linli, without order or channel; it belongs to the payer of a room. */
export const OpeningLot = z.object({
  ...lot,
  reason: z.literal('opening'),
  object: ChargedObject,
  payer: Payer,
  /** 预存 for one fee item, as the sheet said. */
  feeItemName: z.string().optional(),
  reversedAt: Instant.optional(),
  movements: z.array(LotMovement).optional(),
})
export type OpeningLot = z.infer<typeof OpeningLot>

/** 预存 at the desk for a room, by whoever stood there (its order's paidBy); it pays the bills of `payer`. */
export const DeskLot = z.object({
  ...lot,
  reason: z.literal('desk'),
  object: ChargedObject,
  payer: Payer,
  orderId: OrderId,
  channel: Channel,
  /** Where a channel took it: the payment that it is of. */
  transactionId: z.string().optional(),
  /** Whose money it is held with: it pays the bills of this collecting entity. */
  entityId: Id,
  /** For one fee item alone. */
  feeItemId: Id.optional(),
  feeItemName: z.string().optional(),
  movements: z.array(LotMovement).optional(),
})
export type DeskLot = z.infer<typeof DeskLot>

/** What a negative bill gave back: 补差, or a common cost that was credited. It pays the bills of its payer. */
export const CreditLot = z.object({
  ...lot,
  reason: z.literal('credit'),
  object: ChargedObject,
  payer: Payer,
  billId: Id,
  entityId: Id,
  /** How the corrected bill was paid last: what came online does not go out over the counter. */
  channel: Channel.optional(),
  reversedAt: Instant.optional(),
  movements: z.array(LotMovement).optional(),
})
export type CreditLot = z.infer<typeof CreditLot>

/** 预存款 */
export const PrepaymentLot = z.discriminatedUnion('reason', [PaidLot, OpeningLot, DeskLot, CreditLot])
export type PrepaymentLot = z.infer<typeof PrepaymentLot>

export const DepositState = z.enum(['held', 'returned', 'reversed'])
export type DepositState = z.infer<typeof DepositState>
export const depositStateNames: Record<DepositState, string> = { held: '在押', returned: '已退', reversed: '已冲销' }

/** How a deposit went back: against its receipt, or a declaration that it is lost; what was kept of it, and why. */
export const DepositReturn = z.object({
  at: Instant,
  refundFen: Fen,
  deductedFen: Fen,
  reason: z.string().optional(),
  proof: z.enum(['receipt', 'loss']),
  channel: DeskChannel,
  number: z.string().optional(),
  cashierName: z.string(),
})
export type DepositReturn = z.infer<typeof DepositReturn>

/** 押金 that the office holds for a payer: 装修押金, 水卡押金. */
export const Deposit = z.object({
  depositId: Id,
  communityId: CommunityId,
  object: ChargedObject,
  name: z.string(),
  payer: Payer,
  amountFen: Fen,
  state: DepositState,
  /** As the sheet said: when it was paid, and the number of the paper receipt. */
  paidOn: BusinessDate.optional(),
  receiptNumber: z.string().optional(),
  createdAt: Instant,
  reversedAt: Instant.optional(),
  /** Taken at the desk: the order that is its receipt. One that was brought along has none. */
  orderId: OrderId.optional(),
  channel: DeskChannel.optional(),
  returned: DepositReturn.optional(),
})
export type Deposit = z.infer<typeof Deposit>
