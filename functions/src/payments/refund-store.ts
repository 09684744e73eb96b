import { Refund } from '@linli/shared/payments/schema'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import { queryAll } from '../query-all'
import { orderKey, type StoredOrder } from './store'

/** Beside its order: one read has both. */
export const refundKey = ({ orderId, refundId }: Pick<Refund, 'orderId' | 'refundId'>): Key => ({
  pk: orderKey(orderId).pk,
  sk: `refund#${refundId}`,
})

/** All of them: what is left follows from their sum. */
const mostRefunds = 10_000

export const refundsOfOrder = (ctx: Context, orderId: string): Promise<Refund[]> => {
  const { pk, sk: begins } = refundKey({ orderId, refundId: '' })
  return queryAll(ctx.db, { pk, begins, schema: Refund }, mostRefunds)
}

/** Counts on the order what goes back: of two who ask at once the second reads anew. */
export const refundWrite = (order: StoredOrder, amountFen: number): Write => ({
  update: { key: orderKey(order.orderId), set: { refundedFen: (order.refundedFen ?? 0) + amountFen } },
  if: { state: 'paid', refundedFen: order.refundedFen, accountId: order.accountId },
})
