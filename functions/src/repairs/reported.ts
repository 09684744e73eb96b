import { CommunityId, Id } from '@linli/shared/ids'
import { addMinutes, Instant } from '@linli/shared/time'
import { refusalWords } from '@linli/shared/repairs/words'
import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import { type Context, reaching } from '../context'
import { accountActor } from '../identity/account'
import { queryAll } from '../query-all'
import { accountRepairs, repairKey, StoredRepair } from './store'

const Pointer = z.object({
  sk: Id,
  communityId: CommunityId,
  as: z.enum(['reporter', 'follower']),
  at: Instant.optional(),
})
const mostShown = 200

/** What the calling account reported, wherever: the newest 200. For who takes their data along. */
export async function repairsReported(ctx: Context): Promise<StoredRepair[]> {
  const pk = accountRepairs(accountActor(ctx).accountId)
  const found = await queryAll(ctx.db, { pk, schema: Pointer, newestFirst: true }, mostShown)
  const own = found.filter(({ as }) => as === 'reporter')
  const wide = reaching(ctx, ...new Set(own.map(({ communityId }) => `C#${communityId}#`)))
  const keys = own.map(({ communityId, sk }) => repairKey({ communityId, repairId: sk }))
  return (await wide.db.getMany(keys, StoredRepair)).filter(repair => repair !== undefined)
}

/** Nobody's kitchen breaks more often in a day: more is a script, or somebody who had better call. */
const mostADay = 30

/** Throws request.too_many. */
export async function roomForReport(ctx: Context): Promise<void> {
  const pk = accountRepairs(accountActor(ctx).accountId)
  const since = addMinutes(ctx.now(), -1_440)
  const newest = await ctx.db.query({ pk, schema: Pointer, newestFirst: true, limit: mostADay })
  if (newest.items.filter(({ at }) => at !== undefined && at > since).length >= mostADay)
    throw new AppError('request.too_many', { message: refusalWords.tooMany })
}
