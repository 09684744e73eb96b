import type { RoomRow } from '@linli/shared/imports/schema'
import { describe, expect, it } from 'vitest'
import { testDeps } from '../../test/context'
import { makeCommunity, type Place } from '../../test/make'
import { firstPlaces, loadPerson } from '../people/person'
import { countRooms, listBuildings } from './buildings'
import { importRooms } from '../../test/import-rooms'
import { loadRoom, roomIdOf } from './rooms'

const deps = testDeps()

const row = (n: number, change: Partial<RoomRow> = {}): RoomRow => ({
  row: n,
  code: `1-1-${100 + n}`,
  building: '1',
  unit: '1',
  room: String(100 + n),
  areas: { built: 8950 },
  status: 'occupied',
  ownerName: `张${n}`,
  phone: `138000${String(10000 + n)}`,
  ...change,
})

const run = (place: Place, rows: RoomRow[]) =>
  importRooms(place.ctx, { communityId: place.communityId, companyId: place.companyId, importId: deps.newId(), rows })

const personOf = async (place: Place, code: string, at = 0) => {
  const room = await loadRoom(place.ctx, place.communityId, roomIdOf(place.communityId, code))
  return room.occupancies[at]?.personId ?? ''
}

const counted = async ({ ctx, communityId }: Place) => ({
  rooms: await countRooms(ctx, communityId),
  buildings: (await listBuildings(ctx, communityId, { limit: 100 })).items,
})

describe('importRooms', () => {
  it('writes a batch once: the same rows again change nothing', async () => {
    const place = await makeCommunity(deps)
    const rows = Array.from({ length: 15 }, (_, i) => row(i + 1))
    const first = await run(place, rows)
    expect(first.map(each => each.outcome)).toEqual(rows.map(() => 'created'))
    const again = await run(place, rows)
    expect(again.map(each => each.outcome)).toEqual(rows.map(() => 'unchanged'))
    expect(again.map(each => each.roomId)).toEqual(first.map(each => each.roomId))
    expect(await counted(place)).toEqual({ rooms: 15, buildings: [{ building: '1', units: ['1'], rooms: 15 }] })
  })

  it('counts each room once when two batches of one unit run at once, twice over', async () => {
    const place = await makeCommunity(deps)
    const batches = Array.from({ length: 2 }, (_, b) => Array.from({ length: 10 }, (_, i) => row(b * 10 + i + 1)))
    await Promise.all([...batches, ...batches].map(rows => run(place, rows)))
    expect(await counted(place)).toEqual({ rooms: 20, buildings: [{ building: '1', units: ['1'], rooms: 20 }] })
  })

  it('holds a batch whose rows all lie in buildings of their own', async () => {
    const place = await makeCommunity(deps)
    const rows = Array.from({ length: 15 }, (_, i) => row(i + 1, { code: `${i + 1}-1-101`, building: String(i + 1) }))
    const outcomes = await run(place, rows)
    expect(outcomes.map(each => each.outcome)).toEqual(rows.map(() => 'created'))
    const { rooms, buildings } = await counted(place)
    expect([rooms, buildings.length]).toEqual([15, 15])
  })

  it('counts a batch once whose answer was lost', async () => {
    const place = await makeCommunity(deps)
    const lost = deps.world.failNext({
      command: 'TransactWriteItems',
      when: 'after',
      error: 'timeout',
      match: roomIdOf(place.communityId, '1-1-101'),
    })
    const rows = Array.from({ length: 5 }, (_, i) => row(i + 1))
    await run(place, rows)
    await run(place, rows)
    expect(lost.hits()).toBe(1)
    expect(await counted(place)).toEqual({ rooms: 5, buildings: [{ building: '1', units: ['1'], rooms: 5 }] })
  })

  it('knows an owner of two rooms as one person, in one batch and in two', async () => {
    const place = await makeCommunity(deps)
    const li = { ownerName: '李小红', phone: '13811112222' }
    await run(place, [row(1, li), row(2, li), row(3, { ...li, idNumber: '110101199003070011' })])
    await run(place, [row(4, { ownerName: '李小红', phone: undefined, idNumber: '110101199003070011' })])
    const ids = await Promise.all(['1-1-101', '1-1-102', '1-1-103', '1-1-104'].map(code => personOf(place, code)))
    expect(new Set(ids).size).toBe(1)
    const { companyId } = place
    const person = await loadPerson(place.ctx, companyId, ids[0] ?? '')
    const places = await firstPlaces(place.ctx, { companyId, personId: ids[0] ?? '' }, 50)
    expect(places).toHaveLength(4)
    expect(person).toMatchObject({ phoneMasked: '138****2222', idNumberMasked: '1101**********0011', version: 1 })
  })

  it('keeps father and son apart who share a number and a name', async () => {
    const place = await makeCommunity(deps)
    const same = { ownerName: '王强', phone: '13911112222' }
    await run(place, [row(1, { ...same, idNumber: '110101196003070010' })])
    await run(place, [row(2, { ...same, idNumber: '110101199003070011' })])
    expect(await personOf(place, '1-1-101')).not.toBe(await personOf(place, '1-1-102'))
  })

  it('makes joint owners of two names in a cell', async () => {
    const place = await makeCommunity(deps)
    await run(place, [row(1, { coOwners: [{ name: '陈静' }] })])
    const room = await loadRoom(place.ctx, place.communityId, roomIdOf(place.communityId, '1-1-101'))
    expect(room.occupancies.map(each => [each.personName, each.role, each.from])).toEqual([
      ['张1', 'owner', '2000-01-01'],
      ['陈静', 'owner', '2000-01-01'],
    ])
  })

  it('reports a changed area or another owner and overwrites neither', async () => {
    const place = await makeCommunity(deps)
    await run(place, [row(1), row(2), row(3, { ownerName: undefined, phone: undefined })])
    const outcomes = await run(place, [row(1, { areas: { built: 9000 } }), row(2, { ownerName: '钱七' }), row(3)])
    expect(outcomes).toMatchObject([{ outcome: 'conflict' }, { outcome: 'conflict' }, { outcome: 'owner_added' }])
    const known = await Promise.all(
      ['1-1-101', '1-1-102', '1-1-103'].map(code =>
        loadRoom(place.ctx, place.communityId, roomIdOf(place.communityId, code)),
      ),
    )
    expect(
      known.map(({ code, areas, occupancies }) => [code, areas.built, occupancies.map(each => each.personName)]),
    ).toEqual([
      ['1-1-101', 8950, ['张1']],
      ['1-1-102', 8950, ['张2']],
      ['1-1-103', 8950, ['张3']],
    ])
  })

  it('does not add an owner again whose first day is still to come', async () => {
    const place = await makeCommunity(deps)
    const later = row(1, { handoverDate: '2027-03-01', status: 'undelivered' })
    await run(place, [later])
    expect(await run(place, [later])).toMatchObject([{ outcome: 'unchanged' }])
  })

  it('finishes a batch that died between its transactions', async () => {
    const place = await makeCommunity(deps)
    const rows = Array.from({ length: 25 }, (_, i) => row(i + 1))
    const lost = deps.world.failNext({
      command: 'TransactWriteItems',
      when: 'before',
      error: 'throttle',
      match: roomIdOf(place.communityId, '1-1-125'),
      times: 1000,
    })
    await expect(run(place, rows)).rejects.toMatchObject({ code: 'request.busy' })
    lost.cancel()
    const outcomes = await run(place, rows)
    expect(new Set(outcomes.map(each => each.outcome))).toEqual(new Set(['unchanged', 'created']))
    expect(await counted(place)).toEqual({ rooms: 25, buildings: [{ building: '1', units: ['1'], rooms: 25 }] })
  })

  it('keeps no number in clear', async () => {
    const place = await makeCommunity(deps)
    await run(place, [row(1, { phone: '13877776666', idNumber: '110101199003070011' })])
    const person = await loadPerson(place.ctx, place.companyId, await personOf(place, '1-1-101'))
    expect(JSON.stringify(person)).not.toMatch(/13877776666|110101199003070011/)
  })
})
