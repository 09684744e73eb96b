import { auditItem } from '../audit'
import { pageOfCommunities } from '../communities/community'
import { communityContext, type Deps, makeContext } from '../context'
import { outboxItem } from '../outbox'

/** Once a day each community counts its joined homes anew: occupancies begin and end with their dates. */
export async function countEverywhere(deps: Deps): Promise<void> {
  const system = makeContext(deps, { kind: 'system' }, [])
  let cursor: string | undefined
  do {
    const page = await pageOfCommunities(system, cursor)
    for (const { communityId } of page.items) await askForCount(deps, communityId)
    cursor = page.cursor
  } while (cursor !== undefined)
}

async function askForCount(deps: Deps, communityId: string): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const audit = auditItem(ctx, {
    communityId,
    action: 'identity.count_joined',
    objectType: 'community',
    objectId: communityId,
    summary: '统计入住进度',
    technical: true,
  })
  const job = outboxItem(ctx, 'jobs', { type: 'identity.count_community', communityId })
  await ctx.db.transact([audit, job], audit.put)
}
