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
    weight.by === 'usage' ? usageByRoom(ctx, communityId, weight.type, period) : noUsage,
  ])
  // Without it, its room would bear nothing and the others too much, for good.
  const heldIn = rooms.find(({ roomId }) => used.held.includes(roomId))
  if (heldIn) throw refused(poolProblems.heldRooms(heldIn.code, used.held.length))
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
    return weight.by === 'household' ? BigInt(1) : (used.usage.get(roomId) ?? BigInt(0))
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

type Used = { usage: Map<string, bigint>; held: string[] }
const noUsage: Used = { usage: new Map(), held: [] }

/** What the meters of each room counted by their readings of the period, and the rooms of those that somebody must look at. */
async function usageByRoom(ctx: Context, communityId: string, type: MeterType, { from, to }: Period): Promise<Used> {
  const used = new Map<string, bigint>()
  const held: string[] = []
  for (let month = monthStart(from); month <= to; month = addMonths(month, 1)) {
    let cursor: string | undefined
    do {
      const page = await listReadings(ctx, { communityId, month: monthOf(month), limit: 500, cursor })
      for (const { roomId, usage, state, readOn, type: kind } of page.items) {
        if (kind !== type || readOn < from || to < readOn) continue
        if (state === 'held') held.push(roomId)
        used.set(roomId, (used.get(roomId) ?? BigInt(0)) + BigInt(usage ?? 0))
      }
      cursor = page.cursor
    } while (cursor !== undefined)
  }
  return { usage: used, held }
}

const refused = (message: string) => new AppError('request.invalid', { fields: [{ path: 'weight', message }] })
