import { Assignment } from '@linli/shared/billing/registers'
import { Id } from '@linli/shared/ids'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import type { Item } from '../db'

const from = { importId: Id.optional(), version: z.number().int() }
export const StoredAssignment = Assignment.extend(from)
export type StoredAssignment = z.infer<typeof StoredAssignment>

/** What belongs to a room: its bills, and these registers. */
export const ofRoomPk = (communityId: string, roomId: string) => `C#${communityId}#room#${roomId}`
export const assignmentsBegin = 'assignment#'

export const assignmentsByRoom = (communityId: string) => `C#${communityId}#assignments`
export const assignmentItem = (assignment: StoredAssignment): Item => ({
  pk: ofRoomPk(assignment.communityId, assignment.roomId),
  sk: assignmentsBegin + assignment.assignmentId,
  ...assignment,
  gs1pk: assignmentsByRoom(assignment.communityId),
  gs1sk: `${sortCode(assignment.roomCode)}#${assignment.feeItemName}#${assignment.from ?? ''}#${assignment.assignmentId}`,
})
