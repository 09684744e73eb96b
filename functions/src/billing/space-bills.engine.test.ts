import { beforeEach, expect, it } from 'vitest'
import { billsOf } from '../../test/books'
import { testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { bring, record } from '../../test/make-opening'
import { issue, makeFeeItem, makeRun, publish } from '../../test/make-billing'
import { spaceItem, type StoredSpace } from '../parking/store'
import { listDrafts } from './drafts'
import { voidBill } from './void-bill'

let place: Place
let roomId: string
let item: { feeItemId: string }
beforeEach(async () => {
  place = await makeCommunity(testDeps())
  ;({ roomId } = await makeRoom(place, { code: '1-1-101', ownerName: '李小红' }))
  item = await makeFeeItem(place, { name: '车位管理费', formula: { kind: 'fixed' }, charges: 'space', price: 600_000 })
})

async function space(code: string, more: Partial<StoredSpace> = {}): Promise<StoredSpace> {
  const { communityId } = place
  const made = {
    spaceId: place.ctx.newId(),
    communityId,
    lot: '地下',
    code,
    roomId,
    roomCode: '1-1-101',
    version: 1,
    ...more,
  }
  await place.ctx.db.writeMany([{ put: spaceItem(made) }])
  return made
}
const december = { from: '2026-12-01', to: '2026-12-31' }
const told = async () =>
  (await billsOf(place, roomId))
    .filter(({ state }) => state !== 'void')
    .map(({ feeItemName, period, amountFen, rev }) => [feeItemName, period.from, amountFen, rev])
    .sort((a, b) => (String(a) < String(b) ? -1 : 1))

it('each space of a room has a bill of its own, for its own days, once; void and issued again it follows the register', async () => {
  await space('A-01')
  const late = await space('A-02', { from: '2026-12-17' })
  await issue(place, { ...december, feeItems: [item] })
  expect(await told()).toEqual([
    ['车位管理费（车位 地下 A-01）', '2026-12-01', 6_000, 0],
    ['车位管理费（车位 地下 A-02）', '2026-12-17', Math.round((6_000 * 15) / 31), 0],
  ])
  const again = await makeRun(place, { ...december, feeItems: [item] })
  expect(again.count).toBe(0)
  const bill = (await billsOf(place, roomId)).find(({ charged }) => charged?.id === late.spaceId)
  const asked = { communityId: place.communityId, roomId, billId: bill?.billId ?? '', reason: '重开', reissue: true }
  expect((await voidBill(place.ctx, asked)).reissued).toMatchObject([{ amountFen: bill?.amountFen, rev: 1 }])
  await publish(place, again)
})

it('a space that changed after its draft is held back', async () => {
  const kept = await space('A-01')
  const reviewed = await makeRun(place, { ...december, feeItems: [item] })
  await place.ctx.db.writeMany([{ put: spaceItem({ ...kept, to: '2026-12-10', version: 2 }) }])
  expect((await publish(place, reviewed)).heldBack?.bills).toBe(1)
  expect(await told()).toEqual([])
})

it('a space of no room that nobody holds fails by name', async () => {
  await space('B-01', { roomId: undefined, roomCode: undefined })
  const run = await makeRun(place, { ...december, feeItems: [item] })
  expect(run.flags.failed).toBe(1)
  const { items } = await listDrafts(place.ctx, { communityId: place.communityId, runId: run.runId })
  expect(items.map(({ problem }) => problem)).toEqual(['没有对应的房屋，也没有持有人，请先补上房号或持有人'])
})

it('what a room has paid through before is paid for its spaces too', async () => {
  await space('A-01')
  expect(await bring(place, record.paidThrough('2026-12-16', { feeItemName: '车位管理费' }))).toEqual([])
  await issue(place, { ...december, feeItems: [item] })
  expect(await told()).toEqual([['车位管理费（车位 地下 A-01）', '2026-12-17', Math.round((6_000 * 15) / 31), 0]])
})

it('a space without a day that its periods count from fails, and is not left out', async () => {
  const anniversary = { kind: 'anniversary', months: 12 } as const
  const yearly = await makeFeeItem(place, {
    name: '车位年费',
    formula: { kind: 'fixed' },
    cycle: anniversary,
    charges: 'space',
  })
  await space('A-01')
  await space('A-02', { from: '2026-12-05' })
  const run = await makeRun(place, { ...december, feeItems: [yearly] })
  expect([run.count, run.flags.failed]).toEqual([1, 1])
})

it('days of a space that a void gave back are named by the next run', async () => {
  const { spaceId } = await space('A-01')
  await space('A-02')
  await issue(place, { ...december, feeItems: [item] })
  const bill = (await billsOf(place, roomId)).find(({ charged }) => charged?.id === spaceId)
  const asked = { communityId: place.communityId, roomId, billId: bill?.billId ?? '', reason: '重开', reissue: false }
  await voidBill(place.ctx, asked)
  const run = await makeRun(place, { from: '2027-01-01', to: '2027-01-31', feeItems: [item] })
  expect(run.voidedGaps).toMatchObject({ count: 1, first: [{ code: '1-1-101', period: december }] })
})
