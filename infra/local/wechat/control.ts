import { randomBytes } from 'node:crypto'
import type { Code, Message, Notice, Order, PlatformMode, Push, Refund } from './book'
import type { ApiCall, GatewayContext } from './context'
import type { Deliveries } from './deliveries'
import type { Fault, FaultInput } from './faults'
import { type GatewayMerchant, type MerchantWish, makeMerchant, platformCertificate } from './merchant'
import { prepay, transactionId } from './orders'
import { type PayInput, type PayOutcome, pay, scan } from './phone'
import type { Pushes } from './pushes'
import { grant, grantsLeft, inStaffApp, mintLoginCode, mintPhoneCode, openidOf } from './users'

/** Someone on the gateway: a sample person's name, or an openid. */
export interface Who {
  user?: string
  openid?: string
}

export type Control = ReturnType<typeof createControl>

/** What the stage, the demo, tests and benches may do to the gateway; /_gateway/* offers the same over HTTP. */
export function createControl(context: GatewayContext, deliveries: Deliveries, pushes: Pushes) {
  const { store, faults } = context
  const find = (outTradeNo: string): Order | undefined =>
    Object.values(store.book.orders).find(order => order.outTradeNo === outTradeNo)
  const resolve = (who: Who): string => {
    if (!who.openid) return openidOf(context, who.user ?? 'someone')
    const known = Object.values(store.book.users).some(({ openid }) => openid === who.openid)
    if (!known) store.book.users[who.user ?? who.openid] = { openid: who.openid }
    return who.openid
  }
  return {
    /** The mini-program: LINLI_WECHAT_APPID and LINLI_WECHAT_SECRET. */
    app: () => ({ ...store.keys.app }),
    /** The staff's: LINLI_WECHAT_STAFF_APPID and LINLI_WECHAT_STAFF_SECRET. */
    staffApp: () => ({ ...store.keys.staffApp }),

    /** The merchant of `ref`, made the first time; its `config` is what LINLI_WECHATPAY_MERCHANTS holds. */
    async merchant(
      ref: string,
      wish: Partial<Pick<MerchantWish, 'callbackBase' | 'mchid' | 'sub'>> = {},
    ): Promise<GatewayMerchant> {
      const callbackBase = wish.callbackBase ?? context.origin
      const known = store.keys.merchants.find(each => each.config.ref === ref)
      const { appid } = store.keys.app
      const merchant = known ?? (await makeMerchant({ ...wish, ref, appid, callbackBase, now: context.now() }))
      if (!known) store.keys.merchants.push(merchant)
      merchant.config.callbackBase = callbackBase
      await store.save()
      return merchant
    },

    /** A new platform certificate that signs from now on, and that only /v3/certificates tells of. */
    async rotateCertificate(ref: string): Promise<string> {
      const merchant = store.keys.merchants.find(each => each.config.ref === ref)
      if (!merchant) throw new Error(`no merchant ${ref}`)
      const certificate = await platformCertificate(context.now())
      merchant.platform.certificates.push(certificate)
      await store.save()
      return certificate.serial
    },

    /** The openid of a sample person in this mini-program. */
    openid: resolve,
    loginCode(who: Who): { code: string; openid: string } {
      const openid = resolve(who)
      return { code: mintLoginCode(context, openid), openid }
    },
    /** The same person is somebody else to the staff's mini-program. */
    staffCode: ({ user }: { user: string }): { code: string } => ({
      code: mintLoginCode(context, openidOf(context, inStaffApp(user), 'staff'), 'staff'),
    }),
    staffOpenid: ({ user }: { user: string }): string => openidOf(context, inStaffApp(user), 'staff'),
    phoneCode(who: Who & { phone: string }): { code: string; openid: string } {
      const openid = resolve(who)
      return { code: mintPhoneCode(context, openid, who.phone), openid }
    },
    /** The person accepts `count` messages of a template. Returns what is left with it. */
    grant(who: Who & { templateId: string; count?: number }): number {
      const openid = resolve(who)
      grant(context, openid, who.templateId, who.count ?? 1)
      return grantsLeft(context, openid, who.templateId)
    },
    messages: (openid?: string): Message[] => store.book.messages.filter(each => !openid || each.openid === openid),

    /** The mini-program codes that were made, oldest first. */
    codes: (): Code[] => [...store.book.codes],

    pay: (input: PayInput): Promise<PayOutcome> => pay(context, input),
    /** Somebody scans the QR of a native order, and pays unless told otherwise. */
    scan: (input: Who & { codeUrl: string; decision?: PayInput['decision'] }): Promise<PayOutcome> =>
      scan(context, { codeUrl: input.codeUrl, openid: resolve(input), decision: input.decision ?? 'approve' }),
    payments: (): Order[] => Object.values(store.book.orders),
    payment: find,
    notices: (outTradeNo?: string): Notice[] =>
      Object.values(store.book.notices).filter(each => !outTradeNo || each.orderKey.endsWith(`/${outTradeNo}`)),
    calls: (): ApiCall[] => [...context.calls],

    fault: (input: FaultInput): Fault => faults.add(input),
    faults: (): Fault[] => faults.list(),
    clearFaults: (): void => faults.clear(),
    mode: (mode: PlatformMode): void => {
      store.book.mode = mode
    },

    /** Sends what the gateway's clock has made due; resolves when nothing is in flight. */
    async runDue(): Promise<void> {
      await Promise.all([deliveries.runDue(), pushes.runDue()])
    },
    /** LINLI_WECHAT_PUSH. */
    pushKeys: () => ({ ...store.keys.push }),
    /** Verdicts that were, or will be, pushed. */
    pushes: (): Push[] => [...store.book.pushes],
    /** Sends a verdict once more, now. */
    async pushAgain(traceId: string): Promise<void> {
      const push = store.book.pushes.find(each => each.traceId === traceId)
      if (!push) throw new Error(`no verdict ${traceId}`)
      Object.assign(push, { nextAt: context.now().getTime(), tries: 0 })
      await pushes.runDue()
    },

    /** Sends the notice of a paid order once more, now. */
    async resend(outTradeNo: string): Promise<void> {
      const order = find(outTradeNo)
      if (!order?.transactionId) throw new Error(`${outTradeNo} is not paid`)
      deliveries.enqueue(order, { once: true })
      await deliveries.runDue()
    },

    /** A refund that was asked for on the merchant platform by hand: the query tells REFUND, the bill has its row. */
    async refund(outTradeNo: string, refundFen: number): Promise<void> {
      const order = find(outTradeNo)
      if (!order?.transactionId) throw new Error(`${outTradeNo} is not paid`)
      const acceptedAt = context.now().toISOString()
      const refundId = `50${transactionId(context.now()).slice(2)}`
      const outRefundNo = `hand${refundId}`.slice(0, 32)
      const ended = { state: 'SUCCESS' as const, succeededAt: acceptedAt }
      order.refunds.push({ refundId, outRefundNo, refundFen, acceptedAt, ...ended })
      order.state = 'REFUND'
      await store.save()
    },

    /** Every refund that was accepted, with the number of its payment. */
    refunds: (): (Refund & { outTradeNo: string })[] =>
      Object.values(store.book.orders).flatMap(({ outTradeNo, refunds }) =>
        refunds.map(refund => ({ outTradeNo, ...refund })),
      ),

    /** A trade of other software under the same merchant: in the bill, unknown to the product, without a notice. */
    async foreignTrade(ref: string, totalFen: number, paidAt?: Date): Promise<string> {
      const merchant = store.keys.merchants.find(each => each.config.ref === ref)
      if (!merchant) throw new Error(`no merchant ${ref}`)
      const { appid, mchid } = merchant.config
      const { order } = prepay(context, {
        appid,
        mchid,
        description: '其他系统',
        out_trade_no: `shop_${randomBytes(6).toString('hex')}`,
        notify_url: context.origin,
        amount: { total: totalFen },
        payer: { openid: openidOf(context, 'stranger') },
      })
      const at = paidAt ?? context.now()
      Object.assign(order, { state: 'SUCCESS', paidAt: at.toISOString(), transactionId: transactionId(at) })
      await store.save()
      return order.outTradeNo
    },
  }
}
