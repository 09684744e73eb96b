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
 * set by whoever sets a deployment up: the merchants of all companies are configured side by side. Throws record.changed.
 */
export async function updateCommunity(ctx: Context, input: UpdateCommunityInput): Promise<Community> {
  const wide = reaching(ctx, 'G#communities#')
  const community = await loadCommunity(wide, input.communityId)
  requireKept(community.entities, input.entities)
  const next = { ...community, ...input, version: input.version + 1 }
  const audit = auditItem(ctx, {
    communityId: input.communityId,
    action: 'communities.update',
    objectType: 'community',
    objectId: input.communityId,
    summary: `修改资料，第 ${next.version} 版`,
  })
  try {
    await wide.db.transact([{ put: communityItem(next), if: { version: input.version } }, audit], audit.put)
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
  const isMoved = ({ entityId, merchantRef, alipayRef }: CollectingEntity) =>
    merchantRef !== was.get(entityId)?.merchantRef || alipayRef !== was.get(entityId)?.alipayRef
  if (after.some(isMoved))
    throw new AppError('request.invalid', {
      fields: [{ path: 'entities', message: '收款商户号由系统管理员设置，这里不能改' }],
    })
}
