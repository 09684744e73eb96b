import { randomBytes } from 'node:crypto'
import type { GatewayContext } from './context'
import type { Incoming } from './http'
import { MiniError } from './mini-error'

const LIFE_MS = 7_200_000
const RENEW_MS = 300_000

/**
 * An access token of two hours. The stable one stays the same until its last five minutes unless it is forced, which
 * ends the old ones; a plain one is new each time and knows nothing of the stable ones.
 */
export function issueToken(
  context: GatewayContext,
  wish: { stable: boolean; fresh: boolean; app?: 'staff' | undefined },
) {
  const { book } = context.store
  const now = context.now().getTime()
  const current = book.tokens.findLast(each => each.stable === wish.stable && each.app === wish.app)
  const left = current ? Date.parse(current.until) - now : 0
  if (current && !wish.fresh && left > RENEW_MS)
    return { access_token: current.token, expires_in: Math.floor(left / 1000) }
  const token = `97_${randomBytes(48).toString('base64url')}`
  const forced = wish.stable && wish.fresh
  book.tokens = book.tokens.filter(
    each => Date.parse(each.until) > now - LIFE_MS && !(forced && each.stable && each.app === wish.app),
  )
  book.tokens.push({
    token,
    until: new Date(now + LIFE_MS).toISOString(),
    stable: wish.stable,
    ...(wish.app && { app: wish.app }),
  })
  return { access_token: token, expires_in: LIFE_MS / 1000 }
}

/** Of which of the two mini-programs it is. */
export function requireToken(context: GatewayContext, { query }: Incoming): 'staff' | undefined {
  const given = query.get('access_token')
  if (!given) throw new MiniError(41001, 'access_token missing')
  const known = context.store.book.tokens.find(each => each.token === given)
  if (!known) throw new MiniError(40001, 'invalid credential, access_token is invalid or not latest')
  if (Date.parse(known.until) <= context.now().getTime()) throw new MiniError(42001, 'access_token expired')
  return known.app
}
