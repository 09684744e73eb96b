import { beijingDate, type BusinessDate } from '@linli/shared/time'
import { GuestAtGate } from '@linli/shared/visitors/schema'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import type { StoredPass } from './store'

/** Whoever came last without a pass to a home, for its first screen: one record of a room, read with its bills. */
export const atGateKey = (communityId: string, roomId: string): Key => ({
  pk: `C#${communityId}#at-gate-of#${roomId}`,
  sk: 'latest',
})
export const atGateShape = GuestAtGate.shape

const keptSeconds = 86_400

/** Without a condition: whoever comes last is whom the household is asked about. */
export function atGateWrites(ctx: Context, { communityId, roomId, passId, name, walkIn }: StoredPass): Write[] {
  if (!walkIn) return []
  const { gateName, until } = walkIn
  const guest: GuestAtGate = { passId, guestName: name, gateName, until }
  const ttl = Math.floor(ctx.deps.nowMs() / 1000) + keptSeconds
  return [{ put: { ...atGateKey(communityId, roomId), ...guest, ttl } }]
}

/** Somebody answered, or the guard decided: nobody is asked about them any more, unless somebody else came meanwhile. */
export async function goneFromGate(
  ctx: Context,
  { communityId, roomId, passId, walkIn }: StoredPass,
): Promise<Write[]> {
  const key = atGateKey(communityId, roomId)
  if (!walkIn || (await ctx.db.get(key, GuestAtGate))?.passId !== passId) return []
  return [{ delete: key }]
}

/** Who waits at this moment; nobody who came to the household before. */
export function guestAtGate(ctx: Context, item: unknown, livesThereFrom: BusinessDate): GuestAtGate | undefined {
  if (item === undefined) return undefined
  const { data: guest } = GuestAtGate.safeParse(item)
  return guest && guest.until > ctx.now() && livesThereFrom <= beijingDate(guest.until) ? guest : undefined
}
