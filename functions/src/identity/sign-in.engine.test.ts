import { identityApi } from '@linli/shared/identity/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs, sentenceOf } from '../../test/call'
import { type ResidentWorld, startResidents } from '../../test/residents'
import { makeApp } from '../http'
import { routes as identity } from './routes'

let r: ResidentWorld
beforeAll(async () => {
  r = await startResidents()
})
afterAll(() => r.stop())

describe('sign-in', () => {
  it('knows the same WeChat person again, and each code once', async () => {
    const user = r.newUser()
    const [first, second] = [await r.resident(user), await r.resident(user)]
    expect(second.accountId).toBe(first.accountId)
    expect(second.token).not.toBe(first.token)
    const { code } = r.world.gateway.control.loginCode({ user })
    expect((await callAs(r.app, {}, identityApi.signIn, { code })).status).toBe(200)
    expect((await callAs(r.app, {}, identityApi.signIn, { code })).code).toBe('identity.bad_code')
    for (const wrong of ['made-up', '__proto__', 'constructor'])
      expect((await callAs(r.app, {}, identityApi.signIn, { code: wrong })).code).toBe('identity.bad_code')
    expect('used' in {}).toBe(false)
  })

  it('refuses half a character in a sentence, and takes whole ones however they are written', async () => {
    const send = async (code: string) => {
      const answer = await r.app.request('/v1/identity/sign-in', { method: 'POST', body: `{"code":"${code}"}` })
      return sentenceOf({ body: await answer.json() })
    }
    expect(await send('a\\ud800')).toBe('这里有显示不了的字符，请重新输入')
    expect(await send('\\uD83D\\uDE00')).toBe('登录没有成功，请再试一次')
    expect(await send('\\\\ud800')).toBe('登录没有成功，请再试一次')
  })

  it('refuses an openid or a session key from a client', async () => {
    const { code } = r.world.gateway.control.loginCode({ user: 'zhang' })
    const answer = await r.app.request('/v1/identity/sign-in', {
      method: 'POST',
      body: JSON.stringify({ code, openid: 'oAnybody' }),
    })
    expect(answer.status).toBe(400)
  })

  it('makes one account when the same person signs in twice at once', async () => {
    const user = r.newUser()
    const both = await Promise.all([r.resident(user), r.resident(user)])
    expect(both[0].accountId).toBe(both[1].accountId)
    expect((await r.me(both[0])).homes).toEqual([])
    expect((await r.me(both[1])).homes).toEqual([])
  })

  it('ends at sign-out on this phone alone, and after 30 days', async () => {
    const user = r.newUser()
    const [one, two] = [await r.resident(user), await r.resident(user)]
    ;(await callAs(r.app, one, identityApi.signOut, {})).ok()
    expect((await callAs(r.app, one, identityApi.me, {})).code).toBe('access.signed_out')
    expect((await callAs(r.app, two, identityApi.me, {})).status).toBe(200)
    const later = makeApp({ ...r.deps, nowMs: () => r.deps.clock.nowMs + 30 * 86_400_000 + 1000 }, identity)
    expect((await callAs(later, two, identityApi.me, {})).code).toBe('access.signed_out')
  })
})
