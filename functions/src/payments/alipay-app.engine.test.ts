import { identityApi } from '@linli/shared/identity/api'
import { messagesApi } from '@linli/shared/messages/api'
import type { Room } from '@linli/shared/communities/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWechatGateway, type WechatGateway } from '../../../infra/local/wechat/gateway'
import { type AlipayWorld, openAlipay, standOf } from '../../test/alipay'
import { callAs } from '../../test/call'
import { livingIn, resident } from '../../test/channel'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill } from '../../test/payments'
import { type Context, communityContext } from '../context'
import { makeApp } from '../http'
import { openidOfAccount } from '../identity/account'
import { routes as identity } from '../identity/routes'
import { routes as messages } from '../messages/routes'
import { checkOrder } from './check-order'
import { closeOrder } from './close-order'
import { createOrder } from './create-order'

let wechat: WechatGateway
let world: AlipayWorld
let app: ReturnType<typeof makeApp>
beforeAll(async () => {
  // Where a test's clock stands.
  const now = () => new Date('2026-11-22T04:00:00.000Z')
  wechat = await startWechatGateway({ origin: 'http://127.0.0.1:1', now, timer: false })
  const { appid, secret } = wechat.control.app()
  const { config } = await wechat.control.merchant('linli', { callbackBase: 'http://127.0.0.1:1' })
  world = await openAlipay({
    LINLI_WECHAT_APPID: appid,
    LINLI_WECHAT_SECRET: secret,
    LINLI_WECHAT_API_BASE: wechat.url,
    LINLI_WECHATPAY_BASE: wechat.url,
    LINLI_WECHAT_TEMPLATES: JSON.stringify({ payment_received: 'template' }),
    LINLI_WECHATPAY_MERCHANTS: JSON.stringify([config]),
  })
  world.place = await makeCommunity(world.deps, { merchantRef: 'linli', alipayRef: 'linli-alipay' })
  app = makeApp(world.deps, [...identity, ...messages])
})
afterAll(() => Promise.all([world.stop(), wechat.stop()]))

const signIn = async (user: string, openid = false) => {
  const { authCode } = world.gateway.control.authCode({ user, openid })
  return callAs(app, {}, identityApi.signIn, { code: authCode, app: 'alipay' })
}
const inAlipay = async (place: Place, room: Room, user: string) =>
  livingIn(place, [room], (await signIn(user)).ok().token)
const inWechat = (place: Place, room: Room, user: string) =>
  resident({ deps: world.deps, gateway: wechat, stop: () => Promise.resolve() }, place, [room], user)

let floor = 0
async function household(place = world.place) {
  floor += 1
  const room = await makeRoom(place, { code: `6-1-${floor}01`, ownerName: '李小红', phone: `1380006${1000 + floor}` })
  const bill = await makeBill(place, room)
  const bills = [{ roomId: room.roomId, billId: bill.billId }]
  const ask = (ctx: Context, channel: 'wechat' | 'alipay') =>
    createOrder(ctx, { communityId: place.communityId, bills, channel })
  return { room, bill, bills, ask, user: `alipay-${floor}` }
}
/** A household whose owner has an order open in Alipay's mini-program. */
async function asked() {
  const home = await household()
  const payer = await inAlipay(world.place, home.room, home.user)
  const made = await home.ask(payer, 'alipay')
  return { ...home, payer, order: made.order, tradeNO: made.trade?.tradeNO ?? '' }
}
const tradePay = (tradeNO: string, user: string, decision: 'approve' | 'cancel' | 'lost') =>
  world.gateway.control.tradePay({ tradeNO, user, decision }).resultCode
const paid = [['paid', 20_585]]

describe('who signs in from Alipay', () => {
  it('is the same account again, by each code once; another app is another account', async () => {
    const [first, again] = [(await signIn('wang')).ok(), (await signIn('wang')).ok()]
    expect(again.me.accountId).toBe(first.me.accountId)
    expect((await signIn('wang', true)).ok().me.accountId).not.toBe(first.me.accountId)
    const { code } = wechat.control.loginCode({ user: 'wang' })
    expect((await callAs(app, {}, identityApi.signIn, { code })).ok().me.accountId).not.toBe(first.me.accountId)
    const { authCode } = world.gateway.control.authCode({ user: 'li' })
    const once = () => callAs(app, {}, identityApi.signIn, { code: authCode, app: 'alipay' })
    expect([(await once()).status, (await once()).code]).toEqual([200, 'identity.bad_code'])
  })

  it('is nobody by a code of the other app, nor by an answer that Alipay did not sign', async () => {
    const { code } = wechat.control.loginCode({ user: 'wang' })
    expect((await callAs(app, {}, identityApi.signIn, { code, app: 'alipay' })).code).toBe('identity.bad_code')
    world.gateway.control.fault({ kind: 'bad-answer-signature' })
    expect((await signIn('wang')).code).toBe('request.busy')
  })

  it('is never written to in WeChat, nor asked for leave to', async () => {
    const { token, me } = (await signIn('wu')).ok()
    const { code } = wechat.control.loginCode({ user: 'wu' })
    const there = (await callAs(app, {}, identityApi.signIn, { code })).ok()
    const templates = async (caller: { token: string }) =>
      (await callAs(app, caller, messagesApi.templates, {})).ok().items.length
    expect([await templates({ token }), await templates(there)]).toEqual([0, 1])
    const system = communityContext(world.deps, world.place.communityId)
    expect(await openidOfAccount(system, me.accountId)).toBeUndefined()
    expect(await openidOfAccount(system, there.me.accountId)).toMatch(/./)
  })

  it('has the number verified that Alipay sealed, and none that anybody else did', async () => {
    const caller = { token: (await signIn('zhou')).ok().token }
    const verify = (code: string) => callAs(app, caller, identityApi.verifyPhone, { code })
    const { response } = world.gateway.control.phoneNumber('13800061234')
    expect((await verify(response)).ok().phoneMasked).toBe('138****1234')
    const sealed = JSON.parse(response)
    const other = JSON.parse(world.gateway.control.phoneNumber('13900000000').response)
    for (const forged of [
      { ...sealed, response: other.response },
      { ...sealed, sign_type: 'RSA' },
      { mobile: '13900000000' },
    ])
      expect((await verify(JSON.stringify(forged))).code).toBe('identity.bad_code')
    expect((await verify('13900000000')).code).toBe('identity.bad_code')
  })
})

describe('an order in Alipay', () => {
  it('is one trade for this payer however often it is asked for, and is settled by the notice', async () => {
    const { ask, payer, order, tradeNO, user } = await asked()
    const again = await ask(payer, 'alipay')
    expect([again.order.orderId, again.trade, again.pay]).toEqual([order.orderId, { tradeNO }, undefined])
    expect([order.channel, order.merchantRef, order.mchid]).toEqual([
      'alipay',
      'linli-alipay',
      world.merchant.config.sellerId,
    ])
    expect(tradePay(tradeNO, 'somebody-else', 'approve')).toBe('4000')
    expect(tradePay(tradeNO, user, 'approve')).toBe('9000')
    await world.gateway.control.runDue()
    const now = await standOf(world, order.orderId)
    expect([now.order.state, now.order.paidFen, now.bills]).toEqual(['paid', 20_585, paid])
    await expect(ask(payer, 'alipay')).rejects.toMatchObject({ code: 'payments.nothing_due' })
  })

  it('that the phone heard nothing of is settled by the question; one that was cancelled goes on, or is closed', async () => {
    const lost = await asked()
    world.gateway.control.fault({ kind: 'drop', match: lost.order.orderId })
    expect(tradePay(lost.tradeNO, lost.user, 'lost')).toBe('8000')
    expect((await checkOrder(lost.payer, lost.order.orderId)).state).toBe('paid')
    const unheard = await asked()
    world.gateway.control.fault({ kind: 'drop', match: unheard.order.orderId })
    expect(tradePay(unheard.tradeNO, unheard.user, 'approve')).toBe('9000')
    await expect(unheard.ask(unheard.payer, 'alipay')).rejects.toMatchObject({ code: 'payments.nothing_due' })
    expect((await standOf(world, unheard.order.orderId)).bills).toEqual(paid)
    const left = await asked()
    expect(tradePay(left.tradeNO, left.user, 'cancel')).toBe('6001')
    expect((await checkOrder(left.payer, left.order.orderId)).unpaid).toBe(true)
    expect((await left.ask(left.payer, 'alipay')).trade).toEqual({ tradeNO: left.tradeNO })
    expect((await closeOrder(left.payer, left.order.orderId)).state).toBe('closed')
    expect(tradePay(left.tradeNO, left.user, 'approve')).toBe('4000')
    expect((await standOf(world, left.order.orderId)).bills).toEqual([['published', 0]])
  })

  it('that Alipay refuses or does not answer is told in words, and asked for again as it was', async () => {
    const { ask, room, user } = await household()
    const payer = await inAlipay(world.place, room, user)
    world.gateway.control.fault({ kind: 'system-error', count: 2 })
    await expect(ask(payer, 'alipay')).rejects.toMatchObject({ code: 'payments.channel_down' })
    const { order, trade: made } = await ask(payer, 'alipay')
    expect(made?.tradeNO).toMatch(/^\d{28}$/)
    expect(world.gateway.control.trades().filter(({ outTradeNo }) => outTradeNo === order.orderId)).toHaveLength(1)
  })

  it('ends one that is open in the other app, at its channel, and settles that one where it was paid', async () => {
    const { room, ask, user } = await household()
    const [there, here] = await Promise.all([inWechat(world.place, room, user), inAlipay(world.place, room, user)])
    const first = await ask(there, 'wechat')
    const second = await ask(here, 'alipay')
    expect((await standOf(world, first.order.orderId)).order.state).toBe('closed')
    const third = await ask(there, 'wechat')
    expect((await standOf(world, second.order.orderId)).order.state).toBe('closed')
    expect(tradePay(second.trade?.tradeNO ?? '', user, 'approve')).toBe('4000')
    if (!third.pay) throw new Error('no payment parameters')
    await wechat.control.pay({ ...third.pay, decision: 'approve' })
    await expect(ask(here, 'alipay')).rejects.toMatchObject({ code: 'payments.nothing_due' })
    expect((await standOf(world, third.order.orderId)).bills).toEqual(paid)
  })

  it('is made by Alipay’s accounts alone, for who has a merchant there; nobody’s order is closed for a refusal', async () => {
    const { room, ask, user } = await household()
    const [there, here] = await Promise.all([inWechat(world.place, room, user), inAlipay(world.place, room, user)])
    const wrong = { code: 'request.invalid', details: { fields: [{ path: 'channel' }] } }
    await expect(ask(there, 'alipay')).rejects.toMatchObject(wrong)
    await expect(ask(here, 'wechat')).rejects.toMatchObject(wrong)
    const place = await makeCommunity(world.deps, { merchantRef: 'linli' })
    const other = await household(place)
    const { order } = await other.ask(await inWechat(place, other.room, 'w'), 'wechat')
    await expect(other.ask(await inAlipay(place, other.room, 'a'), 'alipay')).rejects.toMatchObject({
      code: 'payments.no_merchant',
      message: '安居物业服务有限公司收的费用还不能用支付宝缴，请到前台缴',
    })
    expect((await standOf({ ...world, place }, order.orderId)).order.state).toBe('created')
  })
})
