import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgeries } from '../../../infra/local/alipay/forged'
import { type AlipayNotice, type Fields, formNotice, signedText, textOf } from '../../../infra/local/alipay/notice'
import { type AlipayWorld, alipayNotice, alipayOrder, openAlipay, standOf, success, tell } from '../../test/alipay'
import { cashierAt } from '../../test/desk'
import { communityContext } from '../context'
import { pursueRefund } from './pursue-refund'
import { getRefund } from './refund-store'
import { requestRefund } from './request-refund'
import { createDeskQr } from './desk-qr'
import { closeDeskQr } from './follow-desk-qr'
import { checkForm, readForm } from './alipay-form'
import { ledgerKey } from './store'
import { seal } from './seal'
import { sweepOrders } from './sweep-orders'
import * as z from 'zod'

let world: AlipayWorld
beforeAll(async () => {
  world = await openAlipay()
})
afterAll(() => world.stop())

const ctxOf = () => communityContext(world.deps, world.place.communityId)
const fieldsOf = ({ body }: AlipayNotice) => Object.fromEntries(new URLSearchParams(body))
const paid = [['paid', 20_585]]
const untouched = [['published', 0]]

/** What the books of the community come to, once everything is sealed. */
async function accounts() {
  world.deps.world.settle()
  await seal(world.deps, world.place.communityId)
  const ledger = await ctxOf().db.get(
    ledgerKey(world.place.communityId),
    z.object({ accounts: z.record(z.string(), z.int()).default({}) }),
  )
  return ledger?.accounts ?? {}
}

describe('a notice of Alipay', () => {
  it('settles once, however often and wherever it comes; late ends and refunds of it are no second payment', async () => {
    const { order } = await alipayOrder(world)
    const before = await accounts()
    const notice = alipayNotice(world, order)
    expect(notice.body).toContain('100%25')
    expect(await Promise.all([tell(world.deps, notice), tell(world.deps, notice)])).toEqual([success, success])
    const later: Fields[] = [
      {},
      { trade_status: 'TRADE_FINISHED' },
      { refund_fee: '5.00', gmt_refund: '2026-11-22 13:00:00.123', out_biz_no: 'r1' },
      { refund_fee: '205.85', trade_status: 'TRADE_CLOSED', gmt_close: '2026-11-22 13:00:00' },
    ]
    for (const change of later) expect(await tell(world.deps, alipayNotice(world, order, change))).toEqual(success)
    const { order: now, bills } = await standOf(world, order.orderId)
    expect([now.state, now.paidFen, now.prepaidFen, now.otherTrades, bills]).toEqual([
      'paid',
      20_585,
      undefined,
      undefined,
      paid,
    ])
    const after = await accounts()
    expect((after['channel_cash'] ?? 0) - (before['channel_cash'] ?? 0)).toBe(20_585)
    expect(after['prepayment'] ?? 0).toBe(before['prepayment'] ?? 0)
  })

  const firstWords: [string, Fields][] = [
    ['that the trade is finished', { trade_status: 'TRADE_FINISHED' }],
    ['of a refund', { refund_fee: '5.00', gmt_refund: '2026-11-22 13:00:00.123', out_biz_no: 'r1' }],
    ['that all of it went back', { refund_fee: '205.85', trade_status: 'TRADE_CLOSED' }],
  ]
  it.each(firstWords)('settles when the first that comes is %s', async (_, change) => {
    const { order } = await alipayOrder(world)
    expect(await tell(world.deps, alipayNotice(world, order, change))).toEqual(success)
    expect((await standOf(world, order.orderId)).bills).toEqual(paid)
  })

  it('with a time that is none is refused', async () => {
    const { order } = await alipayOrder(world)
    for (const gmt_payment of ['2026-13-45 99:99:99', '0000-00-00 00:00:00'])
      expect((await tell(world.deps, alipayNotice(world, order, { gmt_payment })))[0]).toBe(400)
  })

  it('is verified by RSA2 whatever its sign_type says', async () => {
    const { order } = await alipayOrder(world)
    const right = fieldsOf(alipayNotice(world, order))
    const key = world.merchant.alipayPrivateKeyPem
    const { sign: _, sign_type: _type, ...fields } = right
    const old = formNotice({ ...fields, sign_type: 'RSA', sign: signedText(key, textOf(fields), 'RSA-SHA1') })
    expect((await tell(world.deps, old))[0]).toBe(401)
    expect((await standOf(world, order.orderId)).bills).toEqual(untouched)
    expect(await tell(world.deps, formNotice({ ...right, sign_type: 'RSA' }))).toEqual(success)
  })

  it('is good whether its empty fields were signed or left out', async () => {
    const { order } = await alipayOrder(world)
    const { sign: _, sign_type: _type, ...fields } = fieldsOf(alipayNotice(world, order))
    const text = Object.keys(fields)
      .sort()
      .map(name => `${name}=${fields[name]}`)
      .join('&')
    const sign = signedText(world.merchant.alipayPrivateKeyPem, text)
    expect(await tell(world.deps, formNotice({ ...fields, sign_type: 'RSA2', sign }))).toEqual(success)
  })

  it('of a trade that was only begun, or closed unpaid, is acknowledged and changes nothing', async () => {
    const { order } = await alipayOrder(world)
    for (const status of ['WAIT_BUYER_PAY', 'TRADE_CLOSED'])
      expect(await tell(world.deps, alipayNotice(world, order, { trade_status: status, gmt_payment: '' }))).toEqual(
        success,
      )
    expect((await standOf(world, order.orderId)).bills).toEqual(untouched)
  })

  const wrong: [string, Record<string, string>, boolean][] = [
    ['amount', { total_amount: '0.01' }, true],
    ['seller', { seller_id: '2088999999999999' }, false],
    ['application', { app_id: '2021999999999999' }, true],
    ['order', { out_trade_no: `ZZZZZZ${'0'.repeat(26)}` }, false],
  ]
  it.each(wrong)('with a wrong %s is refused, however well signed; its own money is held', async (_, change, held) => {
    const { order } = await alipayOrder(world)
    const notice = alipayNotice(world, order, change)
    for (const _again of [1, 2]) expect((await tell(world.deps, notice))[0]).toBeGreaterThanOrEqual(400)
    const { order: now, bills } = await standOf(world, order.orderId)
    expect([now.state, now.suspended, bills]).toEqual(['created', held ? true : undefined, untouched])
    expect(await tell(world.deps, alipayNotice(world, order))).toEqual(success)
    expect((await standOf(world, order.orderId)).order.suspended).toBeUndefined()
  })

  it('on another merchant’s path is refused', async () => {
    const { order } = await alipayOrder(world)
    expect((await tell(world.deps, alipayNotice(world, order), 'other-alipay'))[0]).toBe(401)
    expect((await tell(world.deps, alipayNotice({ ...world, merchant: world.other }, order), 'other-alipay'))[0]).toBe(
      422,
    )
    expect((await standOf(world, order.orderId)).bills).toEqual(untouched)
  })

  it('is refused with 503 while the store is down, and settles when it comes again', async () => {
    const { order } = await alipayOrder(world)
    const down = world.deps.world.failNext({ when: 'before', match: order.orderId, times: 1000 })
    expect((await tell(world.deps, alipayNotice(world, order)))[0]).toBe(503)
    down.cancel()
    expect(await tell(world.deps, alipayNotice(world, order))).toEqual(success)
  })

  it('that nobody signed: of two hundred and more forgeries none is taken, and nothing changes', async () => {
    const { order } = await alipayOrder(world)
    const right = alipayNotice(world, order)
    const { sign = '', sign_type: _, ...fields } = fieldsOf(right)
    const form = { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } } as const
    const stranger = generateKeyPairSync('rsa', { ...form, publicKeyEncoding: { type: 'spki', format: 'pem' } })
    const corpus = forgeries({ fields, sign, strangerKeyPem: stranger.privateKey })
    expect(new Set(corpus.map(({ name }) => name)).size).toBeGreaterThanOrEqual(200)
    const taken: string[] = []
    for (const { name, notice } of corpus) {
      const [status, said] = await tell(world.deps, notice)
      if (status < 400 || status >= 500 || said === 'success') taken.push(`${name}: ${status}`)
    }
    expect(taken).toEqual([])
    const { order: now, bills } = await standOf(world, order.orderId)
    expect([now.state, now.mismatched, now.suspended, bills]).toEqual(['created', undefined, undefined, untouched])
    expect(await tell(world.deps, right)).toEqual(success)
  })

  it('signs its fields in their order, whoever writes them first', () => {
    const { order } = { order: { orderId: `${world.place.communityId}${'0'.repeat(26)}`, amountFen: 1 } }
    const { headers, body } = alipayNotice(world, order)
    const turned = body.split('&').reverse().join('&')
    const key = createPublicKey(world.merchant.config.alipayPublicKeyPem)
    expect(() => checkForm(readForm(headers['Content-Type'], turned), key)).not.toThrow()
  })
})

describe('a refund by Alipay', () => {
  const office = () => cashierAt(world.place, 'accountant')
  async function asked(orderId: string, amountFen: number, billId: string) {
    const by = office()
    world.deps.clock.advance(61_000)
    const { communityId } = world.place
    const names = { cashierId: world.deps.newId(), cashierName: '周会计' }
    return requestRefund(by, {
      communityId,
      orderId,
      reason: '多缴了',
      by: names,
      of: { bills: [{ billId, amountFen }] },
    })
  }
  const pursue = (refund: { orderId: string; refundId: string }) =>
    pursueRefund(world.deps, { communityId: world.place.communityId, ...refund })
  const stateOf = async (refund: { orderId: string; refundId: string }) => (await getRefund(ctxOf(), refund))?.state

  it('ends by the word of Alipay alone, once, whatever its notices and lost answers say meanwhile', async () => {
    const { order, bills } = await alipayOrder(world)
    const { orderId } = order
    await world.deps.pay.qr('linli-alipay', order)
    world.gateway.control.pay(orderId)
    await world.gateway.control.runDue()
    const billId = bills[0]?.billId ?? ''
    const before = await accounts()

    const first = await asked(orderId, 500, billId)
    await pursue(first)
    expect(await stateOf(first)).toBe('succeeded')
    world.gateway.control.fault({ kind: 'refund-pending', match: orderId })
    const second = await asked(orderId, 700, billId)
    await pursue(second)
    expect(await stateOf(second)).toBe('accepted')
    await pursue(second)
    const third = await asked(orderId, 900, billId)
    world.gateway.control.fault({ kind: 'time-out-after', match: third.outRefundNo, ms: 10 })
    await pursue(third)
    await pursue(third)
    expect([await stateOf(second), await stateOf(third)]).toEqual(['succeeded', 'succeeded'])

    await world.gateway.control.runDue()
    const { order: now } = await standOf(world, orderId)
    expect([now.refundedFen, now.refundReservedFen, now.mismatched]).toEqual([2100, undefined, undefined])
    const after = await accounts()
    expect((before['channel_cash'] ?? 0) - (after['channel_cash'] ?? 0)).toBe(2100)
    expect(world.gateway.control.trade(orderId)?.refunds.map(({ refundFen }) => refundFen)).toEqual([500, 700, 900])
    expect(world.gateway.control.notices(orderId).every(({ outcome }) => outcome === 'acknowledged')).toBe(true)
  })
})

describe('an order by code', () => {
  const qrOf = (order: { orderId: string; description: string; amountFen: number; expiresAt: string }) =>
    world.deps.pay.qr('linli-alipay', order)

  it('is paid by whoever scans it, and its notice settles it', async () => {
    const { order } = await alipayOrder(world, 2)
    const { codeUrl } = await qrOf(order)
    expect((await qrOf(order)).codeUrl).toBe(codeUrl)
    expect(await world.deps.pay.query('linli-alipay', order.orderId)).toBe('unknown_order')
    expect(world.gateway.control.pay(order.orderId)).toBe(true)
    world.gateway.control.fault({ kind: 'duplicate', match: order.orderId, ms: 0 })
    world.gateway.control.fault({ kind: 'late-finished', match: order.orderId, ms: 0 })
    await world.gateway.control.runDue()
    expect(world.gateway.control.notices(order.orderId).map(({ outcome }) => outcome)).toEqual(
      Array(3).fill('acknowledged'),
    )
    expect((await standOf(world, order.orderId)).bills).toEqual([...paid, ...paid])
  })

  it('whose notice never comes is settled by the sweeper’s question', async () => {
    const { order } = await alipayOrder(world)
    await qrOf(order)
    world.gateway.control.fault({ kind: 'drop', match: order.orderId })
    world.gateway.control.pay(order.orderId)
    await world.gateway.control.runDue()
    world.deps.clock.advance(16 * 60_000)
    world.deps.world.settle()
    await sweepOrders(world.deps)
    expect((await standOf(world, order.orderId)).bills).toEqual(paid)
  })

  it('of the desk’s screen is taken back before anybody scanned it, and shown anew', async () => {
    const { room, bills } = await alipayOrder(world)
    const { communityId } = world.place
    const by = cashierAt(world.place)
    const [bill] = bills
    if (!bill) throw new Error('no bill')
    const asked = [{ roomId: room.roomId, billId: bill.billId, dueFen: 20_585, amountFen: 20_585 }]
    const show = () => createDeskQr(by, { communityId, channel: 'alipay', bills: asked, paidBy: '李小红' })
    const first = await show()
    expect(first.codeUrl).toMatch(/^https:\/\/qr\.alipay\.com\//)
    expect(await closeDeskQr(by, { communityId, orderId: first.order.orderId })).toMatchObject({ state: 'closed' })
    const second = await show()
    for (const { order } of [second, first]) {
      world.gateway.control.pay(order.orderId)
      await world.gateway.control.runDue()
    }
    expect(await standOf(world, second.order.orderId)).toMatchObject({ order: { state: 'paid' }, bills: paid })
    expect((await standOf(world, first.order.orderId)).order).toMatchObject({ state: 'paid', prepaidFen: 20_585 })
  })
})
