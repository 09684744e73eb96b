import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AlipayWorld, alipayOrder, openAlipay, standOf } from '../../test/alipay'
import { communityContext } from '../context'
import { closeOrder } from './close-order'
import { sweepOrders } from './sweep-orders'

let world: AlipayWorld
beforeAll(async () => {
  world = await openAlipay()
})
afterAll(() => world.stop())

it('a code closed before anybody scanned it is watched: scanned later it is closed at Alipay, or its money is kept', async () => {
  const { control } = world.gateway
  const orders = [await alipayOrder(world), await alipayOrder(world), await alipayOrder(world)] as const
  const [scanned, paid, mispaid] = orders
  for (const { order } of orders) {
    // The code outlives our order by some minutes: the watch alone can close it.
    const expiresAt = new Date(Date.parse(order.expiresAt) + 300_000).toISOString()
    const amountFen = order.amountFen + (order === mispaid.order ? 1 : 0)
    await world.deps.pay.qr('linli-alipay', { ...order, amountFen, expiresAt })
    const ctx = communityContext(world.deps, world.place.communityId)
    expect(await closeOrder(ctx, order.orderId)).toMatchObject({ state: 'closed', unclosed: true })
  }
  control.scan(scanned.order.orderId)
  for (const { order } of [paid, mispaid]) {
    control.fault({ kind: 'drop', match: order.orderId })
    control.pay(order.orderId)
  }
  world.deps.clock.advance(15 * 60_000)
  world.deps.world.settle()
  await sweepOrders(world.deps)
  expect(control.trade(scanned.order.orderId)?.status).toBe('TRADE_CLOSED')
  const [left, settled, held] = await Promise.all(orders.map(({ order }) => standOf(world, order.orderId)))
  expect(left?.order).toMatchObject({ state: 'closed' })
  expect(settled).toMatchObject({ order: { state: 'paid' }, bills: [['paid', 20_585]] })
  // Money of another amount waits for a person; nobody looks at its order any more.
  expect(held).toMatchObject({ order: { state: 'closed', suspended: true }, bills: [['published', 0]] })
  expect([left, settled, held].map(stand => stand?.order.unclosed)).toEqual([undefined, undefined, undefined])
})
