import { addMinutes } from '@linli/shared/time'
import type { Pass } from '@linli/shared/visitors/schema'
import type { Context } from '../context'
import { passView, StoredPass, walkInsPk } from './store'

type Listed = { items: Pass[] }

/** Nobody stands at a gate for longer. */
const stayMinutes = 120
/** How long it is still said that the answer was no. */
const refusedMinutes = 10
const most = 100

/** Who stands at the gates of a community without a pass, the newest first, with what became of asking. One read. */
export async function walkInsOf(ctx: Context, { communityId }: { communityId: string }): Promise<Listed> {
  const between: [string, string] = [addMinutes(ctx.now(), -stayMinutes), '~']
  const page = { schema: StoredPass, newestFirst: true, limit: most }
  const { items } = await ctx.db.query({ index: 'gs1', pk: walkInsPk(communityId), between, ...page })
  const since = addMinutes(ctx.now(), -refusedMinutes)
  return {
    items: items.filter(({ endedAt }) => endedAt === undefined || endedAt > since).map(pass => passView(ctx, pass)),
  }
}

/** The same of one gate: whoever comes on duty knows whom their colleague asked about. */
export async function walkInsAt(
  ctx: Context,
  { communityId, gateId }: { communityId: string; gateId: string },
): Promise<Listed> {
  const { items } = await walkInsOf(ctx, { communityId })
  return { items: items.filter(({ walkIn }) => walkIn?.gateId === gateId) }
}
