import { beforeEach, describe, expect, it } from 'vitest'
import { imports, raised, room, traces, unversioned } from '../../test/few-records'
import { testContext } from '../../test/context'
import { makeCommunity, makeRoom, type Place, staffActor } from '../../test/make'
import { makeImport, type RecordWish } from '../../test/make-import'
import { type OwnTable, ownTable } from '../../test/own-table'
import { loadRoom, roomIdOf } from '../communities/rooms'
import { planRecords } from '../imports/planners'
import { endOccupancy } from './end-occupancy'

let table: OwnTable
let place: Place
let tables = 0

beforeEach(async () => {
  table = await ownTable(`residents-${process.pid}-${tables++}`)
  place = await makeCommunity(table.deps)
})

const { state, stored, write, undo } = imports(() => ({ table, place }))

type Person = Extract<RecordWish, { kind: 'residents' }>['people'][number]
const person = (name: string, role: Person['role'], phone?: string): Person => ({ name, role, kind: 'natural', phone })
const living = (roomCode: string, ...people: Person[]): RecordWish => ({ kind: 'residents', roomCode, people })
const who = async (code: string) =>
  (await loadRoom(place.ctx, place.communityId, roomIdOf(place.communityId, code))).occupancies.map(
    ({ personName, role, from }) => [personName, role, from],
  )
const today = '2026-11-22'

describe('people of an import', () => {
  it('keep their shares and the days of their lease; a lease that is over brings nobody', async () => {
    const shares = { ownerShareBp: 6000, coOwners: [{ name: '王强', shareBp: 4000 }] }
    const tenant = (name: string, to: string) => ({ ...person(name, 'tenant'), from: '2026-03-01', to })
    const made = await makeImport(place, [
      room('1-1-101', { ownerName: '李小红', ...shares }),
      living('1-1-101', tenant('赵云', '2027-02-28'), tenant('孙丽', '2026-08-31')),
    ])
    await write(made)
    const { occupancies } = await loadRoom(place.ctx, place.communityId, roomIdOf(place.communityId, '1-1-101'))
    expect(occupancies.map(({ personName, from, to, shareBp }) => [personName, from, to, shareBp])).toEqual([
      ['李小红', '2000-01-01', undefined, 6000],
      ['王强', '2000-01-01', undefined, 4000],
      ['赵云', '2026-03-01', '2027-02-28', undefined],
    ])
  })

  it('live in rooms of the same file and in rooms that are there, and go again with its undo', async () => {
    await makeRoom(place, { code: '2-1-101' })
    await makeRoom(place, { code: '2-1-102', ownerName: '王明' })
    const before = await table.dump(traces)
    const made = await makeImport(place, [
      room('1-1-101', { ownerName: '李小红', phone: '13800138001' }),
      living('1-1-101', person('赵云', 'tenant', '13700137000'), person('李小小', 'family')),
      living('2-1-101', person('陈静', 'owner'), person('陈平', 'owner', '13600136000')),
      living('2-1-102', person('王明', 'owner'), person('赵云', 'tenant', '13700137000')),
    ])
    await write(made)
    expect(await state(made)).toBe('imported')
    expect(await who('1-1-101')).toEqual([
      ['李小红', 'owner', '2000-01-01'],
      ['赵云', 'tenant', today],
      ['李小小', 'family', today],
    ])
    expect(await who('2-1-101')).toEqual([
      ['陈静', 'owner', '2000-01-01'],
      ['陈平', 'owner', '2000-01-01'],
    ])
    expect(await who('2-1-102')).toEqual([
      ['王明', 'owner', '2000-01-01'],
      ['赵云', 'tenant', today],
    ])
    await undo(made)
    const after = await table.dump(traces)
    expect([await state(made), unversioned(after)]).toEqual(['undone', unversioned(before)])
    expect(raised(before, after)).toHaveLength(2)
  })

  it('are unchanged when they live there already, and a conflict when the room has other owners', async () => {
    await makeRoom(place, { code: '2-1-102', ownerName: '王明' })
    const tenant = living('2-1-102', person('赵云', 'tenant', '13700137000'))
    await write(await makeImport(place, [tenant]))
    const { communityId, companyId } = place
    const asked = [
      living('2-1-102', person('王明', 'owner'), person('赵云', 'tenant')),
      living('2-1-102', person('钱七', 'owner')),
      living('9-9-909', person('钱七', 'owner')),
    ].map((wish, i) => ({ ...wish, sheet: '住户', row: i + 2 }))
    for (const looking of [true, false]) {
      const at = { communityId, companyId, importId: table.deps.newId(), looking }
      const [known, other, nowhere] = await planRecords(place.ctx, at, 'residents', asked)
      expect(known).toMatchObject({ writes: [] })
      expect(known).not.toHaveProperty('conflict')
      expect(other).toMatchObject({ writes: [], conflict: expect.stringContaining('业主'), about: 'ownerName' })
      // A room may come with the same file; when it is written it must be there.
      if (looking) expect(nowhere?.writes).toHaveLength(1)
      else expect(nowhere).toMatchObject({ writes: [], conflict: '没有房屋 9-9-909' })
    }
  })

  it('own a room after those who owned it before, never in their days', async () => {
    const { communityId } = place
    const office = testContext(table.deps, staffActor(table.deps, place, 'manager'))
    const { roomId, occupancies } = await makeRoom(place, { code: '2-1-103', ownerName: '老业主' })
    const occupancyId = occupancies[0]?.occupancyId ?? ''
    await endOccupancy(office, { communityId, roomId, occupancyId, to: '2026-06-30' })
    await write(await makeImport(place, [living('2-1-103', person('新业主', 'owner'))]))
    expect((await who('2-1-103')).filter(([name]) => name === '新业主')).toEqual([['新业主', 'owner', '2026-07-01']])
  })

  it('of one room in several records all come in', async () => {
    await makeRoom(place, { code: '2-1-101' })
    const made = await makeImport(place, [
      living('2-1-101', person('甲一', 'tenant'), person('甲二', 'tenant')),
      living('2-1-101', person('甲三', 'family')),
    ])
    await write(made)
    expect(await stored(made)).toMatchObject({ state: 'imported' })
    expect((await who('2-1-101')).map(([name]) => name)).toEqual(['甲一', '甲二', '甲三'])
  })
})
