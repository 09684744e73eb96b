import type { Book, Keys, Trade } from './book'
import type { Faults } from './faults'
import { digits, type GatewayAlipay } from './merchant'
import { beijing } from './notice'

/** What every part of the gateway works on. */
export interface AlipayContext {
  now: () => Date
  /** The product's public origin. */
  origin: string
  /** Its own address, once it listens. */
  url: () => string
  /** Merchants and the mini-program, with their keys. */
  keys: Keys
  /** Codes of my.getAuthCode that nobody has exchanged yet: whose they are. */
  codes: Map<string, { user_id: string } | { open_id: string }>
  book: Book
  faults: Faults
  calls: { at: string; method: string; outTradeNo: string; code: string }[]
  /** Addresses of bills that were given out, until when. */
  bills: Map<string, { ref: string; date: string; until: number }>
  save: () => Promise<void>
  /** Queues the notice of a trade as it is now. */
  notify: (trade: Trade) => void
}

export function merchantOf(context: AlipayContext, ref: string): GatewayAlipay {
  const merchant = context.keys.merchants.find(({ config }) => config.ref === ref)
  if (!merchant) throw new Error(`no merchant ${ref}`)
  return merchant
}

/** A trade as it stands at this moment: nobody pays after its end, and an open one is closed then. */
export function standing(context: AlipayContext, outTradeNo: string): Trade | undefined {
  const trade = context.book.trades[outTradeNo]
  if (trade?.status === 'WAIT_BUYER_PAY' && isOver(context, trade)) trade.status = 'TRADE_CLOSED'
  return trade
}

const isOver = (context: AlipayContext, trade: Trade) => context.now().toISOString() >= trade.payUntil

/** Somebody scans the code or opens the page: from now on there is a trade. Undefined when it is too late. */
export function opened(context: AlipayContext, trade: Trade): Trade | undefined {
  if (trade.status === 'GIVEN_OUT' && !isOver(context, trade))
    Object.assign(trade, {
      status: 'WAIT_BUYER_PAY',
      tradeNo: `${beijing(context.now()).slice(0, 10).replaceAll('-', '')}2200${digits(16)}`,
    })
  return standing(context, trade.outTradeNo)?.status === 'WAIT_BUYER_PAY' ? trade : undefined
}

/** The person pays. False when the trade cannot be paid any more. */
export function pay(context: AlipayContext, trade: Trade): boolean {
  if (!opened(context, trade)) return false
  Object.assign(trade, { status: 'TRADE_SUCCESS', paidAt: context.now().toISOString() })
  context.notify(trade)
  return true
}

export const refundedOf = (trade: Trade): number => trade.refunds.reduce((sum, { refundFen }) => sum + refundFen, 0)
