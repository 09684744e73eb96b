import type { feeApi } from '@linli/shared/billing/fee-api'
import type { FeeItemWithTariffs } from '@linli/shared/billing/fee-schema'
import type { InputOf } from '@linli/shared/contract'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { idempotencyItems } from '../idempotency'
import { checkDiscount, checkFormula } from './check-formula'
import { checkEntity, feeItemItem } from './fee-item-store'

/** A new fee item, without a price yet. Throws request.invalid when the entity is not the community's. */
export async function createFeeItem(
  ctx: Context,
  input: InputOf<typeof feeApi.createFeeItem>,
): Promise<FeeItemWithTariffs> {
  checkFormula(input.formula)
  checkDiscount(input)
  await checkEntity(ctx, input.communityId, input.collectingEntityId)
  const created: FeeItemWithTariffs = { ...input, feeItemId: ctx.newId(), tariffs: [], version: 1 }
  const audit = auditItem(ctx, {
    communityId: input.communityId,
    action: 'billing.create_fee_item',
    objectType: 'fee_item',
    objectId: created.feeItemId,
    summary: `新增收费项目 ${created.name}`,
  })
  await ctx.db.transact(
    [{ put: feeItemItem(created), ifAbsent: true }, audit, ...idempotencyItems(ctx, created)],
    audit.put,
  )
  return created
}
