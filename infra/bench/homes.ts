import { newSession } from '@linli/functions/session'
import { derivedId } from '@linli/functions/secrets'
import type { GrantedHome } from '@linli/functions/context'
import { roomOf } from './rooms'

type Community = { communityId: string; companyId: string; name: string }

/** A resident signed in as the owner of the i-th room: the token, and the items of session and grants. */
export function signedInOwner(nowMs: number, { communityId, companyId, name }: Community, i: number) {
  const room = roomOf(communityId, i)
  const accountId = derivedId('account', room.roomId)
  const { token, item } = newSession(nowMs, accountId, 'A', 30)
  const homes = room.occupancies.map(
    (owner): GrantedHome => ({
      communityId,
      companyId,
      communityName: name,
      officePhone: '010-88880000',
      roomId: room.roomId,
      roomCode: room.code,
      occupancyId: owner.occupancyId,
      personId: owner.personId,
      personName: owner.personName,
      role: owner.role,
      from: owner.from,
      seesBills: true,
    }),
  )
  const grants = { pk: item.pk, sk: 'grants', homes, version: 1 }
  return { token, accountId, room, items: [item, grants] }
}
