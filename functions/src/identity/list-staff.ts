import type { InvitedStaff } from '@linli/shared/identity/staff-api'
import { type Context, reaching } from '../context'
import { StaffGrants } from '../session'
import { InvitedPerson, invitedPk } from './staff-store'
import { staffGrantsKey } from './store'

/** Whom this community invited, with the roles that they have here now: two reads. */
export async function listStaff(
  ctx: Context,
  { communityId, ...page }: { communityId: string; limit: number; cursor?: string | undefined },
): Promise<{ items: InvitedStaff[]; cursor?: string }> {
  const found = await ctx.db.query({ pk: invitedPk(communityId), schema: InvitedPerson, ...page })
  const people = found.items.map(({ personId }) => personId)
  const wide = reaching(ctx, ...people.map(personId => `P#${personId}#`))
  const grants = await wide.db.getMany(people.map(staffGrantsKey), StaffGrants)
  const items = found.items.map(({ personId, name, expiresAt, joinedAt }, i): InvitedStaff => {
    const roles = (grants[i]?.roles ?? []).filter(each => each.communityId === communityId).map(({ role }) => role)
    const open = expiresAt > ctx.now() ? 'invited' : 'expired'
    const state = roles.length === 0 ? 'dismissed' : joinedAt ? 'joined' : open
    return { personId, name, roles, state, expiresAt, ...(joinedAt && { joinedAt }) }
  })
  return { ...found, items }
}
