import { AppError } from '@linli/shared/errors'
import { beijingDate } from '@linli/shared/time'
import { publicKeyOf } from '../../src/payments/wechat-notice'
import type { PayGateway, QrInput, Trade, TradeBillLine } from '../../src/payments/pay-gateway'
import type { GatewayMerchant } from '../../../infra/local/wechat/merchant'
import { type GivenBack, GatewayRefunds } from './gateway-refunds'
import type { Faults } from './faults'
import type { World } from './world'

type Taken = { transactionId: string; amountFen: number; paidAtMs: number }
/** An order as the channel knows it: its own truth, which the product never sees but through answers and notices. */
export type ChannelOrder = {
  orderId: string
  amountFen: number
  expiresAtMs: number
  state: 'open' | 'paid' | 'closed'
  /** What was really taken, the first first; more than one where the payer was charged twice. */
  taken: Taken[]
}
export type Paid = { order: ChannelOrder; taken: Taken }

/** Read once for all histories. */
const keys = new Map<string, ReturnType<typeof publicKeyOf>>()

/** The channel in the process: orders, money, and its interface with all that can go wrong on the way. */
export class Gateway {
  readonly orders = new Map<string, ChannelOrder>()
  readonly refunds: GatewayRefunds
  #transactions = 0

  constructor(
    readonly world: World,
    readonly faults: Faults,
    readonly merchant: GatewayMerchant,
    readonly told: (paid: Paid) => void,
    givenBack: (refund: GivenBack) => void = () => {},
  ) {
    this.refunds = new GatewayRefunds(world, this.orders, givenBack)
  }

  /** The payer's phone asks for the password: whether the order can be paid now. */
  begin(orderId: string): boolean {
    const order = this.orders.get(orderId)
    return order?.state === 'open' && this.world.nowMs < order.expiresAtMs
  }

  /**
   * The password is right: true when the channel has taken the money. What has begun may end after the order was closed.
   * `slipFen`: more (or less) than was asked for, a fen at least; `again`: a second time.
   */
  pay(orderId: string, { slipFen = 0, again = false } = {}): boolean {
    const order = this.orders.get(orderId)
    const mayEnd = order?.state === 'open' || (order?.state === 'closed' && this.world.chance.happens(0.6))
    if (!order || !(mayEnd || (again && order.state === 'paid'))) return false
    this.#transactions += 1
    const transactionId = `4200${String(this.#transactions).padStart(24, '0')}`
    const amountFen = Math.max(1, order.amountFen + slipFen)
    const taken = { transactionId, amountFen, paidAtMs: this.world.nowMs }
    order.state = 'paid'
    order.taken.push(taken)
    this.told({ order, taken })
    return true
  }

  /** The gateway as the product's own files of a provider show it. */
  client(): PayGateway {
    return {
      prepay: (_ref, input) =>
        this.#call(`prepay ${short(input.orderId)}`, () => {
          this.#open(input)
          return { appId: 'wx', timeStamp: '1', nonceStr: 'n', package: 'p', signType: 'RSA', paySign: 's' }
        }),
      qr: (_ref, input) =>
        this.#call(`qr ${short(input.orderId)}`, () => {
          this.#open(input)
          return { codeUrl: `weixin://wxpay/bizpayurl?pr=${input.orderId}` }
        }),
      payPage: (_ref, input) =>
        this.#call(`page ${short(input.orderId)}`, () => {
          this.#open(input)
          return { url: input.returnUrl }
        }),
      query: (_ref, orderId) =>
        this.#call(`query ${short(orderId)}`, () => {
          const order = this.orders.get(orderId)
          return order ? this.tradeOf(order) : 'unknown_order'
        }),
      close: (_ref, orderId) =>
        this.#call(`close ${short(orderId)}`, () => {
          const order = this.orders.get(orderId)
          if (order?.state === 'paid') return 'paid'
          // A provider that makes the order when its code is scanned has nothing to close before.
          if (!order && this.world.chance.happens(0.5)) return 'not_yet'
          if (order) order.state = 'closed'
          return 'closed'
        }),
      refund: (_ref, input) => this.#call(`refund ${short(input.orderId)}`, () => this.refunds.ask(input)),
      queryRefund: (_ref, { outRefundNo }) =>
        this.#call(`query refund ${short(outRefundNo)}`, () => this.refunds.look(outRefundNo)),
      applyAbnormalRefund: (_ref, { outRefundNo }) =>
        this.#call(`redirect refund ${short(outRefundNo)}`, () => this.refunds.redirect(outRefundNo)),
      tradeBill: async (_ref, date, take) => {
        const lines = await this.#call(`bill of ${date}`, () => this.#bill(date))
        if (lines.length === 0) return 'none'
        take(lines)
        return { hash: 'sha1', lines: lines.length }
      },
      platformKey: (_ref, serial) => Promise.resolve(this.#keyOf(serial)),
    }
  }

  /** The identical request again is the same order; one that is over stays over. */
  #open({ orderId, amountFen, expiresAt }: QrInput): void {
    const known = this.orders.get(orderId)
    if (known && known.state !== 'open') throw new AppError('payments.order_closed')
    const expiresAtMs = Date.parse(expiresAt)
    if (!known) this.orders.set(orderId, { orderId, amountFen, expiresAtMs, state: 'open', taken: [] })
  }

  tradeOf(order: ChannelOrder, taken = order.taken[0]): Trade {
    const { mchid, appid } = this.merchant.config
    return {
      orderId: order.orderId,
      transactionId: taken?.transactionId,
      state: taken ? (this.refunds.of(taken.transactionId).length > 0 ? 'refunded' : 'paid') : 'unpaid',
      mchid,
      appid,
      amountFen: taken?.amountFen ?? order.amountFen,
      currency: 'CNY',
      paidAt: taken && secondsOnly(taken.paidAtMs),
      said: { trade_state: taken ? 'SUCCESS' : 'NOTPAY' },
    }
  }

  #bill(date: string): TradeBillLine[] {
    return [...this.orders.values()].flatMap(({ orderId, taken }) =>
      taken
        .filter(({ paidAtMs }) => beijingDate(new Date(paidAtMs).toISOString()) === date)
        .map(({ transactionId, amountFen }) => ({
          orderId,
          transactionId,
          kind: 'payment' as const,
          amountFen,
          refundNo: '',
          feeMilli: 0,
        })),
    )
  }

  #keyOf(serial: string) {
    const { certificates, publicKey } = this.merchant.platform
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
