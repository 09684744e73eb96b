import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AlipayWorld, alipayOrder, openAlipay, standOf } from '../../test/alipay'
import { cashierAt } from '../../test/desk'
import { communityContext } from '../context'
import { listRefunds } from './list-refunds'
import { pursueRefund } from './pursue-refund'
import { recordRefund } from './record-refund'
import { getRefund } from './refund-store'
import { requestRefund } from './request-refund'
import { giveUpRefund } from './steer-refund'

let world: AlipayWorld
beforeAll(async () => {
  world = await openAlipay()
})
afterAll(() => world.stop())

/** An order that was paid, and a refund of all of it that nobody has sent yet. */
async function refunded() {
  const { order } = await alipayOrder(world)
  const { orderId } = order
  await world.deps.pay.qr('linli-alipay', order)
  world.gateway.control.pay(orderId)
  await world.gateway.control.runDue()
  const { communityId } = world.place
  const ctx = communityContext(world.deps, communityId)
  const by = { cashierId: world.deps.newId(), cashierName: '小陈' }
  const of = { bills: undefined }
  const { refundId, outRefundNo, amountFen } = await requestRefund(ctx, { communityId, orderId, reason: '退', by, of })
  const place = { communityId, orderId, refundId }
  const giveUp = () => giveUpRefund(cashierAt(world.place), { ...place, reason: '改用转账' })
  return { ctx, place, giveUp, said: { outRefundNo, amountFen } }
}

it('a refund that is given up after Alipay had paid it, unheard, is what Alipay says', async () => {
  const { ctx, place, giveUp, said } = await refunded()
  world.gateway.control.fault({ kind: 'time-out-after', match: said.outRefundNo, ms: 10, count: 2 })
  await pursueRefund(world.deps, place)
  expect(await getRefund(ctx, place)).toMatchObject({ state: 'requested', trouble: 'silent' })
  await giveUp()
  world.deps.clock.advance(961_000)
  await pursueRefund(world.deps, place)
  expect(await getRefund(ctx, place)).toMatchObject({ state: 'succeeded' })
  expect(await standOf(world, place.orderId)).toMatchObject({ bills: [['published', 0]] })
})

it('a refund that Alipay had taken, forgot and takes no more is given up, and its bill is paid again', async () => {
  const { ctx, place, giveUp, said } = await refunded()
  const { communityId, orderId, refundId } = place
  await recordRefund(ctx, place, { ...said, state: 'processing' })
  await expect(giveUp()).rejects.toMatchObject({ code: 'payments.refund_moved' })

  const trade = world.gateway.control.trade(orderId)
  if (trade) trade.status = 'TRADE_FINISHED'
  await pursueRefund(world.deps, place)
  expect(await getRefund(ctx, place)).toMatchObject({ state: 'accepted', trouble: 'refused' })
  world.deps.world.settle()
  const { items } = await listRefunds(ctx, { communityId, shelf: 'problems', limit: 10 })
  expect(items.map(item => item.refundId)).toEqual([refundId])
  await giveUp()
  world.deps.clock.advance(961_000)
  await pursueRefund(world.deps, place)
  expect(await getRefund(ctx, place)).toMatchObject({ state: 'closed' })
  expect(await standOf(world, orderId)).toMatchObject({ bills: [['paid', 20_585]] })
})
