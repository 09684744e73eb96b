import type { Period } from '@linli/shared/billing/fee-schema'
import type { PoolScope, PoolWeight } from '@linli/shared/billing/pool-schema'
import { poolProblems } from '@linli/shared/billing/pool-words'
import type { MeterType } from '@linli/shared/billing/registers'
import { AppError } from '@linli/shared/errors'
import { addMonths, monthOf, monthStart } from '@linli/shared/time'
import type { ChargedRoom } from '../communities/charged-room'
import { loadCommunity } from '../communities/community'
import { roomsOfBuilding } from '../communities/rooms'
import type { Context } from '../context'
import { allRooms } from './charged-rooms'
import { chargedDays } from './payer-spans'
import { listReadings } from './reading-store'

export type Weighed = { roomId: string; code: string; weight: bigint }

/**
 * The rooms of a scope with what they weigh. A room that nobody owes anything for in the period (undelivered, without a
 * developer on record) weighs nothing: the others bear the whole. Throws request.invalid where an area is missing.
 */
export async function weighedRooms(
  ctx: Context,
  communityId: string,
  { scope, weight, period }: { scope: PoolScope; weight: PoolWeight; period: Period },
): Promise<Weighed[]> {
  const [{ developer }, rooms, used] = await Promise.all([
    loadCommunity(ctx, communityId),
    roomsIn(ctx, communityId, scope),
    weight.by === 'usage' ? usageByRoom(ctx, communityId, weight.type, period) : new Map<string, bigint>(),
  ])
  const isCharged = (room: ChargedRoom) => {
    const days = chargedDays(room, developer)
    return days !== undefined && (days.from ?? period.from) <= period.to
  }
  if (weight.by === 'area') {
    const missing = rooms.filter(room => room.areas[weight.area] === undefined && isCharged(room))
    const [first] = missing
    if (first) throw refused(poolProblems.noArea(first.code, missing.length))
  }
  const weightOf = ({ roomId, areas }: ChargedRoom) => {
    if (weight.by === 'area') return BigInt(areas[weight.area] ?? 0)
    return weight.by === 'household' ? BigInt(1) : (used.get(roomId) ?? BigInt(0))
  }
  return rooms.map(room => ({
    roomId: room.roomId,
    code: room.code,
    weight: isCharged(room) ? weightOf(room) : BigInt(0),
  }))
}

async function roomsIn(ctx: Context, communityId: string, scope: PoolScope): Promise<ChargedRoom[]> {
  if (scope.kind !== 'all')
    return roomsOfBuilding(ctx, communityId, scope.building, scope.kind === 'unit' ? scope.unit : undefined)
  const rooms: ChargedRoom[] = []
  for await (const some of allRooms(ctx, communityId)) rooms.push(...some.map(({ room }) => room))
  return rooms
}

/** What the meters of each room counted, by readings of the period that nobody has to look at any more. */
async function usageByRoom(
  ctx: Context,
  communityId: string,
  type: MeterType,
  { from, to }: Period,
): Promise<Map<string, bigint>> {
  const used = new Map<string, bigint>()
  for (let month = monthStart(from); month <= to; month = addMonths(month, 1)) {
    let cursor: string | undefined
    do {
      const page = await listReadings(ctx, { communityId, month: monthOf(month), limit: 500, cursor })
      for (const { roomId, usage, state, readOn, type: kind } of page.items)
        if (kind === type && state === 'confirmed' && from <= readOn && readOn <= to)
          used.set(roomId, (used.get(roomId) ?? BigInt(0)) + BigInt(usage ?? 0))
      cursor = page.cursor
    } while (cursor !== undefined)
  }
  return used
}

const refused = (message: string) => new AppError('request.invalid', { fields: [{ path: 'weight', message }] })
