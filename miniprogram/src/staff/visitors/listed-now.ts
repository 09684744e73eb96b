import type { Pass } from '@linli/shared/visitors/schema'

/** What this phone did about a walk-in itself, and when by its own clock; no pass: it has nothing left to do. */
export type Own = { pass: Pass | undefined; atMs: number }

/** The server's list may be so far behind what this phone was just told. */
const behindMs = 5000

/** The server's list of a gate, but for what this phone knows better. */
export function listedNow(listed: readonly Pass[], own: ReadonlyMap<string, Own>, nowMs: number): Pass[] {
  const ids = new Set(listed.map(({ passId }) => passId))
  const justHeard = [...own.values()].flatMap(({ pass, atMs }) =>
    pass && !ids.has(pass.passId) && nowMs - atMs < behindMs ? [pass] : [],
  )
  const current = listed.flatMap(pass => {
    const known = own.get(pass.passId)
    if (!known) return [pass]
    if (!known.pass) return []
    return [known.pass.version > pass.version ? known.pass : pass]
  })
  return [...justHeard, ...current]
}
