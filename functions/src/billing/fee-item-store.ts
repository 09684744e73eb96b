import { FeeItemWithTariffs } from '@linli/shared/billing/fee-schema'
import { AppError } from '@linli/shared/errors'
import { BusinessDate } from '@linli/shared/time'
import type * as z from 'zod'
import { loadCommunity } from '../communities/community'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'
import { queryAll } from '../query-all'
import { fieldProblems } from './words'

/** A fee item as kept. `billedThrough` is the last day that any publication has billed: tariffs change only after it. */
export const StoredFeeItem = FeeItemWithTariffs.extend({ billedThrough: BusinessDate.optional() })
export type StoredFeeItem = z.infer<typeof StoredFeeItem>

const feeItemsPk = (communityId: string) => `C#${communityId}#fee-items`
export const feeItemKey = (communityId: string, feeItemId: string): Key => ({
  pk: feeItemsPk(communityId),
  sk: feeItemId,
})
export const feeItemItem = (item: StoredFeeItem): Item => ({ ...feeItemKey(item.communityId, item.feeItemId), ...item })

/** A community has some tens of fee items; the first 200, oldest first. */
export const listFeeItems = (ctx: Context, communityId: string): Promise<StoredFeeItem[]> =>
  queryAll(ctx.db, { pk: feeItemsPk(communityId), schema: StoredFeeItem }, 200)

export async function loadFeeItem(ctx: Context, communityId: string, feeItemId: string): Promise<StoredFeeItem> {
  const item = await ctx.db.get(feeItemKey(communityId, feeItemId), StoredFeeItem)
  if (!item) throw new AppError('record.not_found')
  return item
}

/** Consistent, in the order asked. */
export const loadFeeItems = (
  ctx: Context,
  communityId: string,
  ids: string[],
): Promise<(StoredFeeItem | undefined)[]> =>
  ctx.db.getMany(
    ids.map(id => feeItemKey(communityId, id)),
    StoredFeeItem,
  )

/** A fee item that nobody else has changed since it was read. */
export function feeItemWrite(
  item: StoredFeeItem,
  change: Partial<StoredFeeItem>,
): { item: StoredFeeItem; write: Write } {
  const next = { ...item, ...change, version: item.version + 1 }
  return { item: next, write: { put: feeItemItem(next), if: { version: item.version } } }
}

/** Throws request.invalid when the entity that is to collect is not one of the community's. */
export async function checkEntity(ctx: Context, communityId: string, entityId: string): Promise<void> {
  const { entities } = await loadCommunity(ctx, communityId)
  if (!entities.some(entity => entity.entityId === entityId))
    throw new AppError('request.invalid', {
      fields: [{ path: 'collectingEntityId', message: fieldProblems.entity }],
    })
}
