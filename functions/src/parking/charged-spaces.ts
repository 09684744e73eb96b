import type { Context } from '../context'
import type { Key } from '../db'
import { spaceKey, StoredSpace } from './store'

/** What a charge asks of a space is said where spaces are kept. */
export type ChargedSpace = StoredSpace

/** Spaces by the room that they belong to; those of no room under ''. */
export type SpacesByRoom = Map<string, ChargedSpace[]>

const perPage = 500

/** Every space of a community, read consistently. */
export async function spacesOf(ctx: Context, communityId: string): Promise<SpacesByRoom> {
  const found: SpacesByRoom = new Map()
  const { pk } = spaceKey(communityId, '')
  let cursor: string | undefined
  do {
    const page = await ctx.db.query({ pk, schema: StoredSpace, limit: perPage, cursor })
    for (const space of page.items) {
      const own = found.get(space.roomId ?? '')
      if (own) own.push(space)
      else found.set(space.roomId ?? '', [space])
    }
    cursor = page.cursor
  } while (cursor !== undefined)
  return found
}

export const loadSpace = (ctx: Context, communityId: string, spaceId: string): Promise<ChargedSpace | undefined> =>
  ctx.db.get(spaceKey(communityId, spaceId), StoredSpace)

/** Where a space's `version` stands, for a write that needs it unchanged. */
export const versionOfSpace = (communityId: string, spaceId: string): Key => spaceKey(communityId, spaceId)
