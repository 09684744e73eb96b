import { isOver, isReleased } from '@linli/shared/payments/refund-state'
import { Refund } from '@linli/shared/payments/schema'
import { part, type Part, type Source } from '../exports/part'
import { refundNumberItems } from './refund-numbers'
import { refundItem, refundKey, refundsOfOrder, StoredRefund } from './refund-store'
import { receiptsKey } from './store'

const CarriedRefund = Refund.loose()

/** How the journal's readers remember that a refund was paid, beside that it was started. */
export const paidBack = (refundId: string): string => `paid-${refundId}`

type Counters = {
  orderId: string
  transactionId?: string | undefined
  refundedFen?: number | undefined
  refundReservedFen?: number | undefined
  refundsAsked?: number | undefined
}

/**
 * What was given back of these orders, as the journal knows it, and the orders with the sums of that: what came after the
 * journal's end is on its way still.
 */
export async function refundsAsOf<O extends Counters>(
  { ctx, seen }: Source,
  orders: O[],
): Promise<{ orders: O[]; refunds: Refund[] }> {
  const refunds: Refund[] = []
  const asOf: O[] = []
  for (const order of orders) {
    if (order.refundedFen === undefined && !order.refundsAsked) {
      asOf.push(order)
      continue
    }
    const own = (await refundsOfOrder(ctx, order.orderId)).flatMap(refund => refundAsOf(seen.moved, refund))
    refunds.push(...own)
    asOf.push({ ...order, ...countersOf(order, own) })
  }
  return { orders: asOf, refunds }
}

/** A refund at the desk is there with its posting; an online one is as far as its postings say. */
function refundAsOf(moved: ReadonlySet<string>, refund: Refund): Refund[] {
  const { refundId, state } = refund
  if (state === undefined) return moved.has(refundId) ? [refund] : []
  if (state === 'waiting' || state === 'refused') return [refund]
  if (!moved.has(refundId)) return []
  if (moved.has(paidBack(refundId))) return [refund]
  if (moved.has(`back-${refundId}`)) return [refund]
  // Its end is not in the books yet: whoever goes on asks the channel.
  const { succeededAt: _later, ...rest } = refund
  return [isOver(state) ? { ...rest, state: 'accepted' } : refund]
}

function countersOf(order: Counters, own: Refund[]) {
  const ofPayment = own.filter(({ transactionId }) => !transactionId || transactionId === order.transactionId)
  const sumOf = (some: Refund[]) => {
    const fen = some.reduce((sum, { amountFen }) => sum + amountFen, 0)
    return some.length > 0 ? fen : undefined
  }
  const isBack = ({ state }: Refund) => state === undefined || state === 'succeeded'
  return {
    refundedFen: sumOf(ofPayment.filter(isBack)),
    refundReservedFen: sumOf(ofPayment.filter(each => !isBack(each) && !isReleased(each.state))),
  }
}

/** Refunds beside their orders; each red receipt under its number. One under way is asked about where its merchant is known. */
export const refundsPart: Part = part({
  name: 'refunds',
  clock: 'G#open-refunds#',
  record: CarriedRefund,
  read: async function* () {},
  items: ({ communityId, merchantRefs }, records) =>
    records.flatMap(refund => {
      const { orderId, refundId, receiptSerial } = refund
      const item = itemOf(refund, merchantRefs)
      const numbers = refund.outRefundNo ? refundNumberItems({ ...refund, outRefundNo: refund.outRefundNo }) : []
      if (!receiptSerial) return [item, ...numbers]
      const [series = ''] = receiptSerial.split('-')
      return [item, ...numbers, { pk: receiptsKey(communityId, series), sk: receiptSerial, orderId, refundId }]
    }),
})

function itemOf(refund: Refund, merchantRefs: ReadonlySet<string>) {
  const online = StoredRefund.omit({ pk: true, sk: true })
    .loose()
    .safeParse({ ...refund, tries: 0 })
  if (refund.state === undefined || !online.success) return { ...refundKey(refund), ...refund }
  const { gs3pk, gs3sk, ...item } = refundItem(online.data).put
  return { ...item, ...(merchantRefs.has(online.data.merchantRef) && gs3pk !== undefined && { gs3pk, gs3sk }) }
}
