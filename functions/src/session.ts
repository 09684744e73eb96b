import { AppError } from '@linli/shared/errors'
import { Home } from '@linli/shared/identity/schema'
import { OfficeRole } from '@linli/shared/permissions'
import * as z from 'zod'
import { type Actor, type Deps, makeContext } from './context'
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
 * A token is `<owner id>.<random part>`, stored hashed. Undefined when there is none or it has ended.
 */
export async function authenticate(
  deps: Deps,
  credential: { bearer?: string | undefined; cookie?: string | undefined },
): Promise<Actor | undefined> {
  const token = credential.bearer ?? credential.cookie
  const id = token?.split('.')[0]
  if (!token || !id || !/^[0-9A-HJKMNP-TV-Z]{26}$/.test(id)) return undefined
  const owner: SessionOwner = credential.bearer ? `A#${id}#` : `P#${id}#`
  const db = makeContext(deps, { kind: 'system' }, [owner], '').db
  const sessionKey = `session#${sha256(token)}`
  const [sessionItem, grantsItem] = await db.getMany(
    [
      { pk: owner, sk: sessionKey },
      { pk: owner, sk: 'grants' },
    ],
    z.unknown(),
  )
  if (!sessionItem || !grantsItem) return undefined
  const session = Session.parse(sessionItem)
  if (session.expiresAt <= new Date(deps.nowMs()).toISOString()) return undefined
  if (credential.bearer) {
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
  return { kind: 'staff', personId: id, sessionKey, name: grants.name, grants: grants.roles, csrf: session.csrf ?? '' }
}

/** A new session of the owner: its token for the client, its item for the table. */
export function newSession(nowMs: number, ownerId: string, kind: 'A' | 'P', days: number) {
  const token = `${ownerId}.${randomToken()}`
  const csrf = randomToken()
  const expires = nowMs + days * 86_400_000
  const item = {
    pk: `${kind}#${ownerId}#`,
    sk: `session#${sha256(token)}`,
    expiresAt: new Date(expires).toISOString(),
    ttl: Math.floor(expires / 1000),
    ...(kind === 'P' && { csrf }),
  }
  return { token, csrf, item }
}

/** A cookie's write must carry the session's own CSRF value: another site can send the cookie, but cannot read this. */
export function checkCsrf(actor: Actor, method: string, header: string | undefined): void {
  if (actor.kind === 'staff' && method !== 'GET' && header !== actor.csrf) throw new AppError('access.csrf')
}
