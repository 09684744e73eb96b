import { identityApi } from '@linli/shared/identity/api'
import type { OfficeRole } from '@linli/shared/permissions'
import type { Hono } from 'hono'
import { Secret, TOTP } from 'otpauth'
import type { WechatGateway } from '../../infra/local/wechat/gateway'
import { startWechatGateway } from '../../infra/local/wechat/gateway'
import { createStaff } from '../src/identity/create-staff'
import { type Caller, callAs } from './call'
import { testContext, testDeps, type TestDeps } from './context'
import type { Place } from './make'
import type { StrictWorld } from './strict'

export type TestWorld = { deps: TestDeps; gateway: WechatGateway; stop(): Promise<void> }

/** Dependencies whose WeChat is the local gateway. The gateway follows the test's clock. */
export async function startTestWorld(env: Record<string, string> = {}, world?: StrictWorld): Promise<TestWorld> {
  let nowMs = Date.parse('2026-11-22T04:00:00.000Z')
  const now = () => new Date(nowMs)
  const gateway = await startWechatGateway({ now, origin: 'http://127.0.0.1:1', timer: false })
  const { appid, secret } = gateway.control.app()
  const staff = gateway.control.staffApp()
  const deps = testDeps({
    ...(world && { world }),
    env: {
      LINLI_WECHAT_APPID: appid,
      LINLI_WECHAT_SECRET: secret,
      LINLI_WECHAT_STAFF_APPID: staff.appid,
      LINLI_WECHAT_STAFF_SECRET: staff.secret,
      LINLI_WECHAT_API_BASE: gateway.url,
      LINLI_WECHATPAY_BASE: gateway.url,
      ...env,
    },
  })
  const follow = deps.nowMs
  return {
    deps: { ...deps, nowMs: () => (nowMs = follow()) },
    gateway,
    stop: () => gateway.stop(),
  }
}

export type Resident = Caller & { token: string; accountId: string; user: string }

/** A resident who signed in through the gateway; `user` names them there. */
export async function signInResident({ gateway }: TestWorld, app: Hono, user: string): Promise<Resident> {
  const { code } = gateway.control.loginCode({ user })
  const { token, me } = (await callAs(app, {}, identityApi.signIn, { code })).ok()
  return { token, accountId: me.accountId, user }
}

/** The resident verifies a number in this session, as after a tap on getPhoneNumber. */
export async function verifyPhone({ gateway }: TestWorld, app: Hono, resident: Resident, phone: string): Promise<void> {
  const { code } = gateway.control.phoneCode({ user: resident.user, phone })
  ;(await callAs(app, resident, identityApi.verifyPhone, { code })).ok()
}

export type OfficePerson = Caller & { personId: string; username: string; password: string; totpSecret: string }

/** An office person with these roles in the community, not signed in yet. */
export async function makeStaff(place: Place, roles: OfficeRole[], username?: string): Promise<OfficePerson> {
  const { deps, communityId, companyId, community } = place
  const login = { username: username ?? `wang${deps.newId()}`, password: 'correct horse battery' }
  const system = testContext(deps, { kind: 'system' })
  const made = await createStaff(system, {
    ...login,
    companyId,
    communityId,
    communityName: community.name,
    name: '王经理',
    roles,
  })
  return { ...login, ...made }
}

/** A code of this person's phone, some 30-second steps away; a step is good for one sign-in only. */
export const totpCode = (person: OfficePerson, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(person.totpSecret) }).generate({ timestamp: Date.now() + steps * 30_000 })

/** Signs an office person in and answers who calls from now on. */
export async function signInStaff(app: Hono, person: OfficePerson, steps = 0): Promise<OfficePerson> {
  const { username, password } = person
  const answer = await callAs(app, {}, identityApi.signInOffice, { username, password, totp: totpCode(person, steps) })
  return { ...person, csrf: answer.ok().csrf, cookie: answer.cookie ?? '' }
}
