import { paymentsApi } from '@linli/shared/payments/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Channel, openChannel, resident } from '../../test/channel'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill } from '../../test/payments'
import { type Context, makeContext } from '../context'
import { checkOrder } from './check-order'
import { createOrder } from './create-order'
import { myReceipt, myReceipts } from './my-receipts'

let channel: Channel
let place: Place

beforeAll(async () => {
  channel = await openChannel()
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
})
afterAll(() => channel.stop())

let floor = 0
/** A payer with an open order that WeChat was asked to take. */
async function openOrder() {
  floor += 1
  const phone = `1380007${String(1000 + floor)}`
  const room = await makeRoom(place, { code: `7-1-${floor}01`, ownerName: '李小红', phone })
  const bill = await makeBill(place, room)
  const payer = await resident(channel, place, [room], `reader-${floor}`)
  const bills = [{ roomId: room.roomId, billId: bill.billId }]
  return { payer, ...(await createOrder(payer, { communityId: place.communityId, bills })) }
}

async function seen<T>(made: Promise<T>): Promise<T> {
  const bill = await made
  channel.deps.world.settle()
  return bill
}

describe('the question whether an order was paid', () => {
  it('is answered by the channel: nobody has paid', async () => {
    const { payer, order } = await openOrder()
    expect(await checkOrder(payer, order.orderId)).toMatchObject({ state: 'created', unpaid: true })
  })

  it('is not answered by its silence', async () => {
    const { payer, order } = await openOrder()
    channel.gateway.control.fault({ kind: 'system-error', count: 20, match: 'out-trade-no' })
    expect((await checkOrder(payer, order.orderId)).unpaid).toBeUndefined()
    channel.gateway.control.clearFaults()
  })

  it('is not answered while a payment is under way, nor when it is paid', async () => {
    const { payer, order, pay } = await openOrder()
    if (!pay) throw new Error('no payment parameters')
    await channel.gateway.control.pay({ ...pay, decision: 'open' })
    expect((await checkOrder(payer, order.orderId)).unpaid).toBeUndefined()
    await channel.gateway.control.pay({ ...pay, decision: 'approve' })
    const paid = await checkOrder(payer, order.orderId)
    expect([paid.state, paid.unpaid]).toEqual(['paid', undefined])
  })
})

describe('the receipts of an account', () => {
  const years = (payer: Context, year?: number) => myReceipts(payer, { limit: 30, year })

  it('are read by who paid, also after they moved out, and by nobody else', async () => {
    const { payer, order, pay } = await openOrder()
    if (!pay || payer.actor.kind !== 'account') throw new Error('no payment parameters')
    await channel.gateway.control.pay({ ...pay, decision: 'approve' })
    await checkOrder(payer, order.orderId)
    const { actor } = payer
    const movedOut = makeContext(channel.deps, { ...actor, homes: [] }, [`A#${actor.accountId}#`])
    expect((await myReceipt(movedOut, order.orderId)).paidBy).toBe('李小红')
    const other = { ...actor, accountId: channel.deps.newId() }
    await expect(
      myReceipt(makeContext(channel.deps, other, [`A#${other.accountId}#`]), order.orderId),
    ).rejects.toMatchObject({ code: 'record.not_found' })
  })

  it('are found behind any number of somebody else’s of the same room', async () => {
    floor += 1
    const room = await makeRoom(place, { code: `7-2-${floor}01`, ownerName: '李小红', phone: `1380007${3000 + floor}` })
    const cashier = cashierAt(place)
    const own = await payAtDesk(cashier, place, [await seen(makeBill(place, room))])
    const payer = { kind: 'former' as const, personIds: [], name: '张大山' }
    for (let i = 0; i < 4; i++) {
      channel.deps.clock.advance(1000)
      await payAtDesk(cashier, place, [await seen(makeBill(place, room, { payer }))])
    }
    const found = await myReceipts(await resident(channel, place, [room], `reader-${floor}`), { limit: 1 })
    expect(found.items.map(({ orderId }) => orderId)).toEqual([own.orderId])
    const reader = await resident(channel, place, [room], `reader-${floor}`)
    const ofRoom = async (roomId: string) => (await myReceipts(reader, { limit: 1, roomId })).items.length
    expect([await ofRoom(room.roomId), await ofRoom(channel.deps.newId())]).toEqual([1, 0])
    const sent = JSON.stringify(paymentsApi.myReceipts.output.parse(found))
    expect([own.desk?.cashierId, sent.includes('cashier')]).toEqual([expect.any(String), false])
  })

  it('come with the years since it began, by Beijing’s calendar, the present one first', async () => {
    channel.deps.clock.set('2025-12-31T16:00:00.000Z')
    const { payer } = await openOrder()
    expect(await years(payer)).toMatchObject({ year: 2026, years: [2026], items: [] })
    channel.deps.clock.set('2028-12-31T15:59:59.000Z')
    expect(await years(payer)).toMatchObject({ year: 2028, years: [2028, 2027, 2026] })
    channel.deps.clock.set('2028-12-31T16:00:00.000Z')
    expect(await years(payer, 2026)).toMatchObject({ year: 2026, years: [2029, 2028, 2027, 2026] })
  })
})
