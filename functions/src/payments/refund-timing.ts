import type { RefundState } from '@linli/shared/payments/refund-state'
import type { Context } from '../context'

const minuteMs = 60_000
const longestMs = 6 * 60 * minuteMs

/** Requests of one order stand a minute apart at least; a refund that was accepted is asked about sooner at first. */
const firstMs = (state: RefundState): number => (state === 'accepted' ? 15_000 : minuteMs)

/** When the channel is asked about a refund again, after `tries` looks that changed nothing: each time twice as long, 6 h at most. */
export const nextLook = (ctx: Context, state: RefundState, tries: number): string =>
  new Date(ctx.deps.nowMs() + Math.min(longestMs, firstMs(state) * 2 ** Math.min(tries, 20))).toISOString()

/**
 * How long a request that was given up may still be on its way: a channel takes none that was signed longer ago (WeChat 5
 * minutes, Alipay 15).
 */
export const givenUpMs = 16 * minuteMs
