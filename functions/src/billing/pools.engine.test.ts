import { sumFen } from '@linli/shared/money'
import { beforeEach, describe, expect, it } from 'vitest'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeFeeItem, makeRun, publish } from '../../test/make-billing'
import { computeRun } from './compute-run'
import { confirmReading } from './confirm-reading'
import { createMeter } from './create-meter'
import { createPool } from './create-pool'
import { discardPool } from './discard-pool'
import { listPools, listShares } from './pool-store'
import { redraftRun } from './redraft-run'
import { listRoomBills } from './room-bills'
import { lotsOfRoom } from '../payments/opening-lots'
import { loadRun } from './run-store'
import { saveReadings } from './save-readings'
import { voidBill } from './void-bill'

let deps: TestDeps
let place: Place
let rooms: string[]
const period = { from: '2026-10-01', to: '2026-10-31' }

beforeEach(async () => {
  deps = testDeps()
  place = await makeCommunity(deps)
  rooms = []
  for (const [code, built] of [
    ['3-1-101', 5000],
    ['3-1-102', 5000],
    ['3-2-101', 10_000],
  ] as const)
    rooms.push((await makeRoom(place, { code, ownerName: '李小红', areas: { built } })).roomId)
  deps.world.settle()
})

const shared = (by: 'area' | 'household' | 'usage') =>
  makeFeeItem(place, { name: '公摊电费', formula: { kind: 'shared', by } })
type Wish = Partial<Parameters<typeof createPool>[1]> & { feeItemId: string }
const pool = (wish: Wish) =>
  createPool(place.ctx, {
    communityId: place.communityId,
    period,
    scope: { kind: 'all' },
    weight: { by: 'area', area: 'built' },
    cost: { kind: 'amount', amountFen: 10_002 },
    ...wish,
  })
const billsOf = async (roomId: string) => {
  deps.world.settle()
  return (await listRoomBills(place.ctx, { communityId: place.communityId, roomId, limit: 10 })).items
}

describe('a common cost', () => {
  it('is billed to the fen among the rooms of its scope, once, and freed by a void', async () => {
    const item = await shared('area')
    const { poolId, totalWeight } = await pool({ feeItemId: item.feeItemId })
    expect(totalWeight).toBe('20000')
    const { items } = await listShares(place.ctx, { communityId: place.communityId, poolId, limit: 10 })
    expect(items.map(({ amountFen }) => amountFen)).toEqual([2_501, 2_500, 5_001])
    const window = { ...period, feeItems: [item] }
    const run = await publish(place, await makeRun(place, window))
    expect([run.state, run.count, run.amountFen]).toEqual(['published', 3, 10_002])
    expect((await makeRun(place, window)).count).toBe(0)
    const [bill] = await billsOf(rooms[0] ?? '')
    expect(bill?.lines[0]).toMatchObject({ amountFen: 2_501, inputs: { kind: 'shared', poolId, totalWeight: '20000' } })
    const at = { communityId: place.communityId, poolId, reason: '金额录错' }
    await expect(discardPool(place.ctx, at)).rejects.toMatchObject({ code: 'billing.pool_billed' })
    const wrong = { communityId: place.communityId, roomId: rooms[0] ?? '', billId: bill?.billId ?? '', reason: '重开' }
    const { reissued } = await voidBill(place.ctx, { ...wrong, reissue: true })
    expect(reissued.map(({ amountFen, rev }) => [amountFen, rev])).toEqual([[2_501, 1]])
  })

  it('that is given back becomes prepayments of those who bear it, to the fen', async () => {
    const item = await shared('area')
    await pool({ feeItemId: item.feeItemId, cost: { kind: 'amount', amountFen: -10_003 } })
    deps.world.settle()
    await publish(place, await makeRun(place, { ...period, feeItems: [item] }))
    deps.world.settle()
    const lots = await Promise.all(rooms.map(roomId => lotsOfRoom(place.ctx, place.communityId, roomId)))
    const credits = lots.flat().filter(({ reason }) => reason === 'credit')
    expect(credits.map(({ leftFen }) => leftFen).reduce((sum, fen) => sum + fen, 0)).toBe(10_003)
    const [bill] = (await billsOf(rooms[0] ?? '')).filter(({ feeItemId }) => feeItemId === item.feeItemId)
    expect(bill).toMatchObject({ state: 'paid', credit: { toBillFen: 0, lotFen: -(bill?.amountFen ?? 0) } })
    const voiding = {
      communityId: place.communityId,
      roomId: rooms[0] ?? '',
      billId: bill?.billId ?? '',
      reason: '录错',
    }
    const { reissued } = await voidBill(place.ctx, { ...voiding, reissue: true })
    expect(reissued[0]?.credit).toMatchObject({ lotFen: -(bill?.amountFen ?? 0) })
  })

  it('keeps its sum where a room changes hands', async () => {
    const item = await shared('household')
    await makeRoom(place, { code: '4-1-101', ownerName: '王明', handoverDate: '2026-10-11' })
    await pool({ feeItemId: item.feeItemId, weight: { by: 'household' } })
    deps.world.settle()
    const run = await publish(place, await makeRun(place, { ...period, feeItems: [item] }))
    expect([run.state, run.amountFen]).toEqual(['published', 10_002])
  })

  it('fails the batch once a room has joined, before and after its drafts are made', async () => {
    const item = await shared('area')
    const { poolId } = await pool({ feeItemId: item.feeItemId })
    const run = await makeRun(place, { ...period, feeItems: [item] })
    await makeRoom(place, { code: '3-2-102', ownerName: '赵云' })
    await expect(publish(place, run)).rejects.toMatchObject({ message: expect.stringMatching(/新增/) })
    await redraftRun(place.ctx, { communityId: place.communityId, runId: run.runId })
    await computeRun(deps, place.communityId, run.runId)
    const again = await loadRun(place.ctx, place.communityId, run.runId)
    expect(again.flags.failed).toBe(1)
    await expect(publish(place, again)).rejects.toMatchObject({ code: 'billing.run_blocked' })
    await discardPool(place.ctx, { communityId: place.communityId, poolId, reason: '少算一户' })
    await pool({ feeItemId: item.feeItemId })
    deps.world.settle()
    const { items } = await listPools(place.ctx, { communityId: place.communityId, limit: 10 })
    const found = items.map(({ state, rooms: count }) => `${state} ${count}`)
    expect(new Set(found)).toEqual(new Set(['ready 4', 'discarded 3']))
  })

  it('is split once for the same rooms and days, whichever of two is first', async () => {
    const { feeItemId } = await shared('area')
    const both = await Promise.allSettled([pool({ feeItemId }), pool({ feeItemId })])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const unit = { kind: 'unit', building: '3', unit: '1' } as const
    await expect(pool({ feeItemId, scope: unit })).rejects.toMatchObject({ code: 'request.invalid' })
  })

  it('of common meters is their usage at a price, by what each room used; nothing to split by is refused', async () => {
    const { feeItemId } = await shared('usage')
    const at = { communityId: place.communityId, type: 'power' as const, reading: 0, readOn: '2026-09-30' }
    const lift = await createMeter(place.ctx, { ...at, at: { kind: 'building', building: '3' }, number: 'G' })
    const own = await createMeter(place.ctx, { ...at, at: { kind: 'room', roomId: rooms[1] ?? '' }, number: 'D' })
    const cost = { kind: 'meters' as const, meterIds: [lift.meterId], price: 5_000 }
    const wish: Wish = { feeItemId, cost, weight: { by: 'usage', type: 'power' } }
    await expect(pool(wish)).rejects.toMatchObject({
      details: { fields: [{ message: expect.stringMatching(/没有抄表/) }] },
    })
    const readings = [lift, own].map(({ roomId, meterId }) => ({ roomId, meterId, value: 100_000 }))
    await expect(pool({ ...wish, cost: { kind: 'amount', amountFen: 1 } })).rejects.toMatchObject({
      code: 'request.invalid',
    })
    await saveReadings(place.ctx, { communityId: place.communityId, readOn: '2026-10-31', readings })
    deps.world.settle()
    const made = await pool(wish)
    expect([made.totalFen, made.usage, made.rooms]).toEqual([5_000, 1_000_000_000, 1])
    const { items } = await listShares(place.ctx, { communityId: place.communityId, poolId: made.poolId, limit: 10 })
    expect(sumFen(items.map(({ amountFen }) => amountFen))).toBe(5_000)
    expect(items.find(({ amountFen }) => amountFen > 0)?.roomId).toBe(rooms[1])
  })

  it('counts a common meter once, and waits for readings that somebody must look at', async () => {
    const { feeItemId } = await shared('usage')
    const at = { communityId: place.communityId, type: 'power' as const, reading: 0, readOn: '2026-08-31' }
    const lift = await createMeter(place.ctx, { ...at, at: { kind: 'community' }, number: 'G' })
    const own = await createMeter(place.ctx, { ...at, at: { kind: 'room', roomId: rooms[0] ?? '' }, number: 'D' })
    const odd = await createMeter(place.ctx, { ...at, at: { kind: 'room', roomId: rooms[1] ?? '' }, number: 'E' })
    const read = async (readOn: string, value: number, of: { roomId: string; meterId: string }[]) => {
      const readings = of.map(({ roomId, meterId }) => ({ roomId, meterId, value }))
      await saveReadings(place.ctx, { communityId: place.communityId, readOn, readings })
      deps.world.settle()
    }
    await read('2026-09-30', 10_000, [lift, own, odd])
    await read('2026-10-31', 20_000, [lift, own])
    await read('2026-10-31', 900_000, [odd])
    const cost = { kind: 'meters' as const, meterIds: [lift.meterId, lift.meterId], price: 5_000 }
    const wish: Wish = { feeItemId, cost, weight: { by: 'usage', type: 'power' } }
    const held = { details: { fields: [{ message: expect.stringMatching(/3-1-102.*待复核/) }] } }
    await expect(pool(wish)).rejects.toMatchObject(held)
    await confirmReading(place.ctx, { ...odd, readOn: '2026-10-31', reason: '装修用电' })
    deps.world.settle()
    expect(await pool(wish)).toMatchObject({ usage: 100_000_000, rooms: 2 })
  })
})
