import type { InputOf, OutputOf } from '@linli/shared/contract'
import type { communitiesApi } from '@linli/shared/communities/api'
import { sortCode } from '@linli/shared/imports/room-code'
import { type Context, reaching } from '../context'
import { queryAll } from '../query-all'
import { listBuildings } from './community'
import { roomsByCode, StoredRoom } from './store'

type Browse = typeof communitiesApi.browse

/** For somebody who types where they live: a community's buildings and the room numbers of one unit, never a name. */
export async function browse(ctx: Context, input: InputOf<Browse>): Promise<OutputOf<Browse>> {
  const { communityId, building, unit } = input
  const wide = reaching(ctx, `C#${communityId}#`)
  if (building === undefined || unit === undefined)
    return { buildings: await listBuildings(wide, communityId), rooms: [] }
  const begins = `${sortCode(building)}-${sortCode(unit)}-`
  const rooms = await queryAll(wide.db, { index: 'gs1', pk: roomsByCode(communityId), begins, schema: StoredRoom }, 500)
  return { buildings: [], rooms }
}
