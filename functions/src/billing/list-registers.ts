import type { Assignment, Meter } from '@linli/shared/billing/registers'
import type { Context } from '../context'
import {
  assignmentsBegin,
  assignmentsByRoom,
  metersBegin,
  metersByRoom,
  ofRoomPk,
  StoredAssignment,
  StoredMeter,
} from './register-store'

type Asked = { communityId: string; roomId?: string | undefined; limit: number; cursor?: string | undefined }

/** A page of meters in the order of their rooms, eventually consistent; or those of one room. */
export const listMeters = (
  ctx: Context,
  { communityId, roomId, ...page }: Asked,
): Promise<{ items: Meter[]; cursor?: string }> =>
  ctx.db.query({
    ...(roomId === undefined
      ? { index: 'gs1' as const, pk: metersByRoom(communityId) }
      : { pk: ofRoomPk(communityId, roomId), begins: metersBegin }),
    schema: StoredMeter,
    ...page,
  })

/** The same of fee items that rooms were given. */
export const listAssignments = (
  ctx: Context,
  { communityId, roomId, ...page }: Asked,
): Promise<{ items: Assignment[]; cursor?: string }> =>
  ctx.db.query({
    ...(roomId === undefined
      ? { index: 'gs1' as const, pk: assignmentsByRoom(communityId) }
      : { pk: ofRoomPk(communityId, roomId), begins: assignmentsBegin }),
    schema: StoredAssignment,
    ...page,
  })
