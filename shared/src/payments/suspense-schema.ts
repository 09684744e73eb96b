import * as z from 'zod'
import { Fen } from '../money'
import { BusinessDate, Instant } from '../time'
import { OnlineChannel } from './schema'

/**
 * What becomes of money in suspense: a prepayment of a room's payer, open bills that somebody chose (the oldest, where
 * nobody did) and a prepayment of the rest, or
 * marked to be returned (`returning`) and then said to be (`returned`). `noted`: evidence that holds no money.
 */
export const SuspenseWay = z.enum(['prepaid', 'to_bills', 'returning', 'returned', 'noted'])
export type SuspenseWay = z.infer<typeof SuspenseWay>
export const suspenseWayNames: Record<SuspenseWay, string> = {
  to_bills: '记到房屋的账单',
  prepaid: '转为房屋的预存款',
  returning: '标为待退回',
  returned: '已在渠道退回',
  noted: '核实过，没有占用款项',
}

/** 待查收款: what a channel took or said that fits no order, until a matching answer or a person explains it. */
export const HeldTrade = z.object({
  channel: OnlineChannel,
  transactionId: z.string(),
  orderId: z.string(),
  suspenseFen: Fen.optional(),
  reasons: z.array(z.string()),
  at: Instant,
  /** The day on which the channel took it, where its bill told of it. */
  valueDate: BusinessDate.optional(),
  /** Somebody has decided that it goes back. */
  returning: z.object({ at: Instant, by: z.string(), reason: z.string() }).optional(),
})
export type HeldTrade = z.infer<typeof HeldTrade>

/** What of a notice did not fit its order. */
const mismatches: ReadonlyMap<string, string> = new Map([
  ['merchant', '商户不符'],
  ['appid', '应用不符'],
  ['amount', '金额不符'],
  ['currency', '币种不符'],
  ['transaction_id', '没有渠道单号'],
  ['success_time', '没有付款时间'],
  ['trade_state', '状态不符'],
  ['bill', '对账时我方没有'],
  ['refunded_elsewhere', '在商户平台退过款，请到支付单登记'],
  ['amount.refund', '退款金额不符'],
  ['out_refund_no', '不是我们的退款单号，请到支付单登记'],
])
export const mismatchText = (reasons: readonly string[]): string =>
  [...new Set(reasons.map(reason => mismatches.get(reason) ?? '和支付单不符'))].join('、')

/** The ways that are open for it, the usual one first. */
export const waysOf = ({ suspenseFen, returning }: Pick<HeldTrade, 'suspenseFen' | 'returning'>): SuspenseWay[] =>
  suspenseFen === undefined
    ? ['noted']
    : returning
      ? ['returned', 'to_bills', 'prepaid']
      : ['to_bills', 'prepaid', 'returning']
