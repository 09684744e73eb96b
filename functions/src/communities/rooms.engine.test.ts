import { communitiesApi as api } from '@linli/shared/communities/api'
import { auditApi } from '@linli/shared/audit/api'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { type Caller, callAs, sentenceOf } from '../../test/call'
import { testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeStaff, signInStaff } from '../../test/sign-in'
import { routes as audit } from '../audit/routes'
import { makeContext } from '../context'
import { makeApp } from '../http'
import { repeatsBegin } from '../idempotency'
import { routes as identity } from '../identity/routes'
import { countRooms } from './buildings'
import { routes as communities } from './routes'

const deps = testDeps()
const app = makeApp(deps, [...identity, ...communities, ...audit])
let place: Place
let office: Caller
let manager: string
beforeAll(async () => {
  place = await makeCommunity(deps)
  const staff = await makeStaff(place, ['manager'])
  manager = staff.personId
  office = await signInStaff(app, staff)
})

const create = (room: string, key?: string, change: { unit?: string; built?: number } = {}) => {
  const areas = { built: change.built ?? 8950 }
  const input = {
    communityId: place.communityId,
    building: '3',
    unit: change.unit ?? '2',
    room,
    areas,
    status: 'occupied' as const,
  }
  return callAs(app, office, api.createRoom, input, key)
}
const list = async (prefix?: string) => {
  deps.world.settle()
  const codes: string[] = []
  let cursor: string | undefined
  do {
    const page = (
      await callAs(app, office, api.listRooms, { communityId: place.communityId, prefix, limit: 2, cursor })
    ).ok()
    codes.push(...page.items.map(room => room.code))
    cursor = page.cursor
  } while (cursor)
  return codes
}

describe('rooms', () => {
  it('are unique by code however it is written, also when made twice at once', async () => {
    expect((await create('0101')).ok()).toMatchObject({ code: '3-2-101', version: 1 })
    expect((await create('101')).code).toBe('record.exists')
    const codes = (await Promise.all([create('102'), create('102')])).map(each => each.code)
    expect(codes.sort()).toEqual(['ok', 'record.exists'])
    expect((await create('一楼大厅')).code).toBe('request.invalid')
  })

  it('answers a repeat as before and another body under its key with 409', async () => {
    const key = deps.newId()
    const first = (await create('103', key)).ok()
    expect((await create('103', key)).ok()).toEqual(first)
    expect((await create('103', key, { built: 9000 })).code).toBe('request.reused_key')
    // What it answers may be sealed elsewhere: a link, a number.
    const { db } = makeContext(deps, { kind: 'system' }, [`P#${manager}#`])
    const marker = { pk: `P#${manager}#`, sk: `${repeatsBegin}${api.createRoom.id}#${key}` }
    const kept = await db.get(marker, z.object({ bodyHash: z.string() }).loose())
    expect([kept?.bodyHash.length, JSON.stringify(kept).includes(first.roomId)]).toEqual([64, false])
  })

  it('answers a repeat as before when the first answer was lost after the commit', async () => {
    const lost = deps.world.failNext({
      command: 'TransactWriteItems',
      when: 'after',
      error: 'timeout',
      match: '3-2-104',
    })
    const key = deps.newId()
    const first = (await create('104', key)).ok()
    expect(lost.hits()).toBe(1)
    deps.world.forgetTokens()
    expect((await create('104', key)).ok()).toEqual(first)
  })

  it('come in the order of people, page by page, by unit and by number', async () => {
    for (const room of ['1501', '201', '1502']) (await create(room, undefined, { unit: '10' })).ok()
    expect(await list('3-10-')).toEqual(['3-10-201', '3-10-1501', '3-10-1502'])
    expect(await list('3-10-15')).toEqual(['3-10-1501', '3-10-1502'])
    const all = await list()
    expect(all.indexOf('3-2-101')).toBeLessThan(all.indexOf('3-10-201'))
    const { items } = (await callAs(app, office, api.listBuildings, { communityId: place.communityId })).ok()
    expect(items).toEqual([{ building: '3', units: ['2', '10'], rooms: all.length }])
    expect(await countRooms(place.ctx, place.communityId)).toBe(all.length)
  })

  it('change only from the version that was seen', async () => {
    const room = (await create('301')).ok()
    deps.clock.advance(1)
    const change = (version: number, billable: number) =>
      callAs(app, office, api.updateRoom, {
        communityId: place.communityId,
        roomId: room.roomId,
        areas: { built: 8950, billable },
        status: 'vacant',
        version,
      })
    const codes = (await Promise.all([change(1, 8000), change(1, 9000)])).map(each => each.code)
    expect(codes.sort()).toEqual(['ok', 'record.changed'])
    expect((await change(1, 8500)).code).toBe('record.changed')
    const kept = (await callAs(app, office, api.getRoom, { communityId: place.communityId, roomId: room.roomId })).ok()
    expect(kept).toMatchObject({ version: 2, status: 'vacant' })
    const history = { communityId: place.communityId, objectType: 'room', objectId: room.roomId }
    const records = (await callAs(app, office, auditApi.listByObject, history)).ok().items
    expect(records.map(record => record.action)).toEqual(['communities.update_room', 'communities.create_room'])
  })

  it('of another community are not there, and a forged or foreign cursor opens nothing', async () => {
    const other = await makeCommunity(deps)
    const foreign = await makeRoom(other, { code: '3-2-101' })
    const { communityId } = place
    expect((await callAs(app, office, api.getRoom, { communityId, roomId: foreign.roomId })).code).toBe(
      'record.not_found',
    )
    expect((await callAs(app, office, api.listRooms, { communityId: other.communityId })).code).toBe('access.forbidden')
    const stranger = await signInStaff(app, await makeStaff(other, ['manager']))
    await makeRoom(other, { code: '3-2-102' })
    deps.world.settle()
    const theirs = (await callAs(app, stranger, api.listRooms, { communityId: other.communityId, limit: 1 })).ok()
      .cursor
    const mine = (await callAs(app, office, api.listRooms, { communityId, limit: 1 })).ok().cursor ?? ''
    for (const cursor of [theirs, 'forged', mine.replace(/^./, first => (first === 'e' ? 'f' : 'e')), `${mine}x`])
      expect((await callAs(app, office, api.listRooms, { communityId, limit: 1, cursor })).code).toBe('request.invalid')
    expect((await callAs(app, office, api.listRooms, { communityId, limit: 1, cursor: mine })).status).toBe(200)
  })

  it('refuse fields that the contract does not know', async () => {
    const answer = await app.request(`/v1/c/${place.communityId}/rooms`, {
      method: 'POST',
      headers: {
        cookie: `linli_session=${office.cookie}`,
        'x-csrf': office.csrf ?? '',
        'idempotency-key': deps.newId(),
      },
      body: JSON.stringify({
        building: '3',
        unit: '2',
        room: '999',
        areas: { built: 1 },
        status: 'vacant',
        occupancies: [],
      }),
    })
    expect(answer.status).toBe(400)
  })

  it('are not changed by a cashier', async () => {
    const cashier = await signInStaff(app, await makeStaff(place, ['cashier']))
    const input = {
      communityId: place.communityId,
      building: '3',
      unit: '2',
      room: '888',
      areas: { built: 1 },
      status: 'vacant' as const,
    }
    expect((await callAs(app, cashier, api.createRoom, input)).code).toBe('access.forbidden')
    expect((await callAs(app, cashier, api.listRooms, { communityId: place.communityId })).status).toBe(200)
  })
})

describe('a community', () => {
  it('changes from the version that was seen and keeps its entities', async () => {
    const { communityId, community } = place
    const { name, address, entities } = community
    const update = (version: number, kept = entities, more: { name?: string; officePhone?: string } = {}) =>
      callAs(app, office, api.update, {
        communityId,
        name,
        address,
        officePhone: '010-88881111',
        entities: kept,
        version,
        ...more,
      })
    expect((await update(1)).ok()).toMatchObject({ version: 2, officePhone: '010-88881111' })
    expect((await update(1)).code).toBe('record.changed')
    const others = entities.map(entity => ({ ...entity, entityId: deps.newId() }))
    expect((await update(2, others)).code).toBe('request.invalid')
    expect((await callAs(app, office, api.list, {})).ok().items.map(each => each.communityId)).toEqual([communityId])
    // What stands on every receipt is never empty, and hides nothing.
    expect(sentenceOf(await update(2, entities, { name: ' ' }))).toBe('请填写小区名称')
    expect(sentenceOf(await update(2, entities, { name: '锦绣\u200b花园' }))).toContain('看不见的字符')
    expect(sentenceOf(await update(2, entities, { officePhone: '   ' }))).toBe('请填写电话号码')
    const nameless = entities.map(entity => ({ ...entity, name: ' ' }))
    expect(sentenceOf(await update(2, nameless))).toBe('请填写收款单位名称')
  })
})
