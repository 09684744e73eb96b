import * as z from 'zod'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { queryAll } from '../query-all'
import { countInUnit } from './buildings'
import { buildingKey, roomCounters, roomCountersKey } from './store'

type Scope = { kind: 'all' } | { kind: 'building'; building: string } | { kind: 'unit'; building: string; unit: string }
/** How many rooms a counter says that there are. */
export const RoomCount = z.object({ sk: z.string(), name: z.string(), rooms: z.number().int() })
export type RoomCount = z.infer<typeof RoomCount>

/** The counters that move as soon as a room joins or leaves the scope, as they stand; consistent. */
export async function roomCounts(ctx: Context, communityId: string, scope: Scope): Promise<RoomCount[]> {
  if (scope.kind === 'all') {
    const schema = z.object({ sk: z.string(), rooms: z.number().int() })
    const found = await queryAll(ctx.db, { pk: roomCountersKey(communityId), schema }, roomCounters)
    return found.map(({ sk, rooms }) => ({ sk, name: 'rooms', rooms }))
  }
  const key = buildingKey(communityId, scope.building)
  const name = scope.kind === 'unit' ? countInUnit(scope.unit) : 'rooms'
  const found = await ctx.db.get(key, z.looseObject({ [name]: z.number().int().default(0) }))
  return [{ sk: key.sk, name, rooms: z.number().catch(0).parse(found?.[name]) }]
}

/** That the counters still stand so, for a transaction that relies on it. */
export const roomCountChecks = (communityId: string, scope: Scope, counts: readonly RoomCount[]): Write[] =>
  counts.map(({ sk, name, rooms }) => ({
    check:
      scope.kind === 'all' ? { pk: roomCountersKey(communityId), sk } : { ...buildingKey(communityId, scope.building) },
    if: { [name]: rooms },
  }))
