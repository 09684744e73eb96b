/** What a router finds for a request, and the `:name`s of its address, still encoded. */
export type Found<T> = { value: T; params: Record<string, string> }
export type Router<T> = {
  /** `path` with `:name` for any one segment, and `*` at its end for all that is beneath; ALL is any method. */
  add(method: string, path: string, value: T): void
  /** The first that was added and fits. */
  match(method: string, path: string): Found<T> | undefined
}

/**
 * Compares addresses segment by segment, in the order in which they were added. Routers of libraries are made for many
 * requests: they build a tree or an expression first, which takes more of a function's start than this takes of its life.
 */
export function makeRouter<T>(): Router<T> {
  const routes: { method: string; segments: string[]; value: T }[] = []
  return {
    add(method, path, value) {
      routes.push({ method, segments: path.split('/'), value })
    },
    match(method, path) {
      const asked = path.split('/')
      const found = routes.find(
        route => (route.method === method || route.method === 'ALL') && fits(route.segments, asked),
      )
      return found && { value: found.value, params: paramsOf(found.segments, asked) }
    },
  }
}

function fits(segments: readonly string[], asked: readonly string[]): boolean {
  const last = segments.length - 1
  const isOpen = segments[last] === '*'
  if (isOpen ? asked.length <= last : asked.length !== segments.length) return false
  return segments.every((segment, n) => {
    if (isOpen && n === last) return true
    return segment.startsWith(':') ? asked[n] !== '' : segment === asked[n]
  })
}

const paramsOf = (segments: readonly string[], asked: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    segments.flatMap((segment, n) => (segment.startsWith(':') ? [[segment.slice(1), asked[n] ?? ''] as const] : [])),
  )
