import { Bill } from '@linli/shared/billing/schema'
import * as z from 'zod'
import type { Context } from '../context'
import type { Key } from '../db'
import { billKey, openBillsKey } from './store'

const Row = Bill.pick({ billId: true, payingOrderId: true })
type Row = z.infer<typeof Row>

/** Which bills of a room were open a moment ago, oldest due date first, from the index: a list of keys, not of truths. */
export const openBillRows = (
  ctx: Context,
  communityId: string,
  roomId: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: Row[]; cursor?: string }> =>
  ctx.db.query({ index: 'gs1', pk: openBillsKey(communityId, roomId), schema: Row, ...page })

/** What the first screen shows of a bill: all but its computation. */
const BriefBill = z.object({
  ...Bill.omit({ lines: true, object: true }).shape,
  object: Bill.shape.object.pick({ id: true }),
})
export type BriefBill = z.infer<typeof BriefBill>

/** The key and the shape of such a bill, for a caller who reads it together with records of its own. */
export const briefBillKey = (communityId: string, roomId: string, billId: string): Key =>
  billKey(communityId, roomId, billId)
export const parseBriefBill = (item: unknown): BriefBill => BriefBill.parse(item)
