import type { Order } from '@linli/shared/payments/schema'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Channel, openChannel, resident } from '../../test/channel'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill } from '../../test/payments'
import { communityContext, makeContext } from '../context'
import { createOrder } from './create-order'
import { getReconciliation, openDifferences, reconcile } from './reconcile'
import { reconcileDay, reconcileDays } from './reconcile-days'
import { listDifferences, waitingDifferences } from './reconciliation-store'
import { reconciliationMonth } from './reconciliation-month'
import { resolveDifference } from './resolve-difference'
import { refundKey } from './refund-store'
import { getOrder, ledgerKey } from './store'
import { askChannel } from './ask-channel'
import { findOrders } from './find-orders'
import { resolveSuspense } from './resolve-suspense'
import { myReceipts } from './my-receipts'
import { listSuspense } from './suspense-store'
import type { SuspenseWay } from '@linli/shared/payments/suspense-schema'
import { seal } from './seal'
import * as z from 'zod'

let channel: Channel
let place: Place
let payer: Awaited<ReturnType<typeof resident>>
let room: Awaited<ReturnType<typeof makeRoom>>

beforeAll(async () => {
  channel = await openChannel()
  place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
  room = await makeRoom(place, { code: '9-1-101', ownerName: '王明', phone: '13800019999' })
  payer = await resident(channel, place, [room], 'reconciled')
})
afterAll(() => channel.stop())

const fen = 20_585
const ctx = () => communityContext(channel.deps, place.communityId)
const accountant = () =>
  makeContext(
    channel.deps,
    { kind: 'staff', personId: '0'.repeat(26), sessionKey: 's', name: '赵会计', grants: [], csrf: 'c' },
    [`C#${place.communityId}#`],
  )
const dayOf = (date: string) => ({ communityId: place.communityId, merchantRef: 'linli', date })

async function paid(at: string, tell = true): Promise<Order> {
  channel.deps.clock.set(at)
  const bill = await makeBill(place, room)
  const { order, pay } = await createOrder(payer, {
    communityId: place.communityId,
    bills: [{ roomId: room.roomId, billId: bill.billId }],
  })
  if (!tell) channel.gateway.control.fault({ kind: 'drop' })
  if (!pay) throw new Error('no payment parameters')
  await channel.gateway.control.pay({ ...pay, decision: 'approve' })
  await channel.gateway.control.runDue()
  return order
}

const differences = async (date: string) =>
  (await listDifferences(ctx(), { ...dayOf(date), limit: 100 })).items.map(({ kind, orderId, resolved }) => [
    kind,
    orderId,
    resolved?.how,
  ])
const account = async (name: string) => {
  channel.deps.world.settle()
  await seal(channel.deps, place.communityId)
  const Ledger = z.object({ accounts: z.record(z.string(), z.number()) })
  return (await ctx().db.get(ledgerKey(place.communityId), Ledger))?.accounts[name] ?? 0
}

it('settles what was missed, posts the fee once, and a look again adds nothing', async () => {
  const first = await paid('2026-12-03T02:00:00.000Z')
  const second = await paid('2026-12-03T15:59:59.000Z')
  const missed = await paid('2026-12-03T15:59:59.999Z', false)
  const next = await paid('2026-12-03T16:00:00.000Z')
  await channel.gateway.control.foreignTrade('linli', 999)
  await expect(reconcile(ctx(), dayOf('2026-12-03'))).rejects.toMatchObject({ code: 'payments.bill_not_ready' })
  expect(await getReconciliation(ctx(), dayOf('2026-12-03'))).toMatchObject({ state: 'waiting', wait: 'creating' })
  const elsewhere = await makeCommunity(channel.deps, { merchantRef: 'another' })
  await expect(
    reconcile(elsewhere.ctx, { ...dayOf('2026-12-03'), communityId: elsewhere.communityId }),
  ).rejects.toMatchObject({ code: 'payments.no_merchant' })

  channel.deps.clock.set('2026-12-04T02:10:00.000Z')
  channel.deps.world.settle()
  const result = await reconcile(ctx(), dayOf('2026-12-03'))
  expect(result).toMatchObject({ state: 'done', channelCount: 3, channelFen: 3 * fen, differences: 0, open: 0 })
  expect(result).toMatchObject({ localCount: 3, localFen: 3 * fen, feeFen: 371, foreignFen: 0 })
  expect((await getOrder(ctx(), missed.orderId))?.state).toBe('paid')
  channel.deps.world.settle()
  const looks = await Promise.all([1, 2].map(() => reconcile(ctx(), dayOf('2026-12-03'))))
  for (const look of looks) expect(look).toMatchObject({ localCount: 3, differences: 0, feeFen: 371 })
  expect(await account('channel_fee')).toBe(371)

  channel.deps.clock.set('2026-12-05T02:10:00.000Z')
  expect(await reconcile(ctx(), dayOf('2026-12-04'))).toMatchObject({
    channelCount: 1,
    foreignFen: 999,
    differences: 0,
  })

  // The channel's files tell otherwise: each difference once, gone again when the file is right.
  channel.gateway.control.fault({ kind: 'bill-amount', match: first.orderId, fen: 1 })
  channel.gateway.control.fault({ kind: 'bill-row-missing', match: second.orderId })
  expect(await reconcile(ctx(), dayOf('2026-12-03'))).toMatchObject({ differences: 2, open: 2 })
  channel.gateway.control.fault({ kind: 'bill-amount', match: first.orderId, fen: 1 })
  channel.gateway.control.fault({ kind: 'bill-row-missing', match: second.orderId })
  expect(await reconcile(ctx(), dayOf('2026-12-03'))).toMatchObject({ differences: 2, open: 2 })
  channel.deps.world.settle()
  expect((await differences('2026-12-03')).toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))).toEqual([
    ['AMOUNT_MISMATCH', first.orderId, undefined],
    ['CHANNEL_MISSING', second.orderId, undefined],
  ])
  expect(await waitingDifferences(ctx(), place.communityId)).toEqual({
    count: 2,
    oldest: '2026-12-05T02:10:00.000Z',
  })
  for (const kind of ['bill-hash', 'bill-truncated'] as const) {
    channel.gateway.control.fault({ kind })
    await expect(reconcile(ctx(), dayOf('2026-12-03'))).rejects.toMatchObject({ code: 'payments.bill_damaged' })
  }
  expect(await openDifferences(ctx(), place.communityId, '2026-12')).toBe(2)
  expect(await reconcile(ctx(), dayOf('2026-12-03'))).toMatchObject({ differences: 0, open: 0 })
  expect((await differences('2026-12-03')).map(([, , how]) => how)).toEqual(['gone', 'gone'])
  expect(next.orderId).not.toBe(first.orderId)
})

it('leaves what it cannot explain to a person: each difference is resolved once, with what it needs posted', async () => {
  const date = '2026-12-07'
  const asked = await paid(`${date}T02:00:00.000Z`, false)
  const again = await paid(`${date}T02:01:00.000Z`)
  channel.deps.clock.set('2026-12-08T02:10:00.000Z')
  channel.gateway.control.fault({ kind: 'system-error', match: asked.orderId, count: 9 })
  channel.gateway.control.fault({ kind: 'bill-row-missing', match: again.orderId })
  channel.deps.world.settle()
  expect(await reconcile(ctx(), dayOf(date))).toMatchObject({ differences: 2, open: 2 })
  const { items } = await listDifferences(ctx(), { ...dayOf(date), limit: 100 })
  const [missing, lacking] = ['LOCAL_MISSING', 'CHANNEL_MISSING'].map(kind => items.find(each => each.kind === kind))
  if (!missing || !lacking) throw new Error('differences are missing')
  expect(missing).toMatchObject({ orderId: asked.orderId, channelFen: fen })
  const say = (differenceId: string, how: 'noted' | 'settled' | 'suspended') =>
    resolveDifference(accountant(), { ...dayOf(date), differenceId, how, reason: '已经和渠道核实' })
  await expect(say(lacking.differenceId, 'suspended')).rejects.toMatchObject({ code: 'payments.not_this_way' })
  await expect(say(missing.differenceId, 'settled')).rejects.toMatchObject({ code: 'payments.channel_down' })
  const held = await account('suspense')
  const both = await Promise.allSettled([
    say(missing.differenceId, 'suspended'),
    say(missing.differenceId, 'suspended'),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await account('suspense')).toBe(held - fen)
  expect(await say(lacking.differenceId, 'noted')).toMatchObject({ resolved: { by: '赵会计', how: 'noted' } })
  expect(await getReconciliation(ctx(), dayOf(date))).toMatchObject({ open: 0 })
  channel.deps.world.settle()
  expect(await waitingDifferences(ctx(), place.communityId)).toMatchObject({ count: 0 })

  // Another look while the channel is still silent about it: what was taken into suspense by hand is no new task.
  channel.gateway.control.fault({ kind: 'system-error', match: asked.orderId, count: 9 })
  channel.gateway.control.fault({ kind: 'bill-row-missing', match: again.orderId })
  expect(await reconcile(ctx(), dayOf(date))).toMatchObject({ open: 0 })

  // The channel answers again: its money is settled, out of suspense, and the resolved day needs nobody.
  expect(await getOrder(ctx(), asked.orderId)).toMatchObject({ suspended: true })
  channel.gateway.control.clearFaults()
  channel.gateway.control.fault({ kind: 'bill-row-missing', match: again.orderId })
  expect(await reconcile(ctx(), dayOf(date))).toMatchObject({ differences: 1, open: 0 })
  expect((await getOrder(ctx(), asked.orderId))?.state).toBe('paid')
  expect(await account('suspense')).toBe(held)
})

it('holds a refund to ours by its number and amount, on the day it was accepted', async () => {
  const order = await paid('2026-12-09T02:00:00.000Z')
  channel.deps.clock.set('2026-12-10T02:00:00.000Z')
  await channel.gateway.control.refund(order.orderId, 500)
  channel.deps.clock.set('2026-12-11T02:10:00.000Z')
  const day = await reconcile(ctx(), dayOf('2026-12-10'))
  expect(day).toMatchObject({ refundCount: 1, refundFen: 500, feeFen: -3, differences: 1 })
  expect(await differences('2026-12-10')).toEqual([['REFUND_MISMATCH', order.orderId, undefined]])
  const [difference] = (await listDifferences(ctx(), { ...dayOf('2026-12-10'), limit: 9 })).items
  const own = { orderId: order.orderId, refundId: difference?.refundNo ?? '' }
  await ctx().db.writeMany([{ put: { ...refundKey(own), ...own, amountFen: 499 } }])
  expect(await reconcile(ctx(), dayOf('2026-12-10'))).toMatchObject({ differences: 1, open: 1 })
  await ctx().db.writeMany([{ put: { ...refundKey(own), ...own, amountFen: 500 } }])
  expect(await reconcile(ctx(), dayOf('2026-12-10'))).toMatchObject({ differences: 0, open: 0 })
})

it('is asked for by the clock, again in half an hour until the bill is there, and shown as a month', async () => {
  await paid('2026-12-14T02:00:00.000Z')
  channel.deps.clock.set('2026-12-15T02:00:00.000Z')
  channel.deps.world.settle()
  /** What the clock asked a worker for, after the worker looked. */
  const run = async () => {
    const days: string[] = []
    const { outbox } = channel.deps
    const committed = outbox.committed.bind(outbox)
    outbox.committed = writes => {
      for (const write of writes) {
        const body = 'put' in write ? Object(write.put.body) : {}
        if (body.type === 'payments.reconcile_day' && body.communityId === place.communityId) days.push(body.date)
      }
      committed(writes)
    }
    await reconcileDays(channel.deps)
    outbox.committed = committed
    for (const date of days) await reconcileDay(channel.deps, dayOf(date))
    return days
  }
  channel.gateway.control.fault({ kind: 'bill-creating', count: 20 })
  const first = await run()
  expect(first).toEqual(['2026-12-08', '2026-12-09', '2026-12-11', '2026-12-12', '2026-12-13', '2026-12-14'])
  expect(await run()).toEqual([])
  channel.deps.clock.advance(31 * 60_000)
  channel.gateway.control.clearFaults()
  expect(await run()).toEqual(first)
  channel.deps.clock.advance(31 * 60_000)
  expect(await run()).toEqual([])
  const month = await reconciliationMonth(ctx(), { communityId: place.communityId, month: '2026-12' })
  const [merchant] = month.merchants
  expect(merchant?.days.find(({ date }) => date === '2026-12-14')).toMatchObject({ state: 'done', channelCount: 1 })
  expect(merchant?.days.find(({ date }) => date === '2026-12-13')).toMatchObject({ state: 'done', channelCount: 0 })
})

it('keeps in suspense what no order explains, until a person gives it to a household, once, or back', async () => {
  const date = '2026-12-18'
  const [first, second] = [await paid(`${date}T02:00:00.000Z`, false), await paid(`${date}T02:01:00.000Z`, false)]
  channel.deps.clock.set('2026-12-19T02:10:00.000Z')
  channel.gateway.control.fault({ kind: 'system-error', match: place.communityId, count: 99 })
  channel.deps.world.settle()
  expect(await reconcile(ctx(), dayOf(date))).toMatchObject({ differences: 2 })
  const { items } = await listDifferences(ctx(), { ...dayOf(date), limit: 9 })
  for (const { differenceId } of items)
    await resolveDifference(accountant(), { ...dayOf(date), differenceId, how: 'suspended', reason: '先挂账核对' })
  channel.deps.world.settle()
  const { items: held } = await listSuspense(ctx(), { communityId: place.communityId, limit: 9 })
  const heldOf = (order: Order) => held.find(({ orderId }) => orderId === order.orderId)?.transactionId ?? ''
  expect(held).toHaveLength(2)
  const say = (order: Order, how: SuspenseWay, more: { roomId?: string; number?: string } = {}) =>
    resolveSuspense(accountant(), {
      communityId: place.communityId,
      channel: 'wechat',
      transactionId: heldOf(order),
      how,
      reason: '住户来电说明',
      ...more,
    })
  const before = { suspense: await account('suspense'), prepayment: await account('prepayment') }
  await expect(say(first, 'noted')).rejects.toMatchObject({ code: 'payments.not_this_way' })
  await expect(say(first, 'prepaid')).rejects.toMatchObject({ code: 'request.invalid' })
  const both = await Promise.allSettled([1, 2].map(() => say(first, 'prepaid', { roomId: room.roomId })))
  expect(both.map(({ status }) => status).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['fulfilled', 'rejected'])
  expect(await account('suspense')).toBe(before.suspense + fen)
  expect(await account('prepayment')).toBe(before.prepayment - fen)
  await say(second, 'returning')
  await expect(say(second, 'returned')).rejects.toMatchObject({ code: 'request.invalid' })
  await say(second, 'returned', { number: '5030000712345' })
  expect(await account('suspense')).toBe(before.suspense + 2 * fen)
  channel.deps.world.settle()
  expect((await listSuspense(ctx(), { communityId: place.communityId, limit: 9 })).items).toEqual([])

  // The notice of what a person has explained comes after all: acknowledged, and its money stays where it is.
  channel.gateway.control.clearFaults()
  const late = await getOrder(ctx(), first.orderId)
  if (!late) throw new Error('no order')
  await askChannel(ctx(), { ...late, state: 'closed' })
  expect((await getOrder(ctx(), first.orderId))?.state).not.toBe('paid')
  expect(await account('prepayment')).toBe(before.prepayment - fen)

  // Whatever number the payer reads out leads to the order that has the money.
  const find = async (number: string) =>
    (await findOrders(ctx(), { communityId: place.communityId, number })).orders.map(({ orderId }) => orderId)
  const [settled = ''] = (await find(heldOf(first))).filter(id => id !== first.orderId)
  const { receiptSerial = '' } = (await getOrder(ctx(), settled)) ?? {}
  expect(receiptSerial).toMatch(/^2026-/)
  expect((await myReceipts(payer, { limit: 20 })).items.map(({ orderId }) => orderId)).toContain(settled)
  for (const number of [settled.toLowerCase(), receiptSerial, receiptSerial.replace('-', ' ')])
    expect(await find(number)).toEqual([settled])
  expect(await find('4200000000000000000000000000')).toEqual([])
})
