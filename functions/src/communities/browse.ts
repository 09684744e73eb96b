import type { communitiesApi } from '@linli/shared/communities/api'
import type { OutputOf } from '@linli/shared/contract'
import { sortCode } from '@linli/shared/imports/room-code'
import type * as z from 'zod'
import { type Context, reaching } from '../context'
import { listBuildings, loadBuilding } from './buildings'
import { roomsByCode, StoredRoom } from './store'

type Browse = typeof communitiesApi.browse

/**
 * For somebody who types where they live: a page of a community's buildings, one building, or a page of the room numbers
 * of one unit; never a name.
 */
export async function browse(ctx: Context, input: z.output<Browse['input']>): Promise<OutputOf<Browse>> {
  const { communityId, building, unit, ...page } = input
  const wide = reaching(ctx, `C#${communityId}#`)
  if (building === undefined) {
    const { items, ...more } = await listBuildings(wide, communityId, page)
    return { buildings: items, rooms: [], ...more }
  }
  if (unit === undefined) {
    const found = await loadBuilding(wide, communityId, building)
    return { buildings: found ? [found] : [], rooms: [] }
  }
  const begins = `${sortCode(building)}-${sortCode(unit)}-`
  const { limit, cursor } = page
  const { items, ...more } = await wide.db.query({
    index: 'gs1',
    pk: roomsByCode(communityId),
    begins,
    schema: StoredRoom,
    limit,
    cursor,
  })
  return { buildings: [], rooms: items, ...more }
}
