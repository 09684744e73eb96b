import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { RETRY_SECONDS } from './deliveries'
import type { FaultInput } from './faults'
import { decryptNotice, type Fixture, prepaid, signedByPlatform, startFixture, startSink } from './fixture'

let fixture: Fixture
let serial = 0
let outTradeNo = ''

beforeAll(async () => {
  // One test waits for it to pass; all others must be answered within it, on a busy machine too.
  fixture = await startFixture({ answerMs: 3000 })
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
  return { outcome }
}
const after = async (ms: number) => {
  fixture.advance(ms)
  await fixture.gateway.control.runDue()
}
const arrivals = () => fixture.sink.arrivals
const verified = () => arrivals().map(each => signedByPlatform(fixture.merchant, each.headers, each.body))
const notice = () => fixture.gateway.control.notices(outTradeNo)[0]

describe('a payment notice', () => {
  it('comes once, signed and encrypted, to the merchant’s path', async () => {
    const { outcome } = await payNow()
    expect(verified()).toEqual([true])
    expect(arrivals()[0]?.path).toBe('/callbacks/wechat/jinxiu')
    expect(arrivals()[0]?.headers['wechatpay-timestamp']).toBe(String(fixture.now().getTime() / 1000))
    const { mchid, appid } = fixture.merchant.config
    expect(decryptNotice(fixture.merchant, arrivals()[0]?.body ?? '')).toMatchObject({
      mchid,
      appid,
      out_trade_no: outTradeNo,
      transaction_id: outcome.transactionId,
      trade_state: 'SUCCESS',
      amount: { total: 12_345, payer_total: 12_345, currency: 'CNY' },
    })
    await after(86_400_000)
    expect(arrivals()).toHaveLength(1)
  })

  it('is repeated on the documented schedule, stamped afresh, until it is given up', async () => {
    fixture.sink.answer = 500
    await payNow()
    const gaps: number[] = []
    for (const seconds of RETRY_SECONDS) {
      const before = arrivals().length
      await after(seconds * 1000 - 1)
      expect(arrivals()).toHaveLength(before)
      await after(1)
      expect(arrivals()).toHaveLength(before + 1)
      gaps.push(seconds)
    }
    expect(gaps.reduce((sum, each) => sum + each)).toBe(24 * 3600 + 4 * 60)
    expect(notice()).toMatchObject({ outcome: 'given_up', nextAt: null })
    expect(new Set(arrivals().map(each => each.headers['wechatpay-timestamp'])).size).toBe(16)
    expect(new Set(arrivals().map(each => each.headers['wechatpay-serial'])).size).toBe(2)
    expect(verified()).not.toContain(false)
  })

  it('counts silence as a failure, and ends at the first 2xx', async () => {
    fixture.sink.answer = 0
    await payNow()
    expect(notice()?.attempts[0]?.status).toBe(0)
    fixture.sink.answer = 200
    await after(15_000)
    expect(notice()).toMatchObject({ outcome: 'acknowledged' })
    await after(86_400_000)
    expect(arrivals()).toHaveLength(2)
  })
})

describe('faults of one message', () => {
  const seen = (input: FaultInput) => {
    fixture.gateway.control.fault({ match: outTradeNo, ...input })
    fixture.sink.answer = 401
    return payNow()
  }
  /** The spoiled message was refused; the retry is right again. */
  const retryIsRight = async () => {
    fixture.sink.answer = 204
    await after(15_000)
    expect(verified().at(-1)).toBe(true)
    expect(decryptNotice(fixture.merchant, arrivals().at(-1)?.body ?? '')).toMatchObject({
      out_trade_no: outTradeNo,
      trade_state: 'SUCCESS',
      amount: { total: 12_345, currency: 'CNY' },
      mchid: fixture.merchant.config.mchid,
      appid: fixture.merchant.config.appid,
    })
    expect(notice()).toMatchObject({ outcome: 'acknowledged' })
  }

  const contents: [FaultInput, Record<string, unknown>][] = [
    [{ kind: 'wrong-amount', fen: 1 }, { amount: { total: 1, payer_total: 1, currency: 'CNY' } }],
    [{ kind: 'wrong-currency' }, { amount: { total: 12_345, payer_total: 12_345, currency: 'USD' } }],
    [{ kind: 'wrong-mchid' }, { mchid: '1699999999' }],
    [{ kind: 'wrong-appid' }, { appid: 'wx0000000000000000' }],
    [{ kind: 'wrong-state', value: 'REVOKED' }, { trade_state: 'REVOKED' }],
    [
      { kind: 'unknown-order', value: 'ZZZZZZ00000000000000000000000000' },
      { out_trade_no: 'ZZZZZZ00000000000000000000000000' },
    ],
  ]
  it.each(contents)('$kind: a valid signature over a wrong transaction', async (input, told) => {
    await seen(input)
    expect(verified()).toEqual([true])
    expect(decryptNotice(fixture.merchant, arrivals()[0]?.body ?? '')).toMatchObject(told)
    await retryIsRight()
  })

  const forgeries: FaultInput[] = [
    { kind: 'wrong-signature' },
    { kind: 'signtest' },
    { kind: 'wrong-serial' },
    { kind: 'missing-header' },
    { kind: 'doubled-header', header: 'Wechatpay-Nonce' },
    { kind: 'reserialise' },
    { kind: 'changed-byte' },
  ]
  it.each(forgeries)('$kind: does not verify', async input => {
    await seen(input)
    expect(verified()).toEqual([false])
    await retryIsRight()
  })

  /** Node reads base64 up to the first padding, so a doubled signature verifies unless its form is checked. */
  it('doubled-header: two signatures in one message', async () => {
    await seen({ kind: 'doubled-header' })
    expect(String(arrivals()[0]?.headers['wechatpay-signature']).split(', ')).toHaveLength(2)
    await retryIsRight()
  })

  it('signtest and missing-header look as they should', async () => {
    await seen({ kind: 'signtest' })
    expect(arrivals()[0]?.headers['wechatpay-signature']).toMatch(/^WECHATPAY\/SIGNTEST\//)
    fixture.gateway.control.fault({ kind: 'missing-header', header: 'Wechatpay-Nonce' })
    await after(15_000)
    expect(arrivals()[1]?.headers['wechatpay-nonce']).toBeUndefined()
  })

  it('reserialise: the same JSON in other bytes', async () => {
    await seen({ kind: 'reserialise' })
    expect(arrivals()[0]?.body).toContain('\n')
    expect(decryptNotice(fixture.merchant, arrivals()[0]?.body ?? '').out_trade_no).toBe(outTradeNo)
  })

  it('bad-tag: verifies, and does not decrypt', async () => {
    await seen({ kind: 'bad-tag' })
    expect(verified()).toEqual([true])
    expect(() => decryptNotice(fixture.merchant, arrivals()[0]?.body ?? '')).toThrow(/unable to authenticate/)
    await retryIsRight()
  })

  it.each([-300, 300])('stale by %i s: signed over the wrong time', async seconds => {
    await seen({ kind: 'stale', seconds })
    expect(verified()).toEqual([true])
    expect(Number(arrivals()[0]?.headers['wechatpay-timestamp'])).toBe(fixture.now().getTime() / 1000 + seconds)
    await retryIsRight()
  })

  it.each(['certificate', 'public-key'] as const)('platform-mode %s', async mode => {
    await seen({ kind: 'platform-mode', mode })
    const index = mode === 'certificate' ? 0 : 1
    expect(arrivals()[0]?.headers['wechatpay-serial']).toBe(fixture.merchant.config.publicKeys[index]?.serial)
    expect(verified()).toEqual([true])
  })

  it('delay and lose hold one attempt back; drop loses the notice for good', async () => {
    await seen({ kind: 'delay', ms: 40_000 })
    expect(arrivals()).toHaveLength(0)
    await after(40_000)
    expect(arrivals()).toHaveLength(1)
    outTradeNo = `ABCDEF01JD8Z3K5N7Q9RST${String(++serial).padStart(10, '0')}`
    await seen({ kind: 'lose' })
    expect(notice()?.attempts[0]).toMatchObject({ status: 0, error: 'lost' })
    await retryIsRight()
    outTradeNo = `ABCDEF01JD8Z3K5N7Q9RST${String(++serial).padStart(10, '0')}`
    fixture.sink.arrivals.length = 0
    await seen({ kind: 'drop' })
    await after(2 * 86_400_000)
    expect(arrivals()).toHaveLength(0)
    expect(notice()).toMatchObject({ outcome: 'dropped' })
  })

  it('duplicate: the same notice again a second later, to another instance when told', async () => {
    const second = await startSink()
    fixture.gateway.control.fault({ kind: 'duplicate', url: `${second.url}/callbacks/wechat/jinxiu` })
    await payNow()
    expect([arrivals().length, second.arrivals.length]).toEqual([1, 0])
    await after(1000)
    expect([arrivals().length, second.arrivals.length]).toEqual([1, 1])
    const ids = [arrivals()[0], second.arrivals[0]].map(each => JSON.parse(each?.body ?? '{}').id)
    expect(ids[0]).toBe(ids[1])
    await second.stop()
  })

  it('wrong-path: sent to another merchant’s path', async () => {
    await seen({ kind: 'wrong-path', url: `${fixture.sink.url}/callbacks/wechat/other` })
    expect(arrivals()[0]?.path).toBe('/callbacks/wechat/other')
    await retryIsRight()
  })

  it('acts on the order that it names, and only as often as it says', async () => {
    fixture.gateway.control.fault({ kind: 'wrong-signature', match: 'no such order' })
    await payNow()
    expect(verified()).toEqual([true])
    expect(fixture.gateway.control.faults()).toHaveLength(1)
  })
})
