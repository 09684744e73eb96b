import { type Room, roomStatusNames } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import { areaScale, formatScaled } from '@linli/shared/money'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { loadRoom, roomWrite } from './rooms'

type UpdateRoomInput = Pick<Room, 'communityId' | 'roomId' | 'areas' | 'status' | 'handoverDate' | 'version'>

/** Changes a room's areas, status and handover date. Throws record.not_found, record.changed. */
export async function updateRoom(ctx: Context, input: UpdateRoomInput): Promise<Room> {
  const room = await loadRoom(ctx, input.communityId, input.roomId)
  if (room.version !== input.version) throw new AppError('record.changed')
  const { areas, status, handoverDate } = input
  const next = roomWrite(ctx, room, { areas, status, handoverDate })
  const audit = auditItem(ctx, {
    communityId: input.communityId,
    action: 'communities.update_room',
    objectType: 'room',
    objectId: input.roomId,
    summary: `修改房屋 ${room.code}：收费面积 ${formatScaled(areas.billable ?? areas.built, areaScale)} m²，${roomStatusNames[status]}`,
  })
  try {
    await ctx.db.transact([next.write, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.changed')
    throw error
  }
  return next.room
}
