import { AppError } from '@linli/shared/errors'
import type { Staff } from '@linli/shared/identity/schema'
import { type Permission, rolesAllow } from '@linli/shared/permissions'
import type * as z from 'zod'
import { type Actor, type Context, type GrantedRole, reaching } from '../context'
import type { Write } from '../db-write'
import { StaffGrants } from '../session'
import { StaffLink, staffLinkKey, staffLinks } from './staff-store'
import { staffGrantsKey, staffKey, StoredStaff } from './store'

/** The office person who is calling. Throws access.forbidden for anybody else. */
export function staffActor(ctx: Context): Extract<Actor, { kind: 'staff' }> {
  if (ctx.actor.kind !== 'staff') throw new AppError('access.forbidden')
  return ctx.actor
}

export const publicStaff = (personId: string, { username, name, roles }: z.infer<typeof StaffGrants>): Staff => ({
  personId,
  username,
  name,
  grants: roles,
  dismissed: roles.length === 0,
})

export async function loadStaffGrants(ctx: Context, personId: string): Promise<z.infer<typeof StaffGrants>> {
  const grants = await reaching(ctx, `P#${personId}#`).db.get(staffGrantsKey(personId), StaffGrants)
  if (!grants) throw new AppError('record.not_found')
  return grants
}

/** Whether somebody may do this in the community now; unknown people may not. */
export async function staffHere(
  ctx: Context,
  communityId: string,
  personId: string,
  permission: Permission,
): Promise<{ name: string } | undefined> {
  const grants = await reaching(ctx, `P#${personId}#`).db.get(staffGrantsKey(personId), StaffGrants)
  const roles = (grants?.roles ?? []).filter(each => each.communityId === communityId).map(({ role }) => role)
  return grants && rolesAllow(roles, permission) ? { name: grants.name } : undefined
}

export const staffOpenidField = (personId: string) => `staff:${personId}`

/** The openid to write to in the staff's mini-program; nothing when they never signed in there, or their WeChat is another's by now. */
export async function openidOfStaff(ctx: Context, personId: string): Promise<string | undefined> {
  const wide = reaching(ctx, `P#${personId}#`, staffLinks)
  const { openidHash, openidSealed } = (await wide.db.get(staffKey(personId), StoredStaff)) ?? {}
  if (openidHash === undefined || openidSealed === undefined) return undefined
  const link = await wide.db.get(staffLinkKey(openidHash), StaffLink)
  return link?.personId === personId ? ctx.deps.secrets.open(openidSealed, staffOpenidField(personId)) : undefined
}

/** One more role of an office person, conditioned on the roles as they are now; for the caller's transaction. */
export async function roleItems(ctx: Context, personId: string, role: GrantedRole): Promise<Write> {
  const grants = await loadStaffGrants(ctx, personId)
  const others = grants.roles.filter(each => each.communityId !== role.communityId || each.role !== role.role)
  const put = { ...staffGrantsKey(personId), ...grants, roles: [...others, role], version: grants.version + 1 }
  return { put, if: { version: grants.version } }
}
