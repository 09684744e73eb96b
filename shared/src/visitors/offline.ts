import type { OfflineEntry } from './gate-api'
import { isFresh, type PassToken, readToken } from './pass-token'
import type { PublicPassKey } from './schema'
import { passRefusals } from './words'

type Known = {
  communityId: string
  gateId: string
  keys: readonly PublicPassKey[]
  /** Until when this phone is on this gate. */
  leaseUntil: string | undefined
  /** What this phone has let in and not sent yet. */
  queue: readonly OfflineEntry[]
}
type Checked = { ok: true; token: PassToken } | { ok: false; why: string }

/**
 * Whether a QR lets somebody in at this gate without a network: signed, fresh, of this gate, on duty, entries left.
 * `isSigned` is the phone's own Ed25519.
 */
export function checkOffline(
  text: string,
  { communityId, gateId, keys, leaseUntil, queue }: Known,
  nowMs: number,
  isSigned: (token: PassToken, keys: readonly PublicPassKey[]) => boolean,
): Checked {
  const token = readToken(text)
  const no = (why: string): Checked => ({ ok: false, why })
  if (!token || !isSigned(token, keys)) return no(passRefusals.badToken)
  if (token.communityId !== communityId) return no(passRefusals.elsewhere)
  if (token.gateId !== gateId) return no(passRefusals.offlineNo)
  if (leaseUntil === undefined || Date.parse(leaseUntil) <= nowMs) return no(passRefusals.offlineNoLease)
  if (!isFresh(token.step, nowMs)) return no(passRefusals.staleToken)
  const before = queue.flatMap(({ token: sent, outcome }) => {
    const read = outcome === 'in' ? readToken(sent) : undefined
    return read?.passId === token.passId ? [read] : []
  })
  if (before.some(({ step }) => step >= token.step)) return no(passRefusals.offlineUsed)
  // Those that were signed before an entry of ours do not know of it.
  return before.length >= token.left ? no(passRefusals.usedUp) : { ok: true, token }
}
