import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { callPay, type Fixture, paySheet, prepaid, prepayBody, signedByPlatform, startFixture, unseal } from './fixture'

const JSAPI = '/v3/pay/transactions/jsapi'
const HOUR = 3_600_000

let fixture: Fixture
let serial = 0

beforeAll(async () => {
  fixture = await startFixture()
})
afterAll(() => fixture.stop())

const number = () => `ABCDEF01JD8Z3K5N7Q9RST${String(++serial).padStart(10, '0')}`
const call = (method: string, target: string, body?: unknown, change = {}) =>
  callPay(fixture.gateway.url, fixture.merchant, method, target, body, change)
const query = async (outTradeNo: string) => {
  const answer = await call(
    'GET',
    `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${fixture.merchant.config.mchid}`,
  )
  return { ...answer, json: z.record(z.string(), z.unknown()).parse(JSON.parse(answer.text)) }
}
const close = (outTradeNo: string) =>
  call('POST', `/v3/pay/transactions/out-trade-no/${outTradeNo}/close`, { mchid: fixture.merchant.config.mchid })
const approve = (sheet: Awaited<ReturnType<typeof prepaid>>) =>
  fixture.gateway.control.pay({ ...sheet, decision: 'approve' })

describe('authentication', () => {
  const cases: [string, Parameters<typeof callPay>[5]][] = [
    ['a body that is not the one signed', { sentBody: '{"mchid":"1"}' }],
    ['a timestamp that is over', { timestamp: Math.floor(Date.now() / 1000) - 301 }],
    ['no Authorization', { headers: { Authorization: '' } }],
    ['another scheme', { headers: { Authorization: 'Bearer x' } }],
  ]
  it.each(cases)('refuses %s', async (_what, change) => {
    const answer = await call('POST', JSAPI, prepayBody(fixture, { out_trade_no: number() }), change)
    expect(answer.status).toBe(401)
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'SIGN_ERROR' })
  })

  it('refuses the signature of another merchant, and its orders', async () => {
    const other = await fixture.gateway.control.merchant('other')
    const outTradeNo = number()
    await prepaid(fixture, { out_trade_no: outTradeNo })
    const { privateKeyPem } = other.config
    const forged = { ...fixture.merchant, config: { ...fixture.merchant.config, privateKeyPem } }
    const target = `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${fixture.merchant.config.mchid}`
    expect((await callPay(fixture.gateway.url, forged, 'GET', target)).status).toBe(401)
    expect((await callPay(fixture.gateway.url, other, 'GET', target)).status).toBe(403)
  })

  it('takes a timestamp near the moved clock too', async () => {
    const timestamp = Math.floor(fixture.now().getTime() / 1000)
    const answer = await call('POST', JSAPI, prepayBody(fixture, { out_trade_no: number() }), { timestamp })
    expect(answer.status).toBe(200)
  })
})

describe('answers', () => {
  it('are signed with the certificate, or with the public key when the request names it', async () => {
    const plain = await call('GET', '/v3/certificates')
    expect(plain.headers['wechatpay-serial']).toBe(fixture.merchant.config.publicKeys[0]?.serial)
    expect(signedByPlatform(fixture.merchant, plain.headers, plain.text)).toBe(true)
    const serialOfKey = fixture.merchant.config.publicKeys[1]?.serial ?? ''
    const named = await call('GET', '/v3/certificates', undefined, { headers: { 'Wechatpay-Serial': serialOfKey } })
    expect(named.headers['wechatpay-serial']).toBe(serialOfKey)
    expect(signedByPlatform(fixture.merchant, named.headers, named.text)).toBe(true)
  })

  it('carry the certificates encrypted with the APIv3 key', async () => {
    const { data } = CertificateList.parse(JSON.parse((await call('GET', '/v3/certificates')).text))
    const pem = unseal(
      fixture.merchant,
      data[0]?.encrypt_certificate ?? { ciphertext: '', nonce: '', associated_data: '' },
    )
    expect(new X509Certificate(pem).serialNumber).toBe(data[0]?.serial_no)
    const rotated = await fixture.gateway.control.rotateCertificate('jinxiu')
    const later = await call('GET', '/v3/certificates')
    expect(later.headers['wechatpay-serial']).toBe(rotated)
    expect(CertificateList.parse(JSON.parse(later.text)).data.map(each => each.serial_no)).toContain(rotated)
  })
})

const CertificateList = z.object({
  data: z.array(
    z.object({
      serial_no: z.string(),
      encrypt_certificate: z.object({
        ciphertext: z.string(),
        nonce: z.string(),
        associated_data: z.literal('certificate'),
      }),
    }),
  ),
})

describe('prepay', () => {
  it('gives the same prepay_id to the same request, a new one after two hours', async () => {
    const body = prepayBody(fixture, { out_trade_no: number() })
    const first = (await call('POST', JSAPI, body)).text
    expect((await call('POST', JSAPI, Object.fromEntries(Object.entries(body).reverse()))).text).toBe(first)
    fixture.advance(2 * HOUR)
    expect((await call('POST', JSAPI, body)).text).not.toBe(first)
  })

  const wrong: [string, Record<string, unknown>, number, string][] = [
    ['another appid', { appid: 'wx0000000000000000' }, 400, 'APPID_MCHID_NOT_MATCH'],
    ['another mchid', { mchid: '1600000000' }, 400, 'MCH_NOT_EXISTS'],
    ['a notify_url with a query', { notify_url: 'https://a.example/cb?x=1' }, 400, 'PARAM_ERROR'],
    ['an amount of nothing', { amount: { total: 0 } }, 400, 'PARAM_ERROR'],
    ['a fraction of a fen', { amount: { total: 1.5 } }, 400, 'PARAM_ERROR'],
    ['no payer', { payer: undefined }, 400, 'PARAM_ERROR'],
    ['a long number', { out_trade_no: 'A'.repeat(33) }, 400, 'PARAM_ERROR'],
  ]
  it.each(wrong)('refuses %s', async (_what, change, status, code) => {
    const answer = await call('POST', JSAPI, prepayBody(fixture, { out_trade_no: number(), ...change }))
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([status, code])
  })

  it('refuses another request under the number, a paid and a closed order', async () => {
    const outTradeNo = number()
    const body = prepayBody(fixture, { out_trade_no: outTradeNo })
    const sheet = await prepaid(fixture, { out_trade_no: outTradeNo })
    const other = await call('POST', JSAPI, { ...body, amount: { total: 1, currency: 'CNY' } })
    expect([other.status, JSON.parse(other.text).code]).toEqual([400, 'INVALID_REQUEST'])
    await approve(sheet)
    expect(JSON.parse((await call('POST', JSAPI, body)).text).code).toBe('ORDERPAID')
    const closed = prepayBody(fixture, { out_trade_no: number() })
    await call('POST', JSAPI, closed)
    expect((await close(closed.out_trade_no)).status).toBe(204)
    expect(JSON.parse((await call('POST', JSAPI, closed)).text).code).toBe('ORDER_CLOSED')
  })
})

describe('query and close', () => {
  it('tells every state, and the transaction by its id', async () => {
    const outTradeNo = number()
    expect((await query(outTradeNo)).json).toMatchObject({ code: 'ORDER_NOT_EXIST' })
    const sheet = await prepaid(fixture, { out_trade_no: outTradeNo })
    expect((await query(outTradeNo)).json).toMatchObject({ trade_state: 'NOTPAY', amount: { total: 12_345 } })
    await fixture.gateway.control.pay({ ...sheet, decision: 'open' })
    expect((await query(outTradeNo)).json.trade_state).toBe('USERPAYING')
    expect((await close(outTradeNo)).status).toBe(202)
    const outcome = await approve(sheet)
    const paid = await query(outTradeNo)
    expect(paid.json).toMatchObject({
      trade_state: 'SUCCESS',
      transaction_id: outcome.transactionId,
      trade_type: 'JSAPI',
    })
    const mchid = fixture.merchant.config.mchid
    const byId = await call('GET', `/v3/pay/transactions/id/${outcome.transactionId}?mchid=${mchid}`)
    expect(JSON.parse(byId.text)).toEqual(paid.json)
    const refusedClose = await close(outTradeNo)
    expect([refusedClose.status, JSON.parse(refusedClose.text).code]).toEqual([400, 'ORDERPAID'])
    await fixture.gateway.control.refund(outTradeNo, 45)
    expect((await query(outTradeNo)).json.trade_state).toBe('REFUND')
  })

  it('closes twice and closes the unknown with 204', async () => {
    const outTradeNo = number()
    expect((await close(outTradeNo)).status).toBe(204)
    await prepaid(fixture, { out_trade_no: outTradeNo })
    expect((await close(outTradeNo)).status).toBe(204)
    expect((await close(outTradeNo)).status).toBe(204)
    expect((await query(outTradeNo)).json.trade_state).toBe('CLOSED')
  })
})

describe('the payer', () => {
  it('pays once, however many approve together', async () => {
    const outTradeNo = number()
    const sheet = await prepaid(fixture, { out_trade_no: outTradeNo })
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => approve(sheet)))
    expect(outcomes.map(each => each.result).sort()).toEqual([...Array<string>(7).fill('fail'), 'ok'])
    expect(fixture.gateway.control.notices(outTradeNo)).toHaveLength(1)
  })

  it('is shown an error when the paySign is not the merchant’s', async () => {
    const sheet = await prepaid(fixture, { out_trade_no: number() })
    const forged = { ...sheet, nonceStr: 'other' }
    expect(await approve(forged)).toMatchObject({ result: 'fail', reason: 'SIGN' })
    expect(await approve({ ...sheet, signType: 'MD5' })).toMatchObject({ reason: 'SIGN_TYPE' })
    expect(await approve(paySheet(fixture, 'prepay_id=wx0'))).toMatchObject({ reason: 'NO_PREPAY' })
    const decision = 'approve'
    expect(await fixture.gateway.control.pay({ ...sheet, openid: 'oOther', decision })).toMatchObject({
      reason: 'NOT_THE_PAYER',
    })
    expect(await approve(sheet)).toMatchObject({ result: 'ok', errMsg: 'requestPayment:ok' })
  })

  it('may cancel, be refused, not answer, come too late', async () => {
    const outTradeNo = number()
    const sheet = await prepaid(fixture, { out_trade_no: outTradeNo, time_expire: '2030-01-01T00:00:00+08:00' })
    const { pay } = fixture.gateway.control
    expect(await pay({ ...sheet, decision: 'cancel' })).toMatchObject({
      result: 'cancel',
      errMsg: 'requestPayment:fail cancel',
    })
    expect(await pay({ ...sheet, decision: 'refuse' })).toMatchObject({ result: 'fail', reason: 'BANK' })
    expect(await pay({ ...sheet, decision: 'ignore' })).toMatchObject({ result: 'none' })
    expect((await query(outTradeNo)).json.trade_state).toBe('NOTPAY')
    fixture.advance(2 * HOUR)
    expect(await approve(sheet)).toMatchObject({ reason: 'PREPAY_EXPIRED' })
  })

  it('cannot pay after the order’s time, or after it was closed', async () => {
    const expiring = await prepaid(fixture, {
      out_trade_no: number(),
      time_expire: new Date(fixture.now().getTime() + 900_000).toISOString(),
    })
    fixture.advance(900_000)
    expect(await approve(expiring)).toMatchObject({ reason: 'ORDER_EXPIRED' })
    const outTradeNo = number()
    const sheet = await prepaid(fixture, { out_trade_no: outTradeNo })
    await close(outTradeNo)
    expect(await approve(sheet)).toMatchObject({ reason: 'ORDER_CLOSED' })
  })
})
