import { AppError } from '@linli/shared/errors'
import type { StaffInvitation } from '@linli/shared/identity/staff-api'
import { FieldRole, officeRoleNames } from '@linli/shared/permissions'
import { addMinutes } from '@linli/shared/time'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { ConditionFailed } from '../db'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { companyOf } from '../people/person'
import { derivedId, randomToken, sha256 } from '../secrets'
import { colleagueItem } from './colleagues'
import { loadStaffGrants, staffActor } from './staff'
import { InvitedPerson, invitedKey, StaffCodeItem, staffCodeKey } from './staff-store'
import { staffGrantsKey, staffKey, StoredStaff } from './store'

const livesMinutes = 7 * 24 * 60
const randomLength = 10

/**
 * A new person in the field with their roles here, and the code that binds their WeChat. Only its hash is kept, so a
 * repeated request draws the same code and the same person again from its Idempotency-Key.
 */
export async function inviteStaff(
  ctx: Context,
  input: { communityId: string; name: string; roles: FieldRole[] },
): Promise<StaffInvitation> {
  const { communityId, name } = input
  const companyId = companyOf(ctx, communityId)
  const seed = seedOf(ctx)
  const personId = derivedId('staff-person', seed)
  const here = staffActor(ctx).grants.find(grant => grant.communityId === communityId)
  const roles = [...new Set(input.roles)]
  const granted = roles.map(role => ({ communityId, communityName: here?.communityName ?? '', companyId, role }))
  // Nobody signs in at the desk by this name: there is no password to it.
  const username = `微信 ${personId.slice(-6)}`
  const invited = drawn(ctx, { communityId, personId, name, seed })
  const audit = auditItem(ctx, {
    communityId,
    action: 'identity.invite_staff',
    objectType: 'staff',
    objectId: personId,
    summary: `邀请员工：${roles.map(role => officeRoleNames[role]).join('、')}`,
  })
  const writes: Write[] = [
    { put: { ...staffKey(personId), personId, companyId, username, name }, ifAbsent: true },
    { put: { ...staffGrantsKey(personId), name, username, roles: granted, version: 1 }, ifAbsent: true },
    { put: { ...invitedKey(communityId, personId), ...invited.person, version: 1 }, ifAbsent: true },
    { put: invited.item, ifAbsent: true },
    colleagueItem(communityId, personId),
  ]
  return once(ctx, invited, () => reaching(ctx, `P#${personId}#`).db.transact([...writes, audit], audit.put))
}

/**
 * A code for somebody who is there already: a new phone, or the first one of who has a desk. The one before opens nothing
 * any more. Throws record.not_found for who has no role in the field here.
 */
export async function inviteStaffAgain(
  ctx: Context,
  { communityId, personId }: { communityId: string; personId: string },
): Promise<StaffInvitation> {
  const wide = reaching(ctx, `P#${personId}#`)
  const [staff, { roles }, known] = await Promise.all([
    wide.db.get(staffKey(personId), StoredStaff),
    loadStaffGrants(ctx, personId),
    ctx.db.get(invitedKey(communityId, personId), InvitedPerson),
  ])
  const isHere = roles.some(role => role.communityId === communityId && FieldRole.safeParse(role.role).success)
  if (staff?.companyId !== companyOf(ctx, communityId) || !isHere) throw new AppError('record.not_found')
  const invited = drawn(ctx, { communityId, personId, name: staff.name, seed: seedOf(ctx) })
  if (known?.codeHash === invited.person.codeHash) return { ...invited.answer, expiresAt: known.expiresAt }
  return once(ctx, invited, () =>
    deciding(async () => {
      const now = await ctx.db.get(invitedKey(communityId, personId), InvitedPerson)
      const audit = auditItem(ctx, {
        communityId,
        action: 'identity.invite_staff',
        objectType: 'staff',
        objectId: personId,
        summary: '再发员工邀请码，前一个作废',
      })
      const put = {
        ...invitedKey(communityId, personId),
        ...now,
        ...invited.person,
        version: (now?.version ?? 0) + 1,
      }
      const writes: Write[] = [
        { put, if: { version: now?.version } },
        ...(now ? [{ delete: staffCodeKey(communityId, now.codeHash) }] : []),
        { put: invited.item, ifAbsent: true },
      ]
      await ctx.db.transact([...writes, audit], audit.put)
    }),
  )
}

const seedOf = (ctx: Context): string =>
  ctx.idempotency
    ? ctx.deps.secrets.sign(
        `staff-invitation:${staffActor(ctx).personId}:${ctx.idempotency.endpoint}:${ctx.idempotency.key}`,
      )
    : randomToken()

type Whom = { communityId: string; personId: string; name: string; seed: string }
type Drawn = ReturnType<typeof drawn>

/** The community and 50 bits: whoever guesses has a week, and no two tries for one WeChat code. */
function drawn(ctx: Context, { communityId, personId, name, seed }: Whom) {
  const code = communityId + derivedId('staff-code', seed).slice(0, randomLength)
  const expiresAt = addMinutes(ctx.now(), livesMinutes)
  const codeHash = sha256(code)
  const opened: StaffCodeItem = { communityId, personId, expiresAt, bodyHash: ctx.idempotency?.bodyHash }
  const ttl = Math.floor(Date.parse(expiresAt) / 1000) + 30 * 86_400
  return {
    answer: { personId, name, code, expiresAt },
    person: { personId, name, codeHash, expiresAt },
    item: { ...staffCodeKey(communityId, codeHash), ...opened, ttl },
  }
}

/** A repeat that finds its code there answers as before; with another body it is refused. */
async function once(ctx: Context, { answer, item }: Drawn, write: () => Promise<unknown>): Promise<StaffInvitation> {
  try {
    await write()
    return answer
  } catch (error) {
    const earlier = error instanceof ConditionFailed ? await ctx.db.get(item, StaffCodeItem) : undefined
    if (!earlier) throw error
    if (earlier.bodyHash !== ctx.idempotency?.bodyHash) throw new AppError('request.reused_key')
    return { ...answer, expiresAt: earlier.expiresAt }
  }
}
