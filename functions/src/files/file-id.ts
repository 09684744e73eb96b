import { actorId, type Context } from '../context'
import { derivedId } from '../secrets'

/** The same request of the same person names the same file. */
export const fileIdOf = (ctx: Context): string =>
  ctx.idempotency ? derivedId('file', actorId(ctx.actor), ctx.idempotency.key, ctx.idempotency.bodyHash) : ctx.newId()
