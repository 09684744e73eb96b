import { deskApi } from '@linli/shared/payments/desk-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roleIn, staffWith } from '../../test/actors'
import { callAs } from '../../test/call'
import { type Channel, openChannel, resident } from '../../test/channel'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { type BillWish, makeBill } from '../../test/payments'
import { pdfText } from '../../test/pdf-text'
import { loadBills } from '../billing/load-bills'
import { statement } from '../billing/statement'
import { communityContext, type Context } from '../context'
import { makeApp } from '../http'
import { createOrder } from './create-order'
import { deskRoom } from './desk-room'
import { myReceipt, myReceipts } from './my-receipts'
import { monthFigures } from './month-figures'
import { receiptPdf } from './receipt-pdf'
import { receiptOf } from './receipts'
import { routes } from './routes'
import { seal } from './seal'
import { takePrepayment } from './take-prepayment'
import { getOrder, ledgerKey } from './store'
import * as z from 'zod'

let channel: Channel
let place: Place
let cashier: Context

beforeAll(async () => {
  channel = await openChannel()
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
  cashier = cashierAt(place)
})
afterAll(() => channel.stop())

let floor = 0
async function household(wishes: BillWish[] = [{}]) {
  floor += 1
  const room = await makeRoom(place, { code: `5-1-${floor}01`, ownerName: '李小红', phone: `1380006${1000 + floor}` })
  const bills = []
  for (const wish of wishes) bills.push(await makeBill(place, room, wish))
  channel.deps.world.settle()
  return { room, bills, at: { communityId: place.communityId, roomId: room.roomId } }
}
const system = () => communityContext(channel.deps, place.communityId)
const now = (bills: { billId: string; object: { id: string } }[]) =>
  loadBills(
    system(),
    place.communityId,
    bills.map(({ billId, object }) => ({ roomId: object.id, billId })),
  )
const Head = z.object({ accounts: z.record(z.string(), z.number()) })
const balances = async () => (await system().db.get(ledgerKey(place.communityId), Head))?.accounts ?? {}
const terms = { clause: '第十二条', dailyRatePpm: 500, graceDays: 0 }

describe('money at the desk', () => {
  it('settles bills of several rooms in one go, with change, a receipt of the cashier and sealed figures', async () => {
    const [one, two] = [await household([{}, { dueDate: '2026-11-12', lateFee: terms }]), await household()]
    const all = [...one.bills, ...two.bills]
    const made = await payAtDesk(cashier, place, all, { tenderedFen: 70_000, paidBy: '王建国' })
    expect(made).toMatchObject({ state: 'paid', channel: 'cash', amountFen: 3 * 20_585 + 103 })
    expect((await now(all)).map(bill => [bill?.state, bill?.paidOrderId])).toEqual(
      all.map(() => ['paid', made.orderId]),
    )
    const before = await monthFigures(system(), place.communityId, ['2026-11'])
    channel.deps.world.settle()
    await seal(channel.deps, place.communityId)
    const order = await getOrder(system(), made.orderId)
    if (!order) throw new Error('no order')
    expect(receiptOf(order)).toMatchObject({ paidBy: '王建国', cashierName: '王经理', amountFen: 61_858 })
    expect(order.receiptSerial).toMatch(/^2026-\d{6}$/)
    const [after] = await monthFigures(system(), place.communityId, ['2026-11'])
    expect((after?.received.get('22') ?? 0) - (before[0]?.received.get('22') ?? 0)).toBe(61_858)
  })

  it('takes a part, principal before late fee; the late fee grows on what is left, and the rest is paid later', async () => {
    const { bills, at } = await household([{ dueDate: '2026-11-12', lateFee: terms }])
    await payAtDesk(cashier, place, bills, { part: 20_000 })
    expect(await now(bills)).toMatchObject([{ state: 'part_paid', paidFen: 20_000, lateFeePaidFen: 0 }])
    const left = (await deskRoom(cashier, at)).bills[0]
    expect(left).toMatchObject({ dueFen: 585, lateFeeFen: 103 })
    await payAtDesk(cashier, place, bills, { part: 600, channel: 'pos', number: '004512' })
    expect((await deskRoom(cashier, at)).bills[0]).toMatchObject({ state: 'part_paid', dueFen: 0, lateFeeFen: 88 })
    await payAtDesk(cashier, place, bills)
    expect(await now(bills)).toMatchObject([{ state: 'paid', paidFen: 20_585, lateFeePaidFen: 103 }])
    expect((await deskRoom(cashier, at)).bills).toEqual([])
    const day = { from: '2026-11-22', to: '2026-11-22' }
    const { items, after } = await statement(system(), { ...at, ...day })
    expect(
      items
        .filter(({ kind }) => kind === 'payment')
        .map(({ amountFen }) => amountFen)
        .toSorted((a, b) => a - b),
    ).toEqual([-20_000, -585, 0])
    expect(after.receivableFen).toBe(0)
  })

  it('counts late fee to the day that a transfer came', async () => {
    const { bills } = await household([{ dueDate: '2026-11-12', lateFee: terms }])
    const made = await payAtDesk(cashier, place, bills, {
      channel: 'transfer',
      number: 'ICBC-8812',
      paidOn: '2026-11-13',
    })
    expect(made).toMatchObject({ amountFen: 20_585 + 10, paidAt: '2026-11-13T04:00:00.000Z' })
  })

  it('is a cheque by its number, which stands on the receipt', async () => {
    const { bills } = await household()
    const { orderId } = await payAtDesk(cashier, place, bills, { channel: 'cheque', number: '30901122' })
    await seal(channel.deps, place.communityId)
    const order = await getOrder(system(), orderId)
    if (!order) throw new Error('no order')
    const receipt = receiptOf(order)
    expect(receipt).toMatchObject({ channel: 'cheque', transactionId: '30901122', amountFen: 20_585 })
    const text = pdfText(Buffer.from(await receiptPdf(receipt, 1)))
    for (const said of ['支票', '30901122', '物业费', '205.85', '王经理']) expect(text).toContain(said)
  })

  it('is refused when it is not what the clerk saw, too little cash, or paid already; nothing is written', async () => {
    const { bills, room } = await household()
    const [bill] = bills
    const asked = { roomId: room.roomId, billId: bill?.billId ?? '', dueFen: 20_585, amountFen: 20_585 }
    const pay = (change: object, money: object = {}) =>
      callAsCashier({ bills: [{ ...asked, ...change }], channel: 'cash' as const, paidBy: '李小红', ...money })
    expect((await pay({ dueFen: 20_000 })).code).toBe('payments.amount_changed')
    expect((await pay({ amountFen: 30_000 })).code).toBe('payments.amount_changed')
    expect((await pay({}, { tenderedFen: 20_000 })).code).toBe('payments.too_little')
    for (const unnumbered of ['pos', 'transfer', 'cheque'])
      expect((await pay({}, { channel: unnumbered })).code).toBe('request.invalid')
    expect((await pay({}, { paidOn: '2026-11-20' })).code).toBe('request.invalid')
    expect(await now(bills)).toMatchObject([{ state: 'published', paidFen: 0 }])
    expect((await pay({})).code).toBe('ok')
    expect((await pay({})).code).toBe('payments.nothing_due')
  })

  it('happens once for a repeated request, and a key with another body is refused', async () => {
    const { bills, room } = await household()
    const body = (amountFen: number) => ({
      bills: bills.map(({ billId }) => ({ roomId: room.roomId, billId, dueFen: 20_585, amountFen })),
      channel: 'cash' as const,
      paidBy: '李小红',
    })
    const twice = await Promise.all([callAsCashier(body(20_585), 'desk-one'), callAsCashier(body(20_585), 'desk-one')])
    expect(new Set(twice.map(answer => answer.ok().orderId)).size).toBe(1)
    expect((await callAsCashier(body(20_000), 'desk-one')).code).toBe('request.reused_key')
  })
})

describe('a bill that a resident is paying online', () => {
  async function online() {
    const house = await household()
    const payer = await resident(channel, place, [house.room], `online-${floor}`)
    const bills = house.bills.map(({ billId }) => ({ roomId: house.room.roomId, billId }))
    return { ...house, payer, ...(await createOrder(payer, { communityId: place.communityId, bills })) }
  }

  it('is freed at the channel before the desk takes money, and cannot be paid there any more', async () => {
    const { bills, order, pay } = await online()
    if (!pay) throw new Error('no payment parameters')
    await payAtDesk(cashier, place, bills)
    expect((await getOrder(system(), order.orderId))?.state).toBe('closed')
    expect((await channel.gateway.control.pay({ ...pay, decision: 'approve' })).result).not.toBe('ok')
    expect(await now(bills)).toMatchObject([{ state: 'paid' }])
  })

  it('that proves paid is settled instead, and the clerk is told to take nothing', async () => {
    const { bills, order, pay } = await online()
    if (!pay) throw new Error('no payment parameters')
    channel.gateway.control.fault({ kind: 'drop' })
    await channel.gateway.control.pay({ ...pay, decision: 'approve' })
    await expect(payAtDesk(cashier, place, bills)).rejects.toMatchObject({ code: 'payments.paid_online' })
    expect(await now(bills)).toMatchObject([{ state: 'paid', paidOrderId: order.orderId }])
  })
})

describe('a receipt of the desk', () => {
  it('is read by those who owe, whoever paid, and by no stranger', async () => {
    const { room, bills } = await household()
    const made = await payAtDesk(cashier, place, bills, { paidBy: '女儿' })
    const owner = await resident(channel, place, [room], `reads-${floor}`)
    const stranger = await resident(channel, place, [(await household()).room], `stranger-${floor}`)
    expect((await myReceipt(owner, made.orderId)).paidBy).toBe('女儿')
    expect((await myReceipts(owner, { limit: 30 })).items.map(({ orderId }) => orderId)).toEqual([made.orderId])
    await expect(myReceipt(stranger, made.orderId)).rejects.toMatchObject({ code: 'record.not_found' })
    expect((await myReceipts(stranger, { limit: 30 })).items).toEqual([])
  })
})

it('the journal balances', async () => {
  channel.deps.world.settle()
  await seal(channel.deps, place.communityId)
  const accounts = await balances()
  expect(Object.values(accounts).reduce((sum, fen) => sum + fen, 0)).toBe(0)
})

async function callAsCashier(body: object, key?: string) {
  const app = makeApp(channel.deps, routes)
  caller ??= await staffWith(channel.deps, [roleIn(place, 'cashier')])
  const { bills, channel: by, paidBy, ...money } = { bills: [], channel: 'cash' as const, paidBy: '', ...body }
  return callAs(
    app,
    caller,
    deskApi.collect,
    { communityId: place.communityId, bills, channel: by, paidBy, ...money },
    key,
  )
}
let caller: Awaited<ReturnType<typeof staffWith>> | undefined

describe('a slip’s number', () => {
  it('that was taken that day is asked back, unless the clerk says so; another day or channel is another slip', async () => {
    const some = await Promise.all([household(), household()])
    const [one, two] = some.map(({ bills }) => bills)
    const slip = { channel: 'transfer' as const, number: 'BK 2026-0077' }
    await payAtDesk(cashier, place, one ?? [], slip)
    const again = payAtDesk(cashier, place, two ?? [], { ...slip, number: 'bk20260077' })
    await expect(again).rejects.toMatchObject({
      code: 'payments.number_used',
      message: expect.stringMatching(/^这张回单已用于 5-1-\d+01（¥205.85，王经理 .*收），仍要收款？$/),
    })
    await payAtDesk(cashier, place, two ?? [], { ...slip, despiteNumber: true })
    const [three, four] = [await household(), await household()]
    await payAtDesk(cashier, place, three.bills, { ...slip, paidOn: '2026-11-20' })
    await payAtDesk(cashier, place, four.bills, { ...slip, channel: 'cheque' })
    const room = { ...four.at, ...slip, paidBy: '李小红', amountFen: 100 }
    await expect(takePrepayment(cashier, room)).rejects.toMatchObject({ code: 'payments.number_used' })
  })
})
