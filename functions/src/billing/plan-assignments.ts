import type { RecordOf } from '@linli/shared/imports/record'
import { loadRooms, roomIdOf } from '../communities/rooms'
import type { Context } from '../context'
import type { PlanAt, Planned } from '../imports/planned'
import { derivedId } from '../secrets'
import { listFeeItems } from './fee-item-store'
import { assignmentItem, StoredAssignment } from './register-store'
import { broughtProblems } from './words'

type AssignmentRecord = RecordOf<'assignment'>

/** Fee items of rooms with their dates: the same row, from whatever file, is there once. */
export async function planAssignments(
  ctx: Context,
  { communityId, importId, looking }: PlanAt,
  records: AssignmentRecord[],
): Promise<Planned<AssignmentRecord>[]> {
  const codes = [...new Set(records.map(({ roomCode }) => roomCode))]
  const [rooms, feeItems] = await Promise.all([
    loadRooms(
      ctx,
      communityId,
      codes.map(code => roomIdOf(communityId, code)),
    ),
    listFeeItems(ctx, communityId),
  ])
  const missing = new Set(codes.filter((_, i) => !rooms[i]))
  const byName = new Map(feeItems.toReversed().map(item => [item.name, item.feeItemId]))
  const items = records.map(({ roomCode, feeItemName, from, to }) => {
    const feeItemId = byName.get(feeItemName)
    return assignmentItem({
      assignmentId: derivedId('assignment', communityId, roomCode, feeItemName, from ?? '', to ?? ''),
      communityId,
      roomId: roomIdOf(communityId, roomCode),
      roomCode,
      ...(feeItemId !== undefined && { feeItemId }),
      feeItemName,
      ...(from && { from }),
      ...(to && { to }),
      importId,
      version: 1,
    })
  })
  const known = await ctx.db.getMany(items, StoredAssignment)
  const met = new Set<string>()
  return records.map((record, i) => {
    const item = items[i]
    if (!looking && missing.has(record.roomCode))
      return { record, writes: [], conflict: broughtProblems.room(record.roomCode) }
    if (!looking && !byName.has(record.feeItemName))
      return { record, writes: [], conflict: broughtProblems.feeItem(record.feeItemName) }
    if (!item || known[i] || met.has(item.sk)) return { record, writes: [] }
    met.add(item.sk)
    return { record, writes: [{ put: item, ifAbsent: true }] }
  })
}
