import { type Endpoint, ErrorBody, type InputOf, type OutputOf, requestOf } from '@linli/shared/contract'

import type { Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import * as z from 'zod'

export type Caller = { token?: string; cookie?: string; csrf?: string }
export type Answer<O> = {
  status: number
  /** The output of a 2xx. Throws otherwise, saying which error came. */
  ok(): O
  /** The code of a refusal, or 'ok'. */
  code: string
  body: unknown
  cookie: string | undefined
}

/**
 * Calls an endpoint over the app's HTTP face, as a client would. `key` is the Idempotency-Key: one of its own unless it is said,
 * '' for none.
 */
export async function callAs<E extends Endpoint>(
  app: Hono,
  caller: Caller,
  endpoint: E,
  input: InputOf<E>,
  key: string = endpoint.idempotent ? randomUUID() : '',
): Promise<Answer<OutputOf<E>>> {
  const { path, body } = requestOf(endpoint, input)
  const response = await app.request(path, {
    method: endpoint.method,
    headers: {
      'content-type': 'application/json',
      ...(caller.token && { authorization: `Bearer ${caller.token}` }),
      ...(caller.cookie && { cookie: `linli_session=${caller.cookie}` }),
      ...(caller.csrf && { 'x-csrf': caller.csrf }),
      ...(key && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body }),
  })
  const answered: unknown = await response.json()
  const refused = ErrorBody.safeParse(answered)
  const code = refused.success ? refused.data.error.code : 'ok'
  return {
    status: response.status,
    code,
    body: answered,
    cookie: /linli_session=([^;]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1],
    ok() {
      if (!response.ok) throw new Error(`${endpoint.id}: ${response.status} ${code}`)
      return outputOf(endpoint, answered)
    },
  }
}

/** The contract says what an endpoint answers; parsing it again proves it. */
function outputOf<E extends Endpoint>(endpoint: E, answered: unknown): OutputOf<E> {
  const schema: z.ZodType<OutputOf<E>> = z.custom<OutputOf<E>>(value => endpoint.output.safeParse(value).success)
  return schema.parse(answered)
}

/** What a refusal tells the person: the first wrong field's sentence, or else its own. */
export function sentenceOf({ body }: { body: unknown }): string {
  const { message, fields } = ErrorBody.parse(body).error
  return fields?.[0]?.message ?? message
}
