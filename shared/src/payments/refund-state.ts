import * as z from 'zod'
import { Id } from '../ids'
import { Fen } from '../money'
import { BusinessDate, Instant } from '../time'

/**
 * An online refund's way: `waiting → requested → accepted → succeeded | closed`, `accepted → abnormal → succeeded | closed`,
 * `waiting → refused`. Money is taken off bills or lot with `requested`; `closed` and `refused` give everything back;
 * `abnormal` gives nothing back, the money is between the merchant and the payer.
 */
export const RefundState = z.enum(['waiting', 'refused', 'requested', 'accepted', 'abnormal', 'succeeded', 'closed'])
export type RefundState = z.infer<typeof RefundState>

/** As the office reads them. */
export const refundStateNames: Record<RefundState, string> = {
  waiting: '待批',
  refused: '未批准',
  requested: '已提交',
  accepted: '退款中',
  abnormal: '退款异常',
  succeeded: '已退回',
  closed: '退款关闭',
}

/** As whoever gets the money back reads them. */
export const payerRefundNames: Record<RefundState, string> = {
  waiting: '等待物业审批',
  refused: '没有退',
  requested: '正在退回',
  accepted: '正在退回',
  abnormal: '退款遇到问题，物业正在处理',
  succeeded: '已退回',
  closed: '没有退成',
}

/** Nothing more happens to these. */
export const isOver = (state: RefundState): boolean =>
  state === 'succeeded' || state === 'closed' || state === 'refused'

/** Neither money nor reservation is bound by these any more. */
export const isReleased = (state: RefundState | undefined): boolean => state === 'closed' || state === 'refused'

/** Why a channel does not take a refund yet; the same number is tried again. */
export const RefundTrouble = z.enum(['silent', 'balance', 'refused', 'unknown_trade'])
export type RefundTrouble = z.infer<typeof RefundTrouble>

/**
 * Whether the office may stop asking for it: its channel has not taken it; or has forgotten what it had taken, as Alipay
 * does, and takes it no more.
 */
export const mayGiveUp = ({ state, trouble, givenUpAt }: GivenUp): boolean =>
  givenUpAt === undefined && (state === 'requested' || (state === 'accepted' && trouble === 'refused'))
type GivenUp = { state?: RefundState | undefined; trouble?: RefundTrouble | undefined; givenUpAt?: string | undefined }

/** What an online refund has beside those of the desk. */
export const onlineRefund = {
  state: RefundState,
  /** Ours at the channel, known by its form; repeated until the channel answers, never used for another refund. */
  outRefundNo: z.string(),
  merchantRef: z.string(),
  /** The payment that it goes back of, and all of that payment. */
  transactionId: z.string(),
  totalFen: Fen,
  /** Of a prepayment: what it came out of. */
  lotId: Id.optional(),
  /** Asked for with one tap by whoever paid. */
  byPayer: z.literal(true).optional(),
  /** Above the community's limit: who agreed, or did not. */
  decidedBy: z.object({ personId: Id, name: z.string(), at: Instant, reason: z.string().optional() }).optional(),
  channelRefundId: z.string().optional(),
  trouble: RefundTrouble.optional(),
  /** The office gave it up before the channel had it: closed once the channel says that it never came. */
  givenUpAt: Instant.optional(),
  /** As the channel says; the bill of that day, or of another, had it: `billedOn`. */
  acceptedAt: Instant.optional(),
  billedOn: BusinessDate.optional(),
  succeededAt: Instant.optional(),
  /** An abnormal one that was sent another way. */
  applied: z.enum(['payer_card', 'merchant']).optional(),
  /** The office has seen that it came to nothing. */
  seenAt: Instant.optional(),
  /** Made in the channel's own console, not by us: found when the order was asked about. */
  isForeign: z.literal(true).optional(),
  /** What happened, the first first. */
  steps: z.array(z.object({ at: Instant, state: RefundState, by: z.string().optional(), note: z.string().optional() })),
}

/** What the payer sees of a refund. `succeededAt`: when the channel says that it arrived. */
export const PayerRefund = z.object({
  refundId: Id,
  amountFen: Fen,
  state: RefundState,
  reason: z.string(),
  at: Instant,
  succeededAt: Instant.optional(),
  /** The channel had taken nothing: the bill is open again, and no money moves. */
  isReversal: z.literal(true).optional(),
})
export type PayerRefund = z.infer<typeof PayerRefund>
