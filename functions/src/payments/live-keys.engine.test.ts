import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeAlipayMerchant } from '../../../infra/local/alipay/merchant'
import { type SecretServer, startSecretServer } from '../../../infra/local/secret-server'
import { type GatewayMerchant, makeMerchant } from '../../../infra/local/wechat/merchant'
import { alipayNotice, success, tell } from '../../test/alipay'
import { callbackApp } from '../../test/channel'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill, makeOrder, noticeOf, post } from '../../test/payments'
import { communityContext } from '../context'
import { getOrder } from './store'

const at = { appid: 'wx1234567890abcdef', callbackBase: 'http://127.0.0.1:1' }
let store: SecretServer
let deps: TestDeps
let place: Place
let merchant: GatewayMerchant

/** Another platform key and another APIv3 key of the same merchant, as after a change in WeChat's console. */
const changed = async ({ config }: GatewayMerchant) => {
  const { ref, mchid } = config
  return makeMerchant({ ref, mchid, ...at })
}
const keep = (...merchants: GatewayMerchant[]) =>
  store.put('linli/wechatpay', JSON.stringify(merchants.map(({ config }) => config)))

beforeAll(async () => {
  store = await startSecretServer()
  merchant = await makeMerchant({ ref: 'linli', ...at })
  keep(merchant)
  store.put('linli/alipay', '[]')
  deps = testDeps({
    env: {
      LINLI_SECRETS_ENDPOINT: store.url,
      LINLI_WECHATPAY_BASE: 'http://127.0.0.1:1',
      LINLI_WECHATPAY_MERCHANTS: 'secret:linli/wechatpay',
      LINLI_ALIPAY_MERCHANTS: 'secret:linli/alipay',
    },
  })
  await deps.live.current()
  place = await makeCommunity(deps, { merchantRef: 'linli' })
})
afterAll(() => store.stop())

async function order(receiver: Parameters<typeof makeOrder>[2] = merchant) {
  const room = await makeRoom(place, { code: `1-1-${randomUUID().slice(0, 8)}`, ownerName: '李小红' })
  return makeOrder(place, [await makeBill(place, room)], receiver)
}
const stateOf = async (orderId: string) => (await getOrder(communityContext(deps, place.communityId), orderId))?.state
const callsOf = async (run: () => Promise<void>) => {
  const before = store.state.calls
  await run()
  // Two secrets are read each time.
  return (store.state.calls - before) / 2
}

it.each(['certificate', 'public-key'] as const)(
  'keys that were changed in the store verify the next notice, in %s mode, without a start',
  async mode => {
    const old = await order()
    const made = await order()
    const before = noticeOf(deps, merchant, old)
    merchant = await changed(merchant)
    keep(merchant)
    deps.clock.advance(61_000)
    const notice = noticeOf(deps, merchant, made, {}, mode)
    expect(await callsOf(async () => expect((await post(callbackApp(deps), notice)).status).toBe(204))).toBe(1)
    expect(await stateOf(made.orderId)).toBe('paid')
    // The keys before are no keys of anybody any more.
    expect((await post(callbackApp(deps), before)).status).toBe(401)
    expect(await stateOf(old.orderId)).toBe('created')
  },
)

it('an APIv3 key alone that was changed opens the next notice', async () => {
  const made = await order()
  const config = { ...merchant.config, apiV3Key: 'k'.repeat(32) }
  merchant = { ...merchant, config }
  keep(merchant)
  deps.clock.advance(61_000)
  expect((await post(callbackApp(deps), noticeOf(deps, merchant, made))).status).toBe(204)
})

it('forged keys, serials and paths make the store be asked once a minute', async () => {
  const made = await order()
  const stranger = await changed(merchant)
  const forge = () =>
    callsOf(async () => {
      const answers = Array.from({ length: 30 }, (_, i) =>
        post(callbackApp(deps), noticeOf(deps, stranger, made), i % 3 === 0 ? `path-${i}` : 'linli'),
      )
      for (const { status } of await Promise.all(answers)) expect([401, 404]).toContain(status)
    })
  deps.clock.advance(61_000)
  expect(await forge()).toBe(1)
  deps.clock.advance(30_000)
  expect(await forge()).toBe(0)
  deps.clock.advance(31_000)
  expect(await forge()).toBe(1)
  expect(await stateOf(made.orderId)).toBe('created')
})

it('a merchant of Alipay’s that was added, and one whose key was changed, are believed the same way', async () => {
  for (const _ of ['added', 'changed']) {
    const alipay = await makeAlipayMerchant({ ref: 'linli-alipay', callbackBase: at.callbackBase })
    store.put('linli/alipay', JSON.stringify([alipay.config]))
    deps.clock.advance(61_000)
    const { ref, sellerId: mchid, appId: appid } = alipay.config
    const made = await order({ config: { ref, mchid, appid }, channel: 'alipay' })
    expect(await tell(deps, alipayNotice({ deps, merchant: alipay }, made))).toEqual(success)
    expect(await stateOf(made.orderId)).toBe('paid')
  }
})
