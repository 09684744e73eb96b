import { afterAll, beforeAll, expect, it } from 'vitest'
import { startRefunds } from '../../test/refunds'
import { askChannel } from './ask-channel'
import { findOrders } from './find-orders'
import { recordForeignRefund } from './foreign-refund'
import { reconcile } from './reconcile'
import { listDifferences } from './reconciliation-store'
import { refundNumberItems } from './refund-numbers'
import { refundedDayKey, refundKey } from './refund-store'
import { listSuspense } from './suspense-store'

let r: Awaited<ReturnType<typeof startRefunds>>
beforeAll(async () => {
  r = await startRefunds()
})
afterAll(() => r.channel.stop())

const dayOf = (date: string) => ({ communityId: r.place.communityId, merchantRef: 'linli', date })
const lackIn = (orderId: string, count = 1) =>
  r.gateway.control.fault({ kind: 'bill-row-missing', match: orderId, count })

async function look(date: string) {
  r.deps.world.settle()
  const result = await reconcile(r.system(), dayOf(date))
  const { items } = await listDifferences(r.system(), { ...dayOf(date), limit: 50 })
  return { result, open: items.filter(({ resolved }) => !resolved), items }
}

type Paid = Awaited<ReturnType<typeof r.paid>>

/** Some of a payment goes back at this moment. */
async function refundedAt(at: string, { order, asked }: Paid) {
  r.deps.clock.set(new Date(Date.parse(at) - 60_000).toISOString())
  const refund = await r.ask(order.orderId, { bills: [{ billId: asked[0]?.billId ?? '', amountFen: 500 }] })
  await r.push(refund)
  return r.refundNow(refund)
}

it('misses a refund of ours in the bill of the day that the channel accepted it, and none beside a midnight', async () => {
  r.deps.clock.set('2026-12-02T01:00:00.000Z')
  const [a, b, c, d, e] = [await r.paid(), await r.paid(), await r.paid(), await r.paid(), await r.paid()]
  const plain = await refundedAt('2026-12-03T02:00:00.000Z', a)
  const lacking = await refundedAt('2026-12-03T03:00:00.000Z', b)
  const edge = await refundedAt('2026-12-03T15:55:00.000Z', c)
  const late = await refundedAt('2026-12-03T15:56:00.000Z', d)
  expect(plain).toMatchObject({ state: 'accepted', acceptedAt: '2026-12-03T02:00:00.000Z' })
  // Ours heard of it a day after the channel had accepted it.
  const heard = await refundedAt('2026-12-03T04:00:00.000Z', e)
  const acceptedAt = '2026-12-04T01:00:00.000Z'
  const index = { gs2pk: refundedDayKey(r.place.communityId, 'linli', '2026-12-04'), gs2sk: `${acceptedAt}#x` }
  await r.system().db.writeMany([{ put: { ...refundKey(heard), ...heard, ...index, acceptedAt } }])
  r.deps.clock.set('2026-12-04T02:10:00.000Z')
  lackIn(lacking.orderId)
  lackIn(late.orderId)
  const first = await look('2026-12-03')
  expect(first.result).toMatchObject({ refundCount: 3, localRefundCount: 4, localRefundFen: 2000, open: 1 })
  expect(first.open).toMatchObject([
    { kind: 'REFUND_MISMATCH', refundNo: lacking.outRefundNo, localFen: 500, orderId: lacking.orderId },
  ])
  expect(first.open[0]?.channelFen).toBeUndefined()
  // It went on its way meanwhile, and the next day's bill is where a late one is missed.
  expect(await r.refundNow(lacking)).toMatchObject({ state: 'succeeded' })
  r.deps.clock.set('2026-12-05T02:10:00.000Z')
  expect((await look('2026-12-04')).open).toMatchObject([{ refundNo: late.outRefundNo }])
  expect((await r.refundNow(edge)).billedOn).toBe('2026-12-03')

  expect(await look('2026-12-03')).toMatchObject({ open: [] })
  expect(await look('2026-12-04')).toMatchObject({ open: [] })

  // Held money that was given to a household is an order of its own, which the bill does not name.
  const given = await refundedAt('2026-12-05T03:00:00.000Z', a)
  const moved = { ...given, orderId: b.order.orderId }
  const puts = [{ ...given, ...moved, ...refundKey(moved) }, ...refundNumberItems(moved)].map(put => ({ put }))
  await r.system().db.writeMany([{ delete: refundKey(given) }, ...puts])
  r.deps.clock.set('2026-12-06T02:10:00.000Z')
  expect(await look('2026-12-05')).toMatchObject({ open: [], result: { refundCount: 1, localRefundCount: 1 } })
})

it('is found by either of its numbers, and off the list of what does not fit once it is registered', async () => {
  const own = await refundedAt('2026-12-07T02:00:00.000Z', await r.paid())
  const { order } = await r.paid()
  await r.gateway.control.refund(order.orderId, 700)
  const outRefundNo = r.gateway.control.refunds().at(-1)?.outRefundNo ?? ''
  await askChannel(r.system(), { ...order, state: 'closed' })
  const { communityId } = r.place
  const held = async () => {
    r.deps.world.settle()
    const { items } = await listSuspense(r.system(), { communityId, limit: 50 })
    return items.filter(({ orderId }) => orderId === order.orderId).length
  }
  expect(await held()).toBe(1)
  const foreign = await recordForeignRefund(r.clerk, {
    communityId,
    orderId: order.orderId,
    outRefundNo,
    reason: '后台退的',
  })
  expect(await held()).toBe(0)
  const find = async (number = '') =>
    (await findOrders(r.system(), { communityId, number })).orders.map(({ orderId }) => orderId)
  for (const refund of [own, foreign])
    for (const number of [refund.outRefundNo, refund.channelRefundId])
      expect(await find(number?.replace(/(....)/g, '$1 '))).toEqual([refund.orderId])
})
