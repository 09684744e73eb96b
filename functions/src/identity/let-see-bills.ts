import { occupancyRoleNames } from '@linli/shared/communities/schema'
import { AppError } from '@linli/shared/errors'
import { homeOf } from '../access'
import { auditItem } from '../audit'
import { isLive, loadRoom, roomWrite } from '../communities/rooms'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { accountActor } from './account'
import { homesChangedItems } from './homes'
import type { MemberInput } from './remove-member'

/**
 * An owner shows the room's bills to a tenant or family member, or no longer; at once. A tenant who owes by agreement
 * keeps the view of what they owe. Throws record.not_found, access.forbidden.
 */
export async function letSeeBills(ctx: Context, input: MemberInput & { seesBills: boolean }): Promise<{ done: true }> {
  const home = homeOf(accountActor(ctx), input, ctx.today())
  if (!home) throw new AppError('access.forbidden')
  return deciding(async () => {
    const room = await loadRoom(ctx, input.communityId, input.roomId)
    const member = room.occupancies.find(each => each.occupancyId === input.occupancyId && isLive(each, ctx.today()))
    if (!member) throw new AppError('record.not_found')
    if (member.role === 'owner' || member.payer) throw new AppError('access.forbidden')
    const seesBillsBy = input.seesBills ? home.occupancyId : undefined
    const after = room.occupancies.map(each =>
      each === member ? { ...each, seesBills: input.seesBills, seesBillsBy } : each,
    )
    const homes = await homesChangedItems(ctx, [{ before: room, after }])
    const audit = auditItem(ctx, {
      communityId: input.communityId,
      action: 'identity.let_see_bills',
      objectType: 'room',
      objectId: room.roomId,
      personId: member.personId,
      summary: `${input.seesBills ? '允许' : '不再允许'}${occupancyRoleNames[member.role]}看 ${room.code} 的账单`,
    })
    const writes = [roomWrite(ctx, room, { occupancies: after }).write, ...homes.writes, audit]
    await reaching(ctx, ...homes.owners).db.transact(writes, audit.put)
    return { done: true }
  })
}
