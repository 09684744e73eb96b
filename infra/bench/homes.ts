import { newSession } from '@linli/functions/session'
import { derivedId } from '@linli/functions/secrets'
import { grantedHome } from '@linli/functions/identity/bind-items'
import type { Community } from '@linli/shared/communities/schema'
import { roomOf } from './rooms'

/** A resident signed in as the owner of the i-th room: the token, and the items of session and grants. */
export function signedInOwner(nowMs: number, community: Community, i: number) {
  const room = roomOf(community.communityId, i)
  const accountId = derivedId('account', room.roomId)
  const { token, item } = newSession(nowMs, accountId, 'A', 30)
  const homes = room.occupancies.map(owner => grantedHome(community, room, owner))
  const grants = { pk: item.pk, sk: 'grants', homes, version: 1 }
  return { token, accountId, room, items: [item, grants] }
}
