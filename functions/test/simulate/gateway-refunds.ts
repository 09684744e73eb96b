import { AppError } from '@linli/shared/errors'
import type { ChannelRefund, RefundInput } from '../../src/payments/pay-gateway'
import type { ChannelOrder } from './gateway'
import type { World } from './world'

/** A refund as the channel knows it, and what it is going to become. */
export type GivenBack = RefundInput & {
  state: ChannelRefund['state']
  becomes: ChannelRefund['state']
  channelRefundId: string
}

/** What the channel gives back of its orders: accepted first, decided a while later, now and then not as one would wish. */
export class GatewayRefunds {
  readonly all = new Map<string, GivenBack>()

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

  ask(input: RefundInput): ChannelRefund {
    const known = this.all.get(input.outRefundNo)
    if (known) {
      if (known.amountFen !== input.amountFen) throw new AppError('payments.refund_refused')
      return said(known)
    }
    const taken = this.orders.get(input.orderId)?.taken.find(each => each.transactionId === input.transactionId)
    const left =
      (taken?.amountFen ?? 0) - this.of(input.transactionId).reduce((sum, { amountFen }) => sum + amountFen, 0)
    if (!taken || input.amountFen > left) throw new AppError('payments.refund_refused')
    if (this.world.chance.happens(0.06)) throw new AppError('payments.refund_no_balance')
    const becomes = this.world.chance.pick(outcomes)
    const channelRefundId = `5030${this.all.size}`
    const refund: GivenBack = {
      ...input,
      state: 'processing',
      becomes,
      channelRefundId,
    }
    this.all.set(input.outRefundNo, refund)
    this.#decide(refund)
    return said(refund)
  }

  look(outRefundNo: string): ChannelRefund | 'unknown_refund' {
    const found = this.all.get(outRefundNo)
    return found ? said(found) : 'unknown_refund'
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

const said = ({ outRefundNo, state, amountFen, channelRefundId }: GivenBack): ChannelRefund => ({
  outRefundNo,
  state,
  amountFen,
  channelRefundId,
})
