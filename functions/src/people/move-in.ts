import type { OccupancyRole } from '@linli/shared/communities/schema'
import type { Context } from '../context'
import type { Write } from '../db-write'
import type { loadRoom } from '../communities/rooms'
import { phoneOf } from './resolve-persons'
import { anyCompany, phoneHomeKey, type Place, placeItem, type StoredPerson } from './store'

export type RoomWithOccupancies = Awaited<ReturnType<typeof loadRoom>>
export type OccupancyInRoom = RoomWithOccupancies['occupancies'][number]

export type MoveIn = Pick<
  OccupancyInRoom,
  'from' | 'to' | 'shareBp' | 'payer' | 'seesBills' | 'seesBillsBy' | 'invitedBy' | 'accounts'
> & {
  role: OccupancyRole
}

/**
 * A person's new occupancy of a room. The caller puts `occupancy` into the room, conditioned on its version;
 * `writes` are the rest: the person's place, and the way from their phone number to this home.
 * Needs the reach of the company and of `G#phone#`.
 */
export function moveInItems(
  ctx: Context,
  room: Pick<RoomWithOccupancies, 'communityId' | 'roomId' | 'code'>,
  person: StoredPerson,
  moveIn: MoveIn,
): { occupancy: OccupancyInRoom; writes: Write[] } {
  const occupancy = { occupancyId: ctx.newId(), personId: person.personId, personName: person.name, ...moveIn }
  const place: Place = {
    ...placeOf(ctx, person, moveIn.role),
    communityId: room.communityId,
    roomId: room.roomId,
    occupancyId: occupancy.occupancyId,
    code: room.code,
    role: moveIn.role,
    from: moveIn.from,
    ...(moveIn.to !== undefined && { to: moveIn.to }),
  }
  const homes = phoneHomeItems(place).map(write => ({ ...write, ifAbsent: true }))
  return { occupancy, writes: [{ put: placeItem(place), ifAbsent: true }, ...homes] }
}

/** What a place shows of its person. Family members come in by invitation: no number leads to their home. */
export function placeOf(ctx: Context, person: StoredPerson, role: OccupancyRole) {
  const phone = role === 'family' ? undefined : phoneOf(ctx, person)
  return {
    personId: person.personId,
    companyId: person.companyId,
    name: person.name,
    kind: person.kind,
    phoneMasked: person.phoneMasked,
    phoneHash: phone && ctx.deps.secrets.hashes(phone, anyCompany)[0],
    personVersion: person.version,
  }
}

/** The entry by which a verified number finds a home. */
export function phoneHomeItems(place: Place): Write[] {
  const { kind: _kind, phoneMasked: _masked, personVersion: _version, phoneHash, ...home } = place
  return phoneHash ? [{ put: { ...phoneHomeKey(phoneHash, place), ...home } }] : []
}

export const forgetPhoneHomeItems = (place: Place): Write[] =>
  place.phoneHash ? [{ delete: phoneHomeKey(place.phoneHash, place) }] : []
