import type { RecordOf } from '@linli/shared/imports/record'
import type { Holder } from '@linli/shared/parking/schema'
import { loadRooms, roomIdOf } from '../communities/rooms'
import type { Context } from '../context'
import type { Write } from '../db-write'
import type { PlanAt } from '../imports/planned'
import { settlePersons, settlingReach } from '../people/settle-in'

type Holding = Pick<RecordOf<'vehicle'>, 'holder' | 'roomCode'>
/** Whose it is and at which room; `writes` make or complete the person. */
export type Placed = {
  place: { roomId?: string; roomCode?: string; holder?: Holder }
  writes: Write[]
  conflict?: string
}

/**
 * Who holds spaces or vehicles: somebody of the named room by the same name; else whom phone or ID number tell; else a
 * name alone, because two people of one name are not one.
 */
export async function placeHolders(ctx: Context, at: PlanAt, records: Holding[]): Promise<Placed[]> {
  const { communityId, companyId, looking } = at
  const codes = [...new Set(records.flatMap(({ roomCode }) => roomCode ?? []))]
  const found = await loadRooms(
    ctx,
    communityId,
    codes.map(code => roomIdOf(communityId, code)),
  )
  const rooms = new Map(codes.map((code, i) => [code, found[i]]))
  const known = records.map(({ holder, roomCode }) =>
    rooms.get(roomCode ?? '')?.occupancies.find(({ personName }) => personName === holder?.name),
  )
  const asked = records.flatMap(({ holder }, i) =>
    !looking && holder && !known[i] && (holder.phone ?? holder.idNumber) ? [{ i, holder }] : [],
  )
  const settled = await settlePersons(
    settlingReach(ctx, companyId),
    { companyId, communityId },
    asked.map(({ holder }) => holder),
  )
  const persons = new Map(asked.map(({ i }, n) => [i, settled[n]]))
  return records.map(({ holder, roomCode }, i) => {
    const room = roomCode === undefined ? undefined : rooms.get(roomCode)
    if (roomCode !== undefined && !room && !looking)
      return { place: {}, writes: [], conflict: `没有 ${roomCode} 这间房屋` }
    const personId = known[i]?.personId ?? persons.get(i)?.person.personId
    return {
      place: {
        ...(room && { roomId: room.roomId }),
        ...(roomCode !== undefined && { roomCode }),
        ...(holder && { holder: { name: holder.name, ...(personId !== undefined && { personId }) } }),
      },
      writes: persons.get(i)?.writes ?? [],
    }
  })
}
