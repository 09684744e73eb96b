import { AppError } from '@linli/shared/errors'
import type { Staff } from '@linli/shared/identity/schema'
import { CommunityId } from '@linli/shared/ids'
import { FieldRole } from '@linli/shared/permissions'
import { ownAuditItem } from '../audit'
import { type Context, makeContext, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { derivedId, sha256 } from '../secrets'
import { newPhoneSession, StaffGrants } from '../session'
import { publicStaff, staffOpenidField } from './staff'
import {
  InvitedPerson,
  invitedKey,
  PhoneSession,
  StaffCodeItem,
  staffCodeKey,
  StaffLink,
  staffLinkKey,
  staffLinks,
} from './staff-store'
import { sessionsBegin, staffGrantsKey, staffKey, StoredStaff } from './store'

const sessionDays = 30
const mostSessions = 50

/**
 * Signs somebody in on the staff's mini-program by the code of wx.login; with an invitation this WeChat becomes theirs,
 * and what was signed in for them on a phone before ends. Who has no role in the field has nothing here.
 * Throws identity.bad_code, identity.staff_code_over, identity.not_invited, identity.other_staff.
 */
export async function signInStaff(
  ctx: Context,
  { code, invitation }: { code: string; invitation?: string | undefined },
): Promise<{ token: string; staff: Staff }> {
  const { deps } = ctx
  // Looked at before WeChat is asked: a mistyped code does not cost a login.
  if (invitation !== undefined) await openCode(ctx, invitation)
  const openid = await deps.wechat.openidOf(code, 'staff')
  const openidHash = derivedId('staff', deps.env.LINLI_WECHAT_STAFF_APPID, openid)
  return deciding(async () => {
    const opened = invitation === undefined ? undefined : await openCode(ctx, invitation, openidHash)
    const link = await reaching(ctx, staffLinks).db.get(staffLinkKey(openidHash), StaffLink)
    const personId = opened?.invitation.personId ?? link?.personId
    if (personId === undefined) throw new AppError('identity.not_invited')
    const owner = `P#${personId}#` as const
    const session = newPhoneSession(deps.nowMs(), personId, sessionDays)
    const own = makeContext(
      deps,
      { kind: 'staff', personId, sessionKey: session.item.sk, name: '', grants: [] },
      [owner, staffLinks, ...(opened ? [`C#${opened.invitation.communityId}#`] : [])],
      ctx.requestId,
    )
    const grants = await own.db.get(staffGrantsKey(personId), StaffGrants)
    const roles = grants?.roles.filter(({ role }) => FieldRole.safeParse(role).success) ?? []
    if (!grants || roles.length === 0) throw new AppError('identity.not_invited')
    const isNew = opened !== undefined && opened.invitation.usedBy === undefined
    const openidSealed = deps.secrets.seal(openid, staffOpenidField(personId))
    const bound = isNew
      ? await bindItems(own, { ...opened, openidHash, openidSealed, linkedTo: link?.personId })
      : [{ update: { key: staffKey(personId), set: { openidSealed } }, if: { openidHash } }]
    const audit = ownAuditItem(own, owner, {
      action: 'identity.sign_in_staff',
      objectType: 'staff',
      objectId: personId,
      summary: isNew ? '凭邀请码绑定微信并登录' : '微信登录',
    })
    await own.db.transact([{ put: session.item }, ...bound, audit], audit.put)
    return { token: session.token, staff: publicStaff(personId, { ...grants, roles }) }
  })
}

type Opened = { invitation: StaffCodeItem; codeHash: string }

/** An invitation that is good: open, or used by this very WeChat, whose answer was lost. */
async function openCode(ctx: Context, code: string, openidHash?: string): Promise<Opened> {
  const communityId = CommunityId.safeParse(code.slice(0, 6)).data
  const codeHash = sha256(code)
  const invitation =
    communityId && (await reaching(ctx, `C#${communityId}#`).db.get(staffCodeKey(communityId, codeHash), StaffCodeItem))
  if (!invitation || invitation.expiresAt <= ctx.now()) throw new AppError('identity.staff_code_over')
  if (openidHash !== undefined && (invitation.usedBy ?? openidHash) !== openidHash)
    throw new AppError('identity.staff_code_over')
  return { invitation, codeHash }
}

/** This WeChat is theirs from now on, and no other; the code is used. */
async function bindItems(
  own: Context,
  {
    invitation,
    codeHash,
    openidHash,
    openidSealed,
    linkedTo,
  }: Opened & { openidHash: string; openidSealed: string; linkedTo: string | undefined },
): Promise<Write[]> {
  const { communityId, personId } = invitation
  const [staff, here, sessions] = await Promise.all([
    own.db.get(staffKey(personId), StoredStaff),
    own.db.get(invitedKey(communityId, personId), InvitedPerson),
    own.db.query({ pk: `P#${personId}#`, begins: sessionsBegin, schema: PhoneSession, limit: mostSessions }),
  ])
  if (!staff || !here) throw new AppError('identity.staff_code_over')
  if (linkedTo !== undefined && linkedTo !== personId) await checkLeft(own, linkedTo)
  const before = staff.openidHash
  const left: Write[] =
    before !== undefined && before !== openidHash ? [{ delete: staffLinkKey(before), if: { personId } }] : []
  return [
    {
      update: { key: staffCodeKey(communityId, codeHash), set: { usedBy: openidHash } },
      if: { usedBy: undefined, personId },
    },
    { put: { ...staffLinkKey(openidHash), personId }, if: { personId: linkedTo } },
    { update: { key: staffKey(personId), set: { openidHash, openidSealed } }, if: { openidHash: before, personId } },
    {
      update: { key: invitedKey(communityId, personId), set: { joinedAt: own.now(), version: here.version + 1 } },
      if: { version: here.version },
    },
    ...left,
    ...sessions.items.filter(({ phone }) => phone).map(({ sk }) => ({ delete: { pk: `P#${personId}#`, sk } })),
  ]
}

/** A WeChat goes on to another person only when its earlier one has nothing to do here any more. */
async function checkLeft(own: Context, personId: string): Promise<void> {
  const grants = await reaching(own, `P#${personId}#`).db.get(staffGrantsKey(personId), StaffGrants)
  if (grants && grants.roles.length > 0) throw new AppError('identity.other_staff')
}
