import { type Endpoint, ErrorBody, type InputOf, type OutputOf, requestOf } from '@linli/shared/contract'
import { ulid } from '@linli/shared/ids'
import Taro from '@tarojs/taro'
import * as z from 'zod'
import { CallFailed, problemOf, problemOfAnswer } from './problems'
import { createQueue } from './queue'
import { dropToken, readToken } from './token'

const timeoutMs = 10_000
/** WeChat runs at most ten requests at once and drops none, but starts the eleventh when it likes. */
const queue = createQueue(10)

/** A fresh key for one thing that a person does; repeat the same key when the same tap is tried again. */
export const newKey = (): string =>
  ulid(
    Date.now(),
    Array.from({ length: 10 }, () => Math.floor(Math.random() * 256)),
  )

/**
 * Calls one endpoint of the contract. Throws CallFailed with words for the person.
 * A write that creates something takes an `idempotencyKey` that outlives a retry; one of its own where none is given.
 */
export function call<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: { idempotencyKey?: string } = {},
): Promise<OutputOf<E>> {
  return queue(() => send(endpoint, input, options.idempotencyKey))
}

async function send<E extends Endpoint>(endpoint: E, input: InputOf<E>, idempotencyKey?: string): Promise<OutputOf<E>> {
  const { path, body } = requestOf(endpoint, input)
  const token = endpoint.access.kind === 'public' ? undefined : readToken()
  const answer = await Taro.request<unknown, string>({
    url: LINLI_API_BASE + path,
    method: endpoint.method,
    timeout: timeoutMs,
    dataType: 'json',
    data: body,
    header: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(endpoint.idempotent ? { 'idempotency-key': idempotencyKey ?? newKey() } : {}),
    },
  }).catch(() => {
    throw new CallFailed(problemOf('offline'))
  })
  if (answer.statusCode >= 200 && answer.statusCode < 300) return read(endpoint, answer.data)
  const problem = problemOfAnswer(answer.statusCode, ErrorBody.safeParse(answer.data).data?.error)
  if (problem.kind === 'signed_out') dropToken('over')
  throw new CallFailed(problem)
}

function read<E extends Endpoint>(endpoint: E, data: unknown): OutputOf<E> {
  const parsed = z.safeParse<E['output']>(endpoint.output, data)
  if (!parsed.success) throw new CallFailed(problemOf('broken'))
  return parsed.data
}
