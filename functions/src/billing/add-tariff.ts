import type { feeApi } from '@linli/shared/billing/fee-api'
import type { Tariff, FeeItemWithTariffs } from '@linli/shared/billing/fee-schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { formatScaled, priceScale } from '@linli/shared/money'
import { addDays } from '@linli/shared/time'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { isBilledFrom } from './billed-from'
import { checkTariff } from './check-formula'
import { feeItemWrite, loadFeeItem } from './fee-item-store'
import { tellOpenRun } from './tell-open-run'
import { fieldProblems } from './words'

/**
 * A dated price. The open tariff before it ends the day before. Never retroactive: refused from a day that was billed,
 * which the fee item itself knows, because each publication raises its `billedThrough` before the first bill is written;
 * where every such bill was voided, it falls back to the day before.
 * Throws billing.tariff_overlap, billing.tariff_in_use.
 */
export const addTariff = (ctx: Context, input: AddTariff): Promise<FeeItemWithTariffs> => addTariffWith(ctx, input, [])

type AddTariff = InputOf<typeof feeApi.addTariff>

/** The same, with more writes in its transaction. */
export async function addTariffWith(ctx: Context, input: AddTariff, further: Write[]): Promise<FeeItemWithTariffs> {
  const { communityId, feeItemId, ...fields } = input
  if (fields.to !== undefined && fields.to < fields.from)
    throw new AppError('request.invalid', { fields: [{ path: 'to', message: fieldProblems.tariffDates }] })
  return deciding(async () => {
    const item = await loadFeeItem(ctx, communityId, feeItemId)
    checkTariff(item.formula, fields)
    const added: Tariff = { ...fields, tariffId: ctx.newId(), feeItemId }
    if (await isBilledFrom(ctx, item, added.from)) throw new AppError('billing.tariff_in_use')
    const isFree = item.billedThrough !== undefined && item.billedThrough >= added.from
    const next = feeItemWrite(item, {
      tariffs: withTariff(item.tariffs, added),
      ...(isFree && { billedThrough: addDays(added.from, -1) }),
    })
    const audit = auditItem(ctx, {
      communityId,
      action: 'billing.add_tariff',
      objectType: 'fee_item',
      objectId: feeItemId,
      summary: `${item.name} 自 ${added.from} 起单价 ${formatScaled(added.price, priceScale)} 元`,
    })
    const told = await tellOpenRun(ctx, next.item)
    await ctx.db.transact([next.write, ...told, ...further, audit, ...idempotencyItems(ctx, next.item)], audit.put)
    return next.item
  })
}

/** The tariffs with the new one, by first day; an earlier open one ends the day before. Throws billing.tariff_overlap. */
function withTariff(tariffs: Tariff[], added: Tariff): Tariff[] {
  const closed = tariffs.map(tariff =>
    tariff.to === undefined && tariff.from < added.from ? { ...tariff, to: addDays(added.from, -1) } : tariff,
  )
  const other = closed.find(
    tariff =>
      (added.to === undefined || tariff.from <= added.to) && (tariff.to === undefined || added.from <= tariff.to),
  )
  if (other)
    throw new AppError('billing.tariff_overlap', { message: fieldProblems.tariffOverlaps(other.from, other.to) })
  return [...closed, added].sort((a, b) => (a.from < b.from ? -1 : 1))
}
