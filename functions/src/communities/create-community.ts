import type { CollectingEntity, Community } from '@linli/shared/communities/schema'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import { resolvePerson } from '../people/resolve-persons'
import { derivedId } from '../secrets'
import { communityItem } from './store'

export type CreateCommunityInput = Pick<Community, 'companyId' | 'name' | 'address' | 'officePhone'> & {
  /** Chosen by the caller when it must be known beforehand; otherwise drawn. */
  communityId?: string
  entities: Omit<CollectingEntity, 'entityId'>[]
  developerName?: string
}

/** A new 小区 with its 收款主体 and, if named, its 建设单位. Called by whoever sets a deployment up; no endpoint leads here. */
export async function createCommunity(ctx: Context, input: CreateCommunityInput): Promise<Community> {
  const { developerName, entities, communityId: chosen, ...rest } = input
  for (let tries = 1; ; tries++) {
    // The last characters of a ULID are random: 2^30 ids, so a drawn one is taken now and then.
    const communityId = chosen ?? ctx.newId().slice(-6)
    const wide = reaching(ctx, `M#${input.companyId}#`, `C#${communityId}#`, 'G#communities#')
    const developer = developerName
      ? await resolvePerson(
          wide,
          { companyId: input.companyId, communityId },
          { name: developerName, kind: 'organisation' },
        )
      : undefined
    const community: Community = {
      ...rest,
      communityId,
      entities: entities.map(entity => ({ ...entity, entityId: derivedId('entity', entity.uscc) })),
      ...(developer && { developer: { personId: developer.person.personId, name: developer.person.name } }),
      version: 1,
    }
    const audit = auditItem(ctx, {
      communityId,
      action: 'communities.create',
      objectType: 'community',
      objectId: communityId,
      summary: '新建小区',
    })
    try {
      await wide.db.transact(
        [{ put: communityItem(community), ifAbsent: true }, ...(developer?.writes ?? []), audit],
        audit.put,
      )
      return community
    } catch (error) {
      if (!(error instanceof ConditionFailed) || chosen !== undefined || tries === 5) throw error
    }
  }
}
