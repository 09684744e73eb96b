import { Refund } from '@linli/shared/payments/schema'
import { part, type Part, type Source } from '../exports/part'
import { refundKey, refundsOfOrder } from './refund-store'
import { receiptsKey } from './store'

const CarriedRefund = Refund.loose()

/**
 * What was given back of these orders, as the journal knows it, and the orders with the sum of that: what came after the
 * journal's end is on its way still.
 */
export async function refundsAsOf<O extends { orderId: string; refundedFen?: number | undefined }>(
  { ctx, seen }: Source,
  orders: O[],
): Promise<{ orders: O[]; refunds: Refund[] }> {
  const refunds: Refund[] = []
  const asOf: O[] = []
  for (const order of orders) {
    if (order.refundedFen === undefined) {
      asOf.push(order)
      continue
    }
    const own = (await refundsOfOrder(ctx, order.orderId)).filter(({ refundId }) => seen.moved.has(refundId))
    const refundedFen = own.reduce((sum, { amountFen }) => sum + amountFen, 0)
    refunds.push(...own)
    asOf.push({ ...order, refundedFen: own.length > 0 ? refundedFen : undefined })
  }
  return { orders: asOf, refunds }
}

/** Refunds beside their orders; each red receipt under its number. */
export const refundsPart: Part = part({
  name: 'refunds',
  record: CarriedRefund,
  read: async function* () {},
  items: ({ communityId }, records) =>
    records.flatMap(refund => {
      const { orderId, refundId, receiptSerial } = refund
      const item = { ...refundKey(refund), ...refund }
      if (!receiptSerial) return [item]
      const [series = ''] = receiptSerial.split('-')
      return [item, { pk: receiptsKey(communityId, series), sk: receiptSerial, orderId, refundId }]
    }),
})
