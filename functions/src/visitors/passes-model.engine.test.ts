import { AppError } from '@linli/shared/errors'
import { checkOffline } from '@linli/shared/visitors/offline'
import { readToken } from '@linli/shared/visitors/pass-token'
import type { OfflineEntry } from '@linli/shared/visitors/gate-api'
import type { Lease } from '@linli/shared/visitors/schema'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { accountWith, homeIn, roleIn, staffWith } from '../../test/actors'
import { testContext, testDeps, type TestDeps } from '../../test/context'
import { makeCommunity, makeRoom, staffActor } from '../../test/make'
import { MemoryTable } from '../../test/memory/table'
import type { Context } from '../context'
import { admit } from './admit'
import { answerWalkIn } from './answer-walk-in'
import { decideWalkIn, waiting } from './decide-walk-in'
import { gateKey } from './gates'
import { gatesForGuards } from './gates-for-guards'
import { invite } from './invite'
import { endLease, takeLease } from './lease'
import { answer } from './my-passes'
import { openPass } from './open-pass'
import { isOurs } from './pass-keys'
import { scan } from './scan'
import { entriesPk, loadPass, StoredEntry } from './store'
import { sync } from './sync'
import { walkIn } from './walk-in'
import { walkInsOf } from './walk-ins'

/** A guard's phone: its clock is off, and it holds what the server gave it. */
type Phone = {
  ctx: Context
  phoneId: string
  skewMs: number
  lease?: Lease
  queue: OfflineEntry[]
  all: OfflineEntry[]
}

const command = fc.record({
  kind: fc.constantFrom('online', 'online', 'repeat', 'offline', 'offline', 'sync', 'lease', 'leave', 'wait', 'forge'),
  phone: fc.nat(2),
  gate: fc.nat(1),
  pass: fc.nat(1),
  n: fc.nat(9),
})
type Command = { kind: string; phone: number; gate: number; pass: number; n: number }

it('guards, gates, leases, lost networks and clocks in any order: online never more than the allowance, each entry once, no pass made by a phone', async () => {
  const given = testDeps()
  const reached = { in: 0, alarms: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(command, { minLength: 1, maxLength: 3 }), { minLength: 12, maxLength: 30 }),
      fc.array(fc.integer({ min: -30_000, max: 30_000 }), { minLength: 3, maxLength: 3 }),
      async (script, skews) => {
        const world = await open(given, skews)
        for (const together of script) {
          await Promise.all(together.map(each => run(world, each)))
          await expectSound(world)
        }
        for (const phone of world.phones) await send(world, phone)
        const entries = await expectSound(world)
        for (const { all } of world.phones)
          for (const { sendId } of all)
            expect(entries.filter(each => world.sent.get(each.entryId) === sendId)).toHaveLength(1)
        reached.in += entries.length
        reached.alarms += entries.filter(({ alarm }) => alarm).length
      },
    ),
    { numRuns: 25, interruptAfterTimeLimit: 60_000, seed: Number(process.env.LINLI_SEED ?? 1) },
  )
  expect([reached.in > 60, reached.alarms > 5]).toEqual([true, true])
}, 120_000)

const deed = fc.record({
  kind: fc.constantFrom('come', 'household', 'office', 'guard', 'enter', 'enter', 'enter'),
  gate: fc.nat(1),
  allow: fc.boolean(),
  nth: fc.nat(1),
})
type Deed = { kind: string; gate: number; allow: boolean; nth: number }

it('a walk-in whom household, office and guards answer for at once: one word counts, they are in once or on record as refused', async () => {
  const given = testDeps()
  const reached = { in: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(deed, { minLength: 1, maxLength: 4 }), { minLength: 6, maxLength: 12 }),
      async script => {
        const world = await open(given, [0, 0, 0])
        const asked: Asked[] = []
        for (const together of script) {
          await Promise.all(together.map(each => doOne(world, asked, each)))
          const { ctx, communityId } = world.place
          const { items } = await ctx.db.query({ pk: entriesPk(communityId), schema: StoredEntry, limit: 500 })
          const listed = (await walkInsOf(ctx, { communityId })).items.map(({ passId }) => passId)
          for (const { passId } of asked) {
            const { state, walkIn } = await loadPass(ctx, { communityId, passId })
            const entries = items.filter(each => each.passId === passId).map(({ outcome }) => outcome)
            expect(entries).toEqual(state === 'used_up' ? ['in'] : state === 'refused' ? ['turned_away'] : [])
            expect(listed.includes(passId)).toBe(
              state !== 'used_up' && !(state === 'refused' && walkIn?.answeredBy === 'guard'),
            )
            reached.in += state === 'used_up' ? 1 : 0
            reached.refused += state === 'refused' ? 1 : 0
          }
        }
      },
    ),
    { numRuns: 25, interruptAfterTimeLimit: 60_000, seed: Number(process.env.LINLI_SEED ?? 1) },
  )
  expect([reached.in > 5, reached.refused > 20]).toEqual([true, true])
}, 120_000)

type Asked = { communityId: string; gateId: string; passId: string }

/** Somebody else was first. */
const refusal = (error: unknown): void => {
  if (!(error instanceof AppError)) throw error
}

async function doOne(world: World, asked: Asked[], { kind, gate, allow, nth }: Deed): Promise<void> {
  const { place, gates, owner, office, phones, roomId } = world
  const { communityId } = place
  const guard = phones[nth % phones.length]?.ctx ?? place.ctx
  if (kind === 'come') {
    const at = { communityId, gateId: gates[gate] ?? '' }
    const { pass } = await walkIn(guard, { ...at, roomCode: '3-2-1501', name: '快递员', about: '送冰箱' })
    asked.push({ ...at, passId: pass?.passId ?? '' })
    return
  }
  const of = asked.at(-1 - nth)
  if (!of) return
  const note = '电话里说的'
  if (kind === 'household') await answer(owner, { ...of, roomId, allow }).catch(refusal)
  if (kind === 'office') await answerWalkIn(office, { ...of, allow, note }).catch(refusal)
  if (kind === 'guard') await decideWalkIn(guard, { ...of, allow, called: true, note }).catch(refusal)
  if (kind !== 'enter') return
  const { ticket = '' } = await waiting(guard, of)
  await admit(guard, { ...of, ticket, sendId: world.deps.newId() }).catch(refusal)
}

async function open(given: TestDeps, skews: number[]) {
  const table = new MemoryTable()
  const deps: TestDeps = { ...given, dynamo: table.client(), outbox: { ...given.outbox, committed() {} } }
  deps.clock.set('2026-11-22T04:00:00.000Z')
  const place = await makeCommunity(deps)
  const { communityId } = place
  const { roomId } = await makeRoom(place)
  const homes = [homeIn(place, roomId, 'owner')]
  const { accountId } = await accountWith(deps, homes)
  const owner = testContext(deps, { kind: 'account', accountId, sessionKey: '', homes })
  const gates = await Promise.all(
    ['东门', '西门'].map(async name => {
      const gateId = deps.newId()
      await place.ctx.db.writeMany([
        { put: { ...gateKey(communityId, gateId), gateId, communityId, name, active: true, version: 1 } },
      ])
      return gateId
    }),
  )
  const window = { from: '2026-11-22', to: '2026-11-23' }
  const wish = { communityId, roomId, kind: 'visit' as const, name: '王阿姨', window, gateId: gates[0] }
  const passes = [await invite(owner, { ...wish, times: 1 }), await invite(owner, { ...wish, times: 3 })]
  const phones: Phone[] = []
  for (const skewMs of skews) {
    const { personId } = await staffWith(deps, [roleIn(place, 'guard')])
    const ctx = testContext(deps, { ...staffActor(deps, place, 'guard'), personId })
    phones.push({ ctx, phoneId: `phone-of-${personId}`, skewMs, queue: [], all: [] })
  }
  const { keys } = await gatesForGuards(phones[0]?.ctx ?? place.ctx, { communityId })
  const office = testContext(deps, staffActor(deps, place, 'manager'))
  return {
    deps,
    place,
    owner,
    office,
    roomId,
    gates,
    passes,
    phones,
    keys,
    tickets: new Array<() => Promise<unknown>>(),
    sent: new Map<string, string>(),
    online: new Set<string>(),
  }
}
type World = Awaited<ReturnType<typeof open>>

/** What the visitor's screen shows at this moment, if anything. */
async function shown({ deps, passes }: World, which: number): Promise<string | undefined> {
  const { tokens } = await openPass(testContext(deps, { kind: 'system' }), { link: passes[which]?.link ?? '' })
  return tokens[0]?.token
}

async function run(world: World, { kind, phone: which, gate, pass, n }: Command): Promise<void> {
  const { deps, place, gates, phones, keys } = world
  const { communityId } = place
  const phone = phones[which]
  const gateId = gates[gate] ?? ''
  if (!phone) return
  const { ctx } = phone
  const at = { communityId, gateId }
  if (kind === 'wait') return deps.clock.advance(n * 12_000)
  if (kind === 'lease') {
    const lease = await takeLease(ctx, { ...at, phoneId: phone.phoneId }).catch(() => undefined)
    if (lease) phone.lease = lease
    return
  }
  // A phone that was on duty may forget to tell, and goes on as if it were.
  if (kind === 'leave') return void (await endLease(ctx, { ...at, phoneId: phone.phoneId }))
  if (kind === 'sync') return send(world, phone)
  const [last] = world.tickets.slice(-1)
  if (kind === 'repeat') return void (await last?.())
  const token = await shown(world, pass)
  if (!token) return
  if (kind === 'forge') {
    const read = readToken(token)
    const other = world.passes[1 - pass]?.passId ?? ''
    for (const fake of [
      token.replace(/\.(\d+)\./, '.9.'),
      token.replace(read?.passId ?? '', other),
      token.replace(gates[0] ?? '', gates[1] ?? ''),
    ])
      if (fake !== token) expect(await scan(ctx, { ...at, token: fake })).toMatchObject({ may: false })
    return
  }
  if (kind === 'online') {
    const { ticket } = await scan(ctx, { ...at, token })
    if (!ticket) return
    const sendId = deps.newId()
    const letIn = () =>
      admit(ctx, { ...at, ticket, sendId }).then(
        ({ entry }) => world.online.add(entry.entryId),
        () => undefined,
      )
    world.tickets.push(letIn)
    await letIn()
    return
  }
  // Without a network, by the phone's own clock; a careless guard now and then lets in what the phone refuses.
  const nowMs = deps.clock.nowMs + phone.skewMs
  const known = {
    ...at,
    keys,
    leaseUntil: phone.lease?.gateId === gateId ? phone.lease.until : undefined,
    queue: phone.queue,
  }
  const checked = checkOffline(token, known, nowMs, read => isOurs(deps.env, read))
  if (!checked.ok && n < 8) return
  const entry = {
    sendId: deps.newId(),
    gateId,
    at: new Date(nowMs).toISOString(),
    leaseId: phone.lease?.leaseId,
    token,
    outcome: 'in' as const,
  }
  phone.queue.push(entry)
  phone.all.push(entry)
}

/** Twice, because an answer may be lost; what comes in meanwhile stays. */
async function send(world: World, phone: Phone): Promise<void> {
  const { communityId } = world.place
  const entries = phone.queue.slice(0, 20)
  if (entries.length === 0) return
  const [first, second] = await Promise.all([
    sync(phone.ctx, { communityId, entries }),
    sync(phone.ctx, { communityId, entries: [...entries].reverse() }),
  ])
  expect(second.items.map(({ entryId }) => entryId).toReversed()).toEqual(first.items.map(({ entryId }) => entryId))
  first.items.forEach(({ entryId }, i) => world.sent.set(entryId, entries[i]?.sendId ?? ''))
  phone.queue = phone.queue.filter(each => !entries.includes(each))
}

async function expectSound({ place, passes, online }: World): Promise<StoredEntry[]> {
  const { ctx, communityId } = place
  const { items } = await ctx.db.query({ pk: entriesPk(communityId), schema: StoredEntry, limit: 500 })
  for (const { passId, allowance } of passes) {
    const own = items.filter(each => each.passId === passId)
    const pass = await loadPass(ctx, { communityId, passId })
    const onlineOnes = own.filter(({ syncedAt }) => syncedAt === undefined)
    expect(onlineOnes.length).toBeLessThanOrEqual(allowance)
    expect(own.filter(({ alarm }) => alarm === undefined).length).toBeLessThanOrEqual(allowance)
    expect(pass.used).toBe(Math.min(allowance, own.length))
    expect(pass.state).toBe(pass.used === allowance ? 'used_up' : 'active')
  }
  expect(
    items
      .filter(({ syncedAt }) => syncedAt === undefined)
      .map(({ entryId }) => entryId)
      .toSorted(),
  ).toEqual([...online].toSorted())
  return items
}
