import type {
  Complaint,
  ComplaintKind,
  ComplaintShelf,
  OfficeComplaint,
  PublishedMeasure,
} from '@linli/shared/complaints/schema'
import { complaintRefusals } from '@linli/shared/complaints/words'
import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import { contactHashes } from '../contact-hash'
import type { Context } from '../context'
import { accountActor } from '../identity/account'
import { idCalled, idsIn } from '../record-number'
import {
  accountComplaints,
  complaintKey,
  complaintsListedBy,
  complaintsIn,
  complaintsOf,
  complaintsPk,
  publishedPk,
  StoredComplaint,
} from './store'
import { isConcerned, officeView } from './views'

type Page = { limit: number; cursor?: string | undefined }
type Found = { items: StoredComplaint[]; cursor?: string }
const Pointer = z.object({ sk: Id, communityId: z.string().optional() })

/** What a list of pointers names, newest first: two reads. */
async function pointed(
  ctx: Context,
  communityId: string,
  pk: string,
  page: Page & { between?: [string, string] },
): Promise<Found> {
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
  roomId?: string | undefined
  number?: string | undefined
  phone?: string | undefined
  period?: string | undefined
}

/** The office's list under one filter, each a key of its own. */
export async function listComplaints(
  ctx: Context,
  asked: Asked,
): Promise<{ items: OfficeComplaint[]; cursor?: string }> {
  const found = await filtered(ctx, asked)
  return { ...found, items: found.items.map(each => officeView(ctx, each)) }
}

async function filtered(ctx: Context, asked: Asked): Promise<Found> {
  const { communityId, shelf, kind, handlerId, roomId, number, phone, period, ...page } = asked
  const schema = StoredComplaint
  if (period && (number || phone || shelf || handlerId || roomId)) throw periodAlone()
  if (number) return called(ctx, communityId, number)
  if (phone) return ofWriter(ctx, communityId, 'phone', contactHashes(ctx.deps.secrets, phone, communityId))
  if (shelf)
    return ctx.db.query({
      index: 'gs1',
      pk: complaintsIn(communityId, shelf),
      schema,
      newestFirst: shelf !== 'open',
      ...page,
    })
  if (handlerId) return ctx.db.query({ index: 'gs2', pk: complaintsOf(communityId, handlerId), schema, ...page })
  if (roomId) return ofWriter(ctx, communityId, 'room', [roomId])
  const written = period ? { ...page, between: idsIn(period) } : page
  if (kind) return pointed(ctx, communityId, complaintsListedBy(communityId, 'kind', kind), written)
  return ctx.db.query({ pk: complaintsPk(communityId), schema, newestFirst: true, ...written })
}

const periodAlone = () =>
  new AppError('request.invalid', { fields: [{ path: 'period', message: complaintRefusals.periodAlone }] })

async function called(ctx: Context, communityId: string, number: string): Promise<Found> {
  const complaintId = await idCalled(ctx, complaintsPk(communityId), number)
  const found = complaintId && (await ctx.db.get(complaintKey({ communityId, complaintId }), StoredComplaint))
  return { items: found ? [found] : [] }
}

const mostOfWriter = 100

/**
 * The newest of a home or number (under each key that is live), all on one page. Whom one is about is not told that it is
 * there: neither by a page that it leaves a gap in, nor by a cursor that names it.
 */
async function ofWriter(ctx: Context, communityId: string, by: 'room' | 'phone', values: string[]): Promise<Found> {
  const pks = values.map(value => complaintsListedBy(communityId, by, value))
  const found = await Promise.all(pks.map(pk => pointed(ctx, communityId, pk, { limit: mostOfWriter })))
  return { items: found.flatMap(each => each.items).filter(each => !isConcerned(ctx, each)) }
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
