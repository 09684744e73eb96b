import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WxPay from 'wechatpay-node-v3'
import { type Fixture, prepayBody, startFixture } from './fixture'

const CANONICAL = 'https://api.mch.weixin.qq.com'

let fixture: Fixture
let pay: WxPay

/** How long the SDK's next calls may take; a busy machine needs its time for the ones that are answered. */
let patienceMs = 20_000

/** The SDK signs the canonical path and hands over the canonical URL; this sends it elsewhere, within a time. */
function redirected(base: string) {
  const send = async (method: string, url: string, headers: Record<string, string>, body?: unknown) => {
    const response = await fetch(url.replace(CANONICAL, base), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    })
    const text = await response.text()
    const json = response.headers.get('content-type')?.startsWith('application/json')
    return { status: response.status, data: json && text ? JSON.parse(text) : text }
  }
  return {
    get: (url: string, headers: Record<string, string>) => send('GET', url, headers),
    post: (url: string, params: unknown, headers: Record<string, string>) => send('POST', url, headers, params),
    upload: () => Promise.reject(new Error('not used')),
  }
}

beforeAll(async () => {
  fixture = await startFixture()
  const { appid, mchid, serial, privateKeyPem, apiV3Key } = fixture.merchant.config
  pay = new WxPay({
    appid,
    mchid,
    serial_no: serial,
    publicKey: Buffer.from('unused when serial_no is given'),
    privateKey: Buffer.from(privateKeyPem),
    key: apiV3Key,
  })
  pay.createHttp(redirected(fixture.gateway.url))
})
afterAll(() => fixture.stop())

describe('wechatpay-node-v3 against the gateway', () => {
  it('prepays, is paid, queries, is refused a close, fetches the bill', async () => {
    const body = prepayBody(fixture)
    const prepaid = await pay.transactions_jsapi(body)
    expect(prepaid.status).toBe(200)
    const { appId: _appId, ...sheet } = prepaid.data
    expect(await fixture.gateway.control.pay({ ...sheet, decision: 'approve' })).toMatchObject({ result: 'ok' })
    const found = await pay.query({ out_trade_no: body.out_trade_no })
    expect(found).toMatchObject({ status: 200, data: { trade_state: 'SUCCESS', amount: { total: 12_345 } } })
    expect(await pay.query({ transaction_id: found.data.transaction_id })).toEqual(found)
    expect(await pay.close(body.out_trade_no)).toMatchObject({ status: 400, data: { code: 'ORDERPAID' } })
    fixture.advance(86_400_000)
    const bill = await pay.tradebill({ bill_date: '2026-11-22', bill_type: 'ALL' })
    const file = await pay.downloadBill(bill.data.download_url)
    expect(file.data).toContain(`\`${body.out_trade_no},`)
  })

  it('closes an unpaid order', async () => {
    const body = prepayBody(fixture, { out_trade_no: 'ABCDEF01JD8Z3K5N7Q9RSTVWXYZ99999' })
    await pay.transactions_jsapi(body)
    expect((await pay.close(body.out_trade_no)).status).toBe(204)
  })

  it('reads the encrypted platform certificates', async () => {
    const certificates = await pay.get_certificates(fixture.merchant.config.apiV3Key)
    expect(certificates[0]?.serial_no).toBe(fixture.merchant.config.publicKeys[0]?.serial)
    expect(certificates[0]?.publicKey).toContain('BEGIN PUBLIC KEY')
  })

  it('gives up within the time of its http service', async () => {
    fixture.gateway.control.fault({ kind: 'time-out-before' })
    patienceMs = 300
    await expect(pay.query({ out_trade_no: 'ABCDEF01JD8Z3K5N7Q9RSTVWXYZ12345' })).rejects.toThrow(/timeout/)
  })
})
