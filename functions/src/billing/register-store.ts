import { Assignment, Meter } from '@linli/shared/billing/registers'
import { Id } from '@linli/shared/ids'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import type { Item } from '../db'

const from = { importId: Id.optional(), version: z.number().int() }
export const StoredMeter = Meter.extend(from)
export type StoredMeter = z.infer<typeof StoredMeter>
export const StoredAssignment = Assignment.extend(from)
export type StoredAssignment = z.infer<typeof StoredAssignment>

/** What belongs to a room: its bills, and these registers. */
export const ofRoomPk = (communityId: string, roomId: string) => `C#${communityId}#room#${roomId}`
export const metersBegin = 'meter#'
export const assignmentsBegin = 'assignment#'

export const metersByRoom = (communityId: string) => `C#${communityId}#meters`
export const meterItem = (meter: StoredMeter): Item => ({
  pk: ofRoomPk(meter.communityId, meter.roomId),
  sk: metersBegin + meter.meterId,
  ...meter,
  gs1pk: metersByRoom(meter.communityId),
  gs1sk: `${sortCode(meter.roomCode)}#${meter.type}#${meter.number}#${meter.meterId}`,
})

export const assignmentsByRoom = (communityId: string) => `C#${communityId}#assignments`
export const assignmentItem = (assignment: StoredAssignment): Item => ({
  pk: ofRoomPk(assignment.communityId, assignment.roomId),
  sk: assignmentsBegin + assignment.assignmentId,
  ...assignment,
  gs1pk: assignmentsByRoom(assignment.communityId),
  gs1sk: `${sortCode(assignment.roomCode)}#${assignment.feeItemName}#${assignment.from ?? ''}#${assignment.assignmentId}`,
})
