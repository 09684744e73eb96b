import { merchantApi } from '@linli/shared/payments/merchant-api'
import { paymentsApi } from '@linli/shared/payments/api'
import { refundApi } from '@linli/shared/payments/refund-api'
import { loadCommunity } from '../src/communities/community'
import { loadRoom } from '../src/communities/rooms'
import { settle } from '../src/payments/settle'
import { getOrder } from '../src/payments/store'
import type { Channel } from './channel'
import type { Place } from './make'
import { makeBill } from './payments'
import type { Act } from './records'

type Who = {
  mine: Act
  desk: Act
  second: Act /** Asks the channel, which the system's own work records. */
  push: Act
}

/** Online money that goes back: abnormal, given up, refused by nobody, made in the console, and a prepayment by its payer. */
export async function refundStory(
  { deps, gateway }: Channel,
  place: Place,
  roomId: string,
  { mine, desk, second, push }: Who,
): Promise<void> {
  const at = { communityId: place.communityId }
  const room = await loadRoom(place.ctx, at.communityId, roomId)
  const later = async (ms: number) => {
    deps.clock.advance(ms)
    await gateway.control.runDue()
  }
  const bill = async () => ({ roomId, billId: (await makeBill(place, room)).billId })
  const pay = async (asked: { roomId: string; billId: string }) => {
    const { order, pay: params } = await mine(paymentsApi.createOrder, { ...at, bills: [asked] })
    if (!params) throw new Error('no payment parameters')
    await gateway.control.pay({ ...params, decision: 'approve' })
    await gateway.control.runDue()
    return { ...at, orderId: order.orderId }
  }
  const ask = async (order: { communityId: string; orderId: string }, fen?: { billId: string; amountFen: number }) => {
    deps.clock.advance(60_000)
    const bills = fen && [fen]
    const { refundId } = await desk(refundApi.requestRefund, { ...order, bills, reason: '多缴了' })
    return { ...order, refundId }
  }

  const twice = await bill()
  const first = await pay(twice)
  gateway.control.fault({ kind: 'refund-closed', match: first.orderId, ms: 600_000 })
  await push(refundApi.retryRefund, await ask(first))
  await pay(twice)
  await later(700_000)
  const [lotId = ''] = [...((await getOrder(place.ctx, first.orderId))?.lotIds ?? [])]
  await mine(refundApi.refundMyPrepayment, { ...at, lotId })
  const again = await getOrder(place.ctx, first.orderId)
  if (!again) throw new Error('no such order')
  await settle(place.ctx, again, { transactionId: `42${deps.newId()}`, paidAt: place.ctx.now(), amountFen: 100 })
  const lots = [...((await getOrder(place.ctx, first.orderId))?.lotIds ?? [])]
  await bill()
  deps.world.settle()
  const use = { ...at, roomId, lotId: lots.find(each => each !== lotId) ?? '' }
  await mine(refundApi.useMyPrepayment, use)

  const { version, entities } = await loadCommunity(place.ctx, at.communityId)
  for (const { entityId, merchantRef } of entities.slice(0, 1))
    await desk(merchantApi.setMerchants, { ...at, entityId, merchantRef, items: [], version })
  await desk(refundApi.saveRefundSettings, { ...at, limitFen: 10_000, version: 0 })
  const one = await bill()
  const order = await pay(one)
  gateway.control.fault({ kind: 'refund-abnormal', match: order.orderId })
  const abnormal = await ask(order, { billId: one.billId, amountFen: 5_000 })
  await push(refundApi.retryRefund, abnormal)
  await later(10_000)
  await desk(refundApi.resendRefund, { ...abnormal, way: { to: 'merchant' } })
  const big = await ask(order, { billId: one.billId, amountFen: 15_000 })
  await second(refundApi.decideRefund, { ...big, approve: true })
  await desk(refundApi.giveUpRefund, { ...big, reason: '改用转账' })
  await later(1_020_000)
  await push(refundApi.retryRefund, big)
  await desk(refundApi.seeRefund, big)
  await gateway.control.refund(order.orderId, 100)
  const outRefundNo = gateway.control.refunds().at(-1)?.outRefundNo ?? ''
  const bills = [{ billId: one.billId, amountFen: 100 }]
  await desk(refundApi.recordForeignRefund, { ...order, outRefundNo, bills, reason: '在商户平台退的' })
}
