import { occupancyRoleNames } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import type { AuditAction } from '@linli/shared/audit/actions'
import type { Person } from '@linli/shared/people/schema'
import { auditItem } from '../audit'
import { loadCommunity } from '../communities/community'
import { isLive, loadRoom } from '../communities/rooms'
import { type Context, type GrantedHome, reaching } from '../context'
import type { Write } from '../db-write'
import { deciding } from '../db-retry'
import type { HomeOfNumber } from '../people/homes-by-phone'
import { loadPerson } from '../people/person'
import { phoneOf } from '../people/resolve-persons'
import { accountActor } from './account'
import { bindItems, loadGrants } from './bind-items'

type Way = {
  phone: string
  /** Whether the person of the register is meant. */
  isMeant: (person: Pick<Person, 'name' | 'kind'>) => boolean
  action: AuditAction
  /** 手机号和姓氏一致 */
  how: string
  /** What else must hold as it is written. */
  holding?: Write[]
}

/**
 * Binds the calling account to a home that its number led to, decided on the person's and the room's own records.
 * Answers all homes of the account. Throws identity.no_match, identity.already_bound.
 */
export async function bindFound(ctx: Context, found: HomeOfNumber, way: Way): Promise<GrantedHome[]> {
  const { accountId } = accountActor(ctx)
  return deciding(async () => {
    const wide = reaching(ctx, `C#${found.communityId}#`, `M#${found.companyId}#`)
    const [room, person, grants, community] = await Promise.all([
      loadRoom(wide, found.communityId, found.roomId),
      loadPerson(wide, found.companyId, found.personId),
      loadGrants(ctx, accountId),
      loadCommunity(wide, found.communityId),
    ])
    const occupancy = room.occupancies.find(each => each.occupancyId === found.occupancyId)
    const isTheirs = phoneOf(ctx, person) === way.phone && way.isMeant(person)
    if (!isTheirs || !occupancy || !isLive(occupancy, ctx.today())) throw new AppError('identity.no_match')
    const bound = bindItems(wide, { accountId, grants, community, room, occupancy, person: { person, writes: [] } })
    const audit = auditItem(ctx, {
      communityId: room.communityId,
      action: way.action,
      objectType: 'room',
      objectId: room.roomId,
      personId: person.personId,
      summary: `${way.how}，绑定 ${room.code}，${occupancyRoleNames[occupancy.role]}`,
    })
    await wide.db.transact([...(way.holding ?? []), ...bound.writes, audit], audit.put)
    return bound.homes
  })
}
