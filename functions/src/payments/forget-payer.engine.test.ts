import { PrepaymentLot } from '@linli/shared/payments/held-schema'
import * as z from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callbackApp, type Channel, openChannel, resident } from '../../test/channel'
import { makeCommunity, makeRoom, type Place, staffActor } from '../../test/make'
import { makeBill, noticeOf, post } from '../../test/payments'
import { testContext } from '../../test/context'
import { communityContext, type Context } from '../context'
import { queryAll } from '../query-all'
import { deletedAccountId } from '../identity/deleted-account'
import { deleteAccount } from '../identity/delete-account'
import { createOrder } from './create-order'
import { ForgetPayerBody, forgetPayer, forgetPayerOf } from './forget-payer'
import { printReceipt } from './print-receipt'
import { myReceipts } from './my-receipts'
import { myPrepayments, officeOrder, receiptOf } from './receipts'
import { settle } from './settle'
import { getOrder, lotKey, receiptFile } from './store'
import { tellPayer } from './tell-payer'

let channel: Channel
let place: Place

beforeAll(async () => {
  channel = await openChannel()
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
})
afterAll(() => channel.stop())

let floor = 0
async function payerWithOrder() {
  floor += 1
  const user = `leaver-${floor}`
  const wish = { code: `8-1-${floor}01`, ownerName: '赵云', phone: `1380008${String(1000 + floor)}` }
  const room = await makeRoom(place, wish)
  const bill = await makeBill(place, room)
  const payer = await resident(channel, place, [room], user)
  const bills = [{ roomId: room.roomId, billId: bill.billId }]
  const { order } = await createOrder(payer, { communityId: place.communityId, bills })
  const pay = async (change: Record<string, unknown> = {}) => {
    const merchant = await channel.gateway.control.merchant('linli')
    const notice = noticeOf(channel.deps, merchant, order, change, 'public-key')
    expect((await post(callbackApp(channel.deps), notice)).status).toBe(204)
  }
  return { user, room, payer, order, pay, again: () => resident(channel, place, [room], user) }
}

const kept = async (orderId: string) => {
  const order = await getOrder(communityContext(channel.deps, place.communityId), orderId)
  if (!order) throw new Error('the order is gone')
  return order
}

/** Deletes the account and does what that asks of payments. */
async function leave(payer: Context) {
  const bodies: unknown[] = []
  const { outbox, world } = channel.deps
  const committed = outbox.committed.bind(outbox)
  outbox.committed = writes => {
    for (const write of writes) if ('put' in write) bodies.push(write.put.body)
    committed(writes)
  }
  await deleteAccount(payer)
  outbox.committed = committed
  world.settle()
  const body = bodies.find(each => ForgetPayerBody.safeParse(each).success)
  await forgetPayer(channel.deps, ForgetPayerBody.parse(body))
}

const lotsOf = async (orderId: string) => {
  const { lotIds = [] } = await kept(orderId)
  const keys = [...lotIds].map(lotId => lotKey(place.communityId, lotId))
  return (await place.ctx.db.getMany(keys, PrepaymentLot)).filter(lot => lot !== undefined)
}
const crashed = { name: 'ProcessCrashed' }

describe('an account that is deleted', () => {
  it('is replaced on its order, receipt, printed copy and prepayment; the account’s successor inherits none', async () => {
    const { payer, order, pay, again } = await payerWithOrder()
    await pay()
    await pay({ transaction_id: `42009${order.orderId.slice(-20)}` })
    const office = testContext(channel.deps, staffActor(channel.deps, place, 'manager'))
    const at = { communityId: place.communityId, orderId: order.orderId }
    await printReceipt(office, at)
    channel.deps.world.settle()
    expect((await myPrepayments(payer)).items).toHaveLength(1)
    expect(receiptOf(await kept(order.orderId)).paidBy).toBe('赵云')
    await leave(payer)
    expect(await officeOrder(office, at)).toMatchObject({
      accountId: deletedAccountId,
      paidBy: '已注销用户',
      state: 'paid',
    })
    const receipt = receiptOf(await kept(order.orderId))
    expect(receipt).toMatchObject({ paidBy: '已注销用户', amountFen: 20_585, lines: [{ payerName: '赵云' }] })
    expect(receipt.transactionId).toBe(`42000${order.orderId.slice(-20)}`)
    expect(await office.files.sizeOf(receiptFile(order.orderId, 1))).toBeUndefined()
    channel.deps.world.settle()
    const successor = await again()
    expect((await myReceipts(successor, { year: 2026, limit: 50 })).items).toEqual([])
    expect((await myPrepayments(successor)).items).toEqual([])
  })

  it('is replaced on an order that nobody has paid yet; its late money is settled all the same', async () => {
    const { payer, order, pay, again } = await payerWithOrder()
    await leave(payer)
    expect(await kept(order.orderId)).toMatchObject({
      accountId: deletedAccountId,
      paidBy: '已注销用户',
      state: 'created',
    })
    await pay()
    expect(await kept(order.orderId)).toMatchObject({ accountId: deletedAccountId, state: 'paid' })
    channel.deps.world.settle()
    expect((await myReceipts(await again(), { year: 2026, limit: 50 })).items).toEqual([])
  })

  it('is not brought back by a settlement that read the order before', async () => {
    const { payer, order, again } = await payerWithOrder()
    const read = await kept(order.orderId)
    await leave(payer)
    const paidAt = new Date(channel.deps.nowMs()).toISOString()
    const payment = { transactionId: `42007${order.orderId.slice(-20)}`, paidAt, amountFen: order.amountFen }
    await settle(communityContext(channel.deps, place.communityId), read, payment)
    expect(await kept(order.orderId)).toMatchObject({ accountId: deletedAccountId, state: 'paid' })
    channel.deps.world.settle()
    expect((await myReceipts(await again(), { year: 2026, limit: 50 })).items).toEqual([])
  })

  it('and was not found by the index is replaced when its payment would be told', async () => {
    const { payer, order, pay } = await payerWithOrder()
    await deleteAccount(payer)
    await pay()
    await tellPayer(channel.deps, { communityId: place.communityId, orderId: order.orderId })
    expect(await kept(order.orderId)).toMatchObject({
      accountId: deletedAccountId,
      paidBy: '已注销用户',
      state: 'paid',
    })
  })

  it('takes its prepayments with the order, which an index may not show yet', async () => {
    const { payer, order, pay } = await payerWithOrder()
    await pay()
    await pay({ transaction_id: `42009${order.orderId.slice(-20)}` })
    await deleteAccount(payer)
    await tellPayer(channel.deps, { communityId: place.communityId, orderId: order.orderId })
    expect(await lotsOf(order.orderId)).toMatchObject([{ accountId: deletedAccountId, amountFen: 20_585 }])
  })

  it('is in no prepayment of a payment that was decided on before, and written after', async () => {
    const { payer, order, pay } = await payerWithOrder()
    await pay()
    const held = channel.deps.world.holdNext({ command: 'GetItem', when: 'after', match: order.orderId })
    const late = pay({ transaction_id: `42009${order.orderId.slice(-20)}` })
    await held.reached
    await leave(payer)
    held.release()
    await late
    expect(await lotsOf(order.orderId)).toMatchObject([{ accountId: deletedAccountId }])
  })

  it('is forgotten once by two at once', async () => {
    const { payer, order, pay } = await payerWithOrder()
    await pay()
    await pay({ transaction_id: `42009${order.orderId.slice(-20)}` })
    const { accountId } = await kept(order.orderId)
    await deleteAccount(payer)
    const held = channel.deps.world.holdNext({ command: 'GetItem', when: 'after', match: '#lot#' })
    const forget = () => forgetPayerOf(channel.deps, order.orderId, accountId)
    const late = forget()
    await held.reached
    expect(await forget()).toBe(true)
    held.release()
    expect(await late).toBe(false)
    const [lot] = await lotsOf(order.orderId)
    const pk = `C#${place.communityId}#audit#prepayment_lot#${lot?.lotId}`
    expect(await queryAll(place.ctx.db, { pk, schema: z.unknown() }, 10)).toHaveLength(1)
  })
})

describe('the printed copies of an account that is deleted', () => {
  const printing = (orderId: string) =>
    printReceipt(testContext(channel.deps, staffActor(channel.deps, place, 'manager')), {
      communityId: place.communityId,
      orderId,
    })
  const copy = (orderId: string, n: number) => place.ctx.files.sizeOf(receiptFile(orderId, n))

  it.each(['before', 'after'] as const)(
    'are gone when the forgetting dies %s its write, and runs again',
    async when => {
      const { payer, order, pay } = await payerWithOrder()
      await pay()
      await printing(order.orderId)
      const { accountId } = await kept(order.orderId)
      await deleteAccount(payer)
      await channel.deps.outbox.flush()
      channel.deps.life.crashAt(1, when)
      await expect(forgetPayerOf(channel.deps, order.orderId, accountId)).rejects.toMatchObject(crashed)
      channel.deps.life.revive()
      await forgetPayerOf(channel.deps, order.orderId, accountId)
      expect(await kept(order.orderId)).toMatchObject({ accountId: deletedAccountId })
      expect(await copy(order.orderId, 1)).toBeUndefined()
    },
  )

  it('have the other name when the receipt was read before and printed after', async () => {
    const { payer, order, pay } = await payerWithOrder()
    await pay()
    const { accountId } = await kept(order.orderId)
    await printing(order.orderId)
    const held = channel.deps.world.holdNext({ command: 'GetItem', when: 'after', match: order.orderId })
    const late = printing(order.orderId)
    await held.reached
    await deleteAccount(payer)
    await forgetPayerOf(channel.deps, order.orderId, accountId)
    held.release()
    expect(await late).toMatchObject({ copies: 2 })
    expect(await kept(order.orderId)).toMatchObject({ receiptCopies: 2, paidBy: '已注销用户' })
    // The name's signs are in the embedded font: the next copy, certainly nameless, is as large.
    await printing(order.orderId)
    const [second = 0, third = 0] = [await copy(order.orderId, 2), await copy(order.orderId, 3)]
    expect(Math.abs(second - third)).toBeLessThan(100)
  })

  it('include one whose printing died before it was counted', async () => {
    const { payer, order, pay } = await payerWithOrder()
    await pay()
    const { accountId } = await kept(order.orderId)
    await channel.deps.outbox.flush()
    channel.deps.life.crashAt(1, 'before')
    await expect(printing(order.orderId)).rejects.toMatchObject(crashed)
    channel.deps.life.revive()
    expect(await copy(order.orderId, 1)).toBeDefined()
    await deleteAccount(payer)
    await forgetPayerOf(channel.deps, order.orderId, accountId)
    expect(await copy(order.orderId, 1)).toBeUndefined()
  })
})
