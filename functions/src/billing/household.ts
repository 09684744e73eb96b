import type { ChargedObject } from '@linli/shared/billing/schema'
import { AppError } from '@linli/shared/errors'
import type { ChargedRoom } from '../communities/charged-room'
import { type loadRoom, loadRooms } from '../communities/rooms'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { doneBillsKey, getBills, openBillsKey, StoredBill } from './store'
import { holderRoom } from './things'

type Household =
  | { object: ChargedObject; room: Awaited<ReturnType<typeof loadRoom>>; bill?: undefined }
  | { object: ChargedObject; room: ChargedRoom; bill: StoredBill }

/**
 * A household by its id: a room, or a holder, whose name is that of its bills. `billId`: one of them that no index may know
 * yet. Throws record.not_found, also for a holder who has never had a bill.
 */
export async function loadHousehold(
  ctx: Context,
  communityId: string,
  id: string,
  billId?: string,
): Promise<Household> {
  const [[room], [named]] = await Promise.all([
    loadRooms(ctx, communityId, [id]),
    getBills(ctx, communityId, billId === undefined ? [] : [{ roomId: id, billId }]),
  ])
  if (!room && named) return { object: named.object, room: holderRoom(named.object), bill: named }
  if (room) return { object: { type: 'room', id, code: room.code }, room }
  for (const pk of [openBillsKey(communityId, id), doneBillsKey(communityId, id)]) {
    const [bill] = await queryAll(ctx.db, { index: 'gs1', pk, schema: StoredBill }, 1)
    if (bill) return { object: bill.object, room: holderRoom(bill.object), bill }
  }
  throw new AppError('record.not_found')
}
