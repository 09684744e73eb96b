import type { Room } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import { parseRoomName } from '@linli/shared/imports/room-code'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { idempotencyItems } from '../idempotency'
import { countItems } from './buildings'
import { newRoomWrite, roomIdOf } from './rooms'

export type CreateRoomInput = Pick<
  Room,
  'communityId' | 'building' | 'unit' | 'room' | 'areas' | 'status' | 'handoverDate'
>

/** A new room, unique by its code. Throws record.exists, or request.invalid when its parts make no code. */
export async function createRoom(ctx: Context, input: CreateRoomInput): Promise<Room> {
  const name = parseRoomName({ building: input.building, unit: input.unit, room: input.room })
  if (!name.ok)
    throw new AppError('request.invalid', {
      fields: [{ path: 'room', message: '楼栋、单元、房号请分开填，比如 3、2、1501' }],
    })
  const { building, unit, room, code } = name
  const created: Room = {
    ...input,
    building,
    unit,
    room,
    code,
    roomId: roomIdOf(input.communityId, code),
    occupancies: [],
    version: 1,
    updatedAt: ctx.now(),
  }
  const audit = auditItem(ctx, {
    communityId: input.communityId,
    action: 'communities.create_room',
    objectType: 'room',
    objectId: created.roomId,
    summary: `新增房屋 ${code}`,
  })
  const writes = [newRoomWrite(created), ...countItems(input.communityId, [created]), audit]
  try {
    await ctx.db.transact([...writes, ...idempotencyItems(ctx, created)], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.exists')
    throw error
  }
  return created
}
