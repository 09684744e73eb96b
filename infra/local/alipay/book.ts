import * as z from 'zod'
import { GatewayAlipay, GatewayApp } from './merchant'

const instant = z.iso.datetime()
const fen = z.int().min(0)

/** The channel's own record of one out_trade_no. Before somebody opens its code or page there is no trade: GIVEN_OUT. */
export const Trade = z.object({
  outTradeNo: z.string(),
  ref: z.string(),
  subject: z.string(),
  notifyUrl: z.string(),
  returnUrl: z.string().optional(),
  totalFen: fen,
  createdAt: instant,
  payUntil: instant,
  /** What its code or page is known by. */
  token: z.string(),
  way: z.enum(['code', 'page', 'app']),
  /** Of a trade in the mini-program: who alone may pay it. */
  buyer: z.string().optional(),
  status: z.enum(['GIVEN_OUT', 'WAIT_BUYER_PAY', 'TRADE_SUCCESS', 'TRADE_FINISHED', 'TRADE_CLOSED']),
  tradeNo: z.string().optional(),
  paidAt: instant.optional(),
  refunds: z.array(z.object({ outRequestNo: z.string(), refundFen: fen, at: instant })),
})
export type Trade = z.infer<typeof Trade>

/** One notification and its attempts; `nextAt` is null when nothing more will be sent. */
export const Notice = z.object({
  id: z.string(),
  outTradeNo: z.string(),
  url: z.string(),
  /** The trade as it was told; stamped afresh with each attempt. */
  fields: z.record(z.string(), z.string()),
  nextAt: z.int().nullable(),
  tries: z.int(),
  once: z.boolean(),
  outcome: z.enum(['pending', 'acknowledged', 'dropped', 'given_up']),
  attempts: z.array(z.object({ at: instant, status: z.int(), said: z.string(), faults: z.array(z.string()) })),
})
export type Notice = z.infer<typeof Notice>

export const Keys = z.object({ merchants: z.array(GatewayAlipay), app: GatewayApp.optional() })
export type Keys = z.infer<typeof Keys>
export const Book = z.object({ trades: z.record(z.string(), Trade), notices: z.array(Notice) })
export type Book = z.infer<typeof Book>
export const emptyBook = (): Book => ({ trades: {}, notices: [] })
