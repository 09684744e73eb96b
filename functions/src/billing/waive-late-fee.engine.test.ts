import { beforeAll, describe, expect, it } from 'vitest'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill, merchantDeps } from '../../test/payments'
import type { Context } from '../context'
import { deskRoom } from '../payments/desk-room'
import { loadBill } from './store'
import { raiseDispute, settleDispute } from './dispute-bill'
import { waiveLateFee } from './waive-late-fee'

let world: Awaited<ReturnType<typeof merchantDeps>>
let place: Place
let desk: Context

beforeAll(async () => {
  world = await merchantDeps()
  place = await makeCommunity(world.deps, { merchantRef: 'linli' })
  desk = cashierAt(place, 'manager')
})

const lateFee = { clause: '第十二条', dailyRatePpm: 500, graceDays: 0 }
let floor = 0
/** A bill that bears 1.03 of late fee today. */
async function late() {
  floor += 1
  const room = await makeRoom(place, { code: `8-1-${floor}01`, ownerName: '李小红', phone: `1380003${1000 + floor}` })
  const bill = await makeBill(place, room, { dueDate: '2026-11-12', lateFee })
  world.deps.world.settle()
  const at = { communityId: place.communityId, roomId: room.roomId }
  const waive = (amountFen: number) => waiveLateFee(desk, { ...at, billId: bill.billId, amountFen, reason: '住院' })
  return { bill, at, waive, due: async () => (await deskRoom(desk, at)).bills[0] }
}

describe('late fee that is waived', () => {
  it('is not asked for any more, counts in what accrued, and grows on from there', async () => {
    const { bill, waive, due } = await late()
    expect(await waive(100)).toMatchObject({ lateFeeFen: 3, lateFeeWaivedFen: 100, state: 'published' })
    expect(await due()).toMatchObject({ dueFen: 20_585, lateFeeFen: 3 })
    expect(await payAtDesk(desk, place, [bill])).toMatchObject({ amountFen: 20_588 })
  })

  it('is never more than there is, also when two ask at once', async () => {
    const { waive } = await late()
    await expect(waive(104)).rejects.toMatchObject({ code: 'billing.nothing_to_waive' })
    const done = await Promise.allSettled([waive(103), waive(103)])
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('ends a bill of which nothing else was left', async () => {
    const { bill, at, waive, due } = await late()
    await payAtDesk(desk, place, [bill], { part: 20_585 })
    expect(await waive(103)).toMatchObject({ state: 'paid', lateFeeFen: 0 })
    world.deps.world.settle()
    expect(await due()).toBeUndefined()
    const kept = await loadBill(desk, at.communityId, at.roomId, bill.billId)
    expect(kept).toMatchObject({ state: 'paid', paidFen: 20_585, lateFeePaidFen: 0, lateFeeWaivedFen: 103 })
  })
})

describe('a dispute', () => {
  it('stops the late fee from its day to the day it is settled, once', async () => {
    const { bill, at, due } = await late()
    const asked = { ...at, billId: bill.billId, reason: '面积有误' }
    const done = await Promise.allSettled([raiseDispute(desk, asked), raiseDispute(desk, asked)])
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    world.deps.clock.advance(5 * 86_400_000)
    expect(await due()).toMatchObject({ lateFeeFen: 103, dispute: { from: '2026-11-22' } })
    expect(await settleDispute(desk, asked)).toMatchObject({ disputes: [{ from: '2026-11-22', to: '2026-11-27' }] })
    await expect(settleDispute(desk, asked)).rejects.toMatchObject({ code: 'billing.not_disputable' })
    world.deps.clock.advance(86_400_000)
    expect(await due()).toMatchObject({ lateFeeFen: 113 })
    world.deps.clock.advance(-6 * 86_400_000)
  })
})
