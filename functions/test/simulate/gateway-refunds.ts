import { AppError } from '@linli/shared/errors'
import type { ChannelRefund, RefundInput } from '../../src/payments/pay-gateway'
import type { ChannelOrder, Provider } from './gateway'
import type { World } from './world'

/** A refund as the channel knows it, and what it is going to become. */
export type GivenBack = RefundInput & {
  state: ChannelRefund['state']
  becomes: ChannelRefund['state']
  channelRefundId: string
  channel: Provider
  acceptedAtMs: number
}

/** What the channel gives back of its orders: accepted first, decided a while later, now and then not as one would wish. */
export class GatewayRefunds {
  readonly all = new Map<string, GivenBack>()
  /** Numbers that are never taken, whoever asks how often. */
  readonly #refused = new Set<string>()

  constructor(
    readonly world: World,
    readonly orders: ReadonlyMap<string, ChannelOrder>,
    readonly told: (refund: GivenBack) => void,
  ) {}

  /** All that has left for the payers. */
  givenFen(): number {
    return [...this.all.values()].reduce(
      (sum, { state, amountFen }) => sum + (state === 'succeeded' ? amountFen : 0),
      0,
    )
  }

  /** Those of a payment that were accepted and are not closed. */
  of(transactionId: string): GivenBack[] {
    return [...this.all.values()].filter(each => each.transactionId === transactionId && each.state !== 'closed')
  }

  /** What a query's state is of: WeChat counts what is on its way, Alipay what is back. */
  backFen(channel: Provider, transactionId: string): number {
    const back = this.of(transactionId).filter(({ state }) => channel === 'wechat' || state === 'succeeded')
    return back.reduce((sum, { amountFen }) => sum + amountFen, 0)
  }

  ask(channel: Provider, input: RefundInput): ChannelRefund {
    const known = this.all.get(input.outRefundNo)
    if (known) {
      if (known.amountFen !== input.amountFen) throw new AppError('payments.refund_refused')
      // Alipay answers a number that it knows with fund_change=N, whatever became of it.
      return channel === 'alipay' ? { ...said(known), state: 'processing' } : said(known)
    }
    if (this.world.chance.happens(0.04)) this.#refused.add(input.outRefundNo)
    if (this.#refused.has(input.outRefundNo)) throw new AppError('payments.refund_refused')
    const taken = this.orders.get(input.orderId)?.taken.find(each => each.transactionId === input.transactionId)
    const left =
      (taken?.amountFen ?? 0) - this.of(input.transactionId).reduce((sum, { amountFen }) => sum + amountFen, 0)
    if (!taken || input.amountFen > left) throw new AppError('payments.refund_refused')
    if (this.world.chance.happens(0.06)) throw new AppError('payments.refund_no_balance')
    const channelRefundId = `5030${this.all.size}`
    const { nowMs: acceptedAtMs } = this.world
    const accepted = { ...input, channelRefundId, channel, acceptedAtMs, state: 'processing' as const }
    if (channel === 'alipay') return this.#askAlipay({ ...accepted, becomes: 'succeeded' })
    const refund: GivenBack = { ...accepted, becomes: this.world.chance.pick(outcomes) }
    this.all.set(input.outRefundNo, refund)
    this.#decide(refund)
    return said(refund)
  }

  /** It is there at once or a while later; or Alipay took it, could not pay, and knows nothing of it. */
  #askAlipay(refund: GivenBack): ChannelRefund {
    if (this.world.chance.happens(0.15)) return said(refund)
    this.all.set(refund.outRefundNo, refund)
    if (this.world.chance.happens(0.15)) this.#decide(refund)
    else {
      refund.state = 'succeeded'
      this.told(refund)
      this.world.tell(`Alipay gives ${refund.amountFen} fen back at once`)
    }
    return said(refund)
  }

  look(outRefundNo: string): ChannelRefund | 'unknown_refund' {
    const found = this.all.get(outRefundNo)
    const isUntold = found?.channel === 'alipay' && found.state !== 'succeeded'
    return found && !isUntold ? said(found) : 'unknown_refund'
  }

  /** What did not reach the payer goes another way. */
  redirect(outRefundNo: string): ChannelRefund {
    const found = this.all.get(outRefundNo)
    if (found?.state !== 'abnormal') throw new AppError('payments.refund_refused')
    found.state = 'processing'
    found.becomes = 'succeeded'
    this.#decide(found)
    return said(found)
  }

  #decide(refund: GivenBack): void {
    this.world.later(this.world.chance.between(2000, 200_000), () => {
      refund.state = refund.becomes
      this.told(refund)
      this.world.tell(`the channel's refund of ${refund.amountFen} fen: ${refund.state}`)
    })
  }
}

const outcomes: ChannelRefund['state'][] = [...Array<'succeeded'>(8).fill('succeeded'), 'closed', 'abnormal']

const said = ({ outRefundNo, state, amountFen, channelRefundId, channel, acceptedAtMs }: GivenBack): ChannelRefund => ({
  outRefundNo,
  state,
  amountFen,
  channelRefundId,
  ...(channel === 'wechat' && { acceptedAt: new Date(acceptedAtMs).toISOString() }),
})
