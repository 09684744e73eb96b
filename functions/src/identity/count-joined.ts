import type { Building } from '@linli/shared/communities/schema'
import { auditItem } from '../audit'
import { listBuildings } from '../communities/buildings'
import { isLive, roomsOfBuilding } from '../communities/rooms'
import { communityContext, type Context, type Deps } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { queryAll } from '../query-all'
import { hasJoined } from './letter-rooms'
import { joinedKey, joinedPk, joinedTotalKey, StoredJoined } from './letter-store'

/** Asks for a recount of a building's homes, in the transaction that changed who is bound there. */
export const recountItem = (
  ctx: Context,
  { communityId, building }: { communityId: string; building: string },
): Write => outboxItem(ctx, 'jobs', { type: 'identity.count_building', communityId, building })

/** The job behind `recountItem`. */
export const recount = (deps: Deps, { communityId, building }: { communityId: string; building: string }) =>
  countBuilding(communityContext(deps, communityId), communityId, building)

/**
 * Counts a building's homes and the joined among them, from the rooms themselves; the community's sums move by the
 * difference in the same transaction. Conditioned on the count before: of two at once the later one counts again.
 */
export async function countBuilding(ctx: Context, communityId: string, building: string): Promise<void> {
  await deciding(async () => {
    const key = joinedKey(communityId, building)
    const known = await ctx.db.get(key, StoredJoined)
    const today = ctx.today()
    const rooms = await roomsOfBuilding(ctx, communityId, building)
    const homes = rooms.filter(room => room.occupancies.some(each => isLive(each, today))).length
    const joined = rooms.filter(room => hasJoined(room, today)).length
    const version = (known?.version ?? 0) + 1
    const audit = auditItem(ctx, {
      communityId,
      action: 'identity.count_joined',
      objectType: 'building',
      objectId: building,
      summary: `${homes} 户中 ${joined} 户已入住`,
      technical: true,
    })
    const [moreHomes, moreJoined] = [homes - (known?.homes ?? 0), joined - (known?.joined ?? 0)]
    const set = { building, homes, joined, countedAt: ctx.now(), version }
    const sums = { key: joinedTotalKey(communityId, building), add: { homes: moreHomes, joined: moreJoined } }
    await ctx.db.transact(
      [
        { update: { key, set }, if: { version: known?.version } },
        ...(moreHomes === 0 && moreJoined === 0 ? [] : [{ update: sums }]),
        audit,
      ],
      audit.put,
    )
  })
}

/** All buildings of a community, also those that no longer stand there: dates end by themselves, and imports are undone. */
export async function countCommunity(deps: Deps, { communityId }: { communityId: string }): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const counted = await queryAll(ctx.db, { pk: joinedPk(communityId), schema: StoredJoined }, mostBuildings)
  const names = new Set(counted.map(({ building }) => building))
  for await (const { building } of allBuildings(ctx, communityId)) names.add(building)
  for (const building of names) await countBuilding(ctx, communityId, building)
}
const mostBuildings = 10_000

async function* allBuildings(ctx: Context, communityId: string): AsyncGenerator<Building> {
  let cursor: string | undefined
  do {
    const page = await listBuildings(ctx, communityId, { limit: 100, cursor })
    yield* page.items
    cursor = page.cursor
  } while (cursor !== undefined)
}
