import { startGateController } from '@linli/infra/local/gates/controller'
import type { InputOf } from '@linli/shared/contract'
import { identityApi } from '@linli/shared/identity/api'
import { visitorsApi as api } from '@linli/shared/visitors/api'
import { visitorDeskApi as deskApi } from '@linli/shared/visitors/desk-api'
import { gateApi } from '@linli/shared/visitors/gate-api'
import { passRefusals } from '@linli/shared/visitors/words'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { accountWith, homeIn } from '../../test/actors'
import { callAs } from '../../test/call'
import { openGates } from '../../test/gates'
import { uploaded } from '../../test/repair-story'
import { mediaKey } from '../files/media-store'
import { sweepMedia } from '../files/sweep-media'
import { staffKey } from '../identity/store'
import { reaching } from '../context'
import { makeApp } from '../http'
import { routes as identityRoutes } from '../identity/routes'
import { releaseGuard } from './release-guard'
import { routes } from './routes'
import { runVisitorClock } from './run-clock'
import { waitingVisitors } from './waiting-visitors'

const world = await openGates(identityRoutes)
const { deps, told, app, place, home, owner, guard, other: next, manager, ok } = world
const gate = await world.gate('东门')
const phones = { guard: 'phone-of-the-guard', next: 'phone-of-the-next-one' }

async function shownPass(wish: Partial<InputOf<typeof api.invite>> = {}) {
  const window = { from: '2026-11-22', to: '2026-11-22' }
  const wished = { ...home, kind: 'visit' as const, name: '王阿姨', window, times: 3, gateId: gate.gateId, ...wish }
  const { link = '', passId } = await ok(owner, api.invite, wished)
  const { tokens } = await ok({}, api.open, { link })
  return { passId, token: tokens[0]?.token ?? '' }
}

const alarms = async (by: object = { unseen: 'true' }) =>
  (await ok(manager, deskApi.log, { communityId: home.communityId, ...by })).items

it('let in again after a lost answer: counted once, however late; a look that is over lets in nobody new', async () => {
  const { token } = await shownPass()
  const looked = await ok(guard, gateApi.scan, { ...gate, token })
  const input = { ...gate, ticket: looked.ticket ?? '', sendId: deps.newId() }
  const first = await ok(guard, gateApi.admit, input)
  deps.clock.advance(4 * 60_000)
  expect((await ok(guard, gateApi.admit, input)).entry).toEqual(first.entry)
  const late = await callAs(app, guard, gateApi.admit, { ...input, sendId: deps.newId() })
  expect([late.code, JSON.stringify(late.body)]).toEqual([
    'visitors.refused',
    expect.stringContaining(passRefusals.ticketOver),
  ])
  const reason = '和登记的人不一样'
  const away = await callAs(app, guard, gateApi.turnAway, { ...input, reason, sendId: deps.newId() })
  expect(away.code).toBe('visitors.refused')
})

it('a dismissed guard: the gate is free, and what their phone kept goes to the office, each once', async () => {
  const lease = await ok(guard, gateApi.takeLease, { ...gate, phoneId: phones.guard })
  expect((await ok(manager, deskApi.listGates, { communityId: home.communityId })).items).toMatchObject([
    { name: '东门', lease: { personId: guard.personId } },
  ])
  const { token, passId } = await shownPass()
  const kept = {
    sendId: deps.newId(),
    gateId: gate.gateId,
    at: new Date(deps.nowMs()).toISOString(),
    leaseId: lease.leaseId,
    token,
  }
  const entered = { ...kept, outcome: 'in' as const }
  const reason = '不愿登记'
  const turnedAway = { ...kept, sendId: deps.newId(), outcome: 'turned_away' as const, reason }
  expect((await callAs(app, next, gateApi.takeLease, { ...gate, phoneId: phones.next })).code).toBe('visitors.refused')

  const left = { communityId: home.communityId, personId: guard.personId }
  await releaseGuard(deps, left)
  expect((await callAs(app, next, gateApi.takeLease, { ...gate, phoneId: phones.next })).code).toBe('visitors.refused')
  const known = { ...staffKey(guard.personId), personId: guard.personId, companyId: place.companyId }
  await reaching(place.ctx, `P#${guard.personId}#`).db.transact(
    [{ put: { ...known, username: 'guard', name: '赵岗' } }],
    known,
  )
  await ok(manager, identityApi.setStaffRoles, { ...left, roles: [] })
  expect(told).toContainEqual({ type: 'visitors.release_guard', ...left })
  await releaseGuard(deps, left)
  await ok(next, gateApi.takeLease, { ...gate, phoneId: phones.next })

  const sync = { communityId: home.communityId, entries: [entered] }
  expect((await callAs(app, guard, gateApi.sync, sync)).code).toBe('access.forbidden')
  for (const entry of [entered, turnedAway, entered])
    expect(await ok(guard, gateApi.handOver, { communityId: home.communityId, entry })).toEqual({ done: true })
  deps.world.settle()
  const waiting = await alarms()
  expect(waiting.map(({ alarm, outcome, reason }) => [alarm, outcome, reason])).toEqual(
    expect.arrayContaining([
      ['guard_left', 'in', undefined],
      ['guard_left', 'turned_away', reason],
    ]),
  )
  expect(waiting).toHaveLength(2)
  expect(await ok(owner, api.getMine, { ...home, passId })).toMatchObject({ used: 1 })
  // A turn of duty that was another's, one that never was, and a time outside it.
  const forbidden = [
    { who: manager, entry: entered },
    { who: guard, entry: { ...entered, leaseId: deps.newId() } },
    { who: guard, entry: { ...entered, leaseId: undefined } },
    { who: guard, entry: { ...entered, at: '2026-11-22T00:00:00.000Z' } },
  ]
  for (const { who, entry } of forbidden) {
    const sent = { communityId: home.communityId, entry: { ...entry, sendId: deps.newId() } }
    expect((await callAs(app, who, gateApi.handOver, sent)).code).toBe('access.forbidden')
  }

  const [odd] = waiting
  const seen = { communityId: home.communityId, entryId: odd?.entryId ?? '', note: '问过住户，是他家的客人' }
  expect((await callAs(app, next, deskApi.seeAlarm, seen)).code).toBe('access.forbidden')
  await ok(manager, deskApi.seeAlarm, seen)
  expect(await ok(manager, deskApi.seeAlarm, seen)).toMatchObject({ seen: { note: seen.note } })
  expect((await callAs(app, manager, deskApi.seeAlarm, { ...seen, note: '别的' })).code).toBe('visitors.refused')
  deps.world.settle()
  const [remaining, ...more] = await alarms()
  expect(more).toEqual([])
  const [, unseen] = await waitingVisitors(place.ctx, home.communityId)
  expect(unseen).toEqual({ kind: 'gate_alarms', count: 1, oldest: remaining?.at })
  expect(await alarms({ alarmed: 'true' })).toHaveLength(2)
})

it('a guard whose phone is gone: the office frees the gate, with why', async () => {
  expect((await callAs(app, next, gateApi.takeLease, { ...gate, phoneId: 'another-phone-of-theirs' })).code).toBe(
    'visitors.refused',
  )
  const freed = { ...gate, reason: '手机没电了' }
  expect((await callAs(app, next, deskApi.freeGate, freed)).code).toBe('access.forbidden')
  await ok(manager, deskApi.freeGate, freed)
  await ok(manager, deskApi.freeGate, freed)
  await ok(next, gateApi.takeLease, { ...gate, phoneId: 'another-phone-of-theirs' })
})

it('who takes their data along has whom they invited', async () => {
  const { sections } = await ok(owner, identityApi.exportMyData, {})
  const guests = sections.find(({ title }) => title === '我请来的访客')?.lines ?? []
  expect(guests).toHaveLength(2)
  expect(guests[0]).toContain('王阿姨')
})

it('a walk-in’s photo: the guard’s own, for the household alone, and gone with the pass', async () => {
  const fileId = await uploaded(place, next.personId)
  const walkIn = { ...gate, roomCode: '3-2-1501', name: '快递员', about: '送冰箱', photoId: fileId }
  expect((await callAs(app, manager, gateApi.walkIn, walkIn)).code).toBe('files.not_arrived')
  const { passId = '' } = (await ok(next, gateApi.walkIn, walkIn)).pass ?? {}
  expect((await callAs(app, next, gateApi.walkIn, walkIn)).code).toBe('files.not_arrived')
  expect((await ok(owner, api.getMine, { ...home, passId })).photo).toMatchObject({
    fileId,
    url: expect.stringContaining(fileId),
  })
  expect(JSON.stringify(await ok(next, gateApi.waiting, { ...gate, passId }))).not.toContain(fileId)
  const sweep = async (days: number) => {
    deps.clock.advance(days * 86_400_000)
    deps.world.settle()
    await runVisitorClock(deps)
    deps.world.settle()
    await sweepMedia(deps)
  }
  const kept = () => place.ctx.db.get(mediaKey(home.communityId, fileId), z.unknown())
  await sweep(2)
  expect(await kept()).toBeDefined()
  await sweep(91)
  expect(await kept()).toBeUndefined()
})

it('a gate with a controller: the bar goes up once for who is let in and for an ambulance, and for nothing that is told later', async () => {
  const controller = await startGateController({ nowMs: () => deps.nowMs() })
  const LINLI_GATES = z.object({ base: z.string(), key: z.string() }).parse(JSON.parse(controller.env()))
  const barred = makeApp({ ...deps, env: { ...deps.env, LINLI_GATES } }, routes)
  const at = { communityId: home.communityId, gateId: deps.newId() }
  await ok(manager, deskApi.saveGate, { ...at, name: '南门', deviceId: 'south-1', active: true, version: 0 })
  const lease = await ok(next, gateApi.takeLease, { ...at, phoneId: 'phone-at-the-south-gate' })
  const host = await accountWith(deps, [homeIn(place, home.roomId, 'owner')])
  const today = place.ctx.today()
  const wish = { ...home, kind: 'visit' as const, name: '王阿姨', window: { from: today, to: today }, times: 2 }
  const { code } = await ok(host, api.invite, wish)
  const enter = async (sendId = deps.newId(), times = 1) => {
    const { ticket = '' } = await ok(next, gateApi.scan, { ...at, code })
    const answers = []
    for (let i = 0; i < times; i++) answers.push(await callAs(barred, next, gateApi.admit, { ...at, ticket, sendId }))
    return answers.map(answer => answer.ok().barrier)
  }
  expect(await enter(deps.newId(), 2)).toEqual(['opened', 'opened'])
  const ambulance = { ...at, what: 'ambulance' as const, plate: '京A12345', sendId: deps.newId() }
  for (let i = 0; i < 2; i++)
    expect((await callAs(barred, next, gateApi.emergency, ambulance)).ok()).toMatchObject({
      barrier: 'opened',
      entry: { kind: 'emergency', reason: '救护', plateMasked: '京A***45' },
    })
  const later = { gateId: at.gateId, at: new Date(deps.nowMs()).toISOString(), leaseId: lease.leaseId, token: '' }
  const entries = [{ ...later, sendId: deps.newId(), outcome: 'in' as const, emergency: 'fire' as const }]
  const { items } = (await callAs(barred, next, gateApi.sync, { communityId: home.communityId, entries })).ok()
  expect(items).toMatchObject([{ kind: 'emergency', reason: '消防' }])
  expect(controller.opened).toHaveLength(2)
  controller.stuck.add('south-1')
  expect(await enter()).toEqual(['failed'])
  await controller.stop()
})
