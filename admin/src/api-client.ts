import { type Endpoint, ErrorBody, requestOf } from '@linli/shared/contract'
import type { FieldProblem } from '@linli/shared/errors'
import type { Schema } from '@linli/shared/schema'
import type * as z from 'zod'
import { words } from './words'

/** A refused or failed call: `message` is the sentence a person reads, `requestId` what the office can be asked for. */
export class ApiError extends Error {
  readonly requestId: string | undefined
  readonly fields: FieldProblem[]
  constructor(
    readonly code: string,
    message: string,
    details: { requestId?: string; fields?: FieldProblem[] } = {},
  ) {
    super(message)
    this.name = 'ApiError'
    this.requestId = details.requestId
    this.fields = details.fields ?? []
  }
}

export type CallOptions = { signal?: AbortSignal; idempotencyKey?: string }

const timeoutMs = 20_000
let csrf = ''
let renewCsrf: () => Promise<void> = () => Promise.resolve()

/** The value that every write carries beside the cookie; learnt at sign-in, or from officeMe. */
export function setCsrf(value: string): void {
  csrf = value
}

/** How to learn a new value when another tab has signed in again meanwhile. */
export function onStaleCsrf(renew: () => Promise<void>): void {
  renewCsrf = renew
}

/**
 * One call of the contract. Throws ApiError: the server's code and sentence, or `client.offline`, `client.slow`,
 * `client.outdated`. A write refused for a stale CSRF value is sent once more with a new one and the same key.
 */
export async function call<I extends z.ZodObject, T>(
  endpoint: Endpoint<I, Schema<T>>,
  input: z.input<I>,
  options: CallOptions = {},
): Promise<T> {
  const key = options.idempotencyKey ?? (endpoint.idempotent ? crypto.randomUUID() : undefined)
  const request = requestOf(endpoint, { ...input })
  const send = () => exchange(endpoint.method, request, { ...options, idempotencyKey: key })
  const reply = await send().catch(async (error: unknown) => {
    if (!(error instanceof ApiError) || error.code !== 'access.csrf') throw error
    await renewCsrf()
    return send()
  })
  const output = endpoint.output.safeParse(reply)
  if (!output.success) throw new ApiError('client.outdated', words.failures.outdated)
  return output.data
}

async function exchange(method: string, request: { path: string; body?: string }, options: CallOptions) {
  const reply = await fetch(request.path, {
    method,
    credentials: 'same-origin',
    headers: {
      ...(request.body !== undefined && { 'Content-Type': 'application/json' }),
      ...(method !== 'GET' && { 'X-CSRF': csrf }),
      ...(options.idempotencyKey && { 'Idempotency-Key': options.idempotencyKey }),
    },
    ...(request.body !== undefined && { body: request.body }),
    signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(options.signal ? [options.signal] : [])]),
  }).catch(failedToSend)
  const body: unknown = await reply.json().catch(() => undefined)
  if (reply.ok) return body
  throw refusalOf(body)
}

function failedToSend(error: unknown): never {
  const name = error instanceof Error ? error.name : ''
  if (name === 'AbortError') throw error
  if (name === 'TimeoutError') throw new ApiError('client.slow', words.failures.slow)
  throw new ApiError('client.offline', words.failures.offline)
}

/** The server's refusal; anything that is not one (a proxy's page) reads as being offline. */
function refusalOf(body: unknown): ApiError {
  const parsed = ErrorBody.safeParse(body)
  if (!parsed.success) return new ApiError('client.offline', words.failures.offline)
  const { code, message, requestId, fields } = parsed.data.error
  return new ApiError(code, message, { requestId, ...(fields && { fields }) })
}

const unanswered = ['client.offline', 'client.slow', 'client.outdated', 'request.busy', 'request.internal']

/** Nobody knows whether the write happened: only the very same request, under its key, may be sent again. */
export const mayBeDone = (error: unknown) => !(error instanceof ApiError) || unanswered.includes(error.code)

export const isSignedOut = (error: unknown) => error instanceof ApiError && error.code === 'access.signed_out'
