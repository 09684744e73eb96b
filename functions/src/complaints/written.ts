import { complaintRefusals } from '@linli/shared/complaints/words'
import { AppError } from '@linli/shared/errors'
import { CommunityId, Id } from '@linli/shared/ids'
import { addMinutes, Instant } from '@linli/shared/time'
import * as z from 'zod'
import { type Context, reaching } from '../context'
import { accountActor } from '../identity/account'
import { queryAll } from '../query-all'
import { accountComplaints, complaintKey, StoredComplaint } from './store'

const Pointer = z.object({ sk: Id, communityId: CommunityId, at: Instant.optional() })
const mostShown = 200

/** What the calling account wrote, wherever: the newest 200. For who takes their data along. */
export async function complaintsWritten(ctx: Context): Promise<StoredComplaint[]> {
  const pk = accountComplaints(accountActor(ctx).accountId)
  const found = await queryAll(ctx.db, { pk, schema: Pointer, newestFirst: true }, mostShown)
  const wide = reaching(ctx, ...new Set(found.map(({ communityId }) => `C#${communityId}#`)))
  const keys = found.map(({ communityId, sk }) => complaintKey({ communityId, complaintId: sk }))
  return (await wide.db.getMany(keys, StoredComplaint)).filter(each => each !== undefined)
}

const mostADay = 20

/** Throws request.too_many. */
export async function roomForComplaint(ctx: Context): Promise<void> {
  const pk = accountComplaints(accountActor(ctx).accountId)
  const since = addMinutes(ctx.now(), -1_440)
  const newest = await ctx.db.query({ pk, schema: Pointer, newestFirst: true, limit: mostADay })
  if (newest.items.filter(({ at }) => at !== undefined && at > since).length >= mostADay)
    throw new AppError('request.too_many', { message: complaintRefusals.tooMany })
}
