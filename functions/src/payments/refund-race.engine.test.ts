import { expect, it } from 'vitest'
import { testDeps } from '../../test/context'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom } from '../../test/make'
import { makeBill } from '../../test/payments'
import { communityContext } from '../context'
import { refundOrder } from './refund-order'
import { getOrder } from './store'

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
