import { expect, it } from 'vitest'
import { testDeps } from '../../test/context'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom } from '../../test/make'
import { makeBill } from '../../test/payments'
import { getBills } from '../billing/store'
import { communityContext } from '../context'
import { refundOrder } from './refund-order'
import { getOrder } from './store'

it('two payments of one bill that go back at once both leave it', async () => {
  const deps = testDeps()
  const place = await makeCommunity(deps)
  const room = await makeRoom(place, { code: '1-1-101', ownerName: '李小红' })
  const bill = await makeBill(place, room)
  const { communityId } = place
  const orders = []
  for (const part of [1000, 2000]) {
    deps.world.settle()
    orders.push(await payAtDesk(cashierAt(place, 'manager'), place, [bill], { part }))
  }
  const back = (orderId: string) => refundOrder(cashierAt(place, 'manager'), { communityId, orderId, reason: '退还' })
  await Promise.all(orders.map(({ orderId }) => back(orderId)))
  const [now] = await getBills(communityContext(deps, communityId), communityId, [{ ...bill, roomId: room.roomId }])
  expect(now).toMatchObject({ state: 'published', paidFen: 0 })
})

it('two parts of one order that go back at once are both counted on it', async () => {
  const deps = testDeps()
  const place = await makeCommunity(deps)
  const room = await makeRoom(place, { code: '1-1-101', ownerName: '李小红' })
  const bills = [await makeBill(place, room), await makeBill(place, room)]
  const { communityId } = place
  deps.world.settle()
  const { orderId } = await payAtDesk(cashierAt(place, 'manager'), place, bills)
  const back = (billId: string, amountFen: number) =>
    refundOrder(cashierAt(place, 'manager'), { communityId, orderId, reason: '退还', bills: [{ billId, amountFen }] })
  await Promise.all(bills.map(({ billId }, i) => back(billId, 100 + i)))
  expect(await getOrder(communityContext(deps, communityId), orderId)).toMatchObject({ refundedFen: 201 })
})
