import type { Context } from '../context'
import { queryAll } from '../query-all'
import { billKey, getBills, StoredBill as KeptShape, type StoredBill as KeptBill } from './store'

export type StoredBill = KeptBill

/** Bills by their rooms and ids, read consistently: what other domains may ask before they take part in a bill's life. */
export const loadBills = (
  ctx: Context,
  communityId: string,
  asked: { roomId: string; billId: string }[],
): Promise<(StoredBill | undefined)[]> => getBills(ctx, communityId, asked)

/** A hundred years of some items, month by month. */
const mostBills = 10_000

/** The open bills of a household, consistently, oldest due date first: from the bills themselves, not from an index. */
export async function openBillsOfRoom(ctx: Context, communityId: string, roomId: string): Promise<StoredBill[]> {
  const { pk, sk: begins } = billKey(communityId, roomId, '')
  const bills = await queryAll(ctx.db, { pk, begins, schema: KeptShape }, mostBills)
  return bills.filter(({ state }) => state === 'published' || state === 'part_paid').sort(oldestFirst)
}

type Dated = Pick<StoredBill, 'dueDate' | 'period'>

/** By due date, bills of one day by their periods. */
export const oldestFirst = (a: Dated, b: Dated): number => {
  const [one, other] = [`${a.dueDate}#${a.period.from}`, `${b.dueDate}#${b.period.from}`]
  return one < other ? -1 : one > other ? 1 : 0
}
