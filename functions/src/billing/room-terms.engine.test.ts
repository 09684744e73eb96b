import { beforeAll, expect, it } from 'vitest'
import { billsOf } from '../../test/books'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { issue, makeFeeItem, makeRun, publish } from '../../test/make-billing'
import { listAssignments } from './list-registers'
import { setRoomTerms } from './set-room-terms'
import { voidBill } from './void-bill'

let deps: TestDeps
let place: Place
beforeAll(async () => {
  deps = testDeps()
  place = await makeCommunity(deps)
})

const room = async (code: string) =>
  (await makeRoom(place, { code, ownerName: '李小红', areas: { built: 10_000 } })).roomId
type Terms = Omit<Parameters<typeof setRoomTerms>[1], 'communityId' | 'applies'>
const agree = (terms: Terms, applies = true) =>
  setRoomTerms(place.ctx, { communityId: place.communityId, applies, ...terms })
const december = { from: '2026-12-01', to: '2026-12-31' }
const billed = async (roomId: string, feeItemId: string) =>
  (await billsOf(place, roomId))
    .filter(bill => bill.feeItemId === feeItemId && bill.state !== 'void')
    .map(({ period, amountFen }) => [period.from, period.to, amountFen])

it('a room is charged from, to, and times what was agreed; one that is exempt is not; others as the item says', async () => {
  const [late, more, free, plain] = [
    await room('1-1-101'),
    await room('1-1-102'),
    await room('1-1-103'),
    await room('1-1-104'),
  ]
  const { feeItemId } = await makeFeeItem(place)
  await agree({ roomId: late, feeItemId, from: '2026-12-11', to: '2026-12-20' })
  await agree({ roomId: more, feeItemId, coefficient: 15_000 })
  await agree({ roomId: free, feeItemId, exemptReason: '物业服务用房' })
  await issue(place, { ...december, feeItems: [{ feeItemId }], roomIds: [late, more, free, plain] })
  expect(await billed(late, feeItemId)).toEqual([['2026-12-11', '2026-12-20', Math.round((23_000 * 10) / 31)]])
  expect(await billed(more, feeItemId)).toEqual([[december.from, december.to, 34_500]])
  expect(await billed(free, feeItemId)).toEqual([])
  expect(await billed(plain, feeItemId)).toEqual([[december.from, december.to, 23_000]])
})

it('an item of some rooms charges those alone, until the agreement is taken back', async () => {
  const [in_, out] = [await room('1-2-101'), await room('1-2-102')]
  const item = await makeFeeItem(place, { scope: 'assigned' })
  await agree({ roomId: in_, feeItemId: item.feeItemId })
  const window = { feeItems: [item], roomIds: [in_, out] }
  expect((await makeRun(place, { ...december, ...window }).then(run => publish(place, run))).count).toBe(1)
  await agree({ roomId: in_, feeItemId: item.feeItemId }, false)
  const january = await makeRun(place, { from: '2027-01-01', to: '2027-01-31', ...window })
  expect(january.count).toBe(0)
  deps.world.settle()
  const { items } = await listAssignments(place.ctx, { communityId: place.communityId, roomId: in_, limit: 10 })
  expect(items).toEqual([])
  await publish(place, january)
})

it('what is agreed after the draft holds its bill back; a bill that is issued again follows it', async () => {
  const roomId = await room('1-3-101')
  const { feeItemId } = await makeFeeItem(place)
  const window = { ...december, feeItems: [{ feeItemId }], roomIds: [roomId] }
  const reviewed = await makeRun(place, window)
  await agree({ roomId, feeItemId, coefficient: 20_000 })
  expect((await publish(place, reviewed)).heldBack?.bills).toBe(1)
  const other = await makeCommunity(deps)
  const at = { ...other, roomId: (await makeRoom(other, { ownerName: '王', areas: { built: 10_000 } })).roomId }
  const item = await makeFeeItem(other)
  await issue(other, { ...december, feeItems: [item] })
  const [bill] = await billsOf(other, at.roomId)
  const terms = { communityId: other.communityId, roomId: at.roomId, feeItemId: item.feeItemId, applies: true }
  await setRoomTerms(other.ctx, { ...terms, coefficient: 5_000 })
  const again = { communityId: other.communityId, roomId: at.roomId, reason: '系数有误', reissue: true }
  const { reissued } = await voidBill(other.ctx, { ...again, billId: bill?.billId ?? '' })
  expect(reissued.map(({ amountFen }) => amountFen)).toEqual([11_500])
})

it('a bill of an item of some rooms is not issued again once the agreement is taken back', async () => {
  const other = await makeCommunity(deps)
  const there = (await makeRoom(other, { ownerName: '王', areas: { built: 10_000 } })).roomId
  const assigned = await makeFeeItem(other, { scope: 'assigned' })
  const terms = { communityId: other.communityId, roomId: there, feeItemId: assigned.feeItemId }
  await setRoomTerms(other.ctx, { ...terms, applies: true })
  await issue(other, { ...december, feeItems: [assigned] })
  await setRoomTerms(other.ctx, { ...terms, applies: false })
  const [bill] = await billsOf(other, there)
  const again = { communityId: other.communityId, roomId: there, reason: '不再收取', reissue: true }
  const { voided, reissued } = await voidBill(other.ctx, { ...again, billId: bill?.billId ?? '' })
  expect([voided.state, reissued]).toEqual(['void', []])
})

it('days that run backwards, and items that are charged by readings, are refused', async () => {
  const roomId = await room('1-4-101')
  const [area, water] = [
    await makeFeeItem(place),
    await makeFeeItem(place, { formula: { kind: 'meter', meter: 'cold_water' } }),
  ]
  const refused = { code: 'request.invalid' }
  const backwards = { roomId, feeItemId: area.feeItemId, from: '2026-12-02', to: '2026-12-01' }
  await expect(agree(backwards)).rejects.toMatchObject(refused)
  await expect(agree({ roomId, feeItemId: water.feeItemId })).rejects.toMatchObject(refused)
})
