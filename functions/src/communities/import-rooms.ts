import type { Areas } from '@linli/shared/communities/schema'
import type { RoomRow } from '@linli/shared/imports/schema'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { keyOfWrite, type Write } from '../db-write'
import { moveInItems } from '../people/move-in'
import { type PersonInput, resolvePersons } from '../people/resolve-persons'
import { countItems } from './buildings'
import { hasEnded, loadRooms, newRoomWrite, roomIdOf, roomWrite } from './rooms'
import type { StoredRoom } from './store'

export type ImportRoomsInput = { communityId: string; companyId: string; importId: string; rows: RoomRow[] }

/**
 * What became of a row. `owner_added`: the room was known and empty. `conflict`: the room is known with other areas or
 * another owner; nothing of the row was written.
 */
export type RowOutcome = {
  row: number
  code: string
  roomId: string
  outcome: 'created' | 'unchanged' | 'owner_added' | 'conflict'
  conflict?: 'areas' | 'owner'
}

type Planned = { outcome: RowOutcome; writes: Write[]; created?: StoredRoom }

/** The first day of an owner whose own first day nobody knows: bills and views of every period reach them. */
const sinceEver = '2000-01-01'
/** 60 writes, less the audit record. */
const mostWrites = 59

/**
 * Writes up to 15 rows: rooms, owners, occupancies, counters. Needs the reach of the community. The same row again
 * changes nothing. Rows go in as few transactions of at most 60 writes as hold them, a row never in two.
 * Batches may run side by side, best with the rows of one building in one lane: its counter is one item.
 * When another batch was faster with an item, the batch is planned anew.
 */
export async function importRooms(ctx: Context, input: ImportRoomsInput): Promise<RowOutcome[]> {
  if (input.rows.length > 15) throw new Error(`a batch of ${input.rows.length} rows`)
  const wide = reaching(ctx, `M#${input.companyId}#`, 'G#phone#')
  return deciding(async () => {
    const planned = await plan(wide, input)
    const writing = planned.filter(each => each.writes.length > 0)
    for (const group of groups(input.communityId, writing)) {
      const created = group.flatMap(each => each.created ?? [])
      const audit = auditItem(ctx, {
        communityId: input.communityId,
        action: 'imports.write_rooms',
        objectType: 'import',
        objectId: input.importId,
        summary: `写入 ${group.length} 间：${group[0]?.outcome.code} 起`,
        technical: true,
      })
      const writes = [...group.flatMap(each => each.writes), ...countItems(input.communityId, created), audit]
      await wide.db.transact(writes, audit.put)
    }
    return planned.map(each => each.outcome)
  })
}

async function plan(ctx: Context, { communityId, companyId, rows }: ImportRoomsInput): Promise<Planned[]> {
  const ids = rows.map(row => roomIdOf(communityId, row.code))
  const rooms = await loadRooms(ctx, communityId, ids)
  const outcomes = rows.map(
    (row, i): RowOutcome => ({
      row: row.row,
      code: row.code,
      roomId: ids[i] ?? '',
      ...decide(ctx, row, rooms[i]),
    }),
  )
  const writing = outcomes.map(({ outcome }) => outcome === 'created' || outcome === 'owner_added')
  const owners = rows.map((row, i) => (writing[i] ? ownersOf(row) : []))
  const resolved = await resolvePersons(ctx, { companyId, communityId }, owners.flat())
  let next = 0
  return rows.map((row, i) => {
    const outcome = outcomes[i]
    if (!outcome) throw new Error('a row without an outcome')
    if (!writing[i]) return { outcome, writes: [] }
    const first = next
    next += owners[i]?.length ?? 0
    const persons = resolved.slice(first, next)
    const from = row.handoverDate ?? sinceEver
    const room = rooms[i] ?? newRoom(ctx, communityId, outcome.roomId, row)
    const moves = persons.map(({ person }) => moveInItems(ctx, room, person, { role: 'owner', from }))
    const occupancies = [...room.occupancies, ...moves.map(move => move.occupancy)]
    const rest = [...persons.flatMap(person => person.writes), ...moves.flatMap(move => move.writes)]
    if (rooms[i]) return { outcome, writes: [roomWrite(ctx, room, { occupancies }).write, ...rest] }
    const created = { ...room, occupancies }
    return { outcome, writes: [newRoomWrite(created), ...rest], created }
  })
}

function decide(ctx: Context, row: RoomRow, room: StoredRoom | undefined): Pick<RowOutcome, 'outcome' | 'conflict'> {
  if (!room) return { outcome: 'created' }
  if (!sameAreas(room.areas, row.areas)) return { outcome: 'conflict', conflict: 'areas' }
  const known = room.occupancies.filter(each => each.role === 'owner' && !hasEnded(each, ctx.today()))
  const named = ownersOf(row).map(owner => owner.name)
  if (known.length === 0) return { outcome: named.length > 0 ? 'owner_added' : 'unchanged' }
  const isSame = named.every(name => known.some(each => each.personName === name))
  return isSame ? { outcome: 'unchanged' } : { outcome: 'conflict', conflict: 'owner' }
}

/** Whether a row says of a room what is known of it; an area that the row leaves out says nothing. */
function sameAreas(known: Areas, row: Areas): boolean {
  const names = ['built', 'inner', 'billable', 'heating'] as const
  return names.every(name => row[name] === undefined || row[name] === known[name])
}

const newRoom = (ctx: Context, communityId: string, roomId: string, row: RoomRow): StoredRoom => ({
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
  version: 1,
  updatedAt: ctx.now(),
})

/** Joint owners (共同共有) follow the first. */
function ownersOf(row: RoomRow): PersonInput[] {
  if (row.ownerName === undefined) return []
  const first = { name: row.ownerName, kind: row.ownerKind ?? 'natural', phone: row.phone, idNumber: row.idNumber }
  return [first, ...(row.coOwners ?? []).map(owner => ({ ...owner, kind: 'natural' as const }))]
}

/** As few transactions as hold the rows, in order. An item that is written twice (somebody's second room) starts a new one. */
function groups(communityId: string, planned: Planned[]): Planned[][] {
  const all: Planned[][] = []
  let keys = new Set<string>()
  for (const each of planned) {
    const own = each.writes.map(keyText)
    const counters = each.created ? countItems(communityId, [each.created]).map(keyText) : []
    const together = new Set([...keys, ...own, ...counters])
    const isFull = together.size > mostWrites || own.some(key => keys.has(key))
    if (all.length === 0 || isFull) all.push([])
    all.at(-1)?.push(each)
    keys = isFull ? new Set([...own, ...counters]) : together
  }
  return all
}

function keyText(write: Write): string {
  const { pk, sk } = keyOfWrite(write)
  return `${pk}|${sk}`
}
