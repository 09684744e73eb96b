import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callbackApp, type Channel, openChannel, resident } from '../../test/channel'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { type BillWish, makeBill, noticeOf } from '../../test/payments'
import { getBills } from '../billing/store'
import { voidBill } from '../billing/void-bill'
import { communityContext } from '../context'
import { checkOrder } from './check-order'
import { closeOrder } from './close-order'
import { createOrder } from './create-order'
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
async function household(bills = 1, wish: BillWish = {}) {
  floor += 1
  const room = await makeRoom(place, {
    code: `2-1-${floor}01`,
    ownerName: '李小红',
    phone: `1380001${String(1000 + floor)}`,
  })
  const made = []
  for (let i = 0; i < bills; i++) made.push(await makeBill(place, room, wish))
  const payer = await resident(channel, place, [room], `payer-${floor}`)
  const asked = made.map(bill => ({ roomId: room.roomId, billId: bill.billId }))
  return {
    room,
    bills: made,
    asked,
    payer,
    order: () => createOrder(payer, { communityId: place.communityId, bills: asked }),
  }
}

const system = () => communityContext(channel.deps, place.communityId)
const billsOf = (asked: { roomId: string; billId: string }[]) => getBills(system(), place.communityId, asked)
const approve = async (pay: Awaited<ReturnType<typeof createOrder>>['pay']) => {
  if (!pay) throw new Error('no payment parameters')
  return channel.gateway.control.pay({ ...pay, decision: 'approve' })
}

/** Once all notices that are due were answered. */
async function untilPaid(orderId: string) {
  await channel.gateway.control.runDue()
  const order = await getOrder(system(), orderId)
  if (order?.state !== 'paid') throw new Error('never paid')
  return order
}

describe('an order', () => {
  it('is signed so that WeChat takes it, paid, and settled by the notice', async () => {
    const { order, asked } = await household(2)
    const { order: made, pay } = await order()
    expect(made).toMatchObject({ state: 'created', amountFen: 41_170 })
    expect((await approve(pay)).result).toBe('ok')
    const paid = await untilPaid(made.orderId)
    expect(paid.paidFen).toBe(41_170)
    for (const bill of await billsOf(asked)) expect(bill?.state).toBe('paid')
  })

  it('is the same open order for the same payer and bills, at the same prepay', async () => {
    const { order } = await household()
    const [first, second] = [await order(), await order()]
    expect(second.order.orderId).toBe(first.order.orderId)
    expect(second.pay?.package).toBe(first.pay?.package)
  })

  it('is made by two taps at once: one order, or one that closed the other; the bill is held once', async () => {
    const { order, asked } = await household()
    const made = await Promise.allSettled([order(), order(), order()])
    const ids = new Set(made.flatMap(result => (result.status === 'fulfilled' ? [result.value.order.orderId] : [])))
    expect(ids.size).toBe(1)
    const [bill] = await billsOf(asked)
    expect(ids).toContain(bill?.payingOrderId)
  })

  it('freezes principal and late fee: paying after midnight changes nothing', async () => {
    const terms = { clause: '第十二条', dailyRatePpm: 500, graceDays: 0 }
    const { order } = await household(1, { dueDate: '2026-11-12', lateFee: terms })
    const { order: made, pay } = await order()
    expect(made.amountFen).toBe(20_585 + 103)
    channel.deps.clock.advance(5 * 60_000)
    await approve(pay)
    expect((await untilPaid(made.orderId)).paidFen).toBe(20_585 + 103)
  })

  it('of another person on the same bill closes the first at the channel', async () => {
    const { room, asked, order } = await household()
    const first = await order()
    const other = await resident(channel, place, [room], 'co-owner')
    const second = await createOrder(other, { communityId: place.communityId, bills: asked })
    expect((await getOrder(system(), first.order.orderId))?.state).toBe('closed')
    expect((await approve(first.pay)).result).not.toBe('ok')
    await approve(second.pay)
    expect((await untilPaid(second.order.orderId)).prepaidFen).toBeUndefined()
  })

  it('is refused for bills of others, settled bills, and bills of two collecting entities', async () => {
    const mine = await household()
    const others = await household()
    const at = { communityId: place.communityId }
    await expect(createOrder(mine.payer, { ...at, bills: others.asked })).rejects.toMatchObject({
      code: 'record.not_found',
    })
    const made = await mine.order()
    await approve(made.pay)
    await untilPaid(made.order.orderId)
    await expect(mine.order()).rejects.toMatchObject({ code: 'payments.nothing_due' })
  })

  it('survives a prepay that timed out: the retry is the same order and one payment', async () => {
    const { order } = await household()
    channel.gateway.control.fault({ kind: 'system-error', match: '/v3/pay/transactions/jsapi', count: 3 })
    await expect(order()).rejects.toMatchObject({ code: 'payments.channel_down' })
    const made = await order()
    await approve(made.pay)
    expect((await untilPaid(made.order.orderId)).state).toBe('paid')
  })
})

describe('a notice that never arrives', () => {
  it('is found by the payer’s question', async () => {
    const { order, payer } = await household()
    const { order: made, pay } = await order()
    channel.gateway.control.fault({ kind: 'drop' })
    await approve(pay)
    expect((await checkOrder(payer, made.orderId)).state).toBe('paid')
  })

  it('is found by the sweeper after a minute of silence', async () => {
    const { order, asked } = await household()
    const { order: made, pay } = await order()
    channel.gateway.control.fault({ kind: 'drop' })
    await approve(pay)
    channel.deps.world.settle()
    channel.deps.clock.advance(61_000)
    await sweepOrders(channel.deps)
    expect((await getOrder(system(), made.orderId))?.state).toBe('paid')
    expect(await billsOf(asked)).toMatchObject([{ state: 'paid' }])
  })

  it('is found by who closes the order: it is paid, not closed', async () => {
    const { order, asked } = await household()
    const { order: made, pay } = await order()
    channel.gateway.control.fault({ kind: 'drop' })
    await approve(pay)
    expect((await closeOrder(system(), made.orderId)).state).toBe('paid')
    expect(await billsOf(asked)).toMatchObject([{ state: 'paid', paidOrderId: made.orderId }])
  })

  it('was never paid: the sweeper closes the order and the bill is free again', async () => {
    const { order, asked } = await household()
    const { order: made } = await order()
    channel.deps.clock.advance(17 * 60_000)
    channel.deps.world.settle()
    await sweepOrders(channel.deps)
    expect((await getOrder(system(), made.orderId))?.state).toBe('closed')
    const [bill] = await billsOf(asked)
    expect(bill?.payingOrderId).toBeUndefined()
  })
})

describe('the platform’s keys', () => {
  const post = async (headers: Record<string, string>, body: string) =>
    await callbackApp(channel.deps).request('/callbacks/wechat/linli', { method: 'POST', headers, body })

  it('are asked for once, however many unknown serials arrive', async () => {
    const calls = () => channel.gateway.control.calls().filter(({ path }) => path.startsWith('/v3/certificates')).length
    const before = calls()
    const merchant = await channel.gateway.control.merchant('linli')
    const { order } = await household()
    const { order: made } = await order()
    const notice = noticeOf(channel.deps, merchant, made)
    for (let i = 0; i < 500; i += 50) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          post({ ...notice.headers, 'Wechatpay-Serial': `00${String(i + n).padStart(38, 'A')}` }, notice.body),
        ),
      )
      for (const { status } of answers) expect(status).toBe(401)
    }
    expect(calls() - before).toBeLessThanOrEqual(1)
    expect((await getOrder(system(), made.orderId))?.state).toBe('created')
  })

  it('change without a restart: a notice signed by a new certificate settles', async () => {
    channel.deps.clock.advance(11 * 60_000)
    await channel.gateway.control.rotateCertificate('linli')
    channel.gateway.control.mode('certificate')
    const { order } = await household()
    const { order: made, pay } = await order()
    await approve(pay)
    expect((await untilPaid(made.orderId)).state).toBe('paid')
    channel.gateway.control.mode('mixed')
  })
})

describe('money that is late', () => {
  it('comes after the order was closed: the bill is settled all the same', async () => {
    const { order, asked } = await household()
    const { order: made, pay } = await order()
    channel.gateway.control.fault({ kind: 'late-after-close', ms: 0 })
    await approve(pay)
    expect((await closeOrder(system(), made.orderId)).state).toBe('closed')
    channel.deps.clock.advance(1000)
    await channel.gateway.control.runDue()
    await untilPaid(made.orderId)
    expect(await billsOf(asked)).toMatchObject([{ state: 'paid', paidOrderId: made.orderId }])
  })

  it('comes while the order is being closed: settled, and the bill is not free', async () => {
    const { order, asked, bills } = await household()
    const { order: made, pay } = await order()
    channel.gateway.control.fault({ kind: 'late-after-close', ms: 0 })
    await approve(pay)
    const held = channel.deps.world.holdNext({ command: 'BatchGetItem', when: 'before', match: bills[0]?.billId ?? '' })
    const closing = closeOrder(system(), made.orderId)
    await held.reached
    channel.deps.clock.advance(1000)
    await channel.gateway.control.runDue()
    await untilPaid(made.orderId)
    held.release()
    expect((await closing).state).toBe('paid')
    expect(await billsOf(asked)).toMatchObject([{ state: 'paid', paidOrderId: made.orderId }])
  })

  it('comes after the bill was void: a prepayment lot of who paid', async () => {
    const { order, asked } = await household()
    const { order: made, pay } = await order()
    channel.gateway.control.fault({ kind: 'late-after-close', ms: 30_000 })
    await approve(pay)
    const { communityId } = place
    for (const bill of asked) await voidBill(place.ctx, { communityId, ...bill, reason: '面积有误', reissue: false })
    channel.deps.clock.advance(31_000)
    await channel.gateway.control.runDue()
    expect(await untilPaid(made.orderId)).toMatchObject({ prepaidFen: 20_585 })
    expect(await billsOf(asked)).toMatchObject([{ state: 'void', paidFen: 0 }])
  })

  it('comes after another order settled the bill: a prepayment lot', async () => {
    const { room, order, asked } = await household()
    const first = await order()
    channel.gateway.control.fault({ kind: 'late-after-close', ms: 30_000 })
    await approve(first.pay)
    const other = await resident(channel, place, [room], 'other-payer')
    const second = await createOrder(other, { communityId: place.communityId, bills: asked })
    await approve(second.pay)
    await untilPaid(second.order.orderId)
    channel.deps.clock.advance(31_000)
    await channel.gateway.control.runDue()
    expect(await untilPaid(first.order.orderId)).toMatchObject({ prepaidFen: 20_585 })
  })
})
