import * as z from 'zod'
import { ChargedObject } from '../billing/schema'
import { CommunityId, Id, OrderId } from '../ids'
import { Fen } from '../money'
import { BusinessDate, Instant } from '../time'
import { Channel } from './schema'

export const ReceiptLine = z.object({
  object: ChargedObject,
  /** None for 预存 and 押金. */
  billId: Id.optional(),
  feeItemName: z.string(),
  /** None for 预存 and 押金. */
  period: z.object({ from: BusinessDate, to: BusinessDate }).optional(),
  payerName: z.string(),
  /** 「89.50 m² × 2.30 元」 */
  computation: z.string().optional(),
  principalFen: Fen,
  lateFeeFen: Fen,
})

/** What a receipt is printed on: a page, or a roll of 80 mm. */
export const ReceiptPaper = z.enum(['a4', 'slip'])
export type ReceiptPaper = z.infer<typeof ReceiptPaper>

/** 收款收据. `serial` comes from the sealer, without gaps per community and year; until then 编号生成中. */
export const Receipt = z.object({
  orderId: OrderId,
  communityId: CommunityId,
  communityName: z.string(),
  entityName: z.string(),
  entityUscc: z.string(),
  serial: z.string().optional(),
  lines: z.array(ReceiptLine),
  prepaidFen: Fen,
  amountFen: Fen,
  /** 人民币大写 */
  amountText: z.string(),
  paidBy: z.string(),
  channel: Channel,
  /** The channel's own number; cash has none. */
  transactionId: z.string().optional(),
  paidAt: Instant,
  /** What of it went back since. */
  refundedFen: Fen.optional(),
  /** 收款人; nobody online. */
  cashierName: z.string().optional(),
  /** 押金收据, of a series of its own. */
  isDeposit: z.literal(true).optional(),
  /** Others have lines on it too, which whoever reads this does not see. */
  isPart: z.literal(true).optional(),
  /** Of a red receipt (红字收据): which refund it is of, the receipt that it takes back, and why. Its amounts are negative. */
  red: z.object({ refundId: Id, ofSerial: z.string().optional(), reason: z.string() }).optional(),
})
export type Receipt = z.infer<typeof Receipt>
