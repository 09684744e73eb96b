import { occupancyRoleNames } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { isLive, loadRoom, roomWrite } from '../communities/rooms'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { moveOutItems } from '../people/move-out'
import { companyOf } from '../people/person'

export type MemberInput = { communityId: string; roomId: string; occupancyId: string }

/**
 * An owner removes a tenant or family member: their access is over with this write. Owners are in the office's
 * register and go only there. Throws record.not_found, identity.last_owner, access.forbidden.
 */
export async function removeMember(ctx: Context, input: MemberInput): Promise<{ done: true }> {
  const companyId = companyOf(ctx, input.communityId)
  return deciding(async () => {
    const room = await loadRoom(ctx, input.communityId, input.roomId)
    const live = room.occupancies.filter(each => isLive(each, ctx.today()))
    const member = live.find(each => each.occupancyId === input.occupancyId)
    if (!member) throw new AppError('record.not_found')
    if (member.role === 'owner') {
      const owners = live.filter(each => each.role === 'owner')
      throw new AppError(owners.length === 1 ? 'identity.last_owner' : 'access.forbidden')
    }
    const out = await moveOutItems(ctx, companyId, room, [member.occupancyId], { to: ctx.today(), removed: true })
    const next = roomWrite(ctx, room, { occupancies: out.occupancies })
    const audit = auditItem(ctx, {
      communityId: input.communityId,
      action: 'identity.remove_member',
      objectType: 'room',
      objectId: room.roomId,
      personId: member.personId,
      summary: `业主移除 ${room.code} 的${occupancyRoleNames[member.role]}`,
    })
    await reaching(ctx, ...out.owners).db.transact([next.write, ...out.writes, audit], audit.put)
    return { done: true }
  })
}
