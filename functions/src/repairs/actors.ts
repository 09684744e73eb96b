import type { RepairActor } from '@linli/shared/repairs/rules'
import { rolesAllow } from '@linli/shared/permissions'
import { beijingDate } from '@linli/shared/time'
import { livesThere } from '../access'
import type { Context } from '../context'
import type { StoredRepair } from './store'

/** What the caller is to an order: decided from the session and the order alone. */
export function actorsOf(ctx: Context, repair: StoredRepair): RepairActor[] {
  const { actor } = ctx
  if (actor.kind === 'system') return ['timer']
  if (actor.kind === 'staff') {
    const roles = actor.grants.filter(grant => grant.communityId === repair.communityId).map(grant => grant.role)
    return [
      ...(rolesAllow(roles, 'repairs:manage') ? (['manager'] as const) : []),
      ...(rolesAllow(roles, 'repairs:dispatch') ? (['dispatcher'] as const) : []),
      ...(rolesAllow(roles, 'repairs:work') ? (['worker'] as const) : []),
      ...(rolesAllow(roles, 'repairs:work') && repair.assignee?.personId === actor.personId
        ? (['assignee'] as const)
        : []),
    ]
  }
  if (actor.kind !== 'account') return []
  const homes = actor.homes.filter(home => home.communityId === repair.communityId && livesThere(home, ctx.today()))
  // A buyer is not of the household that reported before: what the seller wrote stays the seller's.
  const isHousehold = homes.some(home => home.roomId === repair.roomId && home.from <= beijingDate(repair.reportedAt))
  return [
    ...(repair.reporter.accountId === actor.accountId && homes.length > 0 ? (['reporter'] as const) : []),
    ...(isHousehold ? (['household'] as const) : []),
    ...(homes.length > 0 ? (['neighbour'] as const) : []),
  ]
}
