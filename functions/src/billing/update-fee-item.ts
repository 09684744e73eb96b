import type { feeApi } from '@linli/shared/billing/fee-api'
import type { FeeItemWithTariffs } from '@linli/shared/billing/fee-schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { checkDiscount, checkFormula } from './check-formula'
import { checkEntity, feeItemWrite, loadFeeItem } from './fee-item-store'
import { tellOpenRun } from './tell-open-run'

/**
 * Changes a fee item for the bills to come; issued bills keep their own terms.
 * Throws record.changed when somebody else changed it since `version` was read.
 */
export async function updateFeeItem(
  ctx: Context,
  input: InputOf<typeof feeApi.updateFeeItem>,
): Promise<FeeItemWithTariffs> {
  const { communityId, feeItemId, version, ...change } = input
  const item = await loadFeeItem(ctx, communityId, feeItemId)
  if (item.version !== version) throw new AppError('record.changed')
  checkFormula(input.formula)
  checkDiscount(input)
  await checkEntity(ctx, communityId, input.collectingEntityId)
  // What the form leaves out is taken away: a tax rate that no longer applies.
  const cleared = {
    taxRateBp: undefined,
    taxCode: undefined,
    scope: undefined,
    charges: undefined,
    onTimeBp: undefined,
    prepayMonths: undefined,
    atOnce: undefined,
  }
  const next = feeItemWrite(item, { ...cleared, ...change })
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.update_fee_item',
    objectType: 'fee_item',
    objectId: feeItemId,
    summary: `修改收费项目 ${next.item.name}，第 ${next.item.version} 版`,
  })
  try {
    await ctx.db.transact([next.write, ...(await tellOpenRun(ctx, next.item)), audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.changed', { cause: error })
    throw error
  }
  return next.item
}
