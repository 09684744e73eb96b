import { AppError } from '@linli/shared/errors'
import { Home } from '@linli/shared/identity/schema'
import { FieldRole, OfficeRole } from '@linli/shared/permissions'
import * as z from 'zod'
import { type Actor, type Deps, makeContext } from './context'
import { AnyItem } from './db'
import { randomToken, sha256 } from './secrets'

export const sessionCookie = 'linli_session'

/** The key that sessions and grants live under: A# for a resident's account, P# for an office person. */
export type SessionOwner = `A#${string}#` | `P#${string}#`

const Session = z.object({
  sk: z.string(),
  expiresAt: z.string(),
  csrf: z.string().optional(),
  verifiedPhone: z.string().optional(),
})
export const StoredHome = Home.extend({ companyId: z.string() })
export const AccountGrants = z.object({ sk: z.literal('grants'), homes: z.array(StoredHome), version: z.number() })
export const StaffGrants = z.object({
  sk: z.literal('grants'),
  name: z.string(),
  username: z.string(),
  roles: z.array(
    z.object({ communityId: z.string(), communityName: z.string(), companyId: z.string(), role: OfficeRole }),
  ),
  version: z.number(),
})

/**
 * Who is calling: the session and the grants in one consistent read, on every request, so that revoking is immediate.
 * A token is `<owner id>.<random part>`, a staff phone's `staff.<person id>.<random part>`, stored hashed. Undefined when there is none or it has ended.
 */
export async function authenticate(
  deps: Deps,
  credential: { bearer?: string | undefined; cookie?: string | undefined },
): Promise<Actor | undefined> {
  const token = credential.bearer ?? credential.cookie
  const known = token === undefined ? undefined : holderOf(token, credential.bearer !== undefined)
  if (!token || !known) return undefined
  const { owner, id } = known
  const db = makeContext(deps, { kind: 'system' }, [owner], '').db
  const sessionKey = `session#${sha256(token)}`
  const [sessionItem, grantsItem] = await db.getMany(
    [
      { pk: owner, sk: sessionKey },
      { pk: owner, sk: 'grants' },
    ],
    AnyItem,
  )
  if (!sessionItem || !grantsItem) return undefined
  const session = Session.parse(sessionItem)
  if (session.expiresAt <= new Date(deps.nowMs()).toISOString()) return undefined
  if (known.kind === 'A') {
    const { homes } = AccountGrants.parse(grantsItem)
    return {
      kind: 'account',
      accountId: id,
      sessionKey,
      homes,
      ...(session.verifiedPhone && { verifiedPhone: session.verifiedPhone }),
    }
  }
  const grants = StaffGrants.parse(grantsItem)
  const staff = { kind: 'staff' as const, personId: id, sessionKey, name: grants.name }
  if (!credential.bearer) return { ...staff, grants: grants.roles, csrf: session.csrf ?? '' }
  // A phone is signed in by WeChat alone: what asks for a password and a code at the desk is not to be had there.
  return { ...staff, grants: grants.roles.filter(({ role }) => FieldRole.safeParse(role).success) }
}

const phoneMark = 'staff.'
const tokenForm = /^(staff\.)?([0-9A-HJKMNP-TV-Z]{26})\./

/** Whose a token is by its form: a resident's phone, a staff phone, or, in a cookie alone, a desk. */
function holderOf(token: string, isBearer: boolean): { kind: 'A' | 'P'; id: string; owner: SessionOwner } | undefined {
  const [, mark, id] = tokenForm.exec(token) ?? []
  if (id === undefined || (mark !== undefined && !isBearer)) return undefined
  return isBearer && mark === undefined ? { kind: 'A', id, owner: `A#${id}#` } : { kind: 'P', id, owner: `P#${id}#` }
}

/** A session of a staff phone: the token says what it is, so that no other credential can be taken for it. */
export function newPhoneSession(nowMs: number, personId: string, days: number) {
  const token = `${phoneMark}${personId}.${randomToken()}`
  return { token, item: { ...sessionItem(nowMs, `P#${personId}#`, token, days), phone: true } }
}

function sessionItem(nowMs: number, pk: SessionOwner, token: string, days: number) {
  const expires = nowMs + days * 86_400_000
  const expiresAt = new Date(expires).toISOString()
  return { pk, sk: `session#${sha256(token)}`, expiresAt, ttl: Math.floor(expires / 1000) }
}

/** A new session of the owner: its token for the client, its item for the table. */
export function newSession(nowMs: number, ownerId: string, kind: 'A' | 'P', days: number) {
  const token = `${ownerId}.${randomToken()}`
  const csrf = randomToken()
  const item = { ...sessionItem(nowMs, `${kind}#${ownerId}#`, token, days), ...(kind === 'P' && { csrf }) }
  return { token, csrf, item }
}

/** A cookie's write must carry the session's own CSRF value: another site can send the cookie, but cannot read this. */
export function checkCsrf(actor: Actor, method: string, header: string | undefined): void {
  const asks = actor.kind === 'staff' && actor.csrf !== undefined && method !== 'GET'
  if (asks && header !== actor.csrf) throw new AppError('access.csrf')
}
