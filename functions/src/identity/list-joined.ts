import type { JoinedBuilding, JoinedTotal } from '@linli/shared/identity/letter-schema'
import * as z from 'zod'
import { listBuildings } from '../communities/buildings'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { joinedKey, joinedShards, joinedTotalPk, StoredJoined } from './letter-store'

type Page = { communityId: string; limit: number; cursor?: string | undefined }

/** A page of buildings with their counts, in two reads. */
export async function listJoined(
  ctx: Context,
  { communityId, limit, cursor }: Page,
): Promise<{ items: JoinedBuilding[]; cursor?: string }> {
  const page = await listBuildings(ctx, communityId, { limit, cursor })
  const keys = page.items.map(({ building }) => joinedKey(communityId, building))
  const counts = await ctx.db.getMany(keys, StoredJoined)
  return {
    ...page,
    items: page.items.map(({ building, rooms }, i) => {
      const { homes = 0, joined = 0, countedAt, letters } = counts[i] ?? {}
      return { building, rooms, homes, joined, ...(countedAt && { countedAt }), ...(letters && { letters }) }
    }),
  }
}

const Sums = z.object({ homes: z.number().int(), joined: z.number().int() })

/** The whole community, in one read of 4 KB. */
export async function joinedTotal(ctx: Context, { communityId }: { communityId: string }): Promise<JoinedTotal> {
  const shards = await queryAll(ctx.db, { pk: joinedTotalPk(communityId), schema: Sums }, joinedShards)
  const sum = (of: 'homes' | 'joined') => shards.reduce((total, shard) => total + shard[of], 0)
  return { homes: sum('homes'), joined: sum('joined') }
}
