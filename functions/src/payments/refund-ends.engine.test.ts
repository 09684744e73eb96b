import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { signedNotice } from '../../../infra/local/wechat/notice'
import { callbackApp } from '../../test/channel'
import { post } from '../../test/payments'
import { startRefunds } from '../../test/refunds'
import { recordForeignRefund } from './foreign-refund'
import { refundMyPrepayment } from './refund-my-prepayment'
import { evidenceKey, lotKey } from './store'

let r: Awaited<ReturnType<typeof startRefunds>>
beforeAll(async () => {
  r = await startRefunds()
})
afterAll(() => r.channel.stop())

const fen = 20_585
const merchant = () => r.gateway.control.merchant('linli')

describe('a process that dies', () => {
  const deaths = [1, 2, 3].flatMap(write => [
    { write, when: 'before' as const, ends: write === 2 ? ('refund-closed' as const) : undefined },
    { write, when: 'after' as const, ends: write === 3 ? ('refund-closed' as const) : undefined },
  ])
  it.each(deaths)('$when write $write leaves a refund that comes to its end all the same', async death => {
    const { order, asked } = await r.paid()
    if (death.ends) r.gateway.control.fault({ kind: death.ends, match: order.orderId })
    r.deps.life.crashAt(death.write, death.when)
    await r
      .ask(order.orderId)
      .then(r.push)
      .then(() => r.later())
      .catch(() => undefined)
    r.deps.life.revive()
    const [found] = await r.refundsOf(order.orderId)
    const refund = found ?? (await r.ask(order.orderId))
    for (let looks = 0; looks < 3; looks++) await r.later(10 * 60_000)
    const [one, other] = await r.refundsOf(order.orderId)
    expect([one?.state, other]).toEqual([death.ends ? 'closed' : 'succeeded', undefined])
    expect(r.gateway.control.refunds().filter(({ outTradeNo }) => outTradeNo === order.orderId)).toHaveLength(1)
    expect(await r.billsNow(asked)).toMatchObject([{ state: death.ends ? 'paid' : 'published' }])
    expect((await r.balances()).refund_payable).toBe(0)
    expect(one?.refundId).toBe(refund.refundId)
  })
})

describe('a prepayment', () => {
  it('goes back in one tap, never more than is left of the lot or of its order', async () => {
    const { order, asked, payer } = await r.paid()
    const first = await r.ask(order.orderId)
    await r.push(first)
    r.gateway.control.fault({ kind: 'refund-closed', match: 'none' })
    await r.later()
    // Paid twice: the second finds its bill paid.
    const one = await r.pay(payer, asked)
    const { communityId } = r.place
    expect(one.prepaidFen).toBeUndefined()
    const atDesk = r.deps.newId()
    const desk = { ...lotKey(communityId, atDesk), lotId: atDesk, reason: 'desk', leftFen: fen }
    await r.system().db.writeMany([{ put: desk }])
    for (const lotId of [r.deps.newId(), atDesk])
      await expect(refundMyPrepayment(payer, { communityId, lotId })).rejects.toMatchObject({
        code: 'record.not_found',
      })
    r.gateway.control.fault({ kind: 'refund-closed', match: one.orderId, ms: 600_000 })
    const refund = await r.ask(one.orderId)
    await r.push(refund)
    await r.pay(payer, asked)
    await r.later(700_000)
    const [lotId = ''] = [...((await r.orderNow(one.orderId)).lotIds ?? [])]
    const other = await r.paid()
    await expect(refundMyPrepayment(other.payer, { communityId, lotId })).rejects.toMatchObject({
      code: 'record.not_found',
    })
    r.deps.clock.advance(60_000)
    const taps = await Promise.allSettled([1, 2].map(() => refundMyPrepayment(payer, { communityId, lotId })))
    const [back] = taps.flatMap(tap => (tap.status === 'fulfilled' ? [tap.value] : []))
    expect(taps.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(back).toMatchObject({ state: 'requested', amountFen: fen })
    await r.push({ orderId: one.orderId, refundId: back?.refundId ?? '' })
    await r.later()
    expect(await r.orderNow(one.orderId)).toMatchObject({ refundedFen: fen })
    const books = await r.balances()
    expect([books.refund_payable, books.prepayment, books.channel_cash]).toEqual([0, 0, r.atChannel()])
  })
})

describe('a refund notice', () => {
  it('needs no appid, and fits or moves nothing', async () => {
    const { order } = await r.paid()
    const refund = await r.ask(order.orderId)
    r.gateway.control.fault({ kind: 'refund-processing', match: order.orderId, ms: 86_400_000 })
    await r.push(refund)
    const right = {
      mchid: order.mchid,
      out_trade_no: order.orderId,
      transaction_id: order.transactionId,
      out_refund_no: refund.outRefundNo,
      refund_id: '50000000000000000000000001',
      refund_status: 'SUCCESS',
      success_time: '2026-11-22T12:00:00+08:00',
      amount: { total: fen, refund: fen, payer_total: fen, payer_refund: 1 },
    }
    const app = callbackApp(r.deps)
    const tell = async (change: Record<string, unknown>) => {
      const at = new Date(r.deps.nowMs())
      const transaction = { ...right, ...change }
      return (await post(app, signedNotice({ merchant: await merchant(), transaction, at, event: 'REFUND.SUCCESS' })))
        .status
    }
    const wrong = [
      { amount: { ...right.amount, refund: 1 } },
      { mchid: '1699999999' },
      { transaction_id: '4200000000000000000000000001' },
      { out_refund_no: 'shop_1' },
      { out_refund_no: `R${r.deps.newId()}` },
      { out_trade_no: `${r.place.communityId}${r.deps.newId()}` },
    ]
    const evidence = () =>
      r
        .system()
        .db.get(
          evidenceKey(r.place.communityId, 'wechat', refund.outRefundNo),
          z.object({ reasons: z.array(z.string()) }),
        )
    for (const change of wrong) {
      expect([404, 422]).toContain(await tell(change))
      expect(await evidence()).toEqual({ reasons: ['amount.refund'] })
    }
    expect(await r.refundNow(refund)).toMatchObject({ state: 'accepted' })
    expect([await tell({}), await tell({})]).toEqual([204, 204])
    expect(await r.refundNow(refund)).toMatchObject({ state: 'succeeded', succeededAt: '2026-11-22T04:00:00.000Z' })
    expect(await tell({ refund_status: 'ABNORMAL' })).toBe(422)
  })
})

describe('a refund made in the console', () => {
  it('is found by its number there, once, and must be of the sum that the channel says', async () => {
    const { order, asked } = await r.paid(2)
    await r.gateway.control.refund(order.orderId, fen)
    const { channel_cash: before = 0 } = await r.balances()
    const outRefundNo = r.gateway.control.refunds().at(-1)?.outRefundNo ?? ''
    const { communityId } = r.place
    const record = (bills?: { billId: string; amountFen: number }[]) =>
      recordForeignRefund(r.clerk, { communityId, orderId: order.orderId, outRefundNo, reason: '后台退的', bills })
    const half = [{ billId: asked[0]?.billId ?? '', amountFen: 1 }]
    await expect(record(half)).rejects.toMatchObject({ code: 'payments.refund_too_much' })
    const one = [{ billId: asked[0]?.billId ?? '', amountFen: fen }]
    const refund = await record()
    expect(refund.shares).toMatchObject(one.map(({ billId }) => ({ billId, principalFen: fen })))
    await expect(record(one)).rejects.toBeDefined()
    await r.push(refund)
    expect(await r.orderNow(order.orderId)).toMatchObject({ refundedFen: fen })
    expect((await r.balances()).channel_cash).toBe(before - fen)
  })
})
