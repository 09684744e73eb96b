import type { Deps } from '@linli/functions/context'
import { staffGrantsKey } from '@linli/functions/identity/store'
import { derivedId } from '@linli/functions/secrets'
import { newPhoneSession } from '@linli/functions/session'
import { makeCommunity } from '@linli/functions/test/make'
import { gateKey } from '@linli/functions/visitors/gates'
import { signToken } from '@linli/functions/visitors/pass-keys'
import { passItem, passKey, type StoredPass } from '@linli/functions/visitors/store'
import { type Endpoint, type InputOf, requestOf } from '@linli/shared/contract'
import { addDays, beijingDate } from '@linli/shared/time'
import { gateApi, Looked } from '@linli/shared/visitors/gate-api'
import { stepAt } from '@linli/shared/visitors/pass-token'
import type { Hono } from 'hono'
import { load } from './bulk'
import { signedInOwner } from './homes'
import type { HttpCall } from './load-http'

/** Somebody at the gate: the guard's look at their QR, and whose pass it is. */
export type Visitor = {
  scan: HttpCall
  admit: (ticket: string) => HttpCall
  token: string
  key: ReturnType<typeof passKey>
}

/** A gate, its guard, and so many visitors in front of it, each with the QR of this moment, from as many homes. */
export async function visitorsAtGate(deps: Deps, count: number): Promise<Visitor[]> {
  const { communityId, companyId, community } = await makeCommunity(deps)
  const nowMs = deps.nowMs()
  const now = new Date(nowMs).toISOString()
  const gateId = deps.newId()
  const personId = deps.newId()
  const today = beijingDate(now)
  const owners = Array.from({ length: count }, (_, i) => signedInOwner(nowMs, community, i))
  const passes = owners.map(
    ({ accountId, room }): StoredPass => ({
      passId: derivedId('pass', room.roomId),
      communityId,
      roomId: room.roomId,
      roomCode: room.code,
      accountId,
      kind: 'visit',
      state: 'active',
      name: '王阿姨',
      window: { from: today, to: addDays(today, 1) },
      allowance: 3,
      used: 0,
      createdAt: now,
      keepDays: 90,
      version: 1,
    }),
  )
  const guard = newPhoneSession(nowMs, personId, 1)
  const role = { communityId, communityName: community.name, companyId, role: 'guard' }
  await load(deps.dynamo, deps.env.LINLI_TABLE, [
    guard.item,
    { ...staffGrantsKey(personId), name: '李强', username: '', roles: [role], version: 1 },
    { ...gateKey(communityId, gateId), gateId, communityId, name: '东门', active: true, version: 1 },
    ...owners.flatMap(({ items }) => items),
    ...passes.map(passItem),
  ])
  const headers = { authorization: `Bearer ${guard.token}`, 'content-type': 'application/json' }
  const at = { communityId, gateId }
  const call = <E extends Endpoint>(endpoint: E, input: InputOf<E>): HttpCall => ({
    ...requestOf(endpoint, input),
    method: endpoint.method,
    headers,
  })
  return passes.map(pass => {
    const token = signToken(deps.env, { ...pass, step: stepAt(nowMs), left: pass.allowance })
    if (!token) throw new Error('no key signs passes')
    return {
      scan: call(gateApi.scan, { ...at, token }),
      admit: ticket => call(gateApi.admit, { ...at, ticket, sendId: deps.newId() }),
      token,
      key: passKey(pass),
    }
  })
}

/** Looks at each, and answers the guard's next tap. */
export async function looked(app: Hono, { scan, admit }: Visitor): Promise<HttpCall> {
  const response = await app.request(scan.path, scan)
  const { ticket, why } = Looked.parse(await response.json())
  if (!ticket) throw new Error(`a visitor was not let in: ${why}`)
  return admit(ticket)
}
