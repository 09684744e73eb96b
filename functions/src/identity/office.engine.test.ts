import { communitiesApi } from '@linli/shared/communities/api'
import { identityApi } from '@linli/shared/identity/api'
import { beforeAll, describe, expect, it } from 'vitest'
import { callAs } from '../../test/call'
import { testDeps } from '../../test/context'
import { makeCommunity, type Place } from '../../test/make'
import { makeStaff, signInStaff, totpCode } from '../../test/sign-in'
import { routes as communities } from '../communities/routes'
import { makeApp } from '../http'
import { routes as identity } from './routes'

const deps = testDeps()
const app = makeApp(deps, [...identity, ...communities])
let place: Place
beforeAll(async () => {
  place = await makeCommunity(deps)
})

const get = (caller: Parameters<typeof callAs>[1], communityId = place.communityId) =>
  callAs(app, caller, communitiesApi.get, { communityId })

describe('office sign-in', () => {
  it('sets a cookie that scripts and other sites do not get, and knows the person afterwards', async () => {
    const person = await makeStaff(place, ['manager'])
    const { username, password } = person
    const answer = await app.request('/v1/office/sign-in', {
      method: 'POST',
      body: JSON.stringify({ username, password, totp: totpCode(person) }),
    })
    expect(answer.headers.get('set-cookie')).toMatch(
      /^linli_session=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    )
    const office = await signInStaff(app, person, 1)
    const me = (await callAs(app, office, identityApi.officeMe, {})).ok()
    expect(me.staff).toMatchObject({
      username,
      dismissed: false,
      grants: [{ communityId: place.communityId, role: 'manager' }],
    })
    expect((await get(office)).ok().name).toBe('锦绣花园')
  })

  it('marks the cookie Secure anywhere but on loopback', async () => {
    const cloud = testDeps({ env: { LINLI_PUBLIC_URL: 'https://linli.example.cn' } })
    const person = await makeStaff(place, ['clerk'])
    const { username, password } = person
    const answer = await makeApp(cloud, identity).request('/v1/office/sign-in', {
      method: 'POST',
      body: JSON.stringify({ username, password, totp: totpCode(person) }),
    })
    expect(answer.headers.get('set-cookie')).toMatch(/; Secure$/)
  })

  it('takes each code once, and none from two steps away', async () => {
    const person = await makeStaff(place, ['manager'])
    const { username, password } = person
    const at = (totp: string) => callAs(app, {}, identityApi.signInOffice, { username, password, totp })
    const totp = totpCode(person)
    expect((await at(totp)).status).toBe(200)
    expect((await at(totp)).code).toBe('identity.bad_password')
    expect((await at(totpCode(person, -1))).code).toBe('identity.bad_password')
    expect((await at(totpCode(person, 3))).code).toBe('identity.bad_password')
    expect((await at(totpCode(person, 1))).status).toBe(200)
  })

  it('locks a username after five failures for 15 minutes, known or not, with one answer', async () => {
    const person = await makeStaff(place, ['manager'])
    for (const username of [person.username, `nobody${deps.newId()}`]) {
      const wrong = () => callAs(app, {}, identityApi.signInOffice, { username, password: 'wrong', totp: '000000' })
      const codes: string[] = []
      for (let i = 0; i < 6; i++) codes.push((await wrong()).code)
      expect(codes).toEqual([...Array.from({ length: 5 }, () => 'identity.bad_password'), 'identity.locked'])
    }
    const { username, password } = person
    const right = () => callAs(app, {}, identityApi.signInOffice, { username, password, totp: totpCode(person) })
    expect((await right()).code).toBe('identity.locked')
    deps.clock.advance(15 * 60_000 + 1000)
    expect((await right()).status).toBe(200)
  })

  it('looks at no more than five of eight guesses at once', async () => {
    const person = await makeStaff(place, ['manager'])
    const { username } = person
    const guesses = Array.from({ length: 8 }, () =>
      callAs(app, {}, identityApi.signInOffice, { username, password: 'wrong', totp: '000000' }),
    )
    const codes = (await Promise.all(guesses)).map(answer => answer.code)
    expect(codes.filter(code => code === 'identity.bad_password').length).toBeLessThanOrEqual(5)
    expect(codes.filter(code => !['identity.bad_password', 'identity.locked', 'request.busy'].includes(code))).toEqual(
      [],
    )
  })

  it('spends as much time on a username that nobody has', async () => {
    const person = await makeStaff(place, ['manager'])
    const timed = async (username: string) => {
      const from = performance.now()
      await callAs(app, {}, identityApi.signInOffice, { username, password: 'wrong', totp: '000000' })
      return performance.now() - from
    }
    const known = [await timed(person.username), await timed(person.username), await timed(person.username)]
    const unknown = `nobody${deps.newId()}`
    const others = [await timed(unknown), await timed(unknown), await timed(unknown)]
    expect(Math.max(...others)).toBeGreaterThan(Math.min(...known) * 0.4)
  })
})

describe('office sessions', () => {
  it('refuses a write without the session’s CSRF value', async () => {
    const office = await signInStaff(app, await makeStaff(place, ['manager']))
    const { csrf: _csrf, ...without } = office
    expect((await callAs(app, without, identityApi.signOutOffice, {})).code).toBe('access.csrf')
    expect((await callAs(app, { ...office, csrf: 'other' }, identityApi.signOutOffice, {})).code).toBe('access.csrf')
  })

  it('ends at sign-out and after twelve hours', async () => {
    const office = await signInStaff(app, await makeStaff(place, ['manager']))
    expect((await callAs(app, office, identityApi.signOutOffice, {})).cookie).toBe('')
    expect((await get(office)).code).toBe('access.signed_out')
    const other = await signInStaff(app, await makeStaff(place, ['manager']))
    deps.clock.advance(12 * 3600_000 + 1000)
    expect((await get(other)).code).toBe('access.signed_out')
  })

  it('refuses a dismissed or demoted person with their very next request', async () => {
    const manager = await signInStaff(app, await makeStaff(place, ['manager']))
    const clerk = await signInStaff(app, await makeStaff(place, ['clerk']))
    const { communityId } = place
    const set = (personId: string, roles: ('keeper' | 'clerk')[]) =>
      callAs(app, manager, identityApi.setStaffRoles, { communityId, personId, roles })
    expect((await callAs(app, clerk, identityApi.listBindingRequests, { communityId })).status).toBe(200)
    expect((await set(clerk.personId, ['keeper'])).ok().grants).toMatchObject([{ role: 'keeper' }])
    expect((await callAs(app, clerk, identityApi.listBindingRequests, { communityId })).code).toBe('access.forbidden')
    expect((await set(clerk.personId, [])).ok().dismissed).toBe(true)
    expect((await get(clerk)).code).toBe('access.forbidden')
    const { username, password } = clerk
    const again = await callAs(app, {}, identityApi.signInOffice, { username, password, totp: totpCode(clerk, 1) })
    expect(again.code).toBe('identity.bad_password')
  })

  it('lets nobody change their own roles, another company’s people, or anything without the permission', async () => {
    const manager = await signInStaff(app, await makeStaff(place, ['manager']))
    const clerk = await signInStaff(app, await makeStaff(place, ['clerk']))
    const other = await makeStaff(await makeCommunity(deps), ['manager'])
    const set = (caller: typeof manager, personId: string) =>
      callAs(app, caller, identityApi.setStaffRoles, { communityId: place.communityId, personId, roles: ['manager'] })
    expect((await set(manager, manager.personId)).code).toBe('access.forbidden')
    expect((await set(manager, other.personId)).code).toBe('record.not_found')
    expect((await set(manager, deps.newId())).code).toBe('record.not_found')
    expect((await set(clerk, clerk.personId)).code).toBe('access.forbidden')
  })

  it('tells an outsider the same of a community that exists and of one that does not', async () => {
    const other = await makeCommunity(deps)
    const office = await signInStaff(app, await makeStaff(place, ['manager']))
    const [real, none] = [await get(office, other.communityId), await get(office, 'ZZZZZZ')]
    expect([real.status, real.code]).toEqual([none.status, none.code])
    expect(real.code).toBe('access.forbidden')
  })
})
