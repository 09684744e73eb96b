import { expect } from 'vitest'
import * as z from 'zod'
import { getBills } from '../src/billing/store'
import { communityContext } from '../src/context'
import { createOrder } from '../src/payments/create-order'
import { pursueRefund } from '../src/payments/pursue-refund'
import { getRefund, refundsOfOrder, type StoredRefund } from '../src/payments/refund-store'
import { requestRefund, type WhatOf } from '../src/payments/request-refund'
import { seal } from '../src/payments/seal'
import { getOrder, ledgerKey } from '../src/payments/store'
import { sweepRefunds } from '../src/payments/sweep-refunds'
import { openChannel, resident } from './channel'
import { cashierAt } from './desk'
import { makeCommunity, makeRoom } from './make'
import { type BillWish, makeBill } from './payments'

const minuteMs = 60_000

/** A community that takes money through a real gateway, what was paid there, and what goes back. */
export async function startRefunds(options: Parameters<typeof openChannel>[0] = {}) {
  const channel = await openChannel(options)
  const { deps, gateway } = channel
  const place = await makeCommunity(deps, { merchantRef: 'linli' })
  const { communityId } = place
  const clerk = cashierAt(place, 'accountant')
  const second = cashierAt(place, 'accountant')
  const system = () => communityContext(deps, communityId)

  let floor = 0
  /** Bills of a new household, paid by its owner with WeChat; each payment at a minute of its own. */
  async function paid(bills = 1, wish: BillWish = {}) {
    floor += 1
    const phone = `1380007${String(1000 + floor)}`
    const room = await makeRoom(place, { code: `9-1-${floor}01`, ownerName: '李小红', phone })
    const made = []
    for (let i = 0; i < bills; i++) made.push(await makeBill(place, room, wish))
    const asked = made.map(({ billId }) => ({ roomId: room.roomId, billId }))
    const payer = await resident(channel, place, [room], `refunded-${floor}`)
    const order = await pay(payer, asked)
    return { room, asked, payer, order }
  }

  async function pay(payer: Parameters<typeof createOrder>[0], asked: { roomId: string; billId: string }[]) {
    const { order, pay: params } = await createOrder(payer, { communityId, bills: asked })
    if (!params) throw new Error('no payment parameters')
    await gateway.control.pay({ ...params, decision: 'approve' })
    await gateway.control.runDue()
    return orderNow(order.orderId)
  }

  async function orderNow(orderId: string) {
    const order = await getOrder(system(), orderId)
    if (order?.state !== 'paid') throw new Error('not paid')
    return order
  }

  /** Asked for by the accountant, a minute after whatever was asked before. */
  function ask(orderId: string, of: WhatOf = { bills: undefined }, by = clerk) {
    deps.clock.advance(minuteMs)
    const { actor } = by
    if (actor.kind !== 'staff') throw new Error('nobody of the office')
    const asking = { cashierId: actor.personId, cashierName: actor.name }
    return requestRefund(by, { communityId, orderId, reason: '多缴了', by: asking, of })
  }

  const push = (refund: Pick<StoredRefund, 'orderId' | 'refundId'>) => pursueRefund(deps, { communityId, ...refund })

  async function refundNow(refund: Pick<StoredRefund, 'orderId' | 'refundId'>) {
    const found = await getRefund(system(), refund)
    if (!found) throw new Error('no such refund')
    return found
  }

  /** Everything that the channel has to say within this time, and the sweeper that asks it. */
  async function later(ms = 2 * minuteMs) {
    deps.clock.advance(ms)
    await gateway.control.runDue()
    deps.world.settle()
    await sweepRefunds(deps)
  }

  const billsNow = (asked: { roomId: string; billId: string }[]) => getBills(system(), communityId, asked)

  /** The journal's balances once all is sealed; they add up to 0. */
  async function balances(): Promise<Record<string, number>> {
    deps.world.settle()
    await seal(deps, communityId)
    const Head = z.object({ accounts: z.record(z.string(), z.number()) })
    const { accounts } = (await system().db.get(ledgerKey(communityId), Head)) ?? { accounts: {} }
    expect(Object.values(accounts).reduce((sum, fen) => sum + fen, 0)).toBe(0)
    return accounts
  }

  /** What the gateway holds for good: paid less what went back and is not closed. */
  const atChannel = () =>
    gateway.control.payments().reduce((sum, { transactionId, totalFen }) => sum + (transactionId ? totalFen : 0), 0) -
    gateway.control.refunds().reduce((sum, { state, refundFen }) => sum + (state === 'SUCCESS' ? refundFen : 0), 0)

  const refundsOf = (orderId: string) => refundsOfOrder(system(), orderId)
  return {
    channel,
    deps,
    gateway,
    place,
    clerk,
    second,
    system,
    paid,
    pay,
    orderNow,
    ask,
    push,
    refundNow,
    later,
    billsNow,
    balances,
    atChannel,
    refundsOf,
  }
}
