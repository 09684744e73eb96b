import type { RecordOf } from '@linli/shared/imports/record'
import { roomIdOf } from '../communities/rooms'
import type { Context } from '../context'
import type { Write } from '../db-write'
import type { PlanAt, Planned } from '../imports/planned'
import { derivedId } from '../secrets'
import { type KnownRoom, PastOfRooms } from './brought-along'
import type { StoredFeeItem } from './fee-item-store'
import { assignmentItem, StoredAssignment } from './register-store'
import { takesDates, withTold } from './told-terms'
import { broughtProblems, fieldProblems } from './words'

type AssignmentRecord = RecordOf<'assignment'>

/**
 * Fee items of rooms with their dates: the same row, from whatever file, is there once. A room is charged by them where its
 * item can be charged by dates, and the office has agreed nothing else; others only tell.
 */
export async function planAssignments(
  ctx: Context,
  { communityId, importId, looking }: PlanAt,
  records: AssignmentRecord[],
): Promise<Planned<AssignmentRecord>[]> {
  const codes = records.map(({ roomCode }) => roomCode)
  const past = await PastOfRooms.of(ctx, communityId, codes, looking)
  const items = records.map(({ roomCode, feeItemName, from, to }) => {
    const item = past.feeItems.get(feeItemName)
    return assignmentItem({
      assignmentId: derivedId('assignment', communityId, roomCode, feeItemName, from ?? '', to ?? ''),
      communityId,
      roomId: roomIdOf(communityId, roomCode),
      roomCode,
      ...(item && { feeItemId: item.feeItemId }),
      feeItemName,
      ...(from && { from }),
      ...(to && { to }),
      ...(item && takesDates(item) && { applies: true as const }),
      importId,
      version: 1,
    })
  })
  const known = await ctx.db.getMany(items, StoredAssignment)
  const met = new Set<string>()
  return records.map((record, i) => {
    const { roomCode, feeItemName } = record
    const [item, feeItem, room] = [items[i], past.feeItems.get(feeItemName), past.rooms.get(roomCode)]
    const conflict = (sentence: string) => ({ record, writes: [], conflict: sentence })
    if (!looking && !room?.room) return conflict(broughtProblems.room(roomCode))
    if (!looking && !feeItem) return conflict(broughtProblems.feeItem(feeItemName))
    if (record.from && record.to && record.to < record.from) return conflict(fieldProblems.tariffDates)
    if (!item || known[i] || met.has(item.sk)) return { record, writes: [] }
    met.add(item.sk)
    // The cover's write comes first and is the very list that later rows of the room change.
    const writes = charging(past, room, feeItem, record)
    writes.push({ put: item, ifAbsent: true })
    return { record, writes }
  })
}

function charging(
  past: PastOfRooms,
  room: KnownRoom | undefined,
  item: StoredFeeItem | undefined,
  record: AssignmentRecord,
): Write[] {
  if (!room || !item || !takesDates(item)) return []
  const cover = past.coverOf(room.roomId, item.feeItemId)
  const terms = withTold(cover?.terms, record)
  return terms ? past.change(room.roomId, item.feeItemId, { ranges: [], ...cover, terms }) : []
}
