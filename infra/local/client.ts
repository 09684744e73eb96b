import { randomUUID } from 'node:crypto'
import { type Endpoint, ErrorBody, type InputOf, type OutputOf, requestOf } from '@linli/shared/contract'

/** A caller of the API over HTTP, as the clients are: a resident with a bearer token, or an office person with a cookie. */
export interface Client {
  call<E extends Endpoint>(endpoint: E, input: InputOf<E>, options?: { idempotencyKey?: string }): Promise<OutputOf<E>>
}

export type Credential = { bearer: string } | { cookie: string; csrf: string } | undefined

/** What the server refused, with its status. */
export class Refused extends Error {
  override name = 'Refused'
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

export function apiClient(url: string, credential?: Credential): Client {
  return {
    async call(endpoint, input, options = {}) {
      const { path, body } = requestOf(endpoint, input)
      const response = await fetch(url + path, {
        method: endpoint.method,
        signal: AbortSignal.timeout(30_000),
        headers: {
          ...headersOf(credential),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(endpoint.idempotent && { 'idempotency-key': options.idempotencyKey ?? randomUUID() }),
        },
        ...(body !== undefined && { body }),
      })
      const answer: unknown = await response.json()
      if (response.ok) return outputOf(endpoint, answer)
      const refused = ErrorBody.safeParse(answer)
      throw new Refused(
        response.status,
        refused.data?.error.code ?? '',
        `${endpoint.id}: ${refused.data?.error.message ?? response.status}`,
      )
    },
  }
}

/** The answer in the type that the endpoint declares: its own schema has just parsed it. */
const outputOf = <E extends Endpoint>(endpoint: E, answer: unknown): OutputOf<E> =>
  // oxlint-disable-next-line typescript/consistent-type-assertions
  endpoint.output.parse(answer) as OutputOf<E>

function headersOf(credential: Credential): Record<string, string> {
  if (!credential) return {}
  if ('bearer' in credential) return { authorization: `Bearer ${credential.bearer}` }
  return { cookie: `linli_session=${credential.cookie}`, 'x-csrf': credential.csrf }
}
