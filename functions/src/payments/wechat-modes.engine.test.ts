import { generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { signedBody } from '../../../infra/local/wechat/notice'
import { callbackApp, type Channel, openChannel, resident } from '../../test/channel'
import { makeCommunity, makeRoom } from '../../test/make'
import { makeBill, noticeOf, post } from '../../test/payments'
import { communityContext } from '../context'
import { checkOrder } from './check-order'
import { closeOrder } from './close-order'
import { createOrder } from './create-order'
import { getOrder } from './store'

async function open(options: Parameters<typeof openChannel>[0] = {}) {
  const channel = await openChannel(options)
  const place = await makeCommunity(channel.deps, { merchantRef: 'linli' })
  const room = await makeRoom(place, { code: '1-1-101', ownerName: '李小红', phone: '13800081001' })
  const payer = await resident(channel, place, [room], 'payer')
  const { control } = channel.gateway
  return {
    channel,
    payer,
    async order() {
      const { billId } = await makeBill(place, room)
      return createOrder(payer, { communityId: place.communityId, bills: [{ roomId: room.roomId, billId }] })
    },
    approve: async (pay: Awaited<ReturnType<typeof createOrder>>['pay']) =>
      pay && (await control.pay({ ...pay, decision: 'approve' })).result,
    stateOf: async (orderId: string) =>
      (await getOrder(communityContext(channel.deps, place.communityId), orderId))?.state,
    system: communityContext(channel.deps, place.communityId),
    callsTo: (part: string) => control.calls().filter(({ path }) => path.includes(part)).length,
  }
}

async function within(channel: Channel, run: () => Promise<void>) {
  try {
    await run()
  } finally {
    await channel.stop()
  }
}

it.each([
  ['its own mini-program', { mchid: '1700000001', appid: 'wxsub0000000000001' }],
  ['the service provider’s', { mchid: '1700000002' }],
])('服务商, paid in %s: prepaid, told, asked and closed by both numbers', async (_name, sub) => {
  const w = await open({ sub })
  const { channel } = w
  await within(channel, async () => {
    const first = await w.order()
    expect(await w.approve(first.pay)).toBe('ok')
    await channel.gateway.control.runDue()
    expect(await w.stateOf(first.order.orderId)).toBe('paid')
    expect(await getOrder(w.system, first.order.orderId)).toMatchObject({ mchid: sub.mchid })

    const second = await w.order()
    channel.gateway.control.fault({ kind: 'drop' })
    await w.approve(second.pay)
    expect(await checkOrder(w.payer, second.order.orderId)).toMatchObject({ state: 'paid' })

    const third = await w.order()
    const merchant = await channel.gateway.control.merchant('linli')
    const wrong = { sub_mchid: '1799999999', sp_mchid: '1699999999', sp_appid: 'wx0', mchid: merchant.config.mchid }
    for (const [name, value] of Object.entries(wrong)) {
      const change = name === 'mchid' ? { sub_mchid: undefined, sp_mchid: undefined, mchid: value } : { [name]: value }
      const notice = noticeOf(channel.deps, merchant, third.order, { ...change, transaction_id: `42000-${name}` })
      expect([name, (await post(callbackApp(channel.deps), notice)).status]).toEqual([name, 422])
    }
    expect(await w.stateOf(third.order.orderId)).toBe('created')
    expect((await closeOrder(w.system, third.order.orderId)).state).toBe('closed')
    expect(await w.approve(third.pay)).toBe('fail')
    expect(w.callsTo('/v3/pay/partner/')).toBeGreaterThan(4)
    expect(w.callsTo('/v3/pay/transactions')).toBe(0)
  })
})

it('both of our own keys are live while they are being changed: WeChat may know either', async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const w = await open({
    held: ({ serial, privateKeyPem, apiV3Key, ...config }) => ({
      ...config,
      serial: 'A'.repeat(40),
      privateKeyPem: privateKey,
      apiV3Key: 'n'.repeat(32),
      otherKeys: [{ serial, privateKeyPem }],
      otherApiV3Keys: [apiV3Key],
    }),
  })
  await within(w.channel, async () => {
    const { order, pay } = await w.order()
    expect(await w.approve(pay)).toBe('ok')
    await w.channel.gateway.control.runDue()
    expect(await w.stateOf(order.orderId)).toBe('paid')
  })
})

it('certificate and public key verify side by side; a certificate that has expired does not', async () => {
  const w = await open()
  const { channel } = w
  const { control } = channel.gateway
  await within(channel, async () => {
    await control.rotateCertificate('linli')
    const merchant = await control.merchant('linli')
    const newest = merchant.platform.certificates.at(-1)
    if (!newest) throw new Error('no certificate')
    for (const mode of ['certificate', 'public-key'] as const) {
      const { order } = await w.order()
      expect((await post(callbackApp(channel.deps), noticeOf(channel.deps, merchant, order, {}, mode))).status).toBe(
        204,
      )
    }
    const { order } = await w.order()
    channel.deps.clock.set(new Date(Date.parse(newest.to) + 1000).toISOString())
    const { body } = noticeOf(channel.deps, merchant, order)
    const late = signedBody(newest, body, new Date(channel.deps.nowMs()))
    expect((await post(callbackApp(channel.deps), late)).status).toBe(401)
    expect(await w.stateOf(order.orderId)).toBe('created')
  })
})

it('a call that gets no answer is made again, the same; one that never does ends in time; a refusal says what to do', async () => {
  const w = await open()
  const { channel } = w
  const { control } = channel.gateway
  await within(channel, async () => {
    for (const kind of [
      'time-out-before',
      'time-out-after',
      'system-error',
      'rate-limit',
      'bad-answer-signature',
    ] as const) {
      const before = w.callsTo('jsapi')
      control.fault({ kind, match: '/v3/pay/transactions/jsapi', ms: 50 })
      const { order, pay } = await w.order()
      expect([kind, w.callsTo('jsapi') - before]).toEqual([kind, 2])
      expect(await w.approve(pay)).toBe('ok')
      await control.runDue()
      expect(await w.stateOf(order.orderId)).toBe('paid')
    }
    control.fault({ kind: 'system-error', match: '/v3/pay/transactions/jsapi', count: 9 })
    const before = w.callsTo('jsapi')
    await expect(w.order()).rejects.toMatchObject({ code: 'payments.channel_down' })
    expect(w.callsTo('jsapi') - before).toBe(3)
    control.clearFaults()
    const merchant = await control.merchant('linli')
    merchant.config.appid = 'wx-another'
    await expect(w.order()).rejects.toMatchObject({
      code: 'payments.channel_refused',
      message: expect.stringContaining('请先到前台'),
    })
  })
})
