import { type OccupancyRole, occupancyRoleNames, type Room } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { isLive, loadRoom, roomWrite } from '../communities/rooms'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { idempotencyItems } from '../idempotency'
import { recountItem } from '../identity/count-joined'
import { moveInItems } from './move-in'
import { companyOf } from './person'
import { type PersonInput, resolvePerson } from './resolve-persons'

export type AddOccupancyInput = {
  communityId: string
  roomId: string
  person: PersonInput
  role: OccupancyRole
  from: string
  payer?: boolean | undefined
}

/**
 * Registers that somebody owns a room or lives there, from a day on. The person is found or made once per company.
 * Throws record.not_found, people.room_occupied when they are there already in this role.
 */
export async function addOccupancy(ctx: Context, input: AddOccupancyInput): Promise<Room> {
  const companyId = companyOf(ctx, input.communityId)
  const wide = reaching(ctx, 'G#phone#')
  return deciding(async () => {
    const [room, resolved] = await Promise.all([
      loadRoom(ctx, input.communityId, input.roomId),
      resolvePerson(ctx, { companyId, communityId: input.communityId }, input.person),
    ])
    const twin = room.occupancies.find(
      each => each.personId === resolved.person.personId && each.role === input.role && isLive(each, input.from),
    )
    if (twin) throw new AppError('people.room_occupied')
    const { role, from } = input
    const payer = input.payer && role === 'tenant' ? { payer: true, seesBills: true } : {}
    const { occupancy, writes } = moveInItems(wide, room, resolved.person, { role, from, ...payer })
    const next = roomWrite(ctx, room, { occupancies: [...room.occupancies, occupancy] })
    const audit = auditItem(ctx, {
      communityId: input.communityId,
      action: 'people.add_occupancy',
      objectType: 'room',
      objectId: room.roomId,
      personId: resolved.person.personId,
      summary: `登记 ${room.code} 的${occupancyRoleNames[role]}，自 ${from}`,
    })
    const recount = recountItem(ctx, room)
    const all = [next.write, ...resolved.writes, ...writes, recount, audit, ...idempotencyItems(ctx, next.room)]
    await wide.db.transact(all, audit.put)
    return next.room
  })
}
