import { occupancyRoleNames, type Room } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { loadRoom, roomWrite } from '../communities/rooms'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { moveOutItems } from './move-out'
import { companyOf } from './person'

export type EndOccupancyInput = { communityId: string; roomId: string; occupancyId: string; to: string }

/**
 * Ends an occupancy with its last day; the access of every account bound to it ends in the same transaction.
 * An ended one may be ended earlier, never later. Throws record.not_found, people.bad_dates.
 */
export async function endOccupancy(ctx: Context, input: EndOccupancyInput): Promise<Room> {
  const companyId = companyOf(ctx, input.communityId)
  return deciding(async () => {
    const room = await loadRoom(ctx, input.communityId, input.roomId)
    const ending = room.occupancies.find(each => each.occupancyId === input.occupancyId)
    if (!ending) throw new AppError('record.not_found')
    if (ending.to === input.to) return room
    if (input.to < ending.from || (ending.to !== undefined && ending.to < input.to))
      throw new AppError('people.bad_dates', {
        fields: [{ path: 'to', message: '最后一天不能早于开始，也不能晚于已登记的结束' }],
      })
    const out = await moveOutItems(ctx, companyId, room, [input.occupancyId], { to: input.to })
    const next = roomWrite(ctx, room, { occupancies: out.occupancies })
    const audit = auditItem(ctx, {
      communityId: input.communityId,
      action: 'people.end_occupancy',
      objectType: 'room',
      objectId: room.roomId,
      personId: ending.personId,
      summary: `${room.code} 的${occupancyRoleNames[ending.role]}到 ${input.to} 为止`,
    })
    await reaching(ctx, ...out.owners).db.transact([next.write, ...out.writes, audit], audit.put)
    return next.room
  })
}
