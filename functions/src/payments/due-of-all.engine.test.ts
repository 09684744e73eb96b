import { paymentsApi } from '@linli/shared/payments/api'
import { partsOf } from '@linli/shared/payments/basket'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accountWith, homeIn } from '../../test/actors'
import { callAs } from '../../test/call'
import { type Channel, openChannel } from '../../test/channel'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill, makeHeldBill } from '../../test/payments'
import { makeApp } from '../http'
import { allRoutes } from '../registry'

let channel: Channel
beforeAll(async () => {
  channel = await openChannel()
})
afterAll(() => channel.stop())

it('all homes of an account at once, each bill once; a basket of two communities is two orders, and never one', async () => {
  const app = makeApp(channel.deps, allRoutes)
  const places = await Promise.all(['linli', 'linli'].map(merchantRef => makeCommunity(channel.deps, { merchantRef })))
  const homeAt = async (place: Place, code: string, phone: string) => {
    const room = await makeRoom(place, { code, ownerName: '李小红', phone })
    return { room, personId: room.occupancies[0]?.personId ?? '' }
  }
  const [here, there] = places
  if (!here || !there) throw new Error('no places')
  const [one, two, far] = [
    await homeAt(here, '1-1-101', '13800061001'),
    await homeAt(here, '1-1-102', '13800061001'),
    await homeAt(there, '9-1-901', '13800061002'),
  ]
  const who = await accountWith(channel.deps, [
    { ...homeIn(here, one.room.roomId, 'owner'), personId: one.personId },
    { ...homeIn(here, one.room.roomId, 'family'), personId: one.personId },
    { ...homeIn(here, two.room.roomId, 'owner'), personId: two.personId },
    { ...homeIn(there, far.room.roomId, 'owner'), personId: far.personId },
    { ...homeIn(there, two.room.roomId, 'owner', { to: '2020-12-31' }) },
  ])
  await makeBill(here, one.room)
  await makeBill(here, two.room, { amountFen: 300 })
  await makeBill(there, far.room, { amountFen: 4000 })
  await makeHeldBill(here, one.personId, '李小红', { amountFen: 50 })
  channel.deps.world.settle()
  const { homes, entities } = (await callAs(app, who, paymentsApi.dueOfAll, {})).ok()
  expect(homes.map(({ roomId, bills }) => [roomId, bills.map(({ dueFen }) => dueFen).sort((a, b) => b - a)])).toEqual([
    [one.room.roomId, [20_585, 50]],
    [two.room.roomId, [300]],
    [far.room.roomId, [4000]],
  ])
  expect(entities.map(({ entityId }) => entityId)).toEqual([
    here.community.entities[0]?.entityId,
    there.community.entities[0]?.entityId,
  ])
  const bills = homes.flatMap(home => home.bills)
  const parts = partsOf(bills)
  expect(parts.map(part => [part.communityId, part.amountFen])).toEqual([
    [here.communityId, 20_935],
    [there.communityId, 4000],
  ])
  const asked = (each: typeof bills) => each.map(bill => ({ roomId: bill.object.id, billId: bill.billId }))
  const mixed = { communityId: here.communityId, bills: asked(bills) }
  expect((await callAs(app, who, paymentsApi.createOrder, mixed)).code).toBe('record.not_found')
  for (const { communityId, bills: own, amountFen } of parts) {
    const made = (await callAs(app, who, paymentsApi.createOrder, { communityId, bills: asked(own) })).ok()
    expect(made.order.amountFen).toBe(amountFen)
  }
})
