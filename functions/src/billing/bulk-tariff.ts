import type { FeeItemWithTariffs, Tariff } from '@linli/shared/billing/fee-schema'
import { scaledTariff } from '@linli/shared/billing/scaled-tariff'
import { AppError } from '@linli/shared/errors'
import type { InputOf } from '@linli/shared/contract'
import type { feeApi } from '@linli/shared/billing/fee-api'
import { addTariffWith } from './add-tariff'
import { isBilledFrom } from './billed-from'
import type { BulkKind, TaskOf } from './bulk-kinds'
import { loadFeeItem, loadFeeItems } from './fee-item-store'
import { bulkProblems } from './words'

type Task = TaskOf<'tariff'>

/** 批量调价: a new tariff of each fee item from one day on. Never retroactive: refused where a day of it is billed. */
export const tariffKind: BulkKind<Task> = {
  async *items(ctx, communityId, { feeItemIds, from }) {
    const items = await loadFeeItems(ctx, communityId, [...new Set(feeItemIds)])
    yield items.flatMap(item =>
      item ? [{ itemId: item.feeItemId, code: '', name: item.name, before: tariffBefore(item, from)?.price ?? 0 }] : [],
    )
  },
  async preview(ctx, communityId, task, { itemId }) {
    const item = await loadFeeItem(ctx, communityId, itemId)
    if (await isBilledFrom(ctx, item, task.from)) throw new AppError('billing.tariff_in_use')
    if (item.tariffs.some(({ from }) => from >= task.from)) throw new AppError('billing.tariff_overlap')
    return { after: nextTariff(item, task).price }
  },
  async apply(ctx, { communityId, task, item, written }) {
    const known = await loadFeeItem(ctx, communityId, item.itemId)
    const next = nextTariff(known, task)
    if (item.after !== undefined && next.price !== item.after)
      throw new AppError('record.changed', { message: bulkProblems.otherResult })
    await addTariffWith(ctx, { communityId, feeItemId: item.itemId, ...next }, written(next.price))
  },
}

/** The tariff that holds on the day before. */
const tariffBefore = ({ tariffs }: FeeItemWithTariffs, day: string): Tariff | undefined =>
  tariffs.findLast(({ from, to }) => from < day && (to === undefined || to >= day))

type New = Omit<InputOf<typeof feeApi.addTariff>, 'communityId' | 'feeItemId'>

function nextTariff(item: FeeItemWithTariffs, { from, change, ground }: Task): New {
  const before = tariffBefore(item, from)
  if (!before) throw new AppError('billing.no_tariff', { message: bulkProblems.noTariff })
  const prices = before.bands ? undefined : scaledTariff(before, change)
  if (!prices) throw new AppError('billing.no_tariff', { message: bulkProblems.single })
  return { from, ground, ...prices }
}
