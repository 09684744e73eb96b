import { buildingBeginning } from '@linli/shared/communities/building-beginning'
import type { Building } from '@linli/shared/communities/schema'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { queryAll } from '../query-all'
import {
  buildingKey,
  buildingsByNumber,
  buildingsKey,
  roomCounterKey,
  roomCounters,
  roomCountersKey,
  StoredBuilding,
  type StoredRoom,
} from './store'

/** Adds new rooms to the counters of their buildings and of the community; part of the transaction that writes the rooms. */
export function countItems(communityId: string, rooms: Pick<StoredRoom, 'building' | 'unit'>[]): Write[] {
  const added = new Map<string, StoredBuilding>()
  const inUnits = new Map<string, Record<string, number>>()
  for (const { building, unit } of rooms) {
    const known = added.get(building) ?? { building, units: new Set(), rooms: 0 }
    added.set(building, { building, units: new Set([...known.units, unit]), rooms: known.rooms + 1 })
    const own = inUnits.get(building) ?? {}
    own[countInUnit(unit)] = (own[countInUnit(unit)] ?? 0) + 1
    inUnits.set(building, own)
  }
  const counters = new Map<string, { key: ReturnType<typeof roomCounterKey>; rooms: number }>()
  for (const { building, rooms: count } of added.values()) {
    const key = roomCounterKey(communityId, building)
    counters.set(key.sk, { key, rooms: (counters.get(key.sk)?.rooms ?? 0) + count })
  }
  return [
    ...[...added.values()].map(({ building, units, rooms: count }) => ({
      update: {
        key: buildingKey(communityId, building),
        set: { building, ...buildingsByNumber(communityId, building) },
        add: { units, rooms: count, ...inUnits.get(building) },
      },
    })),
    ...[...counters.values()].map(({ key, rooms: count }) => ({ update: { key, add: { rooms: count } } })),
  ]
}

/** The attribute that counts a unit's rooms: a unit without one can leave its building again. */
export const countInUnit = (unit: string) => `unit_${Buffer.from(unit).toString('hex')}`

/**
 * A page of buildings in their natural order; with `prefix`, those whose number begins so, the number itself first
 * (then eventually consistent). Throws request.invalid for a cursor of another list.
 */
export async function listBuildings(
  ctx: Context,
  communityId: string,
  page: { prefix?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: Building[]; cursor?: string }> {
  const begins = buildingBeginning(page.prefix ?? '')
  const { limit, cursor } = page
  const found = await ctx.db.query({
    ...(begins === '' ? { pk: buildingsKey(communityId) } : byNumber(communityId, begins)),
    schema: StoredBuilding,
    limit,
    cursor,
  })
  return { ...found, items: found.items.map(toBuilding) }
}

const byNumber = (communityId: string, begins: string) => ({
  index: 'gs1' as const,
  pk: buildingsByNumber(communityId, begins).gs1pk,
  begins,
})

/** One building with its units; none when it has no room. */
export async function loadBuilding(ctx: Context, communityId: string, building: string): Promise<Building | undefined> {
  const found = await ctx.db.get(buildingKey(communityId, building), StoredBuilding)
  return found && toBuilding(found)
}

/** Up to 100 buildings by their numbers, in the order asked, in one consistent read. */
export async function buildingsCalled(
  ctx: Context,
  communityId: string,
  names: string[],
): Promise<(Building | undefined)[]> {
  const keys = names.map(name => buildingKey(communityId, name))
  const found = await ctx.db.getMany(keys, StoredBuilding)
  return found.map(each => each && toBuilding(each))
}

/** The rooms of up to 100 units, exactly, in one consistent read. */
export async function countRoomsInUnits(
  ctx: Context,
  communityId: string,
  units: readonly { building: string; unit: string }[],
): Promise<number> {
  const names = [...new Set(units.map(({ building }) => building))]
  const keys = names.map(name => buildingKey(communityId, name))
  const found = await ctx.db.getMany(keys, z.looseObject({}))
  const counts = units.map(({ building, unit }) => Number(found[names.indexOf(building)]?.[countInUnit(unit)] ?? 0))
  return counts.reduce((sum, count) => sum + count, 0)
}

const toBuilding = ({ building, units, rooms }: StoredBuilding): Building => ({
  building,
  units: [...units].toSorted((a, b) => (sortCode(a) < sortCode(b) ? -1 : 1)),
  rooms,
})

const Counter = z.object({ rooms: z.number().int() })

/** The rooms of a community, exactly, in one read of 4 KB. */
export async function countRooms(ctx: Context, communityId: string): Promise<number> {
  const counters = await queryAll(ctx.db, { pk: roomCountersKey(communityId), schema: Counter }, roomCounters)
  return counters.reduce((sum, { rooms }) => sum + rooms, 0)
}
