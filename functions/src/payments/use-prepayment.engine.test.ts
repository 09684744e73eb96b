import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeBill } from '../../test/payments'
import { startRefunds } from '../../test/refunds'
import { createOrder } from './create-order'
import { refundMyPrepayment } from './refund-my-prepayment'
import { settle } from './settle'
import { useMyPrepayment } from './use-my-prepayment'

let r: Awaited<ReturnType<typeof startRefunds>>
beforeAll(async () => {
  r = await startRefunds()
})
afterAll(() => r.channel.stop())

const fen = 20_585

/** A household with so much money of a second payment, and new bills that it owes. */
async function withLot(amountFen: number, bills: number) {
  const { order, room, payer } = await r.paid()
  await settle(r.system(), order, { transactionId: `42${r.deps.newId()}`, paidAt: r.system().now(), amountFen })
  const [lotId = ''] = (await r.orderNow(order.orderId)).lotIds ?? []
  const made = []
  for (let i = 0; i < bills; i++) made.push(await makeBill(r.place, room))
  const asked = made.map(({ billId }) => ({ roomId: room.roomId, billId }))
  r.deps.world.settle()
  const use = (by = payer) => useMyPrepayment(by, { communityId: r.place.communityId, roomId: room.roomId, lotId })
  return { asked, lotId, payer, room, use }
}

it('pays what the home owes in one tap, the last bill in part; two taps take it once; the books balance', async () => {
  const { asked, use } = await withLot(30_000, 3)
  const { prepayment: before = 0 } = await r.balances()
  const taps = await Promise.allSettled([use(), use()])
  const done = taps.flatMap(tap => (tap.status === 'fulfilled' ? [tap.value] : []))
  expect(done).toMatchObject([{ usedFen: 30_000, leftFen: 0 }])
  await expect(use()).rejects.toMatchObject({ code: 'payments.nothing_due' })
  const bills = await r.billsNow(asked)
  expect(new Set(bills.map(bill => bill?.paidFen))).toEqual(new Set([0, fen, 30_000 - fen]))
  expect(bills.filter(bill => bill?.state === 'part_paid')).toHaveLength(1)
  const order = await r.orderNow(done[0]?.orderId ?? '')
  expect(order).toMatchObject({ channel: 'prepayment', paidFen: 30_000, state: 'paid' })
  expect(before).toBe(-30_000)
  expect((await r.balances()).prepayment).toBe(0)
})

it('leaves what it does not need, which still goes back; a bill that somebody is paying is left alone', async () => {
  const { asked, lotId, payer, use } = await withLot(fen * 2, 2)
  await createOrder(payer, { communityId: r.place.communityId, bills: asked.slice(0, 1) })
  r.deps.world.settle()
  expect(await use()).toMatchObject({ usedFen: fen, leftFen: fen })
  const [held, paid] = await r.billsNow(asked)
  expect([held?.state, paid?.state]).toEqual(['published', 'paid'])
  r.deps.clock.advance(60_000)
  expect(await refundMyPrepayment(payer, { communityId: r.place.communityId, lotId })).toMatchObject({ amountFen: fen })
  await expect(use()).rejects.toMatchObject({ code: 'payments.nothing_due' })
})

it('is of nobody else, and pays nothing where nothing is owed', async () => {
  const mine = await withLot(fen, 0)
  const { payer } = await r.paid()
  await expect(mine.use(payer)).rejects.toMatchObject({ code: 'record.not_found' })
  await expect(mine.use()).rejects.toMatchObject({ code: 'payments.nothing_due' })
})
