import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { closeOrder } from '../payments/close-order'
import { isLotWhole } from '../payments/desk-lots'
import { refundBillItem } from './refund-bill'
import { billKey, getBills, loadBill, type StoredBill } from './store'
import { adjustmentProblems as problems } from './words'

/**
 * What the void of a 补差 takes back beside itself: what it lowered its bill by. Refused while a later 补差 stands on it, and
 * once its prepayment was used; of a bill, while it has 补差. Throws billing.cannot_void.
 */
export async function voidedAdjustment(
  ctx: Context,
  bill: StoredBill,
  { reissue }: { reissue: boolean },
): Promise<Write[]> {
  const { communityId, object, billId, adjusts, adjustedBy = [], credit } = bill
  const live = async (ids: string[]) =>
    (
      await getBills(
        ctx,
        communityId,
        ids.map(id => ({ roomId: object.id, billId: id })),
      )
    ).some(each => each && each.state !== 'void')
  if (await live(adjustedBy)) throw cannot(problems.hasAdjustment)
  if (credit?.lotId && !(await isLotWhole(ctx, communityId, credit.lotId))) throw cannot(problems.spent)
  if (!adjusts) return []
  if (reissue) throw cannot(problems.noReissue)
  const original = await freedOriginal(ctx, await loadBill(ctx, communityId, object.id, adjusts.billId))
  const siblings = original.adjustedBy ?? []
  if (await live(siblings.slice(siblings.indexOf(billId) + 1))) throw cannot(problems.hasLater)
  const toBillFen = credit?.toBillFen ?? 0
  const key = billKey(communityId, object.id, original.billId)
  // Whoever computes another 补差 meanwhile computes it anew.
  const add = { adjustments: 1 }
  const lotFen = credit?.lotFen ?? 0
  const away = lotFen > 0 ? { creditedAwayFen: (original.creditedAwayFen ?? 0) - lotFen } : {}
  if (toBillFen === 0) return [{ update: { key, add, set: away }, if: { adjustments: original.adjustments } }]
  const back = { date: ctx.today(), creditOf: billId, principalFen: toBillFen, lateFeeFen: 0 }
  const { update, if: asRead } = refundBillItem(original, back)
  return [
    {
      update: { ...update, add, set: { ...update.set, ...away } },
      if: { ...asRead, adjustments: original.adjustments },
    },
  ]
}

async function freedOriginal(ctx: Context, original: StoredBill): Promise<StoredBill> {
  if (!original.payingOrderId) return original
  await closeOrder(ctx, original.payingOrderId)
  return loadBill(ctx, original.communityId, original.object.id, original.billId)
}

const cannot = (message: string) => new AppError('billing.cannot_void', { message })
