import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callPay, decryptNotice, type Fixture, prepaid, signedByPlatform, startFixture } from './fixture'

let fixture: Fixture
let serial = 0
let outTradeNo = ''

beforeAll(async () => {
  fixture = await startFixture()
})
afterAll(() => fixture.stop())
beforeEach(async () => {
  fixture.gateway.control.clearFaults()
  fixture.sink.answer = 204
  fixture.advance(86_400_000)
  await fixture.gateway.control.runDue()
  fixture.sink.arrivals.length = 0
  outTradeNo = `ABCDEF01JD8Z3K5N7Q9RST${String(++serial).padStart(10, '0')}`
})

const payNow = async () => {
  const sheet = await prepaid(fixture, { out_trade_no: outTradeNo })
  const outcome = await fixture.gateway.control.pay({ ...sheet, decision: 'approve' })
  await fixture.gateway.control.runDue()
  return { sheet, outcome }
}
const after = async (ms: number) => {
  fixture.advance(ms)
  await fixture.gateway.control.runDue()
}
const arrivals = () => fixture.sink.arrivals
const verified = () => arrivals().map(each => signedByPlatform(fixture.merchant, each.headers, each.body))

describe('faults of a payment', () => {
  it('voucher: payer_total below total', async () => {
    fixture.gateway.control.fault({ kind: 'voucher', fen: 345 })
    await payNow()
    const { amount } = decryptNotice(fixture.merchant, arrivals()[0]?.body ?? '')
    expect(amount).toMatchObject({ total: 12_345, payer_total: 12_000 })
  })

  it('late-after-close: the merchant closes, and then the money arrives', async () => {
    fixture.gateway.control.fault({ kind: 'late-after-close', ms: 5000 })
    const { sheet } = await payNow()
    const { mchid } = fixture.merchant.config
    const path = `/v3/pay/transactions/out-trade-no/${outTradeNo}`
    const state = async () => {
      const answer = await callPay(fixture.gateway.url, fixture.merchant, 'GET', `${path}?mchid=${mchid}`)
      return JSON.parse(answer.text).trade_state
    }
    expect([await state(), arrivals().length]).toEqual(['NOTPAY', 0])
    expect((await callPay(fixture.gateway.url, fixture.merchant, 'POST', `${path}/close`, { mchid })).status).toBe(204)
    expect(await state()).toBe('CLOSED')
    expect(await fixture.gateway.control.pay({ ...sheet, decision: 'approve' })).toMatchObject({ reason: 'ORDER_PAID' })
    await after(5000)
    expect([await state(), verified()]).toEqual(['SUCCESS', [true]])
  })

  it('phone-silent: paid, and requestPayment never answers', async () => {
    fixture.gateway.control.fault({ kind: 'phone-silent' })
    const { outcome } = await payNow()
    expect(outcome.result).toBe('none')
    expect(arrivals()).toHaveLength(1)
  })
})

describe('faults of a call', () => {
  const prepayTarget = '/v3/pay/transactions/jsapi'
  const send = () =>
    callPay(fixture.gateway.url, fixture.merchant, 'POST', prepayTarget, { ...bodyOf(), out_trade_no: outTradeNo })
  const abortable = () => {
    const controller = new AbortController()
    return { signal: controller.signal, abort: () => controller.abort() }
  }
  const bodyOf = () => ({
    appid: fixture.merchant.config.appid,
    mchid: fixture.merchant.config.mchid,
    description: '物业费',
    notify_url: `${fixture.sink.url}/callbacks/wechat/jinxiu`,
    amount: { total: 1 },
    payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
  })

  it.each([
    ['time-out-before', false],
    ['time-out-after', true],
  ] as const)('%s: no answer, committed: %s', async (kind, committed) => {
    const { control, url } = fixture.gateway
    control.fault({ kind })
    const before = control.calls().length
    const { signal, abort } = abortable()
    const body = { ...bodyOf(), out_trade_no: outTradeNo }
    const call = callPay(url, fixture.merchant, 'POST', prepayTarget, body, { signal }).catch(String)
    // Whatever it does with the request, it has done: only the answer is missing.
    await expect.poll(() => control.calls().slice(before), { timeout: 20_000 }).toMatchObject([{ status: 0 }])
    abort()
    expect(await call).toMatch(/aborted/)
    expect(fixture.gateway.control.payment(outTradeNo) !== undefined).toBe(committed)
  })

  it('system-error, rate-limit and an answer that does not verify', async () => {
    fixture.gateway.control.fault({ kind: 'system-error' })
    expect((await send()).status).toBe(500)
    fixture.gateway.control.fault({ kind: 'rate-limit' })
    expect((await send()).status).toBe(429)
    fixture.gateway.control.fault({ kind: 'bad-answer-signature' })
    const forged = await send()
    expect(signedByPlatform(fixture.merchant, forged.headers, forged.text)).toBe(false)
    const right = await send()
    expect(signedByPlatform(fixture.merchant, right.headers, right.text)).toBe(true)
  })
})
