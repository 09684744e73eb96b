import type { Context } from '../context'
import { doneBillsKey, openBillsKey, StoredBill } from './store'

type Asked = { communityId: string; roomId: string; show: 'paid' | 'part'; limit: number }

/** The newest paid bills of a household, or those that are paid in part; eventually consistent. */
export async function billsInState(ctx: Context, { communityId, roomId, show, limit }: Asked): Promise<StoredBill[]> {
  const pk = show === 'paid' ? doneBillsKey(communityId, roomId) : openBillsKey(communityId, roomId)
  const { items } = await ctx.db.query({ index: 'gs1', pk, schema: StoredBill, newestFirst: true, limit })
  return items.filter(({ state }) => state === (show === 'paid' ? 'paid' : 'part_paid'))
}
