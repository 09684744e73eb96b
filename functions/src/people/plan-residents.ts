import type { RecordOf } from '@linli/shared/imports/record'
import { broughtProblems } from '../billing/words'
import { coverKey } from '../billing/cover'
import { coverVersions, decideOwners, ownedSince } from '../communities/import-rooms'
import { hasEnded, loadRooms, roomIdOf, roomWrite, sameRoomCheck } from '../communities/rooms'
import type { Context } from '../context'
import type { PlanAt, Planned } from '../imports/planned'
import { moveInItems, type RoomWithOccupancies } from './move-in'
import { settlePersons, settlingReach } from './settle-in'

type ResidentsRecord = RecordOf<'residents'>
type Resident = ResidentsRecord['people'][number]

/**
 * People of rooms: tenants and family members, who begin today where no sheet says since when, and the owners of rooms
 * that have none yet. Whoever lives there already in the same role is unchanged; other owners than the room has are a conflict.
 */
export async function planResidents(
  ctx: Context,
  at: PlanAt,
  records: ResidentsRecord[],
): Promise<Planned<ResidentsRecord>[]> {
  const { communityId, companyId, looking } = at
  const ids = records.map(({ roomCode }) => roomIdOf(communityId, roomCode))
  const rooms = await loadRooms(ctx, communityId, ids)
  const decided = records.map((record, i) => decide(ctx, record, rooms[i]))
  if (looking)
    return records.map((record, i) => {
      const { coming = [], ...why } = rooms[i] ? (decided[i] ?? {}) : { coming: record.people }
      // Only whether there is something to write matters here.
      const write = sameRoomCheck(communityId, ids[i] ?? '', rooms[i]?.version ?? 0)
      return { record, writes: coming.length > 0 ? [write] : [], ...why }
    })
  const wide = settlingReach(ctx, companyId)
  const [persons, covers] = await Promise.all([
    settlePersons(
      wide,
      { companyId, communityId },
      decided.flatMap(({ coming }) => coming ?? []),
    ),
    coverVersions(ctx, communityId, ids),
  ])
  let next = 0
  return records.map((record, i): Planned<ResidentsRecord> => {
    const { coming = [], ...why } = decided[i] ?? {}
    const own = persons.slice(next, next + coming.length)
    next += own.length
    const room = rooms[i]
    if (!room || own.length === 0) return { record, writes: [], ...why }
    const moves = own.map(({ person }, n) => {
      const { role, shareBp, from: said = ctx.today(), to } = coming[n] ?? { role: 'owner' as const }
      if (role === 'owner') return moveInItems(wide, room, person, { role, from: ownedSince(room), shareBp })
      return moveInItems(wide, room, person, { role, from: said, to })
    })
    const occupancies = [...room.occupancies, ...moves.map(({ occupancy }) => occupancy)]
    const { write } = roomWrite(ctx, room, { occupancies })
    const { roomId } = room
    return {
      record,
      writes: [write, ...own.flatMap(({ writes }) => writes), ...moves.flatMap(({ writes }) => writes)],
      untouched: [{ key: coverKey(communityId, roomId), version: covers.get(roomId) }],
    }
  })
}

type Decided = { coming?: Resident[] } & Pick<Planned, 'conflict' | 'about'>

function decide(ctx: Context, { roomCode, people }: ResidentsRecord, room: RoomWithOccupancies | undefined): Decided {
  if (!room) return { conflict: broughtProblems.room(roomCode) }
  const owners = people.filter(({ role }) => role === 'owner')
  const { what, ...why } = owners.length > 0 ? decideOwners(ctx, room, owners) : { what: 'nothing' as const }
  if (why.conflict !== undefined) return why
  const lives = ({ role, name }: Resident) =>
    room.occupancies.some(each => each.role === role && each.personName === name && !hasEnded(each, ctx.today()))
  // A lease that is over tells of nobody who lives there.
  const isOver = ({ to }: Resident) => to !== undefined && to < ctx.today()
  const members = people.filter(each => each.role !== 'owner' && !isOver(each) && !lives(each))
  return { coming: [...(what === 'write' ? owners : []), ...members] }
}
