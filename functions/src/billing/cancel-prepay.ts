import type { prepayApi } from '@linli/shared/billing/prepay-api'
import { canVoid } from '@linli/shared/billing/bill-state'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { ownBill } from './own-bill'
import { getBills, loadBill } from './store'
import { voidBill } from './void-bill'
import { prepayWords } from './words'

type Asked = InputOf<typeof prepayApi.cancelPrepay>

/** The same by a resident who sees these bills. */
export async function cancelMyPrepay(ctx: Context, asked: Asked): Promise<{ count: number }> {
  await ownBill(ctx, asked)
  return cancelPrepay(ctx, asked)
}

/**
 * 取消预缴: every bill of a purchase goes void, one after the other, the last period first; what a crash leaves is
 * cancelled by asking again. Throws billing.cannot_void once money came for one of them: then they stay, and the office decides.
 */
export async function cancelPrepay(
  ctx: Context,
  { communityId, roomId, purchaseId, billId }: Asked,
): Promise<{ count: number }> {
  const { purchase } = await loadBill(ctx, communityId, roomId, billId)
  if (purchase?.purchaseId !== purchaseId) throw new AppError('record.not_found')
  const places = purchase.bills.map(each => ({ roomId, billId: each.billId }))
  const bills = (await getBills(ctx, communityId, places)).flatMap(bill => bill ?? [])
  const live = bills.filter(({ state }) => state !== 'void')
  if (live.length === 0 || live.some(bill => !canVoid(bill).ok)) throw new AppError('billing.cannot_void')
  for (const bill of live.reverse())
    await voidBill(ctx, { communityId, roomId, billId: bill.billId, reason: prepayWords.cancelled, reissue: false })
  return { count: live.length }
}
