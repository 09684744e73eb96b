import { communitiesApi as api } from '@linli/shared/communities/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, callAs } from '../../test/call'
import { makeCommunity, type Place } from '../../test/make'
import { type ResidentWorld, startResidents } from '../../test/residents'
import { makeStaff, signInStaff } from '../../test/sign-in'
import { startRun } from '../billing/start-run'
import { makeFeeItem } from '../../test/make-billing'
import { countItems, countRooms } from './buildings'
import { newRoomWrite } from './rooms'
import { roomItem, type StoredRoom } from './store'

let r: ResidentWorld
let who: Caller
beforeAll(async () => {
  r = await startResidents()
  who = await r.resident()
})
afterAll(() => r.stop())

const roomAt = (communityId: string, building: string, unit: string, room: string): StoredRoom => ({
  roomId: r.deps.newId(),
  communityId,
  code: `${building}-${unit}-${room}`,
  building,
  unit,
  room,
  areas: { built: 8950 },
  status: 'vacant',
  occupancies: [],
  version: 1,
  updatedAt: '2026-11-01T00:00:00.000Z',
})

/** One room in each unit named, by the product's own counters, 15 rooms a transaction. */
async function build(place: Place, units: [building: string, unit: string][]): Promise<void> {
  const { ctx, communityId } = place
  for (let at = 0; at < units.length; at += 15) {
    const rooms = units.slice(at, at + 15).map(([building, unit]) => roomAt(communityId, building, unit, '101'))
    const marker = { pk: `C#${communityId}#test`, sk: ctx.newId() }
    const writes = [...rooms.map(newRoomWrite), ...countItems(communityId, rooms), { put: marker }]
    await ctx.db.transact(writes, marker)
  }
  r.deps.world.settle()
}

const numbers = (most: number) => Array.from({ length: most }, (_, i) => String(i + 1))

describe('buildings', () => {
  it('come page by page in natural order, each once', async () => {
    const place = await makeCommunity(r.deps)
    await build(
      place,
      [...numbers(30), '3A', 'A1'].map(building => [building, '1']),
    )
    const office = await signInStaff(r.app, await makeStaff(place, ['manager']))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const input = { communityId: place.communityId, limit: 7, cursor }
      const page = (await callAs(r.app, office, api.listBuildings, input)).ok()
      expect(page.items.length).toBeLessThanOrEqual(7)
      seen.push(...page.items.map(({ building }) => building))
      cursor = page.cursor
    } while (cursor)
    expect(seen).toEqual(['1', '2', '3', '3A', ...numbers(30).slice(3), 'A1'])
  })

  it('are found by the beginning of their number, the number itself first', async () => {
    const place = await makeCommunity(r.deps)
    await build(
      place,
      [...numbers(40), 'A1', 'A12'].map(building => [building, '1']),
    )
    const { communityId } = place
    const found = async (prefix: string, limit = 40) =>
      (await callAs(r.app, who, api.browse, { communityId, prefix, limit })).ok().buildings.map(each => each.building)
    expect(await found('3')).toEqual(['3', ...numbers(40).slice(29, 39)])
    expect(await found('03栋', 2)).toEqual(['3', '30'])
    expect(await found('a')).toEqual(['A1', 'A12'])
    expect(await found('9')).toEqual(['9'])
    expect(await found('99')).toEqual([])
    expect(await found('栋', 3)).toEqual(['1', '2', '3'])
    const one = (await callAs(r.app, who, api.browse, { communityId, building: '12' })).ok()
    expect(one).toEqual({ buildings: [{ building: '12', units: ['1'] }], rooms: [] })
    expect((await callAs(r.app, who, api.browse, { communityId, building: '99' })).ok().buildings).toEqual([])
  })

  it('refuse the cursor of another list', async () => {
    const place = await makeCommunity(r.deps)
    const other = await makeCommunity(r.deps)
    for (const each of [place, other])
      await build(
        each,
        [...numbers(3)].map(building => [building, '1']),
      )
    const cursorOf = async (communityId: string, prefix?: string) =>
      (await callAs(r.app, who, api.browse, { communityId, prefix, limit: 1 })).ok().cursor
    const cursor = await cursorOf(other.communityId)
    const foreign = await callAs(r.app, who, api.browse, { communityId: place.communityId, limit: 1, cursor })
    expect(foreign.code).toBe('request.invalid')
  })

  it('of more than 1000 units are all counted: by the community, and by a billing run', async () => {
    const place = await makeCommunity(r.deps)
    const units = numbers(55).flatMap(building => numbers(20).map((unit): [string, string] => [building, unit]))
    await build(place, units)
    expect(units.length).toBe(1100)
    expect(await countRooms(place.ctx, place.communityId)).toBe(1100)
    const { communityId } = place
    const last = (await callAs(r.app, who, api.browse, { communityId, building: '55' })).ok().buildings
    expect(last).toEqual([{ building: '55', units: numbers(20) }])
    const { feeItemId } = await makeFeeItem(place)
    const days = { from: '2026-11-01', to: '2026-11-30' }
    const run = await startRun(place.ctx, { communityId, ...days, feeItemIds: [feeItemId] })
    expect(run.progress.total).toBe(1100)
  })
})

describe('the rooms of one unit', () => {
  it('come page by page, also above 500', async () => {
    const place = await makeCommunity(r.deps)
    const { ctx, communityId } = place
    const rooms = Array.from({ length: 520 }, (_, i) => roomAt(communityId, '7', '0', String(i + 101)))
    await ctx.db.writeMany([...rooms, roomAt(communityId, '7', '1', '101')].map(room => ({ put: roomItem(room) })))
    r.deps.world.settle()
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const input = { communityId, building: '7', unit: '0', limit: 100, cursor }
      const page = (await callAs(r.app, who, api.browse, input)).ok()
      seen.push(...page.rooms.map(({ code }) => code))
      cursor = page.cursor
    } while (cursor)
    expect(seen).toEqual(rooms.map(({ code }) => code))
  })
})
