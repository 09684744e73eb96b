import type { Bill } from '@linli/shared/billing/schema'
import type { InputOf } from '@linli/shared/contract'
import type { deskApi, DeskRoom } from '@linli/shared/payments/desk-api'
import { loadBills, oldestFirst } from '../billing/load-bills'
import { openBillRows } from '../billing/open-bills'
import { viewBill } from '../billing/view-bill'
import { loadHousehold } from '../billing/household'
import { loadCommunity } from '../communities/community'
import { isLive } from '../communities/rooms'
import type { Context } from '../context'
import { channelsOf } from './merchant-for'
import { depositsOfRoom, lotsOfRoom } from './opening-lots'

/** More open bills than that are collected in several goes. */
const mostBills = 99

/** A household at the counter: who lives there, its open bills (read consistently), what it has with us. Throws record.not_found. */
export async function deskRoom(ctx: Context, input: InputOf<typeof deskApi.deskRoom>): Promise<DeskRoom> {
  const { communityId, roomId, billId: named, on = ctx.today() } = input
  const [community, household, rows, lots, deposits] = await Promise.all([
    loadCommunity(ctx, communityId),
    loadHousehold(ctx, communityId, roomId, named),
    openBillRows(ctx, communityId, roomId, { limit: mostBills }),
    lotsOfRoom(ctx, communityId, roomId),
    depositsOfRoom(ctx, communityId, roomId),
  ])
  const billIds = new Set([...rows.items.map(({ billId }) => billId), ...(named === undefined ? [] : [named])])
  const asked = [...billIds].map(billId => ({ roomId, billId }))
  const bills = asked.length > 0 ? await loadBills(ctx, communityId, asked) : []
  return {
    room: household.room,
    residents: household.bill
      ? holderOf(household.bill)
      : household.room.occupancies.filter(occupancy => isLive(occupancy, ctx.today())),
    bills: bills
      .flatMap(bill => (bill && (bill.state === 'published' || bill.state === 'part_paid') ? [viewBill(bill, on)] : []))
      .sort(oldestFirst),
    lots: lots.filter(({ leftFen }) => leftFen > 0),
    deposits: deposits.filter(({ state }) => state === 'held'),
    scan: channelsOf(ctx.deps.env, community.entities),
  }
}

/** Whoever holds what the bills are of stands where a room has its residents. */
const holderOf = ({ payer }: Pick<Bill, 'payer'>): DeskRoom['residents'] =>
  payer.personIds.map(personId => ({ personId, personName: payer.name, role: 'owner' }))
