import { type Endpoint, pathNames } from '@linli/shared/contract'
import { AppError, type ErrorCode, statusOf } from '@linli/shared/errors'
import { beijingDate } from '@linli/shared/time'
import { Hono, type Context as HonoContext } from 'hono'
import { getCookie } from 'hono/cookie'
import * as z from 'zod'
import { authorise } from './access'
import { type Context, type Deps, makeContext } from './context'
import { ConditionFailed } from './db'
import { earlierResult } from './idempotency'
import { errorName } from './log'
import { sha256 } from './secrets'
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

/** The HTTP face of some domains: parse, authenticate, authorise, call, reply. */
export function makeApp(deps: Deps, routes: readonly Route[]): Hono {
  const app = new Hono()
  app.get('/healthz', c => c.json({ ok: true }))
  for (const route of routes) app.on(route.endpoint.method, route.endpoint.path, c => serve(deps, route, c))
  app.notFound(() => refuse(new AppError('request.not_found'), deps.newId()))
  return app
}

async function serve(deps: Deps, { endpoint, prepare }: Route, c: HonoContext): Promise<Response> {
  const requestId = deps.newId()
  try {
    const raw = await readInput(endpoint, c)
    const actor =
      endpoint.access.kind === 'public'
        ? undefined
        : await authenticate(deps, { bearer: bearerOf(c), cookie: getCookie(c, sessionCookie) })
    if (actor) checkCsrf(actor, endpoint.method, c.req.header('x-csrf'))
    const reach = authorise(endpoint.access, actor, raw, beijingDate(new Date(deps.nowMs()).toISOString()))
    const call = prepare(raw)
    const ctx = withIdempotency(makeContext(deps, actor ?? { kind: 'system' }, reach, requestId), endpoint, c, raw)
    const reply: Reply = {}
    const output = (await earlierResult(ctx))?.result ?? (await answered(call, ctx, reply))
    if (reply.cookie) c.header('Set-Cookie', reply.cookie)
    c.header('Cache-Control', 'no-store')
    return c.json(endpoint.output.parse(output))
  } catch (error) {
    return refuse(publicError(deps, error, requestId, endpoint.id), requestId)
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

async function readInput(endpoint: Endpoint, c: HonoContext): Promise<Record<string, unknown>> {
  const params: Record<string, string> = c.req.param()
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE') return { ...c.req.query(), ...params }
  if (Number(c.req.header('content-length') ?? 0) > maxBodyBytes) throw new AppError('request.too_large')
  const text = await c.req.text()
  if (text.length > maxBodyBytes) throw new AppError('request.too_large')
  const body = z.record(z.string(), z.unknown()).safeParse(parseJson(text === '' ? '{}' : text))
  if (!body.success || pathNames(endpoint.path).some(name => name in body.data)) throw new AppError('request.invalid')
  return { ...body.data, ...params }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('request.invalid')
  }
}

/** The input in the type that the endpoint declares: its own schema has just parsed it. */
function parseInput<E extends Endpoint>(endpoint: E, raw: Record<string, unknown>): z.output<E['input']> {
  const parsed = endpoint.input.safeParse(raw)
  // oxlint-disable-next-line typescript/consistent-type-assertions
  if (parsed.success) return parsed.data as z.output<E['input']>
  throw new AppError('request.invalid', {
    fields: parsed.error.issues.map(issue => ({ path: issue.path.join('.'), message: issue.message })),
  })
}

function withIdempotency(ctx: Context, endpoint: Endpoint, c: HonoContext, raw: Record<string, unknown>): Context {
  const key = c.req.header('idempotency-key')
  if (!endpoint.idempotent || key === undefined) return ctx
  if (!/^[\w-]{8,64}$/.test(key)) throw new AppError('request.invalid')
  return { ...ctx, idempotency: { endpoint: endpoint.id, key, bodyHash: sha256(JSON.stringify(raw)) } }
}

const bearerOf = (c: HonoContext) => /^Bearer (\S{20,200})$/.exec(c.req.header('authorization') ?? '')?.[1]

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

function refuse(error: AppError, requestId: string): Response {
  const body: { code: ErrorCode; message: string; requestId: string; fields?: unknown } = {
    code: error.code,
    message: error.message,
    requestId,
  }
  if (error.details.fields) body.fields = error.details.fields
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }
  return new Response(JSON.stringify({ error: body }), { status: statusOf(error.code), headers })
}
