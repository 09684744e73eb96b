import type {
  Complaint,
  ComplaintKind,
  ComplaintShelf,
  OfficeComplaint,
  PublishedMeasure,
} from '@linli/shared/complaints/schema'
import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import type { Context } from '../context'
import { accountActor } from '../identity/account'
import {
  accountComplaints,
  complaintKey,
  complaintsByKind,
  complaintsIn,
  complaintsOf,
  complaintsPk,
  publishedPk,
  StoredComplaint,
} from './store'
import { officeView } from './views'

type Page = { limit: number; cursor?: string | undefined }
type Found = { items: StoredComplaint[]; cursor?: string }
const Pointer = z.object({ sk: Id, communityId: z.string().optional() })

/** What a list of pointers names, newest first: two reads. */
async function pointed(ctx: Context, communityId: string, pk: string, page: Page): Promise<Found> {
  const found = await ctx.db.query({ pk, schema: Pointer, newestFirst: true, ...page })
  const here = found.items.filter(each => each.communityId === undefined || each.communityId === communityId)
  const keys = here.map(({ sk }) => complaintKey({ communityId, complaintId: sk }))
  const items = await ctx.db.getMany(keys, StoredComplaint)
  return { ...found, items: items.filter(item => item !== undefined) }
}

type Asked = Page & {
  communityId: string
  shelf?: ComplaintShelf | undefined
  kind?: ComplaintKind | undefined
  handlerId?: string | undefined
}

/** The office's list under one filter, each a key of its own. */
export async function listComplaints(
  ctx: Context,
  asked: Asked,
): Promise<{ items: OfficeComplaint[]; cursor?: string }> {
  const found = await filtered(ctx, asked)
  return { ...found, items: found.items.map(each => officeView(ctx, each)) }
}

function filtered(ctx: Context, { communityId, shelf, kind, handlerId, ...page }: Asked): Promise<Found> {
  const schema = StoredComplaint
  if (shelf)
    return ctx.db.query({
      index: 'gs1',
      pk: complaintsIn(communityId, shelf),
      schema,
      newestFirst: shelf !== 'open',
      ...page,
    })
  if (handlerId) return ctx.db.query({ index: 'gs2', pk: complaintsOf(communityId, handlerId), schema, ...page })
  if (kind) return pointed(ctx, communityId, complaintsByKind(communityId, kind), page)
  return ctx.db.query({ pk: complaintsPk(communityId), schema, newestFirst: true, ...page })
}

type OfHome = Page & { communityId: string }

/** What the caller wrote in this community, newest first. */
export const mine = (
  ctx: Context,
  { communityId, limit, cursor }: OfHome,
): Promise<{ items: Complaint[]; cursor?: string }> =>
  pointed(ctx, communityId, accountComplaints(accountActor(ctx).accountId), { limit, cursor })

/** What was done about things, in the office's words. */
export async function measures(
  ctx: Context,
  { communityId, limit, cursor }: OfHome,
): Promise<{ items: PublishedMeasure[]; cursor?: string }> {
  const found = await pointed(ctx, communityId, publishedPk(communityId), { limit, cursor })
  const items = found.items.flatMap(({ complaintId, kind, published }) =>
    published ? [{ complaintId, kind, ...published }] : [],
  )
  return { ...found, items }
}
