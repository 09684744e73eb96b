import { type Endpoint, pathNames } from '@linli/shared/contract'
import { AppError, statusOf } from '@linli/shared/errors'
import { fieldSentence } from '@linli/shared/field-sentence'
import { beijingDate } from '@linli/shared/time'
import type { Hono } from 'hono'
import { parse as parseCookies } from 'hono/utils/cookie'
import * as z from 'zod'
import { authorise } from './access'
import { type Context, type Deps, makeContext } from './context'
import { ConditionFailed } from './db'
import { fetchApp } from './fetch-app'
import { earlierResult } from './idempotency'
import { errorName } from './log'
import { sha256 } from './secrets'
import { type Answered, type Asked, json, makeService, type Mount, type Service } from './service'
import { authenticate, checkCsrf, sessionCookie } from './session'

/** What a handler may add to the reply beside its output. */
export type Reply = { cookie?: string }

/** An endpoint with its handler: `prepare` parses the input, or refuses it, and answers the call that is left to make. */
export type Route = { endpoint: Endpoint; prepare: (raw: Record<string, unknown>) => Call }
type Call = (ctx: Context, reply: Reply) => Promise<unknown>

/** Mounts an endpoint of the contract on the function that serves it. */
export const route = <E extends Endpoint>(
  endpoint: E,
  handle: (ctx: Context, input: z.output<E['input']>, reply: Reply) => Promise<z.input<E['output']>>,
): Route => ({
  endpoint,
  prepare: raw => {
    const input = parseInput(endpoint, raw)
    return (ctx, reply) => handle(ctx, input, reply)
  },
})

const maxBodyBytes = 256 * 1024

/** Some domains as a service: parse, authenticate, authorise, call, reply. */
export const apiService = (deps: Deps, routes: readonly Route[], more: readonly Mount[] = []): Service =>
  makeService([...routes.map(route => mount(deps, route)), ...more], () =>
    refusal(new AppError('request.not_found'), deps.newId()),
  )

/** The same for hosts that speak fetch. */
export const makeApp = (deps: Deps, routes: readonly Route[]): Hono => fetchApp(apiService(deps, routes))

const mount = (deps: Deps, route: Route): Mount => ({
  method: route.endpoint.method,
  path: route.endpoint.path,
  answer: (asked, params) => serve(deps, route, asked, params),
})

async function serve(
  deps: Deps,
  { endpoint, prepare }: Route,
  asked: Asked,
  params: Record<string, string>,
): Promise<Answered> {
  const requestId = deps.newId()
  try {
    const key = keyOf(endpoint, asked)
    const raw = await readInput(endpoint, asked, params)
    const actor =
      endpoint.access.kind === 'public'
        ? undefined
        : await authenticate(deps, { bearer: bearerOf(asked), cookie: cookieOf(asked) })
    if (actor) checkCsrf(actor, endpoint.method, asked.header('x-csrf'))
    const reach = authorise(endpoint.access, actor, raw, beijingDate(new Date(deps.nowMs()).toISOString()))
    const call = prepare(raw)
    const made = makeContext(deps, actor ?? { kind: 'system' }, reach, requestId)
    const idempotency = key && { endpoint: endpoint.id, key, bodyHash: sha256(JSON.stringify(raw)) }
    const ctx = { ...made, ...(asked.address && { address: asked.address }), ...(idempotency && { idempotency }) }
    const reply: Reply = {}
    const output = (await earlierResult(ctx))?.result ?? (await answered(call, ctx, reply))
    return json(200, endpoint.output.parse(output), {
      'Cache-Control': 'no-store',
      ...(reply.cookie && { 'Set-Cookie': reply.cookie }),
    })
  } catch (error) {
    return refusal(publicError(deps, error, requestId, endpoint.id), requestId)
  }
}

/** Runs the verb; when it lost against its own earlier attempt, that one's answer is given. */
async function answered(call: Call, ctx: Context, reply: Reply): Promise<unknown> {
  try {
    return await call(ctx, reply)
  } catch (error) {
    const lost = error instanceof ConditionFailed || (error instanceof AppError && statusOf(error.code) === 409)
    const earlier = lost ? await earlierResult(ctx) : undefined
    if (!earlier) throw error
    return earlier.result
  }
}

const Body = z.record(z.string(), z.unknown())

async function readInput(
  endpoint: Endpoint,
  asked: Asked,
  params: Record<string, string>,
): Promise<Record<string, unknown>> {
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE')
    return asked.query === '' ? params : { ...Object.fromEntries(new URLSearchParams(asked.query)), ...params }
  if (Number(asked.header('content-length') ?? 0) > maxBodyBytes) throw new AppError('request.too_large')
  const text = await asked.text()
  if (text.length > maxBodyBytes) throw new AppError('request.too_large')
  const body = Body.safeParse(parseJson(text === '' ? '{}' : text))
  if (!body.success || pathNames(endpoint.path).some(name => name in body.data)) throw new AppError('request.invalid')
  return { ...body.data, ...params }
}

function parseJson(text: string): unknown {
  try {
    return halfCharacter.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text)
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('request.invalid')
  }
}

/** Half of a character of two, which only an escape can write; most such escapes are an emoji's, whole. */
const halfCharacter = /\\u[dD][89a-fA-F]/

/** Neither the store nor a URL takes half a character. */
function wellFormed(path: string, value: unknown): unknown {
  if (/\p{Cs}/u.test(path) || (typeof value === 'string' && /\p{Cs}/u.test(value)))
    throw new AppError('request.invalid', { fields: [{ path, message: '这里有显示不了的字符，请重新输入' }] })
  return value
}

/** The input in the type that the endpoint declares: its own schema has just parsed it. */
function parseInput<E extends Endpoint>(endpoint: E, raw: Record<string, unknown>): z.output<E['input']> {
  const parsed = endpoint.input.safeParse(raw, { error: fieldSentence })
  // oxlint-disable-next-line typescript/consistent-type-assertions
  if (parsed.success) return parsed.data as z.output<E['input']>
  throw new AppError('request.invalid', {
    fields: parsed.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message })),
  })
}

/** The Idempotency-Key of a write that creates: without one a repeat could not be told from a second wish. */
function keyOf({ idempotent }: Endpoint, asked: Asked): string | undefined {
  if (!idempotent) return undefined
  const key = asked.header('idempotency-key')
  if (key === undefined) throw new AppError('request.no_key')
  if (!/^[\w-]{8,64}$/.test(key)) throw new AppError('request.invalid')
  return key
}

const bearerOf = (asked: Asked) => /^Bearer (\S{20,200})$/.exec(asked.header('authorization') ?? '')?.[1]
const cookieOf = (asked: Asked) => parseCookies(asked.header('cookie') ?? '', sessionCookie)[sessionCookie]

/** What the caller may know of an error: our own refusals as they are, anything else without detail. */
export function publicError(deps: Deps, error: unknown, requestId: string, at: string): AppError {
  if (error instanceof AppError) {
    if (statusOf(error.code) >= 500) deps.log.error('request.failed', { at, requestId, code: error.code })
    return error
  }
  if (error instanceof ConditionFailed) return new AppError('record.changed')
  deps.log.error('request.failed', { at, requestId, error: errorName(error) })
  return new AppError('request.internal', { cause: error })
}

/** What a refused call answers. */
export function refusal(error: AppError, requestId: string): Answered {
  const { code, message } = error
  const { fields } = error.details
  return json(
    statusOf(code),
    { error: { code, message, requestId, ...(fields && { fields }) } },
    { 'Cache-Control': 'no-store' },
  )
}
