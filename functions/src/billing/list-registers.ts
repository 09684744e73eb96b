import type { Meter } from '@linli/shared/billing/meter-schema'
import type { Assignment } from '@linli/shared/billing/registers'
import { sortCode } from '@linli/shared/imports/room-code'
import type { Context } from '../context'
import { commonCode, metersBegin, metersByRoom, StoredMeter } from './meter-store'
import { assignmentsBegin, assignmentsByRoom, ofRoomPk, StoredAssignment } from './register-store'

type Asked = { communityId: string; roomId?: string | undefined; limit: number; cursor?: string | undefined }

/** A page of meters in the order of their rooms, eventually consistent; of one building; or those of one room. */
export const listMeters = (
  ctx: Context,
  { communityId, roomId, building, ...page }: Asked & { building?: string | undefined },
): Promise<{ items: Meter[]; cursor?: string }> =>
  ctx.db.query({
    ...(roomId === undefined
      ? { index: 'gs1' as const, pk: metersByRoom(communityId), ...(building !== undefined && inBuilding(building)) }
      : { pk: ofRoomPk(communityId, roomId), begins: metersBegin }),
    schema: StoredMeter,
    ...page,
  })

const inBuilding = (building: string) => ({
  begins: building.endsWith(commonCode()) ? `${sortCode(building)}#` : `${sortCode(building)}-`,
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
