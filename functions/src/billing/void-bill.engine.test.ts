import { AppError } from '@linli/shared/errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { billsOf, postingsOf } from '../../test/books'
import { type Channel, openChannel, resident } from '../../test/channel'
import { testContext } from '../../test/context'
import { makeCommunity, makeRoom, type Place, staffActor } from '../../test/make'
import { issue, makeFeeItem, makeRun, measureAgain } from '../../test/make-billing'
import { createOrder } from '../payments/create-order'
import { getOrder } from '../payments/store'
import { addOccupancy } from '../people/add-occupancy'
import { endOccupancy } from '../people/end-occupancy'
import { addTariff } from './add-tariff'
import { listArrears } from './office-bills'
import { discardRun } from './discard-run'
import { loadBill } from './store'
import { voidBill } from './void-bill'

const december = { from: '2026-12-01', to: '2026-12-31' }
let channel: Channel
let place: Place
let feeItemId: string

beforeAll(async () => {
  channel = await openChannel()
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
  feeItemId = (await makeFeeItem(place)).feeItemId
})
afterAll(() => channel.stop())

let floor = 0
async function billed() {
  floor += 1
  const ownerName = `业主${floor}`
  const phone = `1380002${String(1000 + floor)}`
  const room = await makeRoom(place, { code: `3-1-${floor}01`, ownerName, phone, areas: { built: 10_000 } })
  await issue(place, { ...december, feeItems: [{ feeItemId }], roomIds: [room.roomId] })
  const [bill] = await billsOf(place, room.roomId)
  if (!bill) throw new Error('no bill')
  const at = { communityId: place.communityId, roomId: room.roomId, billId: bill.billId }
  const order = async () =>
    createOrder(await resident(channel, place, [room], `void-${floor}`), {
      communityId: place.communityId,
      bills: [{ roomId: room.roomId, billId: bill.billId }],
    })
  return {
    room,
    bill,
    order,
    voiding: (reissue = false) => voidBill(place.ctx, { ...at, reason: '面积有误', reissue }),
  }
}

const linesOf = async (billId: string) =>
  (await postingsOf(place)).flatMap(({ kind, lines }) =>
    lines.filter(line => line.billId === billId).map(line => `${kind} ${line.account} ${line.amountFen}`),
  )

describe('voiding a bill', () => {
  it('gives its days back, reverses its posting, and lets the next run bill them as the next revision', async () => {
    const { room, bill, voiding } = await billed()
    const { voided, reissued } = await voiding()
    expect(voided).toMatchObject({ state: 'void', voidReason: '面积有误' })
    expect(reissued).toEqual([])
    expect((await linesOf(bill.billId)).sort()).toEqual([
      'publication receivable 23000',
      'publication revenue -23000',
      'voiding receivable -23000',
      'voiding revenue 23000',
    ])
    channel.deps.world.settle()
    const { items } = await listArrears(place.ctx, { communityId: place.communityId })
    expect(items.map(({ billId }) => billId)).not.toContain(bill.billId)
    await expect(voiding()).rejects.toMatchObject({ code: 'billing.cannot_void' })
    await issue(place, { ...december, feeItems: [{ feeItemId }], roomIds: [room.roomId] })
    const bills = await billsOf(place, room.roomId)
    expect(bills.map(({ state, rev }) => `${state} ${rev}`).sort()).toEqual(['published 1', 'void 0'])
  })

  it('reissues from today’s data in the same step, and leaves nothing for a run to bill', async () => {
    const { room, bill, voiding } = await billed()
    const { communityId } = place
    const { roomId } = await measureAgain(place, room.roomId)
    const { reissued } = await voiding(true)
    expect(reissued).toMatchObject([{ rev: 1, amountFen: 20_585, replacesBillId: bill.billId, period: december }])
    expect(await loadBill(place.ctx, communityId, roomId, reissued[0]?.billId ?? '')).toMatchObject({
      state: 'published',
    })
    const again = await makeRun(place, { ...december, feeItems: [{ feeItemId }], roomIds: [roomId] })
    expect(again.count).toBe(0)
    await discardRun(place.ctx, { communityId, runId: again.runId })
  })

  it('reissues one bill for each payer of the days, and names them all', async () => {
    const { room, bill, voiding } = await billed()
    const { communityId } = place
    const [owner] = room.occupancies
    const accountant = testContext(channel.deps, staffActor(channel.deps, place, 'manager'))
    const at = { communityId, roomId: room.roomId }
    await endOccupancy(accountant, { ...at, occupancyId: owner?.occupancyId ?? '', to: '2026-12-15' })
    const person = { name: '新业主', kind: 'natural', phone: '13800029999' } as const
    await addOccupancy(accountant, { ...at, person, role: 'owner', from: '2026-12-16' })
    const { reissued } = await voiding(true)
    expect(reissued.map(({ payer, amountFen }) => [payer.name, amountFen])).toEqual([
      [owner?.personName, 11_129],
      ['新业主', 11_871],
    ])
    expect(reissued.every(next => next.replacesBillId === bill.billId)).toBe(true)
  })

  it('leaves a gap that the next run’s review names, until it is billed again', async () => {
    const { room, voiding } = await billed()
    await voiding()
    const january = { from: '2027-01-01', to: '2027-01-31', feeItems: [{ feeItemId }], roomIds: [room.roomId] }
    const run = await makeRun(place, january)
    const gap = { roomId: room.roomId, code: room.code, feeItemName: '物业费', period: december }
    expect(run).toMatchObject({ count: 1, voidedGaps: { count: 1, first: [gap] } })
    await discardRun(place.ctx, { communityId: place.communityId, runId: run.runId })
    await issue(place, { ...december, feeItems: [{ feeItemId }], roomIds: [room.roomId] })
    const after = await makeRun(place, january)
    expect(after.voidedGaps).toBeUndefined()
    await discardRun(place.ctx, { communityId: place.communityId, runId: after.runId })
  })

  it('of every bill of a price lets another price begin on its days; while one lives it does not', async () => {
    const item = await makeFeeItem(place, { name: '电梯费', from: '2026-01-01' })
    const rooms = [
      await makeRoom(place, { code: '9-1-101', ownerName: '业主甲' }),
      await makeRoom(place, { code: '9-1-102', ownerName: '业主乙' }),
    ]
    const roomIds = rooms.map(room => room.roomId)
    await issue(place, { ...december, feeItems: [item], roomIds })
    const { communityId } = place
    const ground = { kind: 'vote', text: '业主大会决定' } as const
    const cheaper = () =>
      addTariff(place.ctx, { communityId, feeItemId: item.feeItemId, from: '2026-12-01', price: 10_000, ground })
    for (const { roomId } of rooms) {
      await expect(cheaper()).rejects.toMatchObject({ code: 'billing.tariff_in_use' })
      const bill = (await billsOf(place, roomId)).find(each => each.feeItemId === item.feeItemId)
      await voidBill(place.ctx, {
        communityId,
        roomId,
        billId: bill?.billId ?? '',
        reason: '收费标准有误',
        reissue: false,
      })
    }
    expect((await cheaper()).tariffs).toHaveLength(2)
    await issue(place, { ...december, feeItems: [item], roomIds })
    await expect(
      addTariff(place.ctx, { communityId, feeItemId: item.feeItemId, from: '2026-12-15', price: 1, ground }),
    ).rejects.toMatchObject({ code: 'billing.tariff_in_use' })
  })

  it('closes an open order at the channel first', async () => {
    const { bill, order, voiding } = await billed()
    const { order: open } = await order()
    await voiding()
    expect((await getOrder(place.ctx, open.orderId))?.state).toBe('closed')
    expect(await loadBill(place.ctx, place.communityId, bill.object.id, bill.billId)).toMatchObject({ state: 'void' })
  })

  it('is refused when that order proves paid', async () => {
    const { bill, order, voiding } = await billed()
    const { pay } = await order()
    if (!pay) throw new Error('no payment parameters')
    channel.gateway.control.fault({ kind: 'drop' })
    await channel.gateway.control.pay({ ...pay, decision: 'approve' })
    await expect(voiding()).rejects.toMatchObject({ code: 'billing.cannot_void' })
    expect(await loadBill(place.ctx, place.communityId, bill.object.id, bill.billId)).toMatchObject({ state: 'paid' })
    await expect(voiding(true)).rejects.toMatchObject({ code: 'billing.cannot_void' })
  })

  it('that meets a payer half-way closes their order, or is refused when they have paid', async () => {
    for (const pays of [false, true]) {
      const { bill, order, voiding } = await billed()
      const held = channel.deps.world.holdNext({ command: 'BatchGetItem', when: 'after', match: '#cover' })
      const late = voiding()
      await held.reached
      const { order: made, pay } = await order()
      if (pays && pay) await channel.gateway.control.pay({ ...pay, decision: 'approve' })
      held.release()
      const outcome = await late.then(
        () => 'void',
        (error: unknown) => (error instanceof AppError ? error.code : 'other'),
      )
      expect(outcome).toBe(pays ? 'billing.cannot_void' : 'void')
      expect((await getOrder(place.ctx, made.orderId))?.state).toBe(pays ? 'paid' : 'closed')
      const now = await loadBill(place.ctx, place.communityId, bill.object.id, bill.billId)
      expect(now.state).toBe(pays ? 'paid' : 'void')
    }
  })

  it('by two at once happens once', async () => {
    const { bill, voiding } = await billed()
    const results = await Promise.allSettled([voiding(true), voiding(true), voiding()])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await linesOf(bill.billId)).filter(line => line.startsWith('voiding'))).toHaveLength(2)
  })
})
