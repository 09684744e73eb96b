import { AppError } from '@linli/shared/errors'
import { CommunityId } from '@linli/shared/ids'
import type { Invitation } from '@linli/shared/identity/schema'
import { isLive, loadRoom } from '../communities/rooms'
import { type Context, reaching } from '../context'
import type { RoomWithOccupancies } from '../people/move-in'
import { sha256 } from '../secrets'
import { invitationKey, StoredInvitation } from './store'

/**
 * The invitation that a code opens, with its room. A code begins with its community and goes on at random; unknown,
 * expired, used, and of an inviter who no longer owns the room are one answer: identity.invitation_expired.
 */
export async function openInvitation(
  ctx: Context,
  code: string,
): Promise<{ invitation: StoredInvitation; room: RoomWithOccupancies; key: ReturnType<typeof invitationKey> }> {
  const communityId = CommunityId.safeParse(code.slice(0, 6))
  if (!communityId.success) throw new AppError('identity.invitation_expired')
  const wide = reaching(ctx, `C#${communityId.data}#`)
  const key = invitationKey(communityId.data, sha256(code))
  const invitation = await wide.db.get(key, StoredInvitation)
  if (!invitation || invitation.usedAt !== undefined || invitation.expiresAt <= ctx.now())
    throw new AppError('identity.invitation_expired')
  const room = await loadRoom(wide, communityId.data, invitation.roomId)
  const inviter = room.occupancies.find(each => each.occupancyId === invitation.inviterOccupancyId)
  if (!inviter || inviter.role !== 'owner' || !isLive(inviter, ctx.today()))
    throw new AppError('identity.invitation_expired')
  return { invitation, room, key }
}

export const publicInvitation = (code: string, invitation: StoredInvitation): Invitation => ({
  code,
  communityName: invitation.communityName,
  roomCode: invitation.roomCode,
  role: invitation.role,
  invitedBy: invitation.invitedBy,
  expiresAt: invitation.expiresAt,
})
