import { AppError } from '@linli/shared/errors'
import { isReleased } from '@linli/shared/payments/refund-state'
import type { JournalLine, Refund, RefundShare, Share } from '@linli/shared/payments/schema'
import type { StoredBill } from '../billing/load-bills'
import { refundBillItem } from '../billing/refund-bill'
import type { Context } from '../context'
import { refundsOfOrder } from './refund-store'
import { shareLines } from './settlement-writes'
import type { StoredOrder } from './store'

/** Some of an order's bills, each in part or whole; none: all that is left. */
export type AskedParts = { billId: string; amountFen: number }[] | undefined

/** What is left of each bill's money, or as much of it as is asked for: late fee goes back before principal. */
export async function refundedShares(ctx: Context, order: StoredOrder, asked: AskedParts): Promise<RefundShare[]> {
  const left = leftOfShares(order.shares, await refundsOfOrder(ctx, order.orderId))
  const wanted = asked ? new Map(asked.map(({ billId, amountFen }) => [billId, amountFen])) : undefined
  const bought = boughtBack(left, wanted)
  const found = left.flatMap(({ share, principalFen, lateFeeFen, discountFen }) => {
    const most = principalFen + lateFeeFen
    const fen = wanted ? (wanted.get(share.billId) ?? 0) : most
    if (fen > most) throw new AppError('payments.refund_too_much')
    const late = Math.min(fen, lateFeeFen)
    // A bill that is not paid in full any more has no 优惠.
    const off = fen > late && discountFen > 0 ? { discountFen } : {}
    const isFree = most === 0 && discountFen > 0 && (!wanted || bought.has(share.purchaseId))
    if (isFree) return [{ ...shareOf(share), principalFen: 0, lateFeeFen: 0, discountFen }]
    return fen === 0 ? [] : [{ ...shareOf(share), principalFen: fen - late, lateFeeFen: late, ...off }]
  })
  if (found.length === 0 || (asked && found.length < asked.length)) throw new AppError('payments.refund_too_much')
  return found
}

/** What of each share neither went back nor is reserved to. */
export function leftOfShares(shares: readonly Share[], refunds: readonly Refund[]): Left[] {
  const before = refunds.filter(({ state }) => !isReleased(state)).flatMap(refund => refund.shares)
  const gone = (billId: string, field: 'principalFen' | 'lateFeeFen' | 'discountFen') =>
    before.filter(each => each.billId === billId).reduce((sum, each) => sum + (each[field] ?? 0), 0)
  return shares.map(share => ({
    share,
    principalFen: share.principalFen - gone(share.billId, 'principalFen'),
    lateFeeFen: share.lateFeeFen - gone(share.billId, 'lateFeeFen'),
    discountFen: (share.discountFen ?? 0) - gone(share.billId, 'discountFen'),
  }))
}

type Left = { share: Share; principalFen: number; lateFeeFen: number; discountFen: number }

/**
 * The purchases of which something goes back. Months that were bought together had their discount for all of them: they go
 * back together and whole, so that nobody keeps a discount for less. Throws payments.refund_too_much.
 */
function boughtBack(left: Left[], wanted: Map<string, number> | undefined): Set<string | undefined> {
  const bought = left.filter(({ share }) => wanted?.has(share.billId)).flatMap(({ share }) => share.purchaseId ?? [])
  const purchases = new Set<string | undefined>(bought)
  const isShort = left.some(
    ({ share, principalFen, lateFeeFen }) =>
      purchases.has(share.purchaseId) && (wanted?.get(share.billId) ?? 0) < principalFen + lateFeeFen,
  )
  if (isShort) throw new AppError('payments.refund_too_much', { message: wholePurchase })
  return purchases
}

const shareOf = ({
  billId,
  object,
  feeItemId,
  feeItemName,
  period,
  payer,
  opening,
}: StoredOrder['shares'][number]) => ({
  billId,
  object,
  feeItemId,
  feeItemName,
  period,
  payer,
  ...(opening && { opening }),
})

/** The conditioned update that takes a part off its bill. Throws record.not_found, payments.not_refundable. */
export function billBack(ctx: Context, orderId: string, share: RefundShare, bill: StoredBill | undefined) {
  if (!bill) throw new AppError('record.not_found')
  return refundBillItem(bill, { orderId, date: ctx.today(), ...share })
}

/** What these parts posted when they were paid, with the other sign. */
export const linesBack = (shares: readonly RefundShare[]): JournalLine[] =>
  shares
    .flatMap(share => shareLines({ ...share, expectedPaidFen: 0 }))
    .map(line => ({ ...line, amountFen: -line.amountFen }))

export const refundedFenOf = (shares: readonly RefundShare[]): number =>
  shares.reduce((sum, { principalFen, lateFeeFen }) => sum + principalFen + lateFeeFen, 0)

/** What the counter is told that gives back some of the months that were bought together. */
const wholePurchase = '这几个月是一次缴的优惠，要一起退：请全部退回，要留下的月份再按原价收'
