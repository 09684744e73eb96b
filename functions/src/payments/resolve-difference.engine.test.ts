import type { Resolution } from '@linli/shared/payments/reconciliation-schema'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startRefunds } from '../../test/refunds'
import { askChannel } from './ask-channel'
import { reconcile } from './reconcile'
import { differenceItem, listDifferences } from './reconciliation-store'
import { saveRefundSettings } from './refund-settings'
import { resolveDifference } from './resolve-difference'
import { listSuspense } from './suspense-store'

let r: Awaited<ReturnType<typeof startRefunds>>
beforeAll(async () => {
  r = await startRefunds()
})
afterAll(() => r.channel.stop())

const fen = 20_585
const dayOf = (date: string) => ({ communityId: r.place.communityId, merchantRef: 'linli', date })

async function look(date: string) {
  r.deps.world.settle()
  const result = await reconcile(r.system(), dayOf(date))
  const { items } = await listDifferences(r.system(), { ...dayOf(date), limit: 50 })
  return { result, items }
}

/** The one difference of an order, and what an accountant says of it. */
async function differenceOf(date: string, orderId: string) {
  const { items } = await look(date)
  const found = items.find(each => each.orderId === orderId)
  if (!found) throw new Error('no difference')
  const { differenceId } = found
  return {
    found,
    say: (how: Resolution, by = r.clerk) =>
      resolveDifference(by, { ...dayOf(date), differenceId, how, reason: '和渠道核对过' }),
  }
}

/** The channel has never heard of a payment; until it has. */
function forget(orderId: string): () => void {
  const order = r.gateway.control.payment(orderId)
  if (!order) throw new Error('no such payment')
  const { paidAt, transactionId, state } = order
  Object.assign(order, { state: 'NOTPAY', paidAt: undefined, transactionId: undefined })
  return () => void Object.assign(order, { state, paidAt, transactionId })
}

const notThisWay = { code: 'payments.not_this_way' }

it('takes back what the channel never had, by two people above the limit, and settles it anew if it had after all', async () => {
  r.deps.clock.set('2026-12-02T02:00:00.000Z')
  await saveRefundSettings(r.clerk, { communityId: r.place.communityId, limitFen: 10_000, version: 0 })
  const had = await r.paid()
  const never = await r.paid(2)
  r.deps.clock.set('2026-12-03T02:10:00.000Z')
  r.gateway.control.fault({ kind: 'bill-row-missing', match: had.order.orderId, count: 9 })
  const remember = forget(never.order.orderId)
  const one = await differenceOf('2026-12-02', had.order.orderId)
  const two = await differenceOf('2026-12-02', never.order.orderId)
  expect([one.found.kind, two.found.kind]).toEqual(['CHANNEL_MISSING', 'CHANNEL_MISSING'])
  // Asked, the channel knows the first of them; nobody takes that back.
  await expect(one.say('reversed')).rejects.toMatchObject(notThisWay)
  expect(await one.say('settled')).toMatchObject({ resolved: { how: 'settled' } })
  await expect(two.say('settled')).rejects.toMatchObject({ ...notThisWay, message: '渠道说没有收到这笔钱' })

  const before = await r.balances()
  expect(await two.say('reversed')).toMatchObject({ proposed: { reason: '和渠道核对过' } })
  await expect(two.say('reversed')).rejects.toMatchObject({ code: 'payments.own_refund' })
  expect(await r.balances()).toEqual(before)
  const both = await Promise.allSettled([1, 2].map(() => two.say('reversed', r.second)))
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await r.billsNow(never.asked)).toMatchObject([
    { state: 'published', paidFen: 0 },
    { state: 'published', paidFen: 0 },
  ])
  const after = await r.balances()
  expect([after.channel_cash, after.receivable]).toEqual([
    (before.channel_cash ?? 0) - 2 * fen,
    (before.receivable ?? 0) + 2 * fen,
  ])
  const order = await r.orderNow(never.order.orderId)
  expect(order).toMatchObject({ reversed: true, refundedFen: 2 * fen })
  const [red] = await r.refundsOf(order.orderId)
  expect(red).toMatchObject({ isReversal: true, receiptSerial: expect.stringMatching(/^2026-/) })
  expect((await look('2026-12-02')).result).toMatchObject({ differences: 1, open: 0, localCount: 1 })

  // The channel had it after all: nothing is lost, and nothing is paid that was paid otherwise.
  remember()
  await askChannel(r.system(), { ...order, state: 'closed' })
  await askChannel(r.system(), { ...(await r.orderNow(order.orderId)), state: 'closed' })
  expect((await r.balances()).prepayment).toBe((before.prepayment ?? 0) - 2 * fen)
  const now = await r.orderNow(order.orderId)
  expect([now.reversed, now.refundedFen, now.lotIds?.size]).toEqual([undefined, undefined, 1])
  const [lotId = ''] = [...(now.lotIds ?? [])]
  expect(await r.ask(order.orderId, { lotId })).toMatchObject({ amountFen: 2 * fen })
  expect((await look('2026-12-02')).result).toMatchObject({ open: 0, localCount: 2 })
})

it('takes back the part that the channel took less, and leaves no difference behind', async () => {
  r.deps.clock.set('2026-12-05T02:00:00.000Z')
  const { order, asked } = await r.paid()
  const there = r.gateway.control.payment(order.orderId)
  r.deps.clock.set('2026-12-06T02:10:00.000Z')
  r.gateway.control.fault({ kind: 'bill-amount', match: order.orderId, fen: 20_000 })
  const { found, say } = await differenceOf('2026-12-05', order.orderId)
  expect(found).toMatchObject({ kind: 'AMOUNT_MISMATCH', localFen: fen, channelFen: 20_000 })
  await expect(say('reversed')).rejects.toMatchObject(notThisWay)
  Object.assign(there ?? {}, { totalFen: 20_000 })
  expect(await say('reversed')).toMatchObject({ resolved: { how: 'reversed' } })
  expect(await r.billsNow(asked)).toMatchObject([{ state: 'part_paid', paidFen: 20_000 }])
  const { result } = await look('2026-12-05')
  expect(result).toMatchObject({ differences: 0, open: 0, localFen: 20_000, channelFen: 20_000 })
})

it('registers a refund of the console, asks about one of ours, and holds what the bill tells twice', async () => {
  r.deps.clock.set('2026-12-08T02:00:00.000Z')
  const [console, own, twice] = [await r.paid(), await r.paid(), await r.paid()]
  r.deps.clock.set('2026-12-09T02:00:00.000Z')
  await r.gateway.control.refund(console.order.orderId, 500)
  const refund = await r.ask(own.order.orderId, { bills: [{ billId: own.asked[0]?.billId ?? '', amountFen: 300 }] })
  await r.push(refund)
  r.deps.clock.set('2026-12-10T02:10:00.000Z')
  r.gateway.control.fault({ kind: 'bill-row-missing', match: own.order.orderId })
  const foreign = await differenceOf('2026-12-09', console.order.orderId)
  const { items } = await listDifferences(r.system(), { ...dayOf('2026-12-09'), limit: 9 })
  expect(await foreign.say('registered')).toMatchObject({ resolved: { how: 'registered' } })
  await expect(foreign.say('registered')).rejects.toMatchObject({ code: 'payments.already_resolved' })
  expect(await r.refundsOf(console.order.orderId)).toMatchObject([{ amountFen: 500, isForeign: true }])
  const ours = items.find(({ orderId }) => orderId === own.order.orderId)
  const say = (differenceId = '', how: Resolution = 'settled') =>
    resolveDifference(r.clerk, { ...dayOf('2026-12-09'), differenceId, how, reason: '和渠道核对过' })
  expect(await say(ours?.differenceId)).toMatchObject({ resolved: { how: 'settled' } })
  expect(await r.refundNow(refund)).toMatchObject({ state: 'succeeded' })

  const { orderId, transactionId = '' } = twice.order
  const difference = {
    differenceId: r.deps.newId(),
    merchantRef: 'linli',
    date: '2026-12-09',
    kind: 'DUPLICATE' as const,
    orderId,
    transactionId,
    channelFen: fen,
    foundAt: '2026-12-10T02:10:00.000Z',
  }
  await r.system().db.writeMany([{ put: differenceItem(r.place.communityId, difference) }])
  const held = (await r.balances()).suspense ?? 0
  await say(difference.differenceId, 'suspended')
  expect((await r.balances()).suspense).toBe(held - fen)
  r.deps.world.settle()
  const { items: waiting } = await listSuspense(r.system(), { communityId: r.place.communityId, limit: 50 })
  expect(waiting.map(each => each.transactionId)).toContain(`${transactionId}-2`)
})
