import { doorQrApi } from '@linli/shared/payments/door-qr-api'
import { wholeDue } from '@linli/shared/payments/part-payment'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callAs } from '../../test/call'
import { callbackApp, type Channel, openChannel, resident } from '../../test/channel'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill, noticeOf, post } from '../../test/payments'
import { openRepairs } from '../../test/repairs'
import { getBills } from '../billing/store'
import { loadRoom } from '../communities/rooms'
import { communityContext } from '../context'
import { createDeskQr } from './desk-qr'
import { deskRoom } from './desk-room'
import { checkDeskQr, closeDeskQr } from './follow-desk-qr'
import { myReceipt, myReceipts } from './my-receipts'
import { lotsOfRoom } from './opening-lots'
import { pursueRefund } from './pursue-refund'
import { requestRefund } from './request-refund'
import { seal } from './seal'
import { getOrder } from './store'
import { sweepOrders } from './sweep-orders'

let channel: Channel
let place: Place

beforeAll(async () => {
  channel = await openChannel()
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
})
afterAll(() => channel.stop())

let floor = 0
async function household() {
  floor += 1
  const room = await makeRoom(place, {
    code: `6-1-${floor}01`,
    ownerName: '李小红',
    phone: `1380006${String(1000 + floor)}`,
  })
  return { room, bill: await makeBill(place, room) }
}
type Home = Awaited<ReturnType<typeof household>>

const system = () => communityContext(channel.deps, place.communityId)
const billOf = async ({ room, bill }: Home) =>
  (await getBills(system(), place.communityId, [{ roomId: room.roomId, billId: bill.billId }]))[0]
const clerk = () => cashierAt(place)

async function show(ctx: ReturnType<typeof clerk>, homes: Home[], part?: number) {
  const { communityId } = place
  channel.deps.world.settle()
  const seen = await Promise.all(homes.map(({ room }) => deskRoom(ctx, { communityId, roomId: room.roomId })))
  const bills = seen.flatMap(({ room, bills }) =>
    bills.map(bill => ({
      roomId: room.roomId,
      billId: bill.billId,
      dueFen: wholeDue(bill),
      amountFen: part ?? wholeDue(bill),
    })),
  )
  return createDeskQr(ctx, { communityId, channel: 'wechat', bills, paidBy: '李小红' })
}
const scan = (codeUrl: string) => channel.gateway.control.scan({ codeUrl, user: 'whoever' })
const paid = async (orderId: string) => {
  await channel.gateway.control.runDue()
  return getOrder(system(), orderId)
}

it('a code at the desk: the same again is the same code; scanned by anybody, it is a payment of the households', async () => {
  const homes = [await household(), await household()]
  const ctx = clerk()
  const first = await show(ctx, homes)
  const again = await show(ctx, homes)
  expect([again.order.orderId, again.codeUrl]).toEqual([first.order.orderId, first.codeUrl])
  expect(first).toMatchObject({ order: { state: 'created', amountFen: 41_170 } })
  expect(first.secondsLeft).toBeGreaterThan(590)
  expect((await scan(first.codeUrl)).result).toBe('ok')
  expect(await paid(first.order.orderId)).toMatchObject({ state: 'paid', paidFen: 41_170, channel: 'wechat' })
  for (const home of homes)
    expect(await billOf(home)).toMatchObject({ state: 'paid', paidOrderId: first.order.orderId })
  channel.deps.world.settle()
  await seal(channel.deps, place.communityId)
  const [home] = homes
  if (!home) throw new Error('no home')
  const owner = await resident(channel, place, [home.room], 'owner-of-6')
  channel.deps.world.settle()
  const { items } = await myReceipts(owner, { limit: 10 })
  expect(items).toMatchObject([{ orderId: first.order.orderId, amountFen: 20_585 }])

  // A refund that is on its way is not back yet, on the part of a receipt no more than on the whole.
  const { orderId } = first.order
  const { communityId } = place
  const by = { cashierId: channel.deps.newId(), cashierName: '周会计' }
  const ask = (amountFen: number) => {
    channel.deps.clock.advance(60_000)
    const of = { bills: [{ billId: home.bill.billId, amountFen }] }
    return requestRefund(clerk(), { communityId, orderId, reason: '多缴了', by, of })
  }
  const { refundId } = await ask(5_000)
  for (let asked = 0; asked < 3; asked++) {
    await pursueRefund(channel.deps, { communityId, orderId, refundId })
    channel.deps.clock.advance(60_000)
    await channel.gateway.control.runDue()
  }
  await ask(3_000)
  expect((await myReceipt(owner, orderId)).refundedFen).toBe(5_000)
})

it('is taken back: closed at the channel, the bills free; paid in that moment, it is settled', async () => {
  const home = await household()
  const { communityId } = place
  const ctx = clerk()
  const one = await show(ctx, [home], 5_000)
  expect(await closeDeskQr(ctx, { communityId, orderId: one.order.orderId })).toMatchObject({ state: 'closed' })
  expect((await billOf(home))?.payingOrderId).toBeUndefined()
  expect((await scan(one.codeUrl)).result).toBe('fail')
  const two = await show(ctx, [home], 5_000)
  channel.gateway.control.fault({ kind: 'drop' })
  await scan(two.codeUrl)
  expect(await closeDeskQr(ctx, { communityId, orderId: two.order.orderId })).toMatchObject({ state: 'paid' })
  expect(await billOf(home)).toMatchObject({ state: 'part_paid', paidFen: 5_000 })
})

it('whose notice is lost is found by the page; a page that was closed holds nothing after its time', async () => {
  const { communityId } = place
  const [asked, left] = [await household(), await household()]
  const ctx = clerk()
  const found = await show(ctx, [asked])
  channel.gateway.control.fault({ kind: 'drop' })
  await scan(found.codeUrl)
  expect(await checkDeskQr(ctx, { communityId, orderId: found.order.orderId })).toMatchObject({ state: 'paid' })
  const forgotten = await show(ctx, [left])
  channel.deps.clock.advance(12 * 60_000)
  channel.deps.world.settle()
  await sweepOrders(channel.deps)
  expect((await getOrder(system(), forgotten.order.orderId))?.state).toBe('closed')
  expect((await billOf(left))?.payingOrderId).toBeUndefined()
})

it('cash taken meanwhile closes the code first; what is scanned late all the same is each household’s own', async () => {
  const homes = [await household(), await household()]
  const ctx = clerk()
  const code = await show(ctx, homes)
  channel.gateway.control.fault({ kind: 'late-after-close', ms: 0 })
  await scan(code.codeUrl)
  for (const { bill } of homes) await payAtDesk(ctx, place, [bill])
  expect((await getOrder(system(), code.order.orderId))?.state).toBe('closed')
  channel.deps.clock.advance(1000)
  await channel.gateway.control.runDue()
  expect(await paid(code.order.orderId)).toMatchObject({ state: 'paid', prepaidFen: 41_170 })
  channel.deps.world.settle()
  for (const { room } of homes)
    expect(await lotsOfRoom(system(), place.communityId, room.roomId)).toMatchObject([
      { reason: 'desk', channel: 'wechat', leftFen: 20_585, orderId: code.order.orderId },
    ])
})

it('is another cashier’s to replace, and no resident’s order is followed as one', async () => {
  const home = await household()
  const { communityId } = place
  const mine = await show(clerk(), [home])
  const theirs = await show(clerk(), [home])
  expect(theirs.order.orderId).not.toBe(mine.order.orderId)
  expect((await getOrder(system(), mine.order.orderId))?.state).toBe('closed')
  const cash = await payAtDesk(clerk(), place, [home.bill])
  for (const verb of [checkDeskQr, closeDeskQr])
    await expect(verb(clerk(), { communityId, orderId: cash.orderId })).rejects.toMatchObject({
      code: 'record.not_found',
    })
})

it('paid a second time, each household’s part is held, and goes back of that second payment', async () => {
  const homes = [await household(), await household()]
  const { communityId } = place
  const { order, codeUrl } = await show(clerk(), homes)
  await scan(codeUrl)
  expect(await paid(order.orderId)).toMatchObject({ state: 'paid' })
  const merchant = await channel.gateway.control.merchant('linli')
  const again = noticeOf(channel.deps, merchant, order, { transaction_id: '4200009999202611220000000001' })
  for (const _ of [1, 2]) expect((await post(callbackApp(channel.deps), again)).status).toBe(204)
  channel.deps.world.settle()
  for (const { room } of homes) {
    const lots = await lotsOfRoom(system(), communityId, room.roomId)
    expect(lots).toMatchObject([{ leftFen: 20_585, transactionId: '4200009999202611220000000001' }])
    const [lot] = lots
    channel.deps.clock.advance(61_000)
    const by = { cashierId: channel.deps.newId(), cashierName: '小陈' }
    const asked = { communityId, orderId: order.orderId, reason: '付了两次', by, of: { lotId: lot?.lotId ?? '' } }
    expect(await requestRefund(clerk(), asked)).toMatchObject({
      transactionId: '4200009999202611220000000001',
      amountFen: 20_585,
      totalFen: 41_170,
    })
  }
})

it('at the door: whoever did the repair shows the code of its one bill; nobody else, and nothing before it is billed', async () => {
  const repairs = await openRepairs(channel.deps)
  const { app, worker, second, ok, owner } = repairs
  const { repairId } = await repairs.report()
  const at = { communityId: repairs.communityId, repairId }
  await repairs.given(repairId)
  await repairs.quoted(repairId)
  await repairs.worked(repairId)
  const early = await callAs(app, worker, doorQrApi.createDoorQr, { ...at, channel: 'wechat' })
  expect(early.code).toBe('repairs.refused')
  const { billId = '' } = await ok(owner, myRepairsApi.confirm, { ...owner.at, repairId })

  const rival = await callAs(app, second, doorQrApi.createDoorQr, { ...at, channel: 'wechat' })
  expect(rival.code).toBe('repairs.refused')
  const first = await ok(worker, doorQrApi.createDoorQr, { ...at, channel: 'wechat' })
  const { code } = await ok(worker, doorQrApi.createDoorQr, { ...at, channel: 'wechat' })
  if (!code) throw new Error('no code')
  expect([first.amountFen, first.code?.orderId, first.code?.codeUrl]).toEqual([9_000, code.orderId, code.codeUrl])
  // Of the same community, and of another bill.
  const elsewhere = await loadRoom(repairs.place.ctx, at.communityId, repairs.neighbour.at.roomId)
  const theirs = await makeBill(repairs.place, elsewhere)
  const dueFen = theirs.amountFen
  const asked = { roomId: elsewhere.roomId, billId: theirs.billId, dueFen, amountFen: dueFen }
  const desk = cashierAt(repairs.place)
  const wish = { communityId: at.communityId, channel: 'wechat' as const, bills: [asked], paidBy: '王芳' }
  const { orderId } = (await createDeskQr(desk, wish)).order
  expect((await callAs(app, worker, doorQrApi.closeDoorQr, { ...at, orderId })).code).toBe('record.not_found')

  channel.gateway.control.fault({ kind: 'drop' })
  expect((await scan(code.codeUrl)).result).toBe('ok')
  expect(await ok(worker, doorQrApi.checkDoorQr, { ...at, orderId: code.orderId })).toEqual({
    state: 'paid',
    amountFen: 9_000,
  })
  expect(await ok(worker, doorQrApi.createDoorQr, { ...at, channel: 'wechat' })).toEqual({
    state: 'paid',
    amountFen: 9_000,
  })
  const kept = await getBills(communityContext(channel.deps, at.communityId), at.communityId, [
    { roomId: owner.at.roomId, billId },
  ])
  expect(kept[0]).toMatchObject({ state: 'paid', paidOrderId: code.orderId })
})
