import * as z from 'zod'
import { Period } from '../billing/fee-schema'
import { Id, OrderId } from '../ids'
import { Fen } from '../money'
import { Instant } from '../time'

/** A community and 32 random characters (192 bits). */
export const PayLinkCode = z.string().regex(/^[\w-]{38}$/, '这张代缴卡片不完整')

/** What two people who know each other call themselves: 妈妈, 小李. WeChat tells us nobody's name. */
export const PayLinkName = z
  .string()
  .trim()
  .min(1, '请填写称呼')
  .max(10, '称呼最多 10 个字')
  .regex(/^[一-龥A-Za-z·]+$/, '称呼只写汉字或字母')

/** What a card shows of a bill: to pay now, late fee included. */
export const PayLinkBill = z.object({
  feeItemName: z.string(),
  period: Period,
  amountFen: Fen,
  lateFeeFen: Fen,
})

/** What the order of one collecting entity takes. */
export const PayLinkPart = z.object({ entityName: z.string(), amountFen: Fen, bills: z.array(PayLinkBill) })

/** What whoever opens a card sees; nothing else of the household. */
export const PayLinkFace = z.object({
  communityName: z.string(),
  /** 「3-*-***1」 */
  room: z.string(),
  officePhone: z.string(),
  sharedBy: z.string(),
  expiresAt: Instant,
  /** What is due still, as the orders that pay it one after another; none: all of it is paid. */
  parts: z.array(PayLinkPart),
  paidCount: z.number().int(),
  /** Orders of the caller's own that paid some of it, newest last. */
  myOrders: z.array(OrderId),
})
export type PayLinkFace = z.infer<typeof PayLinkFace>

/** part_paid: some of its bills are paid. over: expired, revoked, or nothing on it is due any more. */
export const PayLinkState = z.enum(['open', 'part_paid', 'paid', 'over'])
export type PayLinkState = z.infer<typeof PayLinkState>

/** A card as whoever made it sees it. */
export const PayLink = z.object({
  linkId: Id,
  sharedBy: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  revokedAt: Instant.optional(),
  state: PayLinkState,
  /** As the bills are now; 0 once all are paid. */
  dueFen: Fen,
  bills: z.array(z.object({ billId: Id, feeItemName: z.string(), period: Period, isPaid: z.boolean() })),
  /** Paid by this card, by whoever called themselves so. */
  paid: z.array(z.object({ name: z.string(), at: Instant, amountFen: Fen })),
})
export type PayLink = z.infer<typeof PayLink>
