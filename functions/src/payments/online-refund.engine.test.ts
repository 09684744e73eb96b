import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRefunds } from '../../test/refunds'
import { decideRefund } from './decide-refund'
import { listRefunds, refundable, waitingRefunds, withRefunds } from './list-refunds'
import { listReceipts } from './list-receipts'
import { giveUpRefund, resendRefund, seeRefund } from './steer-refund'

let r: Awaited<ReturnType<typeof startRefunds>>
beforeAll(async () => {
  r = await startRefunds()
})
afterAll(() => r.channel.stop())

const fen = 20_585

describe('an online refund', () => {
  it('is owed to the payer from the start, is with them when the channel says so, and has a red receipt then', async () => {
    const { order, asked, payer } = await r.paid(2)
    const before = await r.balances()
    const refund = await r.ask(order.orderId, { bills: [{ billId: asked[0]?.billId ?? '', amountFen: 5_000 }] })
    expect(refund).toMatchObject({ state: 'requested', amountFen: 5_000, outRefundNo: `R${refund.refundId}` })
    expect(await r.orderNow(order.orderId)).toMatchObject({ refundReservedFen: 5_000 })
    expect(await r.billsNow(asked)).toMatchObject([{ state: 'part_paid', paidFen: fen - 5_000 }, { state: 'paid' }])
    const asked1 = await r.balances()
    expect([asked1.refund_payable, asked1.channel_cash]).toEqual([-5_000, before.channel_cash])
    await r.push(refund)
    expect(await r.refundNow(refund)).toMatchObject({ state: 'accepted' })
    expect((await withRefunds(payer, await r.orderNow(order.orderId))).refunds).toMatchObject([{ state: 'accepted' }])
    await r.later()
    expect(await r.refundNow(refund)).toMatchObject({ state: 'succeeded' })
    const after = await r.orderNow(order.orderId)
    expect([after.refundReservedFen, after.refundedFen]).toEqual([undefined, 5_000])
    const done = await r.balances()
    expect([done.refund_payable, done.channel_cash]).toEqual([0, (before.channel_cash ?? 0) - 5_000])
    expect(done.channel_cash).toBe(r.atChannel())
    const { items } = await listReceipts(r.system(), { communityId: r.place.communityId, year: 2026, limit: 1 })
    expect(items).toMatchObject([{ amountFen: -5_000, red: { refundId: refund.refundId } }])
    // Said again and again, by notice and query: once.
    await r.push(refund)
    await r.later()
    expect(await r.balances()).toEqual(done)
  })

  it('of a lost answer is the same number again; one that the channel never heard of is sent', async () => {
    const { order } = await r.paid()
    const refund = await r.ask(order.orderId)
    r.gateway.control.fault({ kind: 'time-out-after', match: refund.outRefundNo, ms: 10 })
    await r.push(refund)
    expect(await r.refundNow(refund)).toMatchObject({ state: 'requested', trouble: 'silent' })
    r.gateway.control.fault({ kind: 'drop', match: refund.outRefundNo })
    await r.later()
    await r.later()
    expect(await r.refundNow(refund)).toMatchObject({ state: 'succeeded' })
    const sent = r.gateway.control.refunds().filter(({ outTradeNo }) => outTradeNo === order.orderId)
    expect(sent.map(({ outRefundNo }) => outRefundNo)).toEqual([refund.outRefundNo])
    expect((await r.balances()).channel_cash).toBe(r.atChannel())
  })

  it('never comes to more than was paid, however many ask at once, and stands a minute apart', async () => {
    const { order, asked } = await r.paid()
    const part = { bills: [{ billId: asked[0]?.billId ?? '', amountFen: 15_000 }] }
    r.deps.clock.advance(60_000)
    const all = await Promise.allSettled([1, 2, 3].map(() => r.ask(order.orderId, part)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(r.ask(order.orderId, part)).rejects.toMatchObject({ code: 'payments.refund_too_much' })
    const [first] = await r.refundsOf(order.orderId)
    r.deps.clock.advance(-30_000)
    const rest = r.ask(order.orderId, { bills: [{ billId: asked[0]?.billId ?? '', amountFen: 1 }] })
    expect(first).toMatchObject({ amountFen: 15_000 })
    await expect(rest).resolves.toMatchObject({ state: 'requested' })
    r.deps.clock.advance(-60_000)
    const soon = r.ask(order.orderId, { bills: [{ billId: asked[0]?.billId ?? '', amountFen: 1 }] })
    await expect(soon).rejects.toMatchObject({ code: 'payments.refund_too_soon' })
    r.deps.clock.advance(400 * 86_400_000)
    await expect(r.ask(order.orderId)).rejects.toMatchObject({ code: 'payments.refund_too_late' })
    r.deps.clock.advance(-400 * 86_400_000)
    for (let looks = 0; looks < 3; looks++) await r.later(10 * 60_000)
    expect(await r.orderNow(order.orderId)).toMatchObject({ refundedFen: 15_001 })
  })

  it('that is CLOSED gives everything back, and another try takes another number', async () => {
    const { order, asked } = await r.paid(2)
    r.gateway.control.fault({ kind: 'refund-closed', match: order.orderId })
    const refund = await r.ask(order.orderId)
    await r.push(refund)
    await r.later()
    expect(await r.refundNow(refund)).toMatchObject({ state: 'closed' })
    expect(await r.billsNow(asked)).toMatchObject([
      { state: 'paid', paidFen: fen },
      { state: 'paid', paidFen: fen },
    ])
    const free = await r.orderNow(order.orderId)
    expect([free.refundReservedFen, free.refundedFen]).toEqual([undefined, undefined])
    const books = await r.balances()
    expect([books.refund_payable, books.channel_cash]).toEqual([0, r.atChannel()])
    const problems = () => waitingRefunds(r.system(), r.place.communityId, 'problems')
    const { count } = await problems()
    await seeRefund(r.clerk, refund)
    r.deps.world.settle()
    expect((await problems()).count).toBe(count - 1)
    const again = await r.ask(order.orderId)
    expect(again.outRefundNo).not.toBe(refund.outRefundNo)
    await r.push(again)
    await r.later()
    expect(await r.orderNow(order.orderId)).toMatchObject({ refundedFen: 2 * fen })
  })

  it('that is CLOSED after its bill was paid anew leaves the money to the payer', async () => {
    const { order, asked, payer } = await r.paid()
    r.gateway.control.fault({ kind: 'refund-closed', match: order.orderId, ms: 600_000 })
    const refund = await r.ask(order.orderId)
    await r.push(refund)
    const anew = await r.pay(payer, asked)
    await r.later(700_000)
    expect(await r.refundNow(refund)).toMatchObject({ state: 'closed' })
    const free = await r.orderNow(order.orderId)
    expect(free.lotIds?.size).toBe(1)
    expect((await r.balances()).refund_payable).toBe(0)
    const { lots, leftFen } = await refundable(r.clerk, { communityId: r.place.communityId, orderId: order.orderId })
    expect([lots.map(lot => lot.leftFen), leftFen]).toEqual([[fen], fen])
    expect(anew.paidFen).toBe(fen)
    // What is the payer's prepayment now is not of the bill any more, which the other payment has settled.
    const place = { communityId: r.place.communityId, orderId: order.orderId }
    expect((await refundable(r.clerk, place)).bills).toEqual([])
    await expect(r.ask(order.orderId)).rejects.toMatchObject({ code: 'payments.refund_too_much' })
    expect(await r.billsNow(asked)).toMatchObject([{ state: 'paid', paidFen: fen, paidOrderId: anew.orderId }])
    await r.push(await r.ask(anew.orderId))
    await r.later()
    const books = await r.balances()
    expect([books.refund_payable, books.channel_cash]).toEqual([0, r.atChannel()])
    expect(await r.orderNow(anew.orderId)).toMatchObject({ refundedFen: fen })
  })

  it('that is CLOSED after one of its bills was paid anew does not take that one’s 优惠 back again', async () => {
    const onTime = { rateBp: 1000, rounding: { mode: 'half_up' as const, unit: 'fen' as const } }
    const { order, asked, payer } = await r.paid(2, { onTime, dueDate: '2027-12-31' })
    const one = 18_526
    expect(order).toMatchObject({ paidFen: 2 * one, shares: [{ discountFen: fen - one }, { discountFen: fen - one }] })
    r.gateway.control.fault({ kind: 'refund-closed', match: order.orderId, ms: 600_000 })
    await r.push(await r.ask(order.orderId))
    const anew = await r.pay(payer, asked.slice(0, 1))
    await r.later(700_000)
    const rest = await r.ask(order.orderId)
    expect(rest).toMatchObject({ amountFen: one, shares: [{ billId: asked[1]?.billId }] })
    expect(await r.billsNow(asked)).toMatchObject([
      { state: 'paid', paidFen: fen, paidOrderId: anew.orderId },
      { state: 'published', paidFen: 0 },
    ])
    const [lotId = ''] = (await r.orderNow(order.orderId)).lotIds ?? []
    await r.push(rest)
    await r.push(await r.ask(order.orderId, { lotId }))
    for (let looks = 0; looks < 3; looks++) await r.later(10 * 60_000)
    expect(await r.orderNow(order.orderId)).toMatchObject({ refundedFen: 2 * one })
  })

  it('that is ABNORMAL holds the money, is one thing to do, and is sent another way', async () => {
    const { order, asked } = await r.paid()
    r.gateway.control.fault({ kind: 'refund-abnormal', match: order.orderId })
    const refund = await r.ask(order.orderId)
    const { communityId, orderId, refundId } = refund
    const place = { communityId, orderId, refundId }
    await r.push(refund)
    await r.later()
    await r.later()
    expect(await r.refundNow(refund)).toMatchObject({ state: 'abnormal' })
    expect(await r.orderNow(order.orderId)).toMatchObject({ refundReservedFen: fen })
    expect(await r.billsNow(asked)).toMatchObject([{ state: 'published', paidFen: 0 }])
    await expect(r.ask(order.orderId)).rejects.toMatchObject({ code: 'payments.refund_too_much' })
    const { items } = await listRefunds(r.system(), { communityId: r.place.communityId, shelf: 'problems', limit: 20 })
    expect(items.filter(each => each.orderId === order.orderId)).toHaveLength(1)
    const card = {
      to: 'payer_card',
      bankType: 'ICBC_DEBIT',
      account: '6222021234567890123',
      realName: '李小红',
    } as const
    expect(await resendRefund(r.clerk, { ...place, way: card })).toMatchObject({ state: 'accepted' })
    await r.later()
    expect(await r.refundNow(refund)).toMatchObject({ state: 'succeeded' })
    expect(r.gateway.control.refunds().filter(({ outTradeNo }) => outTradeNo === order.orderId)).toHaveLength(1)
    expect((await r.balances()).channel_cash).toBe(r.atChannel())
  })

  it('that the channel does not take waits with its number, and can be given up once the channel never had it', async () => {
    const { order, asked } = await r.paid()
    r.gateway.control.fault({ kind: 'refund-no-balance', match: order.orderId })
    r.gateway.control.fault({ kind: 'refund-refused', match: order.orderId })
    const refund = await r.ask(order.orderId)
    await r.push(refund)
    expect(await r.refundNow(refund)).toMatchObject({ state: 'requested', trouble: 'balance' })
    await r.push(refund)
    expect(await r.refundNow(refund)).toMatchObject({ state: 'requested', trouble: 'refused' })
    await giveUpRefund(r.clerk, { ...refund, reason: '住户改要转账' })
    await r.push(refund)
    expect(await r.refundNow(refund)).toMatchObject({ state: 'requested' })
    // Longer than a request that was signed before may be on its way.
    await r.later(14 * 60_000)
    expect(await r.refundNow(refund)).toMatchObject({ state: 'requested' })
    await r.later(20 * 60_000)
    expect(await r.refundNow(refund)).toMatchObject({ state: 'closed' })
    expect(await r.billsNow(asked)).toMatchObject([{ state: 'paid' }])
    expect(r.gateway.control.refunds().filter(({ outTradeNo }) => outTradeNo === order.orderId)).toEqual([])
  })

  it('above the limit, also in parts, waits for a second person; a refusal gives all back', async () => {
    const { order, asked } = await r.paid(3)
    const at = (refundId: string) => ({ communityId: r.place.communityId, orderId: order.orderId, refundId })
    const two = asked.slice(0, 2).map(({ billId }) => ({ billId, amountFen: fen }))
    const small = await r.ask(order.orderId, { bills: two })
    expect(small.state).toBe('requested')
    const big = await r.ask(order.orderId)
    expect(big).toMatchObject({ state: 'waiting', amountFen: fen })
    expect(await r.billsNow(asked.slice(2))).toMatchObject([{ state: 'paid' }])
    expect(await r.orderNow(order.orderId)).toMatchObject({ refundReservedFen: 3 * fen })
    const own = decideRefund(r.clerk, { ...at(big.refundId), approve: true })
    await expect(own).rejects.toMatchObject({ code: 'payments.own_refund' })
    await decideRefund(r.second, { ...at(big.refundId), approve: false, reason: '先核对' })
    expect(await r.orderNow(order.orderId)).toMatchObject({ refundReservedFen: 2 * fen })
    const late = decideRefund(r.second, { ...at(big.refundId), approve: true })
    await expect(late).rejects.toMatchObject({ code: 'payments.refund_moved' })
    const both = await Promise.allSettled([r.ask(order.orderId), r.ask(order.orderId)])
    const [again] = both.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    if (!again) throw new Error('nobody asked')
    expect(await decideRefund(r.second, { ...at(again.refundId), approve: true })).toMatchObject({ state: 'requested' })
    expect(await r.billsNow(asked.slice(2))).toMatchObject([{ state: 'published' }])
    await r.push(small)
    r.deps.clock.advance(60_000)
    await r.push(again)
    await r.later()
    expect(await r.orderNow(order.orderId)).toMatchObject({ refundedFen: 3 * fen })
    expect((await r.balances()).channel_cash).toBe(r.atChannel())
  })
})
