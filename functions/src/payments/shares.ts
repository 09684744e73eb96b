import { together } from '@linli/shared/billing/purchase'
import type { Bill, BillView } from '@linli/shared/billing/schema'
import { atOnceName } from '@linli/shared/billing/words'
import { formatYuan } from '@linli/shared/money'
import type { Share } from '@linli/shared/payments/schema'
import { computationOf } from '../billing/computation'
import { viewBill } from '../billing/view-bill'

type Viewed = BillView & { atOnce?: true | undefined }

/** What each bill gets from an order that is made today and pays all of them. */
export const sharesOf = (bills: readonly Bill[], today: string): Share[] =>
  together(bills.map(bill => viewBill(bill, today))).map(shareOfView)

/** The same of a bill that is paid for itself. */
export const shareOf = (bill: Bill, today: string): Share => shareOfView(viewBill(bill, today))

/** What a bill gets that is paid in full, as it is viewed. */
export function shareOfView(view: Viewed): Share {
  const { billId, object, feeItemId, feeItemName, period, payer, discountFen = 0, purchase, atOnce } = view
  return {
    billId,
    object,
    feeItemId,
    feeItemName,
    period,
    payer,
    computation: withDiscount(computationOf(view), view),
    ...(view.opening && { opening: view.opening }),
    expectedPaidFen: view.paidFen,
    expectedLateFeePaidFen: view.lateFeePaidFen,
    principalFen: view.dueFen - discountFen,
    lateFeeFen: view.lateFeeFen,
    ...(discountFen > 0 && { discountFen }),
    ...(atOnce && purchase && { purchaseId: purchase.purchaseId }),
  }
}

/** What a bill gets that is not paid in full: no 优惠, whatever paying all of it would take off. */
export const partShareOf = (view: Viewed, amounts: Pick<Share, 'principalFen' | 'lateFeeFen'>): Share => ({
  ...shareOfView({ ...view, discountFen: undefined, atOnce: undefined }),
  principalFen: amounts.principalFen,
  lateFeeFen: amounts.lateFeeFen,
  leaves: 'part_paid',
})

/** Frozen with the order, so that every form of its receipt says it. */
function withDiscount(
  computation: string | undefined,
  { discountFen, atOnce, purchase }: Pick<Viewed, 'discountFen' | 'purchase' | 'atOnce'>,
): string | undefined {
  if (!discountFen) return computation
  const name = atOnce && purchase?.discount ? atOnceName(purchase.discount) : '按时缴优惠'
  return [computation, `${name} -${formatYuan(discountFen)}`].filter(Boolean).join('，')
}
