import type { CollectingEntity, Community } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import { loadCommunity } from './community'
import { communityItem } from './store'

type UpdateCommunityInput = Pick<Community, 'communityId' | 'name' | 'address' | 'officePhone' | 'entities' | 'version'>

/**
 * Changes a community's own record. Entities keep their ids: bills and receipts name them. Where an entity's money goes is
 * set by payments (set-merchants.ts), which knows whose merchants are whose. Throws record.changed.
 */
export async function updateCommunity(ctx: Context, input: UpdateCommunityInput): Promise<Community> {
  const community = await loadCommunity(ctx, input.communityId)
  requireKept(community.entities, input.entities)
  const next = { ...community, ...input, version: input.version + 1 }
  return saveCommunity(ctx, next, 'communities.update', `修改资料，第 ${next.version} 版`)
}

/** The community as it is to be, if nobody changed it since the version before. Throws record.changed. */
export async function saveCommunity(
  ctx: Context,
  next: Community,
  action: 'communities.update' | 'communities.set_merchants',
  summary: string,
): Promise<Community> {
  const { communityId } = next
  const audit = auditItem(ctx, { communityId, action, objectType: 'community', objectId: communityId, summary })
  const write = { put: communityItem(next), if: { version: next.version - 1 } }
  try {
    await reaching(ctx, 'G#communities#').db.transact([write, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.changed')
    throw error
  }
  return next
}

function requireKept(before: CollectingEntity[], after: CollectingEntity[]): void {
  const ids = new Set(after.map(entity => entity.entityId))
  if (before.some(entity => !ids.has(entity.entityId)) || ids.size !== after.length)
    throw new AppError('request.invalid', {
      fields: [{ path: 'entities', message: '收款主体不能删除，账单和收据还在用' }],
    })
  const was = new Map(before.map(entity => [entity.entityId, entity]))
  const isMoved = (entity: CollectingEntity) => !sameMerchants(entity, was.get(entity.entityId))
  if (after.some(isMoved))
    throw new AppError('request.invalid', {
      fields: [{ path: 'entities', message: '收款商户在「收费项目」的「收款商户」里设置，这里不能改' }],
    })
}

const sameMerchants = (one: CollectingEntity, other: CollectingEntity | undefined): boolean =>
  JSON.stringify(merchantsOf(one)) === JSON.stringify(merchantsOf(other ?? {}))

const merchantsOf = ({
  merchantRef,
  alipayRef,
  itemMerchants = [],
  formerMerchants = [],
}: Partial<CollectingEntity>) => [
  merchantRef,
  alipayRef,
  itemMerchants.map(item => [item.feeItemId, item.merchantRef, item.alipayRef]),
  formerMerchants.map(({ ref }) => ref),
]
