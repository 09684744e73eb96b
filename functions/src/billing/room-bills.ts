import type { billingApi } from '@linli/shared/billing/api'
import { canSeeBill } from '@linli/shared/billing/visibility'
import type { InputOf } from '@linli/shared/contract'
import { mayOpenBills } from '../access'
import type { Context, GrantedHome } from '../context'
import { queryAll } from '../query-all'
import { openPlace, sealPlace } from './merged-page'
import { doneBillsKey, openBillsKey, StoredBill } from './store'
import { viewBill } from './view-bill'

const mostOpen = 5000
const placeOf = (bill: StoredBill) => `${bill.period.from}#${bill.billId}`

/**
 * A room's bills, open and finished, the newest period first. A bill that is paid between two pages keeps its place.
 * Eventually consistent.
 */
export async function listRoomBills(ctx: Context, input: InputOf<typeof billingApi.listRoomBills>) {
  const { communityId, roomId } = input
  const limit = Number(input.limit ?? 50)
  const list = doneBillsKey(communityId, roomId)
  const before = input.cursor === undefined ? undefined : openPlace(ctx, input.cursor, list)
  const bills = await newestBills(ctx, communityId, roomId, limit + 1, before)
  const items = bills.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(bill => viewBill(bill, ctx.today())),
    ...(last && bills.length > limit && { cursor: sealPlace(ctx, placeOf(last), list) }),
  }
}

/**
 * The newest `most` bills of a home that its resident may see, void ones left out: for who takes their data along.
 * Fewer are all that there are.
 */
export async function billsOfHome(ctx: Context, home: GrantedHome, most: number): Promise<StoredBill[]> {
  if (!mayOpenBills(home)) return []
  const seen: StoredBill[] = []
  let before: string | undefined
  do {
    const bills = await newestBills(ctx, home.communityId, home.roomId, most, before)
    seen.push(...bills.filter(bill => bill.state !== 'void' && canSeeBill(home, bill)))
    const last = bills[most - 1]
    before = last && placeOf(last)
  } while (before !== undefined && seen.length < most)
  return seen.slice(0, most)
}

/** Finished bills are kept by period, open ones by due date: those are few, and read whole. */
async function newestBills(
  ctx: Context,
  communityId: string,
  roomId: string,
  most: number,
  before = '\uffff',
): Promise<StoredBill[]> {
  const index = { index: 'gs1', schema: StoredBill, newestFirst: true } as const
  const [open, done] = await Promise.all([
    queryAll(ctx.db, { ...index, pk: openBillsKey(communityId, roomId) }, mostOpen),
    // The place itself is in the range: one more.
    queryAll(ctx.db, { ...index, pk: doneBillsKey(communityId, roomId), between: [' ', before] }, most + 1),
  ])
  return [...new Map([...open, ...done].map(bill => [bill.billId, bill])).values()]
    .filter(bill => placeOf(bill) < before)
    .sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1))
    .slice(0, most)
}
