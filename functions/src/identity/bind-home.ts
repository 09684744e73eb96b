import { occupancyRoleNames } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import type { Me } from '@linli/shared/identity/schema'
import { surnameMatches } from '@linli/shared/people/schema'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import { isLive, loadRoom } from '../communities/rooms'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { homesByPhone } from '../people/homes-by-phone'
import { loadPerson } from '../people/person'
import { phoneOf } from '../people/resolve-persons'
import { accountActor, verifiedPhone } from './account'
import { bindItems, loadGrants } from './bind-items'
import { meOf } from './me'
import { takeLook } from './verify-phone'

export type BindHomeInput = { communityId: string; roomId: string; surname: string }

/**
 * 「是我家」: binds the account to the occupancy of the person whose number was verified in this session and whose
 * surname was typed. Found by the phone entry, decided on the person's and the room's own records.
 * Throws identity.phone_unverified, identity.no_match, identity.already_bound.
 */
export async function bindHome(ctx: Context, input: BindHomeInput): Promise<Me> {
  const { accountId } = accountActor(ctx)
  const phone = verifiedPhone(ctx)
  await takeLook(ctx)
  return deciding(async () => {
    const found = (await homesByPhone(ctx, phone, input.surname))
      .filter(home => home.communityId === input.communityId && home.roomId === input.roomId)
      .sort((a, b) => Number(b.role === 'owner') - Number(a.role === 'owner'))[0]
    if (!found) throw new AppError('identity.no_match')
    const wide = reaching(ctx, `C#${found.communityId}#`, `M#${found.companyId}#`)
    const [room, person, grants, community] = await Promise.all([
      loadRoom(wide, found.communityId, found.roomId),
      loadPerson(wide, found.companyId, found.personId),
      loadGrants(ctx, accountId),
      loadCommunity(wide, found.communityId),
    ])
    const occupancy = room.occupancies.find(each => each.occupancyId === found.occupancyId)
    const isTheirs = phoneOf(ctx, person) === phone && surnameMatches(person.name, input.surname)
    if (!isTheirs || !occupancy || !isLive(occupancy, ctx.today())) throw new AppError('identity.no_match')
    const bound = bindItems(wide, { accountId, grants, community, room, occupancy, person: { person, writes: [] } })
    const audit = auditItem(ctx, {
      communityId: room.communityId,
      action: 'identity.bind_home',
      objectType: 'room',
      objectId: room.roomId,
      personId: person.personId,
      summary: `手机号和姓氏一致，绑定 ${room.code}，${occupancyRoleNames[occupancy.role]}`,
    })
    await wide.db.transact([...bound.writes, audit], audit.put)
    return meOf(ctx, bound.homes)
  })
}
