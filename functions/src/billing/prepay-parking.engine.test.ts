import { sumFen } from '@linli/shared/money'
import { beforeAll, expect, it } from 'vitest'
import { homeIn } from '../../test/actors'
import { billsOf } from '../../test/books'
import { cashierAt } from '../../test/desk'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem } from '../../test/make-billing'
import { type GrantedHome, makeContext } from '../context'
import { spaceItem, type StoredSpace, type StoredVehicle, vehicleItem } from '../parking/store'
import { cancelPrepay } from './cancel-prepay'
import { loadFeeItem } from './fee-item-store'
import { prepayForRoom, prepayMine } from './prepay'
import { myPrepayOffers, prepayOffers } from './prepay-offers'
import { updateFeeItem } from './update-fee-item'

let deps: TestDeps
let place: Place
let items: { space: string; vehicle: string }
let roomId: string
let ownerId: string

/** 60 元 a space and month, 30 元 a vehicle; six months ahead. */
async function parkingItem(charges: 'space' | 'vehicle', name: string, price: number): Promise<string> {
  const { feeItemId } = await makeFeeItem(place, { name, formula: { kind: 'fixed' }, charges, price })
  const { tariffs: _tariffs, version, ...item } = await loadFeeItem(place.ctx, place.communityId, feeItemId)
  await updateFeeItem(place.ctx, { ...item, version, prepayMonths: 6 })
  return feeItemId
}

beforeAll(async () => {
  deps = testDeps()
  place = await makeCommunity(deps)
  items = {
    space: await parkingItem('space', '车位管理费', 600_000),
    vehicle: await parkingItem('vehicle', '停车费', 300_000),
  }
  const room = await makeRoom(place, { code: '1-1-101', ownerName: '李小红' })
  roomId = room.roomId
  ownerId = room.occupancies[0]?.personId ?? ''
})

async function space(code: string, more: Partial<StoredSpace> = {}): Promise<StoredSpace> {
  const { communityId, ctx } = place
  const made = {
    spaceId: ctx.newId(),
    communityId,
    lot: '地下',
    code,
    roomId,
    roomCode: '1-1-101',
    version: 1,
    ...more,
  }
  await ctx.db.writeMany([{ put: spaceItem(made) }])
  return made
}
async function vehicle(more: Partial<StoredVehicle> = {}): Promise<StoredVehicle> {
  const { communityId, ctx } = place
  const kept = { vehicleId: ctx.newId(), plateMasked: '京A***45', plateSealed: 'none', version: 1 }
  const made = { communityId, roomId, roomCode: '1-1-101', ...kept, ...more }
  await ctx.db.writeMany([{ put: vehicleItem(made) }])
  return made
}
const residentWith = (home: GrantedHome) =>
  makeContext(deps, { kind: 'account', accountId: deps.newId(), sessionKey: 'session#none', homes: [home] }, [
    `C#${place.communityId}#`,
  ])
const cashier = () => cashierAt(place)
const offersAt = async (placeId: string) => {
  deps.world.settle()
  const { offers } = await prepayOffers(cashier(), { communityId: place.communityId, roomId: placeId })
  return offers.map(({ feeItemName, periods }) => [
    feeItemName,
    periods[0]?.from,
    periods.length,
    periods[0]?.amountFen,
  ])
}
const billed = async (placeId: string) =>
  (await billsOf(place, placeId))
    .filter(({ state }) => state !== 'void')
    .map(({ feeItemName, period }) => `${feeItemName} ${period.from}`)
    .sort()

it('each space and vehicle of a home is offered apart; what is bought is billed once, and a run passes it by', async () => {
  await space('A-01')
  const second = await space('A-02', { from: '2026-12-16' })
  const car = await vehicle()
  expect(await offersAt(roomId)).toEqual(
    expect.arrayContaining([
      ['车位管理费（车位 地下 A-01）', '2026-11-01', 7, 6_000],
      ['车位管理费（车位 地下 A-02）', '2026-12-16', 6, 3_097],
      ['停车费（车辆 京A***45）', '2026-11-01', 7, 3_000],
    ]),
  )
  const at = { communityId: place.communityId, roomId }
  const home = { ...homeIn(place, roomId, 'owner'), personId: ownerId }
  const owner = residentWith(home)
  expect((await myPrepayOffers(owner, at)).offers).toHaveLength(3)
  const asked = { ...at, feeItemId: items.space, thingId: second.spaceId, count: 2, amountFen: 3_097 + 6_000 }
  const { bills } = await prepayMine(owner, asked)
  expect(sumFen(bills.map(({ amountFen }) => amountFen))).toBe(9_097)
  await prepayForRoom(cashier(), {
    ...at,
    feeItemId: items.vehicle,
    thingId: car.vehicleId,
    count: 2,
    amountFen: 6_000,
  })
  // Neither the room itself, nor what is not there, nor a thing that the item does not charge.
  for (const thingId of [undefined, place.ctx.newId(), car.vehicleId])
    await expect(
      prepayForRoom(cashier(), { ...at, feeItemId: items.space, thingId, count: 1, amountFen: 6_000 }),
    ).rejects.toMatchObject({ code: 'record.not_found' })
  const december = { from: '2026-12-01', to: '2026-12-31' }
  await issue(place, { ...december, feeItems: [{ feeItemId: items.space }, { feeItemId: items.vehicle }] })
  expect(await billed(roomId)).toEqual([
    '停车费（车辆 京A***45） 2026-11-01',
    '停车费（车辆 京A***45） 2026-12-01',
    '车位管理费（车位 地下 A-01） 2026-12-01',
    '车位管理费（车位 地下 A-02） 2026-12-16',
    '车位管理费（车位 地下 A-02） 2027-01-01',
  ])
  const [bill] = bills
  const purchaseId = bill?.purchase?.purchaseId ?? ''
  expect(await cancelPrepay(cashier(), { ...at, billId: bill?.billId ?? '', purchaseId })).toEqual({ count: 2 })
  expect((await offersAt(roomId)).find(([name]) => name === '车位管理费（车位 地下 A-02）')?.[1]).toBe('2026-12-16')
})

it('a space that somebody of elsewhere holds is offered under them, and is no longer when it changed hands', async () => {
  const holder = { personId: place.ctx.newId(), name: '周强' }
  const rented = await space('B-01', { holder })
  await space('B-02', { holder, roomId: undefined, roomCode: undefined })
  const own = [{ feeItemId: items.space }]
  await issue(place, { from: '2026-10-01', to: '2026-10-31', feeItems: own })
  expect((await offersAt(roomId)).filter(([name]) => String(name).includes('B-0'))).toEqual([])
  expect((await offersAt(holder.personId)).map(([name, from]) => [name, from])).toEqual(
    expect.arrayContaining([
      ['车位管理费（车位 地下 B-01）', '2026-11-01'],
      ['车位管理费（车位 地下 B-02）', '2026-11-01'],
    ]),
  )
  const at = { communityId: place.communityId, roomId: holder.personId }
  const asked = { ...at, feeItemId: items.space, thingId: rented.spaceId, count: 1, amountFen: 6_000 }
  // Somebody who lives in another room is offered what they hold of none beside their home's.
  const home = { ...homeIn(place, place.ctx.newId(), 'tenant', {}, true), personId: holder.personId }
  const mine = await myPrepayOffers(residentWith(home), { communityId: place.communityId, roomId: home.roomId })
  expect(mine.offers.map(offer => offer.roomId)).toEqual([holder.personId, holder.personId])
  const { bills } = await prepayForRoom(cashier(), asked)
  expect(bills[0]?.payer.name).toBe('周强')
  expect(await billed(holder.personId)).toContain('车位管理费（车位 地下 B-01） 2026-11-01')
  // Sold to somebody else, in an index that does not know it yet: the version decides.
  await place.ctx.db.writeMany([
    { put: { ...spaceItem({ ...rented, version: 2, holder: { personId: place.ctx.newId(), name: '吴丽' } }) } },
  ])
  await expect(prepayForRoom(cashier(), asked)).rejects.toMatchObject({ code: 'record.not_found' })
})
