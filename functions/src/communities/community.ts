import { Community } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import { type Context, reaching } from '../context'
import type { Key } from '../db'
import { queryAll } from '../query-all'
import { communitiesByName, communityKey } from './store'

/** The community, read consistently. Throws record.not_found. */
export async function loadCommunity(ctx: Context, communityId: string): Promise<Community> {
  const community = await ctx.db.get(communityKey(communityId), Community)
  if (!community) throw new AppError('record.not_found')
  return community
}

/** Where a community stands, for a read that takes other records along. */
export const communityAt = (communityId: string): Key => communityKey(communityId)

/** Up to 100 communities in one read, in the order asked; unknown ones are left out. */
export async function loadCommunities(ctx: Context, communityIds: string[]): Promise<Community[]> {
  const found = await ctx.db.getMany(
    communityIds.map(id => communityKey(id)),
    Community,
  )
  return found.filter(community => community !== undefined)
}

/** Communities in the order of their names, 100 at a time. */
export const pageOfCommunities = (ctx: Context, cursor?: string): Promise<{ items: Community[]; cursor?: string }> =>
  reaching(ctx, 'G#communities#').db.query({
    index: 'gs1',
    pk: communitiesByName,
    schema: Community,
    limit: 100,
    cursor,
  })

/** The communities whose name begins so, at most 20; names are public. */
export async function searchCommunities(ctx: Context, name: string): Promise<Community[]> {
  const everywhere = reaching(ctx, 'G#communities#')
  const begins = name === '' ? {} : { begins: name }
  return queryAll(everywhere.db, { index: 'gs1', pk: communitiesByName, ...begins, schema: Community }, 20)
}
