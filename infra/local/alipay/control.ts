import type { Notice, Trade } from './book'
import { type AlipayContext, merchantOf, opened, pay, refundedOf, standing } from './context'
import type { Deliveries } from './deliveries'
import type { Fault, FaultInput } from './faults'
import { type GatewayAlipay, makeAlipayMerchant } from './merchant'
import { alipayPhone } from './phone'

export type AlipayControl = ReturnType<typeof createControl>

/** What the stage, tests and benches may do to the gateway; /_gateway/alipay/* offers the same over HTTP. */
export function createControl(context: AlipayContext, deliveries: Deliveries) {
  const find = (outTradeNo: string): Trade => {
    const trade = standing(context, outTradeNo)
    if (!trade) throw new Error(`no trade ${outTradeNo}`)
    return trade
  }
  const paid = (outTradeNo: string): Trade => {
    const trade = find(outTradeNo)
    if (!trade.paidAt) throw new Error(`${outTradeNo} is not paid`)
    return trade
  }
  const tell = async (trade: Trade) => {
    deliveries.enqueue(trade)
    await deliveries.runDue()
  }
  return {
    ...alipayPhone(context),
    /** The merchant of `ref`, made the first time; its `config` is what LINLI_ALIPAY_MERCHANTS holds. */
    async merchant(ref: string, wish: { callbackBase?: string } = {}): Promise<GatewayAlipay> {
      const callbackBase = wish.callbackBase ?? context.origin
      if (!context.keys.merchants.some(({ config }) => config.ref === ref))
        context.keys.merchants.push(await makeAlipayMerchant({ ref, callbackBase }))
      const merchant = merchantOf(context, ref)
      merchant.config.callbackBase = callbackBase
      await context.save()
      return merchant
    },

    /** Somebody scans the code, or opens the page, and does not pay yet. False when it is too late. */
    scan: (outTradeNo: string): boolean => opened(context, find(outTradeNo)) !== undefined,
    /** Somebody pays. False when it is too late. Its notice is on the way at once. */
    pay: (outTradeNo: string): boolean => pay(context, find(outTradeNo)),
    trades: (): Trade[] => Object.keys(context.book.trades).map(find),
    trade: (outTradeNo: string): Trade | undefined => standing(context, outTradeNo),
    notices: (outTradeNo?: string): Notice[] =>
      context.book.notices.filter(notice => !outTradeNo || notice.outTradeNo === outTradeNo),
    calls: () => [...context.calls],

    /** Months later the trade can no longer be refunded, and says so. */
    finish: (outTradeNo: string) => tell(Object.assign(paid(outTradeNo), { status: 'TRADE_FINISHED' as const })),
    /** A refund that somebody made by hand on Alipay's own page. */
    async refund(outTradeNo: string, refundFen: number): Promise<void> {
      const trade = paid(outTradeNo)
      trade.refunds.push({
        outRequestNo: `hand${trade.refunds.length + 1}`,
        refundFen,
        at: context.now().toISOString(),
      })
      if (refundedOf(trade) === trade.totalFen) trade.status = 'TRADE_CLOSED'
      await tell(trade)
    },
    /** The notice of a paid trade as it stands, once more. */
    async resend(outTradeNo: string): Promise<void> {
      deliveries.enqueue(paid(outTradeNo), { once: true })
      await deliveries.runDue()
    },

    fault: (input: FaultInput): Fault => context.faults.add(input),
    faults: (): Fault[] => context.faults.list(),
    clearFaults: (): void => context.faults.clear(),
    /** Sends what the gateway's clock has made due; resolves when nothing is in flight. */
    runDue: (): Promise<void> => deliveries.runDue(),
  }
}
