import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callPay, type Fixture, prepaid, startFixture } from './fixture'
import { startWechatGateway } from './gateway'

let dir = ''
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wechat-'))
})
afterEach(() => rm(dir, { recursive: true }))

const OUT_TRADE_NO = 'ABCDEF01JD8Z3K5N7Q9RSTVWXYZ12345'
const restart = (fixture: Fixture) =>
  startWechatGateway({ dir, now: fixture.now, origin: fixture.sink.url, timer: false })

describe('a restart', () => {
  it('keeps keys, app, orders, people, grants, messages, and sends what was pending', async () => {
    const fixture = await startFixture({ dir })
    fixture.sink.answer = 503
    const sheet = await prepaid(fixture)
    await fixture.gateway.control.pay({ ...sheet, decision: 'approve' })
    fixture.gateway.control.grant({ user: 'zhang', templateId: 'T1', count: 2 })
    await fixture.gateway.control.runDue()
    const app = fixture.gateway.control.app()
    const code = fixture.gateway.control.loginCode({ user: 'zhang' })
    await fixture.gateway.stop()

    const again = await restart(fixture)
    expect(again.control.app()).toEqual(app)
    expect(await again.control.merchant('jinxiu')).toEqual(fixture.merchant)
    expect(again.control.loginCode({ user: 'zhang' }).openid).toBe(code.openid)
    expect(again.control.grant({ user: 'zhang', templateId: 'T1' })).toBe(3)
    const target = `/v3/pay/transactions/out-trade-no/${OUT_TRADE_NO}?mchid=${fixture.merchant.config.mchid}`
    const queried = await callPay(again.url, fixture.merchant, 'GET', target)
    expect(JSON.parse(queried.text)).toMatchObject({ trade_state: 'SUCCESS' })
    fixture.sink.answer = 204
    fixture.advance(15_000)
    await again.control.runDue()
    expect(again.control.notices(OUT_TRADE_NO)[0]).toMatchObject({ outcome: 'acknowledged', tries: 2 })
    await Promise.all([again.stop(), fixture.sink.stop()])
  })

  it('keeps its files to their owner, and does not start over a damaged one', async () => {
    const gateway = await startWechatGateway({ dir, origin: 'http://127.0.0.1:8620', timer: false })
    await gateway.control.merchant('jinxiu')
    await gateway.stop()
    expect((await stat(join(dir, 'keys.json'))).mode & 0o077).toBe(0)
    expect(await readFile(join(dir, 'keys.json'), 'utf8')).toContain('BEGIN PRIVATE KEY')
    await writeFile(join(dir, 'book.json'), '{"orders": 1}')
    await expect(startWechatGateway({ dir, origin: 'http://127.0.0.1:8620' })).rejects.toThrow(/expected record/)
  })
})

describe('in real time', () => {
  it('sends by its own timer, and stops at once with a message on its way', async () => {
    const fixture = await startFixture()
    const { sink } = fixture
    await fixture.gateway.stop()
    sink.answer = 0
    const gateway = await startWechatGateway({ dir, origin: sink.url })
    const live = { ...fixture, gateway, merchant: await gateway.control.merchant('jinxiu') }
    const sheet = await prepaid(live)
    await gateway.control.pay({ ...sheet, decision: 'approve' })
    await expect.poll(() => sink.arrivals.length, { timeout: 15_000 }).toBe(1)
    const started = performance.now()
    await gateway.stop()
    // Waiting for the answer would take the 5 s that it may take.
    expect(performance.now() - started).toBeLessThan(4000)
    const again = await startWechatGateway({ dir, origin: sink.url })
    sink.answer = 204
    await expect.poll(() => again.control.notices()[0]?.outcome, { timeout: 15_000 }).toBe('acknowledged')
    await Promise.all([again.stop(), sink.stop()])
  })
})

describe('the control interface', () => {
  it('offers over HTTP what the stage needs, to JSON requests alone', async () => {
    const fixture = await startFixture()
    const send = async (path: string, body: unknown) => {
      const headers = { 'Content-Type': 'application/json' }
      const response = await fetch(`${fixture.gateway.url}/_gateway${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      return { status: response.status, json: await response.json() }
    }
    expect((await send('/login-code', { user: 'zhang' })).json).toMatchObject({ code: expect.any(String) })
    expect((await send('/phone-code', { user: 'zhang', phone: '13800138000' })).status).toBe(200)
    expect((await send('/grants', { user: 'zhang', templateId: 'T1', count: 3 })).json).toEqual({ left: 3 })
    expect((await send('/faults', { kind: 'no-such-fault' })).status).toBe(400)
    expect((await send('/faults', { kind: 'wrong-amount' })).json).toMatchObject({ kind: 'wrong-amount', count: 1 })
    const sheet = await prepaid(fixture)
    expect((await send('/pay', { ...sheet, decision: 'approve' })).json).toMatchObject({ result: 'ok' })
    expect((await send('/run-due', {})).status).toBe(200)
    const notices = await fetch(`${fixture.gateway.url}/_gateway/notices?outTradeNo=${OUT_TRADE_NO}`)
    expect(await notices.json()).toMatchObject([{ attempts: [{ status: 204, faults: ['wrong-amount'] }] }])
    const form = await fetch(`${fixture.gateway.url}/_gateway/pay`, { method: 'POST', body: '{}' })
    expect(form.status).toBe(415)
    expect(notices.headers.get('access-control-allow-origin')).toBe(fixture.sink.url)
    await fixture.stop()
  })
})
