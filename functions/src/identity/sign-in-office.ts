import { AppError } from '@linli/shared/errors'
import type { Staff } from '@linli/shared/identity/schema'
import { ownAuditItem } from '../audit'
import { type Context, makeContext, reaching } from '../context'
import { ConditionFailed } from '../db'
import type { Reply } from '../http'
import { newSession, sessionCookie, StaffGrants } from '../session'
import { bookAttempt } from './attempts'
import { publicStaff } from './staff'
import { attemptsKey, Login, loginKey, staffGrantsKey } from './store'

export type SignInOfficeInput = { username: string; password: string; totp: string }

const sessionDays = 0.5

/**
 * Signs an office person in by password and TOTP, each code once; 5 failures lock the username for 15 minutes. A wrong
 * username, password or code is one answer, after the same work. Throws identity.bad_password, identity.locked.
 */
export async function signInOffice(
  ctx: Context,
  input: SignInOfficeInput,
  reply: Reply,
): Promise<{ staff: Staff; csrf: string }> {
  const { deps } = ctx
  const usernameHash = usernameHashOf(ctx, input.username)
  await bookAttempt(ctx, usernameHash)
  const logins = reaching(ctx, 'G#login#')
  const login = await logins.db.get(loginKey(usernameHash), Login)
  const { passwordMatches, totpStep } = await import('./office-password')
  const isRight = await passwordMatches(login?.passwordHash, input.password)
  const step = login && totpStep(deps.secrets.open(login.totpSealed, totpField(login.personId)), input.totp)
  if (!login || !isRight || step === undefined) throw new AppError('identity.bad_password')

  const { personId } = login
  const owner = `P#${personId}#` as const
  const session = newSession(deps.nowMs(), personId, 'P', sessionDays)
  const own = makeContext(
    deps,
    { kind: 'staff', personId, sessionKey: session.item.sk, name: '', grants: [], csrf: session.csrf },
    [owner, 'G#login#'],
    ctx.requestId,
  )
  const grants = await own.db.get(staffGrantsKey(personId), StaffGrants)
  if (!grants || grants.roles.length === 0) throw new AppError('identity.bad_password')
  const audit = ownAuditItem(own, owner, {
    action: 'identity.sign_in_office',
    objectType: 'staff',
    objectId: personId,
    summary: '物业登录',
  })
  try {
    await own.db.transact(
      [
        { put: session.item },
        { update: { key: loginKey(usernameHash), set: { lastStep: step } }, if: { lastStep: { below: step } } },
        { delete: attemptsKey(usernameHash) },
        audit,
      ],
      audit.put,
    )
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('identity.bad_password')
    throw error
  }
  reply.cookie = cookieOf(ctx, session.token, sessionDays * 86_400)
  return { staff: publicStaff(personId, grants), csrf: session.csrf }
}

/** The browser keeps the token where no script reaches it, and sends it to no other site. */
export function cookieOf(ctx: Context, token: string, maxAgeSeconds: number): string {
  const isLoopback = new URL(ctx.deps.env.LINLI_PUBLIC_URL).hostname === '127.0.0.1'
  const parts = [`${sessionCookie}=${token}`, 'Path=/', 'HttpOnly', 'SameSite=Strict', `Max-Age=${maxAgeSeconds}`]
  return [...parts, ...(isLoopback ? [] : ['Secure'])].join('; ')
}

export const totpField = (personId: string) => `totp:${personId}`
export const usernameHashOf = (ctx: Context, username: string): string =>
  ctx.deps.secrets.hashes(username.trim().toLowerCase(), 'office')[0] ?? ''
