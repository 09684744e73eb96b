import { AppError } from '@linli/shared/errors'
import type { Staff } from '@linli/shared/identity/schema'
import { type OfficeRole, officeRoleNames, rolesAllow } from '@linli/shared/permissions'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { outboxItem } from '../outbox'
import { companyOf } from '../people/person'
import { colleagueItem } from './colleagues'
import { loadStaffGrants, publicStaff, staffActor } from './staff'
import { staffGrantsKey, staffKey, StoredStaff } from './store'

export type SetStaffRolesInput = { communityId: string; personId: string; roles: OfficeRole[] }

/** What somebody has in their hands does not stay with them who may not do it any more. */
const leaving = [
  { permission: 'repairs:work', type: 'repairs.release_worker' },
  { permission: 'visitors:guard', type: 'visitors.release_guard' },
] as const

/**
 * The roles that an office person of the same company holds in this community; none dismisses them here. It holds from
 * their next request on, because grants are read with every one. Nobody changes their own.
 * Throws record.not_found, access.forbidden.
 */
export async function setStaffRoles(ctx: Context, input: SetStaffRolesInput): Promise<Staff> {
  const { communityId, personId } = input
  const companyId = companyOf(ctx, communityId)
  if (staffActor(ctx).personId === personId) throw new AppError('access.forbidden')
  const communityName = staffActor(ctx).grants.find(grant => grant.communityId === communityId)?.communityName ?? ''
  const wide = reaching(ctx, `P#${personId}#`)
  return deciding(async () => {
    const [staff, grants] = await Promise.all([
      wide.db.get(staffKey(personId), StoredStaff),
      loadStaffGrants(ctx, personId),
    ])
    if (staff?.companyId !== companyId) throw new AppError('record.not_found')
    const here = [...new Set(input.roles)].map(role => ({ communityId, communityName, companyId, role }))
    const roles = [...grants.roles.filter(grant => grant.communityId !== communityId), ...here]
    const next = { ...grants, roles, version: grants.version + 1 }
    const audit = auditItem(ctx, {
      communityId,
      action: 'identity.set_staff_roles',
      objectType: 'staff',
      objectId: personId,
      summary: here.length > 0 ? `岗位：${input.roles.map(role => officeRoleNames[role]).join('、')}` : '解除岗位',
    })
    const put = { ...staffGrantsKey(personId), ...next }
    const left = leaving
      .filter(({ permission }) => !rolesAllow(input.roles, permission))
      .map(({ type }) => outboxItem(ctx, 'jobs', { type, communityId, personId }))
    await wide.db.transact(
      [{ put, if: { version: grants.version } }, colleagueItem(communityId, personId), audit, ...left],
      audit.put,
    )
    return publicStaff(personId, next)
  })
}
