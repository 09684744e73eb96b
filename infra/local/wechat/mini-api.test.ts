import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { type Fixture, startFixture } from './fixture'

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture()
})
afterAll(() => fixture.stop())

const Answer = z.looseObject({
  errcode: z.number().optional(),
  errmsg: z.string().optional(),
  openid: z.string().optional(),
  access_token: z.string().default(''),
  expires_in: z.number().optional(),
})
const read = async (response: Response) => Answer.parse(await response.json())
const post = async (path: string, body: unknown) =>
  read(await fetch(fixture.gateway.url + path, { method: 'POST', body: JSON.stringify(body) }))
const session = (code: string, change: Record<string, string> = {}) => {
  const { appid, secret } = fixture.gateway.control.app()
  const query = new URLSearchParams({ appid, secret, js_code: code, grant_type: 'authorization_code', ...change })
  return fetch(`${fixture.gateway.url}/sns/jscode2session?${query}`)
}
const stableToken = (change: Record<string, unknown> = {}) =>
  post('/cgi-bin/stable_token', { grant_type: 'client_credential', ...fixture.gateway.control.app(), ...change })

describe('code2Session', () => {
  it('takes a code once, and gives the same person the same openid', async () => {
    const { code, openid } = fixture.gateway.control.loginCode({ user: 'zhang' })
    const response = await session(code)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain'])
    expect(await read(response)).toMatchObject({ openid, session_key: expect.any(String) })
    expect(openid).toHaveLength(28)
    expect(await read(await session(code))).toMatchObject({ errcode: 40163 })
    expect(fixture.gateway.control.loginCode({ user: 'zhang' }).openid).toBe(openid)
    expect(fixture.gateway.control.loginCode({ user: 'li' }).openid).not.toBe(openid)
  })

  it('refuses what is invalid, expired, or of another app', async () => {
    const errcode = async (code: string, change = {}) => (await read(await session(code, change))).errcode
    expect(await errcode('0nonsense')).toBe(40029)
    expect(await errcode('')).toBe(41008)
    const { code } = fixture.gateway.control.loginCode({ user: 'zhang' })
    expect(await errcode(code, { appid: 'wx0' })).toBe(40013)
    expect(await errcode(code, { secret: 'x' })).toBe(40125)
    fixture.advance(300_000)
    expect(await errcode(code)).toBe(40029)
  })
})

describe('the access token', () => {
  it('stays the same until its last five minutes; forcing it ends the old one', async () => {
    const first = await stableToken()
    expect(first.expires_in).toBe(7200)
    fixture.advance(3_600_000)
    expect(await stableToken()).toEqual({ access_token: first.access_token, expires_in: 3600 })
    fixture.advance(3_300_000)
    const second = await stableToken()
    expect(second.access_token).not.toBe(first.access_token)
    const phone = (token: string) => post(`/wxa/business/getuserphonenumber?access_token=${token}`, { code: 'x' })
    expect((await phone(first.access_token)).errcode).toBe(40029)
    const third = await stableToken({ force_refresh: true })
    expect((await phone(second.access_token)).errcode).toBe(40001)
    fixture.advance(7_200_000)
    expect((await phone(third.access_token)).errcode).toBe(42001)
    expect((await post('/wxa/business/getuserphonenumber', { code: 'x' })).errcode).toBe(41001)
  })

  it('is had by POST alone', async () => {
    expect(await read(await fetch(`${fixture.gateway.url}/cgi-bin/stable_token`))).toMatchObject({ errcode: 43002 })
  })
})

describe('getPhoneNumber', () => {
  it('takes a phone code once', async () => {
    const { access_token } = await stableToken()
    const path = `/wxa/business/getuserphonenumber?access_token=${access_token}`
    const { code } = fixture.gateway.control.phoneCode({ user: 'zhang', phone: '13800138000' })
    const { appid } = fixture.gateway.control.app()
    expect(await post(path, { code })).toMatchObject({
      errcode: 0,
      phone_info: { purePhoneNumber: '13800138000', countryCode: '86', watermark: { appid } },
    })
    expect((await post(path, { code })).errcode).toBe(40029)
    const { code: loginCode } = fixture.gateway.control.loginCode({ user: 'zhang' })
    expect((await post(path, { code: loginCode })).errcode).toBe(40029)
  })
})

describe('subscribeMessage.send', () => {
  it('spends a grant for a message, and keeps what was sent', async () => {
    const { openid } = fixture.gateway.control.loginCode({ user: 'li' })
    const { access_token } = await stableToken()
    const send = (data: Record<string, { value: string }>, touser = openid) =>
      post(`/cgi-bin/message/subscribe/send?access_token=${access_token}`, {
        touser,
        template_id: 'T1',
        page: 'pages/x',
        data,
      })
    const data = { thing1: { value: '物业费' }, amount2: { value: '123.45' }, time3: { value: '2026-11-22 12:00' } }
    expect((await send(data)).errcode).toBe(43101)
    expect(fixture.gateway.control.grant({ user: 'li', templateId: 'T1' })).toBe(1)
    expect((await send({ thing1: { value: '字'.repeat(21) } })).errcode).toBe(47003)
    expect((await send({ amount2: { value: '一百元' } })).errcode).toBe(47003)
    expect((await send(data, 'oNobody')).errcode).toBe(40003)
    expect(await send(data)).toMatchObject({ errcode: 0, msgid: 1 })
    expect((await send(data)).errcode).toBe(43101)
    expect(fixture.gateway.control.messages(openid)).toMatchObject([
      { templateId: 'T1', data: { thing1: '物业费', amount2: '123.45' }, sentAt: fixture.now().toISOString() },
    ])
  })
})

describe('the two mini-programs', () => {
  it('have tokens and people of their own', async () => {
    const residents = await stableToken()
    const staff = await stableToken(fixture.gateway.control.staffApp())
    expect(staff.access_token).not.toBe(residents.access_token)
    const openid = fixture.gateway.control.staffOpenid({ user: 'worker' })
    fixture.gateway.control.grant({ openid, templateId: 'T9' })
    const send = (token: unknown) =>
      post(`/cgi-bin/message/subscribe/send?access_token=${String(token)}`, {
        touser: openid,
        template_id: 'T9',
        data: { thing1: { value: '新工单' } },
      })
    expect(await send(residents.access_token)).toMatchObject({ errcode: 40003 })
    expect(await send(staff.access_token)).toMatchObject({ errcode: 0 })
  })
})

describe('getUnlimitedQRCode', () => {
  it('is a picture, or an error in JSON', async () => {
    const { access_token } = await stableToken()
    const ask = (scene: string) =>
      fetch(`${fixture.gateway.url}/wxa/getwxacodeunlimit?access_token=${access_token}`, {
        method: 'POST',
        body: JSON.stringify({ scene, page: 'pages/index/index' }),
      })
    const picture = await ask('c=ABCDEF')
    expect(picture.headers.get('content-type')).toBe('image/png')
    const bytes = Buffer.from(await picture.arrayBuffer())
    expect([bytes.subarray(1, 4).toString(), bytes.readUInt32BE(16)]).toEqual(['PNG', 430])
    expect(await read(await ask('房屋'))).toMatchObject({ errcode: 40169 })
    expect(fixture.gateway.control.codes()).toMatchObject([{ page: 'pages/index/index', scene: 'c=ABCDEF' }])
  })
})
