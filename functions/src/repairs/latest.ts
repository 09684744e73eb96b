import { columnOf } from '@linli/shared/repairs/rules'
import { Repair } from '@linli/shared/repairs/schema'
import { beijingDate } from '@linli/shared/time'
import type { Key } from '../db'
import type { Write } from '../db-write'
import type { StoredRepair } from './store'

/** The household's order that moved last, for the first screen: one record of a room, read with its bills. */
const LatestRepair = Repair.pick({
  repairId: true,
  kind: true,
  place: true,
  state: true,
  assignee: true,
  paused: true,
  reportedAt: true,
})

export const latestRepairKey = (communityId: string, roomId: string): Key => ({
  pk: `C#${communityId}#repair-of#${roomId}`,
  sk: 'latest',
})
export const latestRepairShape = LatestRepair.shape

/** Without a condition: whichever order of the room moves last is the one that is news. */
export function latestWrites(repair: StoredRepair): Write[] {
  const { communityId, roomId } = repair
  if (!roomId) return []
  return [{ put: { ...latestRepairKey(communityId, roomId), ...LatestRepair.parse(repair) } }]
}

/** What of it the household sees: while it is open, and not what whoever lived there before reported. */
export function openRepairOf(item: unknown, livesThereFrom: string) {
  if (item === undefined) return undefined
  const found = LatestRepair.safeParse(item)
  if (!found.success || columnOf(found.data.state) === 'over' || found.data.state === 'confirmed') return undefined
  return livesThereFrom <= beijingDate(found.data.reportedAt) ? found.data : undefined
}
