import { makeRouter } from './router'

/** A request as any host brings it: header names are asked for in lower case, `text` is the body as it was sent. */
export type Asked = {
  method: string
  /** Still encoded, from the first slash on. */
  path: string
  /** Without the question mark. */
  query: string
  header: (name: string) => string | undefined
  /** Whose request it is, as the host itself knows it: never a header that a client can write. */
  address?: string | undefined
  text: () => Promise<string>
}
export type Answered = { status: number; headers: Record<string, string>; body: string }

/** An address that a service answers: `:name` in its path becomes a parameter, `/*` is all beneath; ALL is any method. */
export type Mount = {
  method: string
  path: string
  answer: (asked: Asked, params: Record<string, string>) => Promise<Answered>
}
export type Service = (asked: Asked) => Promise<Answered>

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answered => ({
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

/**
 * Some addresses as one function of plain values. Fetch, Lambda and node:http each bring requests in their own clothes;
 * without them a Lambda starts faster, because Node loads its Request and Response only when they are used.
 */
export function makeService(mounts: readonly Mount[], nothingThere: () => Answered): Service {
  const router = makeRouter<Mount['answer']>()
  router.add('GET', '/healthz', () => Promise.resolve(json(200, { ok: true })))
  for (const { method, path, answer } of mounts) router.add(method, path, answer)
  return async asked => {
    const found = router.match(asked.method === 'HEAD' ? 'GET' : asked.method, asked.path)
    if (!found) return nothingThere()
    const params = Object.entries(found.params).map(([name, value]): [string, string] => [name, decoded(value)])
    return found.value(asked, Object.fromEntries(params))
  }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
