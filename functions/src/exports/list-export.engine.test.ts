import { auditApi } from '@linli/shared/audit/api'
import { communitiesApi } from '@linli/shared/communities/api'
import { exportsApi } from '@linli/shared/exports/api'
import { openingApi } from '@linli/shared/opening/api'
import { peopleApi } from '@linli/shared/people/api'
import { read, utils } from '@e965/xlsx'
import type { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { callAs } from '../../test/call'
import { type TestDeps, testContext, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeStaff, type OfficePerson, signInStaff } from '../../test/sign-in'
import { importRooms } from '../../test/import-rooms'
import { makeApp } from '../http'
import { allRoutes } from '../registry'
import { setStaffRoles } from '../identity/set-staff-roles'
import { expireExports } from './expire'
import { loadOf } from './store'
import { writeList } from './write-list'

let deps: TestDeps
let app: Hono
let place: Place
let clerk: OfficePerson
let at: { communityId: string }

beforeAll(async () => {
  deps = testDeps()
  app = makeApp(deps, allRoutes)
  place = await makeCommunity(deps)
  at = { communityId: place.communityId }
  clerk = await signInStaff(app, await makeStaff(place, ['clerk']))
  await makeRoom(place, { code: '9-1-101', ownerName: '=李小红', phone: '13800098001' })
  const { communityId, companyId } = place
  for (let first = 1; first <= 105; first += 15) {
    const rows = Array.from({ length: 15 }, (_, i) => {
      const [room, building, unit] = [String(100 + first + i), '3', '2']
      return {
        row: i + 1,
        code: `3-2-${room}`,
        building,
        unit,
        room,
        areas: { built: 8950 },
        status: 'occupied' as const,
      }
    })
    await importRooms(place.ctx, { communityId, companyId, importId: deps.newId(), rows })
  }
  deps.world.settle()
})

const start = async (who: OfficePerson, list: string, filters: Record<string, string> = {}) =>
  callAs(app, who, exportsApi.startList, { ...at, list, filters }, deps.newId())
const whose = (who: OfficePerson, exportId: string) => ({ ...at, personId: who.personId, exportId })
const rowsOf = (bytes: ArrayBuffer) =>
  utils.sheet_to_json<unknown[]>(Object.values(read(bytes).Sheets)[0] ?? {}, { header: 1 })

async function exported(who: OfficePerson, list: string, filters: Record<string, string> = {}) {
  const { exportId } = (await start(who, list, filters)).ok()
  await writeList(deps, whose(who, exportId))
  const done = (await callAs(app, who, exportsApi.get, { ...at, exportId })).ok()
  const { url } = (await callAs(app, who, exportsApi.link, { ...at, exportId })).ok()
  return { done, rows: rowsOf(await (await fetch(url)).arrayBuffer()) }
}

test('a list comes whole, over all its pages, with the filter in force', async () => {
  const all = await exported(clerk, communitiesApi.listRooms.id)
  expect(all.done).toMatchObject({ state: 'ready', title: '房屋', rows: 106 })
  expect(all.rows).toHaveLength(107)
  expect(all.rows[1]).toEqual(expect.arrayContaining(['3-2-101', '自住', 89.5]))
  const some = await exported(clerk, communitiesApi.listRooms.id, { prefix: '9-' })
  expect(some.done).toMatchObject({ filters: '房号 9-', rows: 1 })
  expect(some.rows[1]?.at(-1)).toBe('=李小红（业主）')
})

test('a list about one room says which, in its name and in its sheet', async () => {
  const [room] = (await callAs(app, clerk, communitiesApi.listRooms, { ...at, prefix: '3-2-101' })).ok().items
  const roomId = room?.roomId ?? ''
  const { exportId } = (await start(clerk, openingApi.listHistory.id, { roomId })).ok()
  await writeList(deps, whose(clerk, exportId))
  const done = (await callAs(app, clerk, exportsApi.get, { ...at, exportId })).ok()
  expect(done).toMatchObject({ state: 'ready', filters: '房号 3-2-101' })
  expect(done.fileName).toContain('历史缴费-房号_3-2-101')
  const { url } = (await callAs(app, clerk, exportsApi.link, { ...at, exportId })).ok()
  expect(read(await (await fetch(url)).arrayBuffer()).SheetNames).toEqual(['历史缴费 3-2-101'])
})

test('what the list masks stays masked; a name that looks like a formula is a name', async () => {
  const { rows } = await exported(clerk, peopleApi.list.id)
  expect(rows[1]?.slice(0, 4)).toEqual(['=李小红', '个人', '138****8001', '9-1-101'])
})

test('nobody takes along what their own list does not show', async () => {
  const month = '2026-11'
  expect((await start(clerk, auditApi.listByMonth.id, { month })).code).toBe('access.forbidden')
  expect((await start(clerk, 'people.reveal')).code).toBe('exports.no_list')
  expect((await start(clerk, 'constructor')).code).toBe('exports.no_list')
  expect((await start(clerk, peopleApi.list.id, { communityId: '000000' })).ok().communityId).toBe(at.communityId)
  expect((await start(clerk, peopleApi.list.id, { city: '北京' })).code).toBe('request.invalid')
  const { exportId } = (await start(clerk, peopleApi.list.id)).ok()
  await writeList(deps, whose(clerk, exportId))
  const manager = await signInStaff(app, await makeStaff(place, ['manager']))
  expect((await callAs(app, manager, exportsApi.get, { ...at, exportId })).code).toBe('record.not_found')
  expect((await callAs(app, manager, exportsApi.link, { ...at, exportId })).code).toBe('record.not_found')
  deps.world.settle()
  const records = (await callAs(app, manager, auditApi.listByActor, { ...at, actorId: clerk.personId })).ok()
  expect(records.items).toEqual(
    expect.arrayContaining([expect.objectContaining({ action: 'exports.ready', summary: '住户 1 行' })]),
  )
})

test('roles that end meanwhile end the export, and the download of one that is ready', async () => {
  const leaver = await signInStaff(app, await makeStaff(place, ['clerk']))
  const ready = (await start(leaver, peopleApi.list.id)).ok()
  await writeList(deps, whose(leaver, ready.exportId))
  const waiting = (await start(leaver, peopleApi.list.id)).ok()
  const system = testContext(deps, { kind: 'system' }, [`C#${at.communityId}#`, `M#${place.companyId}#`])
  await setStaffRoles({ ...system, actor: managerOf(place) }, { ...at, personId: leaver.personId, roles: ['keeper'] })
  await writeList(deps, whose(leaver, waiting.exportId))
  expect((await callAs(app, leaver, exportsApi.get, { ...at, exportId: waiting.exportId })).ok().state).toBe('failed')
  expect((await callAs(app, leaver, exportsApi.link, { ...at, exportId: ready.exportId })).code).toBe(
    'access.forbidden',
  )
})

test('run twice it is one; after a day the file is gone', async () => {
  const { exportId } = (await start(clerk, peopleApi.list.id)).ok()
  await Promise.all([writeList(deps, whose(clerk, exportId)), writeList(deps, whose(clerk, exportId))])
  const { url } = (await callAs(app, clerk, exportsApi.link, { ...at, exportId })).ok()
  deps.clock.advance(86_400_000 + 1000)
  expect((await callAs(app, clerk, exportsApi.link, { ...at, exportId })).code).not.toBe('ok')
  deps.world.settle()
  await expireExports(deps)
  const system = testContext(deps, { kind: 'system' }, [`C#${at.communityId}#`])
  expect((await loadOf(system, whose(clerk, exportId))).state).toBe('expired')
  expect((await fetch(url)).status).toBe(404)
})

const managerOf = ({ communityId, companyId, community }: Place) => ({
  kind: 'staff' as const,
  personId: deps.newId(),
  sessionKey: '',
  name: '王经理',
  csrf: '',
  grants: [{ communityId, communityName: community.name, companyId, role: 'manager' as const }],
})
