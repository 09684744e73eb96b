import { endpoints } from '@linli/shared/api'
import { type Access, type Endpoint, ErrorBody, pathNames } from '@linli/shared/contract'
import { OfficeRole, rolePermissions } from '@linli/shared/permissions'
import type { Hono } from 'hono'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeApp } from '../src/http'
import { Lanes } from '../src/lanes'
import { allRoutes } from '../src/registry'
import { accountWith, homeIn, roleIn, staffWith } from './actors'
import type { Caller } from './call'
import { type TestDeps, testDeps } from './context'
import { makeCommunity, makeRoom, type Place } from './make'
import { MemoryTable } from './memory/table'

/** What an actor is, in the words that the oracle below decides by; the server decides from the session alone. */
type Who =
  | { kind: 'nobody' }
  | {
      kind: 'resident'
      lives?: 'here' | 'other room' | 'other community'
      role?: 'owner' | 'tenant' | 'family'
      today: boolean
      seesBills: boolean
    }
  | { kind: 'office'; role?: OfficeRole; where: 'here' | 'elsewhere' | 'nowhere' }

const today = '2026-11-22'
const callers: { name: string; who: Who; make: () => Promise<Caller> }[] = []
let deps: TestDeps
let app: Hono
let here: Place
let roomId = ''

beforeAll(async () => {
  // Some ten thousand knocks: the gate's one read is answered from memory, as the engine answers it.
  deps = { ...testDeps({ at: '2026-11-22T04:00:00.000Z' }), dynamo: new MemoryTable().client() }
  app = makeApp(deps, allRoutes)
  here = await makeCommunity(deps)
  const sister = await makeCommunity(deps, { companyId: here.companyId })
  const foreign = await makeCommunity(deps)
  roomId = (await makeRoom(here)).roomId
  const otherRoomId = (await makeRoom(here, { code: '3-2-1502' })).roomId

  const resident = (
    name: string,
    who: Partial<Extract<Who, { kind: 'resident' }>>,
    dates: { from?: string; to?: string } = {},
  ) => {
    const full = {
      kind: 'resident' as const,
      lives: 'here' as const,
      role: 'owner' as const,
      today: true,
      seesBills: false,
      ...who,
    }
    const where = full.lives === 'other community' ? foreign : here
    const room = full.lives === 'other room' ? otherRoomId : roomId
    callers.push({
      name,
      who: full,
      make: () => accountWith(deps, [homeIn(where, room, full.role, dates, full.seesBills)]),
    })
  }
  callers.push({ name: 'nobody', who: { kind: 'nobody' }, make: () => Promise.resolve({}) })
  callers.push({
    name: 'resident without a home',
    who: { kind: 'resident', today: false, seesBills: false },
    make: () => accountWith(deps, []),
  })
  for (const role of ['owner', 'tenant', 'family'] as const) {
    resident(`${role}`, { role })
    resident(`${role} whose last day is today`, { role }, { to: today })
    resident(`${role} since today`, { role }, { from: today })
    resident(`${role} until yesterday`, { role, today: false }, { to: '2026-11-21' })
    resident(`${role} from tomorrow`, { role, today: false }, { from: '2026-11-23' })
    resident(`${role} of another room`, { role, lives: 'other room' })
    resident(`${role} in another community`, { role, lives: 'other community' })
  }
  for (const role of ['tenant', 'family'] as const) resident(`${role} let in to the bills`, { role, seesBills: true })
  for (const role of OfficeRole.options) {
    callers.push({
      name: `${role}`,
      who: { kind: 'office', role, where: 'here' },
      make: () => staffWith(deps, [roleIn(here, role)]),
    })
    callers.push({
      name: `${role} of a sister community`,
      who: { kind: 'office', role, where: 'elsewhere' },
      make: () => staffWith(deps, [roleIn(sister, role)]),
    })
    callers.push({
      name: `${role} of another company`,
      who: { kind: 'office', role, where: 'elsewhere' },
      make: () => staffWith(deps, [roleIn(foreign, role)]),
    })
  }
  callers.push({ name: 'dismissed', who: { kind: 'office', where: 'nowhere' }, make: () => staffWith(deps, []) })
})

/** The rules once more, in other words than access.ts. */
function mayCall(access: Access, who: Who): boolean {
  if (access.kind === 'public') return true
  if (access.kind === 'account') return who.kind === 'resident'
  if (access.kind === 'staff') return who.kind === 'office'
  if (access.kind === 'office')
    return (
      who.kind === 'office' &&
      who.where === 'here' &&
      who.role !== undefined &&
      rolePermissions[who.role].includes(access.permission)
    )
  if (who.kind !== 'resident' || who.lives !== 'here' || !who.today || !who.role) return false
  return access.roles.includes(who.role) && (!access.bills || who.role === 'owner' || who.seesBills)
}

/** A call that only the gate looks at: path names are right, the rest is missing, so that an allowed caller is told 400 at most. */
async function knock(endpoint: Endpoint, caller: Caller): Promise<number> {
  const values: Record<string, string> = { communityId: here.communityId, roomId }
  const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_, name: string) => values[name] ?? '00000000000000000000000000')
  const response = await app.request(path, {
    method: endpoint.method,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': 'key-of-the-matrix',
      ...(caller.token && { authorization: `Bearer ${caller.token}` }),
      ...(caller.cookie && { cookie: `linli_session=${caller.cookie}` }),
      ...(caller.csrf && { 'x-csrf': caller.csrf }),
    },
    ...(endpoint.method === 'POST' || endpoint.method === 'PUT' ? { body: '{"unknown":true}' } : {}),
  })
  return response.status
}

describe('the authorisation matrix', () => {
  it('has a route for every endpoint of the contract, and no other', () => {
    expect(allRoutes.map(({ endpoint }) => endpoint.id).sort()).toEqual(endpoints.map(({ id }) => id).sort())
  })

  it.each(endpoints.map(endpoint => [endpoint.id, endpoint] as const))('%s', async (_, endpoint) => {
    const wrong: string[] = []
    // A DELETE has no body to be wrong: it may really end the account, so each knock has a caller of its own.
    const perCall = endpoint.method === 'DELETE'
    const check = async ({ name, who, make }: (typeof callers)[number]) => {
      const status = await knock(endpoint, perCall ? await make() : await once(name, make))
      const allowed = status !== 401 && status !== 403
      const expected = mayCall(endpoint.access, who)
      if (allowed !== expected) wrong.push(`${name}: ${status}, expected ${expected ? 'allowed' : 'refused'}`)
      if (!expected && who.kind === 'nobody' && status !== 401) wrong.push(`${name}: ${status}, expected 401`)
    }
    const knocks = new Lanes(8)
    for (const caller of callers) await knocks.add(() => check(caller))
    await knocks.drained()
    expect(wrong).toEqual([])
  })

  it('asks an office person’s own CSRF value of every write', async () => {
    const manager = await staffWith(
      deps,
      OfficeRole.options.map(role => roleIn(here, role)),
    )
    for (const endpoint of endpoints.filter(
      ({ access, method }) => (access.kind === 'office' || access.kind === 'staff') && method !== 'GET',
    )) {
      expect([endpoint.id, await knock(endpoint, { ...manager, csrf: 'another' })]).toEqual([endpoint.id, 403])
    }
  })

  it.each(endpoints.filter(({ idempotent }) => idempotent).map(endpoint => [endpoint.id, endpoint] as const))(
    '%s creates: without an Idempotency-Key it is refused, with the sentence',
    async (_, { path, method }) => {
      const answer = await app.request(path.replace(/:[A-Za-z]+/g, roomId), { method, body: '{}' })
      expect(answer.status).toBe(400)
      expect(ErrorBody.parse(await answer.json()).error).toMatchObject({
        code: 'request.no_key',
        message: '这次提交没有编号（Idempotency-Key），没有保存，请刷新后再试',
      })
    },
  )

  it('names every path part in the input of its endpoint', () => {
    for (const { id, path, input } of endpoints)
      expect([id, pathNames(path).filter(name => !(name in input.shape))]).toEqual([id, []])
  })
})

const made = new Map<string, Caller>()
async function once(name: string, make: () => Promise<Caller>): Promise<Caller> {
  const caller = made.get(name) ?? (await make())
  made.set(name, caller)
  return caller
}
