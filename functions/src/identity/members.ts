import type { Member } from '@linli/shared/identity/schema'
import { maskName } from '@linli/shared/people/schema'
import { homeOf, mayOpenBills } from '../access'
import { isLive, loadRoom } from '../communities/rooms'
import type { Context } from '../context'
import { accountActor } from './account'

/** Who lives in or owns the caller's home today. An owner sees names; others see them masked. */
export async function members(ctx: Context, input: { communityId: string; roomId: string }): Promise<Member[]> {
  const actor = accountActor(ctx)
  const home = homeOf(actor, input, ctx.today())
  const room = await loadRoom(ctx, input.communityId, input.roomId)
  return room.occupancies
    .filter(each => isLive(each, ctx.today()))
    .map(each => {
      const isMe = each.occupancyId === home?.occupancyId
      return {
        occupancyId: each.occupancyId,
        name: home?.role === 'owner' || isMe ? each.personName : maskName(each.personName),
        role: each.role,
        seesBills: mayOpenBills(each),
        bound: (each.accounts ?? []).length > 0,
        me: isMe,
      }
    })
}
