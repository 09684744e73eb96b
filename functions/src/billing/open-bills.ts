import { Bill } from '@linli/shared/billing/schema'
import type * as z from 'zod'
import type { Context } from '../context'
import { openBillsKey } from './store'

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
