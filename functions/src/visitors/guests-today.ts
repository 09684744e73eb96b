import { beijingDate } from '@linli/shared/time'
import type { GuestToday } from '@linli/shared/visitors/schema'
import { isOnDay } from '@linli/shared/visitors/window'
import type { Context } from '../context'
import { passesOfRoom, StoredPass } from './store'

/** One page of a home's newest passes; who comes every week has been invited again by then. */
const mostRead = 20
const mostShown = 3

/**
 * Whom a home expects today, whoever waits at a gate first: one read. `since`: the day that the household moved in, as nobody
 * reads who came to those before them.
 */
export async function guestsToday(
  ctx: Context,
  { communityId, roomId, since }: { communityId: string; roomId: string; since: string },
): Promise<GuestToday[]> {
  const pk = passesOfRoom(communityId, roomId)
  const { items } = await ctx.db.query({ index: 'gs2', pk, schema: StoredPass, newestFirst: true, limit: mostRead })
  const now = ctx.now()
  const isWaiting = ({ state, walkIn }: StoredPass) => state === 'pending' && walkIn !== undefined && walkIn.until > now
  const isExpected = ({ state, walkIn, window }: StoredPass) =>
    state === 'active' && walkIn === undefined && isOnDay(window, ctx.today())
  const own = items.filter(({ createdAt }) => since <= beijingDate(createdAt))
  return [...own.filter(isWaiting), ...own.filter(isExpected)]
    .slice(0, mostShown)
    .map(({ passId, kind, name, walkIn }) => ({
      passId,
      kind,
      name,
      ...(walkIn && { atGate: walkIn.gateName }),
    }))
}
