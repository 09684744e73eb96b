import { occupancyRoleNames } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import type { Me } from '@linli/shared/identity/schema'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import { isLive } from '../communities/rooms'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { moveInItems } from '../people/move-in'
import { resolvePerson } from '../people/resolve-persons'
import { accountActor, verifiedPhoneIfAny } from './account'
import { bindItems, loadGrants } from './bind-items'
import { openInvitation } from './invitation'
import { meOf } from './me'
import { limitWords } from './words'

const mostMembers = 20

/**
 * Joins a home by an owner's invitation, once. Somebody whom the room already knows under this verified number and name
 * takes that place; anybody else moves in today, in the invitation's role, without a view of the bills.
 * Throws identity.invitation_expired, identity.already_bound.
 */
export async function acceptInvitation(ctx: Context, input: { code: string; name: string }): Promise<Me> {
  const { accountId } = accountActor(ctx)
  return deciding(async () => {
    const { invitation, room, key } = await openInvitation(ctx, input.code)
    const today = ctx.today()
    if (room.occupancies.filter(each => isLive(each, today)).length >= mostMembers)
      throw new AppError('request.too_many', { message: limitWords.members })
    const wide = reaching(ctx, `C#${room.communityId}#`)
    const [community, grants] = await Promise.all([loadCommunity(wide, room.communityId), loadGrants(ctx, accountId)])
    const inside = reaching(wide, `M#${community.companyId}#`, 'G#phone#')
    const person = await resolvePerson(inside, community, {
      name: input.name,
      kind: 'natural',
      phone: verifiedPhoneIfAny(ctx),
    })
    const known = room.occupancies.find(each => each.personId === person.person.personId && isLive(each, today))
    const moved = known
      ? { occupancy: known, writes: [] }
      : moveInItems(inside, room, person.person, {
          role: invitation.role,
          from: today,
          invitedBy: invitation.inviterOccupancyId,
        })
    const bound = bindItems(inside, { accountId, grants, community, room, person, occupancy: moved.occupancy })
    const audit = auditItem(ctx, {
      communityId: room.communityId,
      action: 'identity.accept_invitation',
      objectType: 'room',
      objectId: room.roomId,
      personId: person.person.personId,
      summary: `凭邀请加入 ${room.code}，${occupancyRoleNames[moved.occupancy.role]}`,
    })
    const used = {
      update: { key, set: { usedAt: ctx.now(), usedBy: accountId } },
      if: { usedAt: undefined, roomId: room.roomId },
    }
    await inside.db.transact([used, ...bound.writes, ...moved.writes, audit], audit.put)
    return meOf(ctx, bound.homes)
  })
}
