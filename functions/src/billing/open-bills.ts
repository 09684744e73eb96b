import { Bill } from '@linli/shared/billing/schema'
import type * as z from 'zod'
import type { Context } from '../context'
import { type Key, projection } from '../db'
import { billKey, openBillsKey } from './store'

const Row = Bill.pick({ billId: true, payingOrderId: true })
type Row = z.infer<typeof Row>
const onlyRow = projection(Row.shape)

/** Which bills of a room were open a moment ago, oldest due date first, from the index: a list of keys, not of truths. */
export const openBillRows = (
  ctx: Context,
  communityId: string,
  roomId: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: Row[]; cursor?: string }> =>
  ctx.db.query({
    index: 'gs1',
    pk: openBillsKey(communityId, roomId),
    schema: Row,
    only: onlyRow,
    ...page,
  })

/** What the first screen needs of a bill: what it shows, what is due of it today, and who may see it. */
const BriefBill = Bill.pick({
  billId: true,
  feeItemName: true,
  period: true,
  payer: true,
  nature: true,
  state: true,
  amountFen: true,
  paidFen: true,
  lateFeePaidFen: true,
  lateFee: true,
  dueDate: true,
  paidAt: true,
  movements: true,
  lateFeeWaivedFen: true,
  dispute: true,
  disputes: true,
  onTime: true,
  purchase: true,
})
type BriefBill = z.infer<typeof BriefBill>

/** The key, the attributes and the shape of such a bill, for a caller who reads it together with records of its own. */
export const briefBillKey = (communityId: string, roomId: string, billId: string): Key =>
  billKey(communityId, roomId, billId)
export const briefBillShape = BriefBill.shape
export const parseBriefBill = (item: unknown): BriefBill => BriefBill.parse(item)
