import type { TableField } from '@linli/shared/imports/fields'
import type { RoomRow } from '@linli/shared/imports/schema'
import { addDays, type BusinessDate, maxDate } from '@linli/shared/time'
import * as z from 'zod'
import { coverKey } from '../billing/cover'
import type { Context } from '../context'
import { firstVersion } from '../first-version'
import { moveInItems } from '../people/move-in'
import type { PersonInput } from '../people/resolve-persons'
import { settlePersons, settlingReach } from '../people/settle-in'
import type { PlanAt, Planned } from '../imports/planned'
import type { RecordOf } from '@linli/shared/imports/record'
import { countItems } from './buildings'
import { hasEnded, loadRooms, newRoomWrite, roomIdOf, roomWrite } from './rooms'
import type { StoredRoom } from './store'

type RoomRecord = RecordOf<'room'>
type PlannedRoom = Planned<RoomRecord>

/** The first day of an owner whose own first day nobody knows: bills and views of every period reach them. */
export const sinceEver = '2000-01-01'

/**
 * Rooms with their owners, occupancies and counters. A room that is known as the row says is unchanged; a known one
 * without an owner takes the row's; with other areas or another owner it is a conflict. Needs the community's reach.
 */
export async function planRooms(ctx: Context, at: PlanAt, records: RoomRecord[]): Promise<PlannedRoom[]> {
  const { communityId, companyId } = at
  const ids = records.map(record => roomIdOf(communityId, record.code))
  const rooms = await loadRooms(ctx, communityId, ids)
  const decided = records.map((record, i) => decide(ctx, record, rooms[i]))
  if (at.looking)
    return records.map((record, i) => {
      const known = rooms[i]
      const write = known ? roomWrite(ctx, known, {}).write : newRoomWrite(newRoom(ctx, at, ids[i] ?? '', record))
      const { what, ...why } = decided[i] ?? {}
      return { record, writes: what === 'write' ? [write] : [], ...why }
    })
  const wide = settlingReach(ctx, companyId)
  const owners = records.map((record, i) => (decided[i]?.what === 'write' ? ownersOf(record) : []))
  const [persons, covers] = await Promise.all([
    settlePersons(wide, { companyId, communityId }, owners.flat()),
    coverVersions(
      ctx,
      communityId,
      ids.filter((_, i) => rooms[i] && decided[i]?.what === 'write'),
    ),
  ])
  let next = 0
  return records.map((record, i): PlannedRoom => {
    const { what, ...why } = decided[i] ?? {}
    if (what !== 'write') return { record, writes: [], ...why }
    const own = persons.slice(next, next + (owners[i]?.length ?? 0))
    next += own.length
    const roomId = ids[i] ?? ''
    const known = rooms[i]
    const room = known ?? newRoom(ctx, at, roomId, record)
    const from = ownedSince(room, record.handoverDate)
    const moves = own.map(({ person }, n) =>
      moveInItems(wide, room, person, { role: 'owner', from, shareBp: owners[i]?.[n]?.shareBp }),
    )
    const occupancies = [...room.occupancies, ...moves.map(move => move.occupancy)]
    const rest = [...own.flatMap(person => person.writes), ...moves.flatMap(move => move.writes)]
    const untouched = [{ key: coverKey(communityId, roomId), version: covers.get(roomId) }]
    if (known) return { record, writes: [roomWrite(ctx, room, { occupancies }).write, ...rest], untouched }
    const created = { ...room, occupancies }
    return { record, writes: [newRoomWrite(created), ...rest, ...countItems(communityId, [created])], untouched }
  })
}

/** Since when owners own whom a sheet names without a day: after those who owned before, whose days and arrears stay theirs. */
export function ownedSince(
  { occupancies, handoverDate }: Pick<StoredRoom, 'occupancies' | 'handoverDate'>,
  said = handoverDate,
): BusinessDate {
  const ends = occupancies.flatMap(({ role, to }) => (role === 'owner' && to !== undefined ? [to] : []))
  return ends.map(to => addDays(to, 1)).reduce(maxDate, said ?? sinceEver)
}

/** The cover of a room changes with every bill. */
export async function coverVersions(
  ctx: Context,
  communityId: string,
  roomIds: string[],
): Promise<Map<string, number>> {
  const found = await ctx.db.getMany(
    roomIds.map(roomId => coverKey(communityId, roomId)),
    z.object({ version: z.number().int() }),
  )
  return new Map(roomIds.flatMap((roomId, i) => (found[i] ? [[roomId, found[i].version]] : [])))
}

type Decided = { what: 'write' | 'nothing' } & Pick<PlannedRoom, 'conflict' | 'about'>

function decide(ctx: Context, row: RoomRow, room: StoredRoom | undefined): Decided {
  if (!room) return { what: 'write' }
  const area = areaNames.find(name => row.areas[name] !== undefined && row.areas[name] !== room.areas[name])
  if (area) return conflicting(row.code, '面积', areaFields[area])
  return decideOwners(ctx, room, ownersOf(row))
}

/** Owners that a row names, beside those that the system knows: it takes all of them, or knows all of them. */
export function decideOwners(ctx: Context, room: StoredRoom, owners: Pick<PersonInput, 'name'>[]): Decided {
  const known = room.occupancies.filter(each => each.role === 'owner' && !hasEnded(each, ctx.today()))
  if (known.length === 0) return { what: owners.length > 0 ? 'write' : 'nothing' }
  const isSame = owners.every(({ name }) => known.some(each => each.personName === name))
  return isSame ? { what: 'nothing' } : conflicting(room.code, '业主', 'ownerName')
}

const conflicting = (code: string, what: string, about: TableField): Decided => ({
  what: 'nothing',
  conflict: `${code} 已经在系统里，${what}和表格不一样，没有覆盖；要改请到房屋页改`,
  about,
})

/** An area that the row leaves out says nothing. */
const areaNames = ['built', 'inner', 'billable', 'heating'] as const
const areaFields = { built: 'builtArea', inner: 'innerArea', billable: 'billableArea', heating: 'heatingArea' } as const

const newRoom = (ctx: Context, { communityId, importId }: PlanAt, roomId: string, row: RoomRow): StoredRoom => ({
  roomId,
  communityId,
  code: row.code,
  building: row.building,
  unit: row.unit,
  room: row.room,
  areas: row.areas,
  status: row.status,
  handoverDate: row.handoverDate,
  occupancies: [],
  importId,
  version: firstVersion(ctx),
  updatedAt: ctx.now(),
})

/** Joint owners (共同共有) follow the first. */
export function ownersOf(row: RoomRow): (PersonInput & { shareBp?: number | undefined })[] {
  const { ownerName: name, ownerKind: kind = 'natural', phone, idNumber, ownerShareBp: shareBp } = row
  if (name === undefined) return []
  const first = { name, kind, phone, idNumber, shareBp }
  return [first, ...(row.coOwners ?? []).map(owner => ({ ...owner, kind: 'natural' as const }))]
}
