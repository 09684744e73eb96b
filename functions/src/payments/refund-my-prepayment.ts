import { AppError } from '@linli/shared/errors'
import { PaidLot } from '@linli/shared/payments/held-schema'
import type { PayerRefund } from '@linli/shared/payments/refund-state'
import { AnyItem } from '../db'
import { type Context, reaching } from '../context'
import { accountActor } from '../identity/account'
import { payerRefund } from './list-refunds'
import { requestRefund } from './request-refund'
import { lotKey } from './store'

/**
 * All that is left of the account's own late or duplicate money, back the way it came: at most what is left of the lot, and of
 * its order neither back nor on its way. Throws record.not_found for another's, and what requestRefund throws.
 */
export async function refundMyPrepayment(
  asking: Context,
  { communityId, lotId }: { communityId: string; lotId: string },
): Promise<PayerRefund & { orderId: string }> {
  const { accountId } = accountActor(asking)
  const lot = await reaching(asking, `C#${communityId}#`).db.get(lotKey(communityId, lotId), AnyItem)
  // What was taken at the counter is listed beside it, and goes back there.
  const own = PaidLot.safeParse(lot).data
  if (own?.accountId !== accountId) throw new AppError('record.not_found')
  const refund = await requestRefund(asking, {
    communityId,
    orderId: own.orderId,
    reason: '付款人退回预存款',
    by: { cashierName: '付款人', byPayer: true },
    of: { lotId },
  })
  return { ...payerRefund(refund), orderId: own.orderId }
}
