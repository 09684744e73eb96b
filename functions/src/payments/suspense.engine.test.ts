import { describe, expect, it, vi } from 'vitest'
import { startOrders } from '../../test/one-order'
import { noticeOf, post } from '../../test/payments'
import { callbackApp } from '../../test/channel'
import { cashierAt } from '../../test/desk'
import { deduct } from './deduct'
import { deskRoom } from './desk-room'
import { findOrders } from './find-orders'
import { resolveSuspense } from './resolve-suspense'
import { listSuspense } from './suspense-store'
import { getOrder, suspendedKey } from './store'
import * as z from 'zod'

const { world, deps, place, ctxOf, oneOrder, billsOf, postingsOf, untouched } = await startOrders()

describe('a valid signature that does not fit the order', () => {
  const total = (fen: number, currency = 'CNY') => ({ amount: { total: fen, payer_total: fen, currency } })
  const wrong: [string, Record<string, unknown>, boolean][] = [
    ['amount', total(1), true],
    ['currency', total(20_585, 'USD'), true],
    ['mchid', { mchid: '1600000000' }, false],
    ['appid', { appid: 'wxffffffffffffffff' }, true],
    ['state', { trade_state: 'NOTPAY' }, false],
  ]
  it.each(wrong)(
    'wrong %s: 4xx, no bill touched, evidence once, suspense only for our own SUCCESS',
    async (_, change, suspense) => {
      const { order, bills } = await oneOrder()
      const notice = noticeOf(deps, world.merchant, order, change)
      const told = vi.spyOn(deps.log, 'error')
      for (const status of [422, 422]) expect((await post(callbackApp(deps), notice)).status).toBe(status)
      expect(told.mock.calls.map(([event]) => event)).toEqual(['payments.alarm'])
      told.mockRestore()
      await untouched(order, bills)
      const postings = await postingsOf(order.orderId)
      expect(postings.map(({ kind }) => kind)).toEqual(suspense ? ['suspense'] : [])
      expect((await getOrder(ctxOf(), order.orderId))?.suspended).toBe(suspense ? true : undefined)
    },
  )

  /** The orders of which evidence waits for somebody. */
  const listed = async () => {
    deps.world.settle()
    const schema = z.object({ orderId: z.string() })
    const open = await ctxOf().db.query({ index: 'gs1', pk: suspendedKey(place.communityId), schema, limit: 100 })
    return open.items.map(({ orderId }) => orderId)
  }

  it('was sent to another merchant’s path: refused, nothing posted', async () => {
    const { order, bills } = await oneOrder()
    const { status } = await post(callbackApp(deps), noticeOf(deps, world.merchant, order), 'other')
    expect(status).toBeGreaterThanOrEqual(400)
    await untouched(order, bills)
  })

  it('is followed by the right notice of the transaction: settled, and the suspense is reversed', async () => {
    const { order, bills } = await oneOrder()
    await post(callbackApp(deps), noticeOf(deps, world.merchant, order, total(1)))
    expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order))).status).toBe(204)
    expect(await billsOf(bills)).toMatchObject([{ state: 'paid' }])
    const postings = await postingsOf(order.orderId)
    expect(postings.map(({ kind }) => kind).sort()).toEqual(['settlement', 'suspense', 'suspense_release'])
    const suspended = postings.flatMap(({ lines }) => lines).filter(({ account }) => account === 'suspense')
    expect(suspended.reduce((sum, line) => sum + line.amountFen, 0)).toBe(0)
    expect(await listed()).not.toContain(order.orderId)
  })

  it('is one of two, and a person has looked at the other: the right notice still takes its money out', async () => {
    const { order } = await oneOrder()
    const none = { mchid: '1600000000', transaction_id: `none${order.orderId.slice(6)}` }
    await post(callbackApp(deps), noticeOf(deps, world.merchant, order, none))
    await post(callbackApp(deps), noticeOf(deps, world.merchant, order, total(1)))
    await resolveSuspense(cashierAt(place, 'accountant'), {
      communityId: place.communityId,
      channel: 'wechat',
      transactionId: none.transaction_id,
      how: 'noted',
      reason: '不是我们的',
    })
    expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order))).status).toBe(204)
    const lines = (await postingsOf(order.orderId)).flatMap(posting => posting.lines)
    const of = (name: string) =>
      lines.filter(({ account }) => account === name).reduce((sum, { amountFen }) => sum + amountFen, 0)
    expect([of('suspense'), of('channel_cash')]).toEqual([0, order.amountFen])
    expect(await listed()).not.toContain(order.orderId)
  })

  it('and a person puts its money on the bills: the order is over and holds them no longer', async () => {
    const { order, bills } = await oneOrder()
    const { body, headers } = noticeOf(deps, world.merchant, order, total(order.amountFen, 'USD'))
    await post(callbackApp(deps), { body, headers })
    expect(await billsOf(bills)).toMatchObject([{ payingOrderId: order.orderId }])
    deps.world.settle()
    const { items } = await listSuspense(ctxOf(), { communityId: place.communityId, limit: 100 })
    const transactionId = items.find(held => held.orderId === order.orderId)?.transactionId ?? ''
    const asked = { communityId: place.communityId, channel: 'wechat' as const, transactionId, reason: '住户来电' }
    const roomId = order.shares[0]?.object.id ?? ''
    await resolveSuspense(cashierAt(place, 'accountant'), { ...asked, how: 'to_bills', roomId })
    expect(await getOrder(ctxOf(), order.orderId)).toMatchObject({ state: 'closed' })
    expect((await billsOf(bills)).map(bill => bill?.payingOrderId)).toEqual([undefined])
    deps.world.settle()
    await deduct(deps, place.communityId)
    expect(await billsOf(bills)).toMatchObject([{ state: 'paid' }])
  })

  it('and a person chooses the bills that it pays: no more than there is, the rest a prepayment of the household', async () => {
    const { order, bills, room } = await oneOrder(3)
    await post(callbackApp(deps), noticeOf(deps, world.merchant, order, total(30_000)))
    deps.world.settle()
    const { items } = await listSuspense(ctxOf(), { communityId: place.communityId, limit: 100 })
    const transactionId = items.find(held => held.orderId === order.orderId)?.transactionId ?? ''
    const clerk = cashierAt(place, 'accountant')
    const give = (amounts: number[], dueFen = 20_585) =>
      resolveSuspense(clerk, {
        communityId: place.communityId,
        channel: 'wechat',
        transactionId,
        how: 'to_bills',
        roomId: room.roomId,
        reason: '住户来电',
        bills: amounts.map((amountFen, i) => ({
          roomId: room.roomId,
          billId: bills[i]?.billId ?? '',
          dueFen,
          amountFen,
        })),
      })
    await expect(give([20_585, 20_585])).rejects.toMatchObject({ code: 'request.invalid' })
    await expect(give([20_585], 20_000)).rejects.toMatchObject({ code: 'payments.amount_changed' })
    const both = await Promise.allSettled([1, 2].map(() => give([20_585, 5000])))
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await billsOf(bills)).toMatchObject([
      { state: 'paid', paidFen: 20_585 },
      { state: 'part_paid', paidFen: 5000 },
      { state: 'published', paidFen: 0 },
    ])
    expect((await billsOf(bills)).map(bill => bill?.payingOrderId)).toEqual([undefined, undefined, undefined])
    const { orders } = await findOrders(ctxOf(), { communityId: place.communityId, number: transactionId })
    const made = orders.find(({ orderId }) => orderId !== order.orderId)
    expect(made).toMatchObject({ state: 'paid', paidFen: 30_000, prepaidFen: 4415, amountFen: 30_000 })
    const lines = (await postingsOf(made?.orderId ?? '')).flatMap(posting => posting.lines)
    expect(lines.map(({ account, amountFen }) => [account, amountFen])).toEqual([
      ['channel_cash', 30_000],
      ['receivable', -20_585],
      ['receivable', -5000],
      ['prepayment', -4415],
    ])
    // Of that household, and refundable the way it came.
    const { lots } = await deskRoom(clerk, { communityId: place.communityId, roomId: room.roomId })
    expect(lots).toMatchObject([{ leftFen: 4415, transactionId, channel: 'wechat' }])
    expect(await listed()).not.toContain(order.orderId)
  })

  it('held no money, and the right notice follows: it leaves the list', async () => {
    const { order } = await oneOrder()
    await post(callbackApp(deps), noticeOf(deps, world.merchant, order, { mchid: '1600000000' }))
    expect(await listed()).toContain(order.orderId)
    expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order))).status).toBe(204)
    expect(await listed()).not.toContain(order.orderId)
    expect((await postingsOf(order.orderId)).map(({ kind }) => kind)).toEqual(['settlement'])
  })

  it('comes after the right notice of its transaction: kept, and in no list', async () => {
    const { order } = await oneOrder()
    await post(callbackApp(deps), noticeOf(deps, world.merchant, order))
    expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order, total(1)))).status).toBe(422)
    expect(await listed()).not.toContain(order.orderId)
  })

  it('held no money and comes at the same moment as the right notice: in no list', async () => {
    const { order } = await oneOrder()
    const held = deps.world.holdNext({ command: 'GetItem', when: 'after', match: order.orderId })
    const late = post(callbackApp(deps), noticeOf(deps, world.merchant, order, { mchid: '1600000000' }))
    await held.reached
    expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order))).status).toBe(204)
    held.release()
    expect((await late).status).toBe(422)
    expect(await listed()).not.toContain(order.orderId)
  })

  const other = (order: { orderId: string }) => ({ transaction_id: `42009${order.orderId.slice(-20)}` })
  const inSuspense = async (orderId: string) =>
    (await postingsOf(orderId))
      .flatMap(({ lines }) => lines)
      .filter(({ account }) => account === 'suspense')
      .reduce((sum, line) => sum + line.amountFen, 0)

  it.each(['before', 'after'])(
    'names another transaction %s the order is paid: held, and released by its right notice',
    async when => {
      const { order } = await oneOrder()
      const wrong = () =>
        post(callbackApp(deps), noticeOf(deps, world.merchant, order, { ...other(order), ...total(1) }))
      if (when === 'before') await wrong()
      expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order))).status).toBe(204)
      if (when === 'after') expect((await wrong()).status).toBe(422)
      expect(await inSuspense(order.orderId)).toBe(-1)
      expect((await getOrder(ctxOf(), order.orderId))?.suspended).toBeUndefined()
      const right = noticeOf(deps, world.merchant, order, other(order))
      for (const _ of [1, 2]) expect((await post(callbackApp(deps), right)).status).toBe(204)
      expect(await inSuspense(order.orderId)).toBe(0)
    },
  )

  it('names the transaction that has paid the order: kept as evidence, counted nowhere a second time', async () => {
    const { order } = await oneOrder()
    await post(callbackApp(deps), noticeOf(deps, world.merchant, order))
    expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order, total(1)))).status).toBe(422)
    expect(await inSuspense(order.orderId)).toBe(0)
  })

  it('comes at the same moment as another of a paid order: both are held', async () => {
    const { order } = await oneOrder()
    await post(callbackApp(deps), noticeOf(deps, world.merchant, order))
    const wrong = (first: string) => {
      const change = { transaction_id: `${first}${order.orderId.slice(-20)}`, ...total(1) }
      return post(callbackApp(deps), noticeOf(deps, world.merchant, order, change))
    }
    const held = deps.world.holdNext({ command: 'GetItem', when: 'after', match: order.orderId })
    const late = wrong('42008')
    await held.reached
    expect((await wrong('42009')).status).toBe(422)
    held.release()
    expect((await late).status).toBe(422)
    expect(await inSuspense(order.orderId)).toBe(-2)
  })

  it('comes at the same moment as the payment of its order: held all the same', async () => {
    const { order } = await oneOrder()
    const held = deps.world.holdNext({ command: 'GetItem', when: 'after', match: order.orderId })
    const late = post(callbackApp(deps), noticeOf(deps, world.merchant, order, { ...other(order), ...total(1) }))
    await held.reached
    expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order))).status).toBe(204)
    held.release()
    expect((await late).status).toBe(422)
    expect(await inSuspense(order.orderId)).toBe(-1)
    expect((await getOrder(ctxOf(), order.orderId))?.suspended).toBeUndefined()
  })
})
