import type { InputOf } from '@linli/shared/contract'
import type { deskApi, DeskRoom } from '@linli/shared/payments/desk-api'
import { loadBills, oldestFirst } from '../billing/load-bills'
import { openBillRows } from '../billing/open-bills'
import { viewBill } from '../billing/view-bill'
import { isLive, loadRoom } from '../communities/rooms'
import type { Context } from '../context'
import { depositsOfRoom, lotsOfRoom } from './opening-lots'

/** More open bills than that are collected in several goes. */
const mostBills = 99

/** A household at the counter: who lives there, its open bills (read consistently), what it has with us. Throws record.not_found. */
export async function deskRoom(ctx: Context, input: InputOf<typeof deskApi.deskRoom>): Promise<DeskRoom> {
  const { communityId, roomId, on = ctx.today() } = input
  const [room, rows, lots, deposits] = await Promise.all([
    loadRoom(ctx, communityId, roomId),
    openBillRows(ctx, communityId, roomId, { limit: mostBills }),
    lotsOfRoom(ctx, communityId, roomId),
    depositsOfRoom(ctx, communityId, roomId),
  ])
  const asked = rows.items.map(({ billId }) => ({ roomId, billId }))
  const bills = asked.length > 0 ? await loadBills(ctx, communityId, asked) : []
  return {
    room,
    residents: room.occupancies.filter(occupancy => isLive(occupancy, ctx.today())),
    bills: bills
      .flatMap(bill => (bill && (bill.state === 'published' || bill.state === 'part_paid') ? [viewBill(bill, on)] : []))
      .sort(oldestFirst),
    lots: lots.filter(({ leftFen }) => leftFen > 0),
    deposits: deposits.filter(({ state }) => state === 'held'),
  }
}
