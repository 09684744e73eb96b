import { apis } from '@linli/shared/api'
import type { Domain } from '@linli/shared/domains'

type Place = { segment: string; owners: Map<Domain, Set<string>>; below: Map<string, Place> }

const place = (segment: string): Place => ({ segment, owners: new Map(), below: new Map() })

/**
 * The gateway routes of each domain, from the contract: `ANY /v1/…/bills/{rest+}` where everything beneath a path is
 * one domain's, the exact path where domains share it. Few routes, because a stack holds 500 resources.
 */
export function gatewayRoutes(): Map<Domain, string[]> {
  const top = place('')
  const routes = new Map<Domain, string[]>()
  for (const [domain, api] of entriesOf(apis)) {
    routes.set(domain, [])
    for (const { method, path } of Object.values(api)) add(top, path, domain, method)
  }
  collect(top, '', (domain, route) => routes.get(domain)?.push(route))
  return routes
}

/** Object.entries that keeps the key's type: `apis` has the domains as keys and no others (`satisfies`). */
const entriesOf = <K extends string, V>(record: Record<K, V>): [K, V][] =>
  // oxlint-disable-next-line typescript/consistent-type-assertions -- see above
  Object.entries(record) as [K, V][]

function add(top: Place, path: string, domain: Domain, method: string): void {
  let at = top
  for (const segment of path.split('/').slice(1)) {
    const key = segment.startsWith(':') ? ':' : segment
    const next = at.below.get(key) ?? place(segment.startsWith(':') ? `{${segment.slice(1)}}` : segment)
    at.below.set(key, next)
    at = next
  }
  at.owners.set(domain, (at.owners.get(domain) ?? new Set()).add(method))
}

function collect(at: Place, path: string, emit: (domain: Domain, route: string) => void): void {
  const [only, ...others] = ownersWithin(at)
  const isOwn = only !== undefined && others.length === 0 && !at.segment.startsWith('{') && path.split('/').length > 2
  for (const [domain, methods] of at.owners)
    if (at.owners.size === 1) emit(domain, `ANY ${path}`)
    else for (const method of methods) emit(domain, `${method} ${path}`)
  if (isOwn && at.below.size > 0) emit(only, `ANY ${path}/{rest+}`)
  if (!isOwn) for (const next of at.below.values()) collect(next, `${path}/${next.segment}`, emit)
}

const ownersWithin = (at: Place): Set<Domain> =>
  new Set([...at.owners.keys(), ...[...at.below.values()].flatMap(next => [...ownersWithin(next)])])
