import { AppError } from '@linli/shared/errors'
import { beijingDate } from '@linli/shared/time'
import { publicKeyOf } from '../../src/payments/wechat-notice'
import type { PayGateway, QrInput, Trade, TradeBillLine } from '../../src/payments/pay-gateway'
import type { GatewayAlipay } from '../../../infra/local/alipay/merchant'
import type { GatewayMerchant } from '../../../infra/local/wechat/merchant'
import { type GivenBack, GatewayRefunds } from './gateway-refunds'
import type { Faults } from './faults'
import type { World } from './world'

type Taken = { transactionId: string; amountFen: number; paidAtMs: number }
export type Provider = 'wechat' | 'alipay'
/**
 * An order as its channel knows it: its own truth, which the product never sees but through answers and notices. `given`:
 * a code or page of Alipay's that nobody has opened, which makes no trade yet.
 */
export type ChannelOrder = {
  orderId: string
  channel: Provider
  amountFen: number
  expiresAtMs: number
  state: 'given' | 'open' | 'paid' | 'closed'
  /** What was really taken, the first first; more than one where the payer was charged twice. */
  taken: Taken[]
}
export type Paid = { order: ChannelOrder; taken: Taken }

/** Of 1000 fen. */
const feePerMille = 6

/** Read once for all histories. */
const keys = new Map<string, ReturnType<typeof publicKeyOf>>()

export type Merchants = { wechat: GatewayMerchant; alipay: GatewayAlipay }

/** Both channels in the process: orders, money, and their interface with all that can go wrong on the way. */
export class Gateway {
  readonly orders = new Map<string, ChannelOrder>()
  readonly refunds: GatewayRefunds
  /** What it keeps for itself, by merchant and day: told by its bills. */
  readonly #kept = new Map<string, number>()
  #transactions = 0

  constructor(
    readonly world: World,
    readonly faults: Faults,
    readonly merchants: Merchants,
    readonly told: (paid: Paid) => void,
    givenBack: (refund: GivenBack) => void = () => {},
  ) {
    this.refunds = new GatewayRefunds(world, this.orders, givenBack)
  }

  /** The payer's phone asks for the password: whether the order can be paid now. A code becomes a trade with it. */
  begin(orderId: string): boolean {
    const order = this.orders.get(orderId)
    if (!order || this.world.nowMs >= order.expiresAtMs) return false
    if (order.state === 'given') order.state = 'open'
    return order.state === 'open'
  }

  /**
   * The password is right: true when the channel has taken the money. What has begun may end after the order was closed.
   * `slipFen`: more (or less) than was asked for, a fen at least; `again`: a second time.
   */
  pay(orderId: string, { slipFen = 0, again = false } = {}): boolean {
    const order = this.orders.get(orderId)
    const mayEnd = order?.state === 'open' || (order?.state === 'closed' && this.world.chance.happens(0.6))
    // A trade of Alipay's has one number and is paid once.
    const isAgain = again && order?.state === 'paid' && order.channel === 'wechat'
    if (!order || !(mayEnd || isAgain)) return false
    this.#transactions += 1
    const transactionId = `${order.channel === 'wechat' ? 4200 : 2026}${String(this.#transactions).padStart(24, '0')}`
    const amountFen = Math.max(1, order.amountFen + slipFen)
    const taken = { transactionId, amountFen, paidAtMs: this.world.nowMs }
    order.state = 'paid'
    order.taken.push(taken)
    this.told({ order, taken })
    return true
  }

  feeFen(): number {
    return [...this.#kept.values()].reduce((sum, fen) => sum + fen, 0)
  }

  /** The gateway as the product's own files of a provider show it. */
  client(): PayGateway {
    return {
      prepay: (ref, input) =>
        this.#call(`prepay ${short(input.orderId)}`, () => {
          this.#open(ref, input, 'open')
          if (this.#channelOf(ref) === 'alipay') return { trade: { tradeNO: `2026${input.orderId}` } }
          return { pay: { appId: 'wx', timeStamp: '1', nonceStr: 'n', package: 'p', signType: 'RSA', paySign: 's' } }
        }),
      qr: (ref, input) =>
        this.#call(`qr ${short(input.orderId)}`, () => {
          this.#open(ref, input)
          return { codeUrl: `weixin://wxpay/bizpayurl?pr=${input.orderId}` }
        }),
      payPage: (ref, input) =>
        this.#call(`page ${short(input.orderId)}`, () => {
          this.#open(ref, input)
          return { url: input.returnUrl }
        }),
      query: (_ref, orderId) =>
        this.#call(`query ${short(orderId)}`, () => {
          const order = this.orders.get(orderId)
          return order && order.state !== 'given' ? this.tradeOf(order) : 'unknown_order'
        }),
      close: (ref, orderId) =>
        this.#call(`close ${short(orderId)}`, () => {
          const order = this.orders.get(orderId)
          if (order?.state === 'paid') return 'paid'
          if (order?.state === 'given' || (!order && this.#channelOf(ref) === 'alipay')) return 'not_yet'
          if (order) order.state = 'closed'
          return 'closed'
        }),
      refund: (ref, input) =>
        this.#call(`refund ${short(input.orderId)}`, () => this.refunds.ask(this.#channelOf(ref), input)),
      queryRefund: (_ref, { outRefundNo }) =>
        this.#call(`query refund ${short(outRefundNo)}`, () => this.refunds.look(outRefundNo)),
      applyAbnormalRefund: (_ref, { outRefundNo }) =>
        this.#call(`redirect refund ${short(outRefundNo)}`, () => this.refunds.redirect(outRefundNo)),
      tradeBill: async (ref, date, take) => {
        const lines = await this.#call(`bill of ${date}`, () => this.#bill(this.#channelOf(ref), date))
        if (lines.length === 0) return 'none'
        const feeMilli = lines.reduce((sum, line) => sum + line.feeMilli, 0)
        this.#kept.set(`${ref} ${date}`, Math.floor((feeMilli + 500) / 1000))
        take(lines)
        return { hash: 'sha1', lines: lines.length }
      },
      platformKey: (_ref, serial) => Promise.resolve(this.#keyOf(serial)),
    }
  }

  /** The identical request again is the same order; one that is over stays over. */
  #open(ref: string, { orderId, amountFen, expiresAt }: QrInput, as?: 'open'): void {
    const known = this.orders.get(orderId)
    if (known && (known.state === 'paid' || known.state === 'closed')) throw new AppError('payments.order_closed')
    const expiresAtMs = Date.parse(expiresAt)
    const channel = this.#channelOf(ref)
    const state = as ?? (channel === 'alipay' ? 'given' : 'open')
    if (!known) this.orders.set(orderId, { orderId, channel, amountFen, expiresAtMs, state, taken: [] })
  }

  #channelOf(ref: string): Provider {
    return ref === this.merchants.alipay.config.ref ? 'alipay' : 'wechat'
  }

  /** Who receives the money, as the provider names them. */
  receiverOf(channel: Provider): { mchid: string; appid: string } {
    const { wechat, alipay } = this.merchants
    if (channel === 'wechat') return { mchid: wechat.config.mchid, appid: wechat.config.appid }
    return { mchid: alipay.config.sellerId, appid: alipay.config.appId }
  }

  /** WeChat says that something went back; Alipay only when all of it did, and then how much. */
  tradeOf(order: ChannelOrder, taken = order.taken[0]): Trade {
    const backFen = taken ? this.refunds.backFen(order.channel, taken.transactionId) : 0
    const isBack = backFen > 0 && (order.channel === 'wechat' || backFen === taken?.amountFen)
    return {
      orderId: order.orderId,
      transactionId: taken?.transactionId,
      state: taken ? (isBack ? 'refunded' : 'paid') : 'unpaid',
      ...this.receiverOf(order.channel),
      amountFen: taken?.amountFen ?? order.amountFen,
      currency: 'CNY',
      ...(isBack && order.channel === 'alipay' && { refundedFen: backFen }),
      paidAt: taken && secondsOnly(taken.paidAtMs),
      said: { trade_state: taken ? 'SUCCESS' : 'NOTPAY' },
    }
  }

  #bill(channel: Provider, date: string): TradeBillLine[] {
    const own = [...this.orders.values()].filter(order => order.channel === channel)
    const isThen = (atMs: number) => beijingDate(new Date(atMs).toISOString()) === date
    return own.flatMap(({ orderId, taken }) =>
      taken.flatMap(({ transactionId, amountFen, paidAtMs }): TradeBillLine[] => {
        const line = { orderId, transactionId }
        const feeMilli = feePerMille * amountFen
        const back = [...this.refunds.all.values()].filter(
          each => each.transactionId === transactionId && isThen(each.acceptedAtMs),
        )
        return [
          ...(isThen(paidAtMs) ? [{ ...line, kind: 'payment' as const, amountFen, refundNo: '', feeMilli }] : []),
          ...back.map(each => ({
            ...line,
            kind: 'refund' as const,
            amountFen: each.amountFen,
            refundNo: each.outRefundNo,
            feeMilli: 0,
          })),
        ]
      }),
    )
  }

  #keyOf(serial: string) {
    const { certificates, publicKey } = this.merchants.wechat.platform
    const found = [...certificates, publicKey].find(each => each.serial === serial)
    if (!found) return undefined
    const key = keys.get(found.pem) ?? publicKeyOf(found.pem)
    keys.set(found.pem, key)
    return key
  }

  /** A call over the network: lost before it arrives, its answer lost, or late where nobody waits any more. */
  #call<T>(about: string, work: () => T): Promise<T> {
    const { world, faults } = this
    const owner = world.current
    const way = () => world.chance.between(20, 400)
    return new Promise((resolve, reject) => {
      const lost = () => world.later(5000, () => reject(new AppError('payments.channel_down')), owner)
      const arrive = () => {
        world.note(about)
        try {
          const found = work()
          return () => resolve(found)
        } catch (refused) {
          return () => reject(refused instanceof Error ? refused : new Error(String(refused)))
        }
      }
      if (faults.happens('the channel never hears a request', 0.05, about)) lost()
      else if (faults.happens('the answer of the channel is lost', 0.06, about)) {
        world.later(way(), arrive)
        lost()
      } else if (faults.happens('a request reaches the channel late', 0.03, about)) {
        world.later(world.chance.between(5000, 120_000), arrive)
        lost()
      } else world.later(way(), () => world.later(way(), arrive(), owner))
    })
  }
}

export const short = (orderId: string) => `…${orderId.slice(-4)}`
const secondsOnly = (ms: number) => new Date(Math.floor(ms / 1000) * 1000).toISOString()
