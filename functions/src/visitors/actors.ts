import type { PassActor } from '@linli/shared/visitors/rules'
import { rolesAllow } from '@linli/shared/permissions'
import { homeOf, livesThere } from '../access'
import type { Context } from '../context'
import { grantsIfAny } from '../identity/bind-items'
import type { StoredPass } from './store'

/** What the caller is to a pass, decided from the session and the record alone. */
export function passActors({ actor, ...ctx }: Context, pass: Pick<StoredPass, 'communityId' | 'roomId'>): PassActor[] {
  if (actor.kind === 'system') return ['timer']
  if (actor.kind === 'account') {
    const home = homeOf(actor, pass, ctx.today())
    if (!home) return []
    return home.role === 'owner' ? ['household', 'owner'] : ['household']
  }
  if (actor.kind !== 'staff') return []
  const roles = actor.grants.filter(grant => grant.communityId === pass.communityId).map(({ role }) => role)
  return [
    ...(rolesAllow(roles, 'visitors:guard') ? (['guard'] as const) : []),
    ...(rolesAllow(roles, 'visitors:manage') ? (['officer'] as const) : []),
  ]
}

/** Whether whoever invited lives there no more: their guests come in no more either. One consistent read. */
export async function hostLeft(ctx: Context, { accountId, communityId, roomId }: StoredPass): Promise<boolean> {
  if (accountId === undefined) return false
  const grants = await grantsIfAny(ctx, accountId)
  return !grants?.homes.some(
    home => home.communityId === communityId && home.roomId === roomId && livesThere(home, ctx.today()),
  )
}
