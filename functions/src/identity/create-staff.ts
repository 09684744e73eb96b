import { type OfficeRole, officeRoleNames } from '@linli/shared/permissions'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { colleagueItem } from './colleagues'
import { hashPassword, newTotpSecret } from './office-password'
import { totpField, usernameHashOf } from './sign-in-office'
import { loginKey, staffGrantsKey, staffKey } from './store'

export type CreateStaffInput = {
  companyId: string
  communityId: string
  communityName: string
  username: string
  name: string
  password: string
  roles: OfficeRole[]
  /** Given when the same login is made again from a kept secret; otherwise drawn. Base32. */
  totpSecret?: string
}

/**
 * A new office person with roles in one community. Called by whoever sets a deployment up; no endpoint leads here. The
 * TOTP secret is answered once and kept sealed. Throws ConditionFailed when the username is taken.
 */
export async function createStaff(
  ctx: Context,
  input: CreateStaffInput,
): Promise<{ personId: string; totpSecret: string }> {
  const { companyId, communityId, communityName, username, name, roles } = input
  const personId = ctx.newId()
  const totpSecret = input.totpSecret ?? newTotpSecret()
  const login = {
    personId,
    passwordHash: await hashPassword(input.password),
    totpSealed: ctx.deps.secrets.seal(totpSecret, totpField(personId)),
    lastStep: 0,
  }
  const granted = roles.map(role => ({ communityId, communityName, companyId, role }))
  const audit = auditItem(ctx, {
    communityId,
    action: 'identity.create_staff',
    objectType: 'staff',
    objectId: personId,
    summary: `新建员工：${roles.map(role => officeRoleNames[role]).join('、')}`,
  })
  const wide = reaching(ctx, `P#${personId}#`, `C#${communityId}#`, 'G#login#')
  await wide.db.transact(
    [
      { put: { ...loginKey(usernameHashOf(ctx, username)), ...login }, ifAbsent: true },
      { put: { ...staffKey(personId), personId, companyId, username, name }, ifAbsent: true },
      { put: { ...staffGrantsKey(personId), name, username, roles: granted, version: 1 }, ifAbsent: true },
      colleagueItem(communityId, personId),
      audit,
    ],
    audit.put,
  )
  return { personId, totpSecret }
}
