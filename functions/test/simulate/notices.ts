import {
  signedBody,
  noticeBody,
  paidTransaction,
  platformKeyOf,
  type SignedNotice,
} from '../../../infra/local/wechat/notice'
import { type Fields, yuan } from '../../../infra/local/alipay/notice'
import { evidenceKey, transactionKey } from '../../src/payments/store'
import { type ChannelOrder, type Paid, type Provider, short } from './gateway'
import { alipayNoticeOf } from './alipay-notices'
import type { GivenBack } from './gateway-refunds'
import type { Town } from './town'

/** When the channel tells again that nobody has acknowledged, after the time before. */
const againMs = [15_000, 15_000, 30_000, 180_000, 600_000, 1_200_000, 1_800_000, 1_800_000, 3_600_000]
const refundEvents: Partial<Record<GivenBack['state'], string>> = {
  succeeded: 'SUCCESS',
  closed: 'CLOSED',
  abnormal: 'ABNORMAL',
}
const channel = { name: 'the channel', life: 0 }

/** The channels' notices: really encrypted and signed, lost, doubled and late, told again until they are acknowledged. */
export class Notices {
  /** Each payment is told with another amount too, at the same time. */
  isDoubted = false

  constructor(readonly town: Town) {}

  told(paid: Paid): void {
    const { world, faults } = this.town
    // Two that come at the same moment meet each other.
    const ms = world.chance.happens(0.5) ? 500 : world.chance.between(100, 2000)
    if (this.isDoubted) {
      const { channel: provider } = paid.order
      const fits = paid.taken === paid.order.taken[0] && paid.taken.amountFen === paid.order.amountFen
      if (fits)
        world.later(
          ms + world.chance.between(-20, 20),
          () => void this.post(this.noticeOf(paid, 1), undefined, provider),
          channel,
        )
    }
    if (faults.happens('a notice is lost', 0.4, `all of ${short(paid.order.orderId)}`)) return
    this.#attempt(paid, 0, ms, `n-${paid.taken.transactionId}`)
  }

  #attempt(paid: Paid, nth: number, ms: number, id: string): void {
    const { world, faults } = this.town
    const about = short(paid.order.orderId)
    const late = faults.happens('a notice is late', 0.1, about) ? world.chance.between(1000, 400_000) : 0
    const lost = faults.happens('a notice is lost', 0.1, about)
    const twice = faults.happens('a notice comes twice', 0.15, about)
    let isAcknowledged = false
    world.later(ms, () => {
      const notice = this.noticeOf(paid)
      const send = async () => {
        const status = await this.post(notice, undefined, paid.order.channel)
        world.tell(`the channel tells of ${about}: ${status ?? 'no answer'}`)
        if (status === undefined || status >= 300) return
        isAcknowledged = true
        this.#expectDurable(paid)
      }
      if (!lost) world.later(late, () => void send(), channel)
      if (twice) world.later(world.chance.between(0, 3000), () => void send(), channel)
      const next = againMs[nth]
      if (next !== undefined)
        world.later(next, () => {
          if (!isAcknowledged) this.#attempt(paid, nth + 1, 0, id)
        })
    })
  }

  /** An acknowledged notice is never told again: what it says must be kept by then. */
  #expectDurable({ order, taken }: Paid): void {
    const { store, estate, breaks } = this.town
    const { communityId } = estate
    const kept = [transactionKey, evidenceKey].some(keyOf => {
      const { pk, sk } = keyOf(communityId, order.channel, taken.transactionId)
      return store.has(pk, sk)
    })
    if (!kept) breaks.push(`the notice of ${short(order.orderId)} was acknowledged before its money was kept`)
  }

  /** What its channel tells of a payment at this moment; `moreFen` than there was, from a channel that is wrong. */
  noticeOf(paid: Paid, moreFen = 0): SignedNotice {
    const total = paid.taken.amountFen + moreFen
    if (paid.order.channel === 'alipay') return this.alipay(paid, moreFen === 0 ? {} : { total_amount: yuan(total) })
    return this.signed(paid, moreFen === 0 ? {} : { amount: { total, payer_total: total, currency: 'CNY' } })
  }

  alipay(paid: Paid, change: Fields = {}): SignedNotice {
    const { world, estate, gateway } = this.town
    const backFen = gateway.refunds.backFen('alipay', paid.taken.transactionId)
    return alipayNoticeOf(estate.alipay, paid, { backFen, nowMs: world.nowMs }, change)
  }

  /** The right notice of WeChat's, as it is signed at this moment; `change` spoils what it says. */
  signed({ order, taken }: Paid, change: Record<string, unknown> = {}): SignedNotice {
    const at = new Date(this.town.world.nowMs)
    const { merchant } = this.town.estate
    const right = paidTransaction({
      merchant,
      outTradeNo: order.orderId,
      totalFen: taken.amountFen,
      // Vouchers lower what the payer pays, never what was asked.
      payerFen: Math.max(0, taken.amountFen - (taken.amountFen % 7)),
      transactionId: taken.transactionId,
      openid: 'o-payer',
      paidAt: new Date(taken.paidAtMs),
    })
    const body = noticeBody({ merchant, transaction: { ...right, ...change }, at, id: `n-${taken.transactionId}` })
    return this.signedAs(body)
  }

  signedAs(body: string, atMs = this.town.world.nowMs): SignedNotice {
    const { merchant } = this.town.estate
    const mode = this.town.world.chance.happens(0.5) ? 'certificate' : 'public-key'
    return signedBody(platformKeyOf(merchant, mode), body, new Date(atMs))
  }

  async post(
    { headers, body }: SignedNotice,
    ref?: string,
    provider: Provider = 'wechat',
  ): Promise<number | undefined> {
    const { merchant, alipay } = this.town.estate
    const own = provider === 'wechat' ? merchant.config.ref : alipay.config.ref
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    return (await this.town.request(channel, 'POST', `/callbacks/${provider}/${ref ?? own}`, lower, body))?.status
  }

  /** A refund's end, told once or not at all: asking is what finds it for sure. */
  toldBack(refund: GivenBack): void {
    if (refund.channel === 'alipay') return this.#toldByAlipay(refund)
    const { world, faults, estate } = this.town
    const event = refundEvents[refund.state]
    if (!event || faults.happens('a notice is lost', 0.3, 'of a refund')) return
    const transaction = {
      mchid: estate.merchant.config.mchid,
      out_trade_no: refund.orderId,
      transaction_id: refund.transactionId,
      out_refund_no: refund.outRefundNo,
      refund_id: refund.channelRefundId,
      refund_status: event,
      success_time: new Date(world.nowMs).toISOString(),
      amount: { total: refund.totalFen, refund: refund.amountFen },
    }
    const about = { merchant: estate.merchant, transaction, at: new Date(world.nowMs), id: `r-${refund.outRefundNo}` }
    const body = noticeBody({ ...about, event: `REFUND.${event}` })
    const send = async () => {
      const status = await this.post(this.signedAs(body))
      world.tell(`the channel tells of a refund of ${short(refund.orderId)}: ${status ?? 'no answer'}`)
    }
    world.later(world.chance.between(50, 3000), () => void send(), channel)
    if (faults.happens('a notice comes twice', 0.3, 'of a refund'))
      world.later(world.chance.between(50, 3000), () => void send(), channel)
  }

  /** On the address of payments, as another word about the trade. */
  #toldByAlipay({ orderId, transactionId }: GivenBack): void {
    const { world, faults } = this.town
    const paid = this.paidOnes().find(each => each.taken.transactionId === transactionId)
    if (!paid || faults.happens('a notice is lost', 0.3, 'of a refund')) return
    const send = async () => {
      const status = await this.post(this.alipay(paid), undefined, 'alipay')
      world.tell(`Alipay tells what is back of ${short(orderId)}: ${status ?? 'no answer'}`)
    }
    world.later(world.chance.between(50, 3000), () => void send(), channel)
  }

  paidOnes(): Paid[] {
    const orders: ChannelOrder[] = [...this.town.gateway.orders.values()]
    return orders.flatMap(order => order.taken.map(taken => ({ order, taken })))
  }
}
