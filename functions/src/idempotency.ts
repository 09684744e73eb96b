import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import { actorId, type Context } from './context'
import type { Write } from './db-write'

const Marker = z.object({ bodyHash: z.string(), resultSealed: z.string(), expiresAt: z.string() })
const dayMs = 24 * 3600_000
export const repeatsBegin = 'idem#'

const keyOf = (ctx: Context, idem: NonNullable<Context['idempotency']>) => ({
  pk: `${ctx.actor.kind === 'staff' ? 'P' : 'A'}#${actorId(ctx.actor)}#`,
  sk: `${repeatsBegin}${idem.endpoint}#${idem.key}`,
})
/** An answer may hold what is sealed elsewhere: a link, a telephone number. */
const resultField = ({ endpoint, key }: NonNullable<Context['idempotency']>) => `repeat:${endpoint}:${key}`

/**
 * The marker of this request, for the transaction that has its effect: `result` is answered again to a repeat within a day,
 * or within as many as a phone may be without a network.
 */
export function idempotencyItems(ctx: Context, result: unknown, days = 1): Write[] {
  if (!ctx.idempotency) return []
  const until = ctx.deps.nowMs() + days * dayMs
  const item = {
    ...keyOf(ctx, ctx.idempotency),
    bodyHash: ctx.idempotency.bodyHash,
    resultSealed: ctx.deps.secrets.seal(JSON.stringify(result), resultField(ctx.idempotency)),
    expiresAt: new Date(until).toISOString(),
    ttl: Math.floor(until / 1000),
  }
  return [{ put: item, if: { pk: undefined } }]
}

/** What the same request was answered before, or nothing. Throws request.reused_key when its body was another. */
export async function earlierResult(ctx: Context): Promise<{ result: unknown } | undefined> {
  if (!ctx.idempotency) return undefined
  const marker = await ctx.db.get(keyOf(ctx, ctx.idempotency), Marker)
  if (!marker) return undefined
  if (marker.bodyHash !== ctx.idempotency.bodyHash) throw new AppError('request.reused_key')
  const text = ctx.deps.secrets.open(marker.resultSealed, resultField(ctx.idempotency))
  const result: unknown = JSON.parse(text)
  return { result }
}
