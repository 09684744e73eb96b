import { beforeEach, describe, expect, it } from 'vitest'
import { imports, raised, room, traces, unversioned } from '../../test/few-records'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeFeeItem } from '../../test/make-billing'
import { makeImport, type RecordWish } from '../../test/make-import'
import { type OwnTable, ownTable } from '../../test/own-table'
import { loadRoom, roomIdOf } from '../communities/rooms'
import type { StoredRoom } from '../communities/store'
import { updateRoom } from '../communities/update-room'

let table: OwnTable
let place: Place
let tables = 0

beforeEach(async () => {
  table = await ownTable(`undo-versions-${process.pid}-${tables++}`)
  place = await makeCommunity(table.deps)
})

const { state, write, undo, again } = imports(() => ({ table, place }))

describe('the undo', () => {
  it('of one import over another: each gives back what stood before it, and no version comes twice', async () => {
    const home = await makeRoom(place, { code: '1-1-101' })
    const fees = await Promise.all(['物业费', '车位费'].map(name => makeFeeItem(place, { name })))
    const paid = (feeItemName: string, paidThrough: string): RecordWish => ({
      kind: 'paid_through',
      roomCode: '1-1-101',
      feeItemName,
      paidThrough,
    })
    const before = await table.dump(traces)
    const first = await makeImport(place, [paid(fees[0]?.name ?? '', '2026-10-31')])
    await write(first)
    const between = await table.dump(traces)
    const second = await makeImport(place, [
      room('1-1-101', { areas: home.areas, ownerName: '李小红', phone: '13800138001' }),
      paid(fees[1]?.name ?? '', '2026-09-30'),
    ])
    await write(second)
    await undo(second)
    const again = await table.dump(traces)
    expect([await state(second), unversioned(again)]).toEqual(['undone', unversioned(between)])
    expect(raised(between, again)).toHaveLength(2)
    await undo(first)
    const after = await table.dump(traces)
    expect([await state(first), unversioned(after)]).toEqual(['undone', unversioned(before)])
    expect(raised(before, after)).toHaveLength(1)
  })

  it('leaves no version to a page that was open meanwhile, whether the room stays or comes with the next import', async () => {
    const known = await makeRoom(place, { code: '1-1-101' })
    const wishes = [room('1-1-101', { areas: known.areas, ownerName: '李小红' }), room('1-1-102')]
    const open = (code: string) => loadRoom(place.ctx, place.communityId, roomIdOf(place.communityId, code))
    const save = ({ communityId, roomId, status, areas, version }: StoredRoom) =>
      updateRoom(place.ctx, { communityId, roomId, status, areas: { ...areas, inner: 7000 }, version })
    const made = await makeImport(place, wishes)
    await write(made)
    const [stayed, gone] = [await open('1-1-101'), await open('1-1-102')]
    table.deps.clock.advance(60_000)
    await undo(made)
    await save(await open('1-1-101'))
    await expect(save(stayed)).rejects.toMatchObject({ code: 'record.changed' })
    await write(await again(made))
    await expect(save(gone)).rejects.toMatchObject({ code: 'record.changed' })
  })
})
