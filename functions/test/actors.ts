import type { HomeRole } from '@linli/shared/contract'
import type { ResidentApp } from '@linli/shared/identity/schema'
import type { OfficeRole } from '@linli/shared/permissions'
import { type Deps, type GrantedHome, type GrantedRole, makeContext } from '../src/context'
import { openidField } from '../src/identity/account'
import { accountKey, type StoredAccount } from '../src/identity/store'
import { newSession } from '../src/session'
import type { Caller } from './call'
import type { Place } from './make'

/** A signed-in resident with exactly these homes: a real session and grants, read by every request. */
export async function accountWith(
  deps: Deps,
  homes: GrantedHome[],
  app: ResidentApp = 'wechat',
): Promise<Caller & { accountId: string }> {
  const accountId = deps.newId()
  const { token, item } = newSession(deps.nowMs(), accountId, 'A', 30)
  const { db } = makeContext(deps, { kind: 'system' }, [`A#${accountId}#`])
  const account: StoredAccount = {
    accountId,
    app,
    openidSealed: deps.secrets.seal(`openid-${accountId}`, openidField(accountId)),
    fontSize: 'standard',
    consents: [],
    requests: [],
    createdAt: new Date(deps.nowMs()).toISOString(),
    version: 1,
  }
  await db.writeMany([
    { put: item },
    { put: { pk: item.pk, sk: 'grants', homes, version: 1 } },
    { put: { ...accountKey(accountId), ...account } },
  ])
  return { token, accountId }
}

/** A signed-in office person with exactly these roles, for a day unless said otherwise. */
export async function staffWith(deps: Deps, roles: GrantedRole[], days = 1): Promise<Caller & { personId: string }> {
  const personId = deps.newId()
  const { token, csrf, item } = newSession(deps.nowMs(), personId, 'P', days)
  const { db } = makeContext(deps, { kind: 'system' }, [`P#${personId}#`])
  await db.writeMany([
    { put: item },
    { put: { pk: item.pk, sk: 'grants', name: '测试', username: personId, roles, version: 1 } },
  ])
  return { cookie: token, csrf, personId }
}

export const homeIn = (
  place: Place,
  roomId: string,
  role: HomeRole,
  dates: { from?: string; to?: string } = {},
  seesBills = false,
): GrantedHome => ({
  communityId: place.communityId,
  companyId: place.companyId,
  communityName: place.community.name,
  officePhone: place.community.officePhone,
  roomId,
  roomCode: '3-2-1501',
  occupancyId: place.deps.newId(),
  personId: place.deps.newId(),
  personName: '李小红',
  role,
  from: dates.from ?? '2020-01-01',
  ...(dates.to && { to: dates.to }),
  seesBills,
})

export const roleIn = (place: Place, role: OfficeRole): GrantedRole => ({
  communityId: place.communityId,
  communityName: place.community.name,
  companyId: place.companyId,
  role,
})
