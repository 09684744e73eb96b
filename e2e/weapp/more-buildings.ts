import { communitiesApi } from '@linli/shared/communities/api'
import type { Estate } from './estate'

/** Adds buildings 2 to `last`, one room each: more than a list shows at once. */
export async function addBuildings({ office, communityId }: Estate, last: number): Promise<void> {
  const place = { communityId, unit: '1', room: '101', areas: { built: 8950 }, status: 'vacant' as const }
  for (let building = 2; building <= last; building++)
    await office.call(communitiesApi.createRoom, { ...place, building: String(building) })
}
