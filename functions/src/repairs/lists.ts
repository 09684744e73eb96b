import type { repairsApi } from '@linli/shared/repairs/api'
import type { Repair, RepairColumn } from '@linli/shared/repairs/schema'
import type { workApi } from '@linli/shared/repairs/work-api'
import { PublicRepair } from '@linli/shared/repairs/views'
import type { OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import { refusalWords } from '@linli/shared/repairs/words'
import * as z from 'zod'
import { contactHashes } from '../contact-hash'
import type { Context } from '../context'
import { accountActor } from '../identity/account'
import { staffActor } from '../identity/staff'
import { boundsOf, idCalled, idsIn } from '../record-number'
import { actorsOf } from './actors'
import { accountRepairs, listedBy, publicList, repairKey, repairsIn, repairsPk, StoredRepair, workOf } from './store'
import { officeView } from './views'

type Page = { limit: number; cursor?: string | undefined }
type Between = { between?: [string, string] }
type Found = { items: StoredRepair[]; cursor?: string }
const Pointer = z.object({ sk: Id })

/** The orders that a list of pointers names, newest first: two reads. */
export async function pointed(ctx: Context, communityId: string, pk: string, page: Page & Between): Promise<Found> {
  const found = await ctx.db.query({ pk, schema: Pointer, newestFirst: true, ...page })
  const keys = found.items.map(({ sk }) => repairKey({ communityId, repairId: sk }))
  const items = await ctx.db.getMany(keys, StoredRepair)
  return { ...found, items: items.filter(item => item !== undefined) }
}

type Asked = Page & {
  communityId: string
  column?: RepairColumn | undefined
  kind?: string | undefined
  building?: string | undefined
  placeId?: string | undefined
  personId?: string | undefined
  roomId?: string | undefined
  number?: string | undefined
  period?: string | undefined
  phone?: string | undefined
}

/** The office's list under one filter: each is a key of its own, so that 100,000 orders page in at most two reads. */
export async function listRepairs(ctx: Context, asked: Asked): Promise<OutputOf<typeof repairsApi.list>> {
  const found = await filtered(ctx, asked)
  return { ...found, items: found.items.map(officeView) }
}

function filtered(ctx: Context, asked: Asked): Promise<Found> {
  const { communityId, column, kind, building, placeId, personId, roomId, number, period, phone, limit, cursor } = asked
  const page = { limit, cursor }
  const schema = StoredRepair
  if (period && (number || column || roomId || phone)) throw wrong('period', refusalWords.periodAlone)
  if (number) return called(ctx, communityId, number)
  if (phone) return ofPhone(ctx, communityId, phone, limit)
  if (column)
    return ctx.db.query({
      index: 'gs1',
      pk: repairsIn(communityId, column),
      schema,
      newestFirst: column === 'over',
      ...page,
    })
  if (personId && period) {
    const pk = workOf(communityId, personId, 'done')
    return ctx.db.query({ index: 'gs2', pk, schema, newestFirst: true, between: boundsOf(period), ...page })
  }
  if (personId) return ctx.db.query({ index: 'gs2', pk: workOf(communityId, personId, 'open'), schema, ...page })
  const reported = period ? { ...page, between: idsIn(period) } : page
  if (kind) return pointed(ctx, communityId, listedBy(communityId, 'kind', kind), reported)
  if (building) return pointed(ctx, communityId, listedBy(communityId, 'building', building), reported)
  if (placeId) return pointed(ctx, communityId, listedBy(communityId, 'place', placeId), reported)
  if (roomId) return pointed(ctx, communityId, listedBy(communityId, 'room', roomId), page)
  return ctx.db.query({ pk: repairsPk(communityId), schema, newestFirst: true, ...reported })
}

const wrong = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })

async function called(ctx: Context, communityId: string, number: string): Promise<Found> {
  const repairId = await idCalled(ctx, repairsPk(communityId), number)
  const repair = repairId && (await ctx.db.get(repairKey({ communityId, repairId }), StoredRepair))
  return { items: repair ? [repair] : [] }
}

/** The newest that left this number, under each key that is live. */
async function ofPhone(ctx: Context, communityId: string, phone: string, limit: number): Promise<Found> {
  const hashes = contactHashes(ctx.deps.secrets, phone, communityId)
  const found = await Promise.all(
    hashes.map(hash => pointed(ctx, communityId, listedBy(communityId, 'phone', hash), { limit })),
  )
  return { items: found.flatMap(({ items }) => items) }
}

/** What is in the caller's own hands, the most urgent first; or what they did, the newest first. */
export async function myWork(
  ctx: Context,
  { communityId, show = 'open', ...page }: Page & { communityId: string; show?: 'open' | 'done' },
): Promise<OutputOf<typeof workApi.myWork>> {
  const pk = workOf(communityId, staffActor(ctx).personId, show)
  const newestFirst = show === 'done'
  const found = await ctx.db.query({ index: 'gs2', pk, schema: StoredRepair, newestFirst, ...page })
  return { ...found, items: found.items.map(officeView) }
}

/** What waits for somebody to take it, the most urgent first. */
export async function pool(
  ctx: Context,
  { communityId, ...page }: Page & { communityId: string },
): Promise<OutputOf<typeof workApi.pool>> {
  const found = await ctx.db.query({
    index: 'gs1',
    pk: repairsIn(communityId, 'waiting'),
    schema: StoredRepair,
    ...page,
  })
  return { ...found, items: found.items.map(officeView) }
}

type OfHome = Page & { communityId: string; roomId: string }

/** What this household reported, since whoever asks lives there. */
export async function mine(
  ctx: Context,
  { communityId, roomId, ...page }: OfHome,
): Promise<{ items: Repair[]; cursor?: string }> {
  const found = await pointed(ctx, communityId, listedBy(communityId, 'room', roomId), page)
  const own = found.items.filter(repair => {
    const actors = actorsOf(ctx, repair)
    return actors.includes('household') || actors.includes('reporter')
  })
  return { ...found, items: own }
}

const Known = z.union([StoredRepair, z.object({ as: z.enum(['reporter', 'follower']) })])

/** Trouble in what all share, while it is worked on; which of it the account follows. */
export async function publicOnes(
  ctx: Context,
  { communityId, ...page }: OfHome,
): Promise<{ items: PublicRepair[]; cursor?: string }> {
  const { accountId } = accountActor(ctx)
  const found = await ctx.db.query({ pk: publicList(communityId), schema: Pointer, newestFirst: true, ...page })
  const ids = found.items.map(({ sk }) => sk)
  const read = await ctx.db.getMany(
    [
      ...ids.map(repairId => repairKey({ communityId, repairId })),
      ...ids.map(sk => ({ pk: accountRepairs(accountId), sk })),
    ],
    Known,
  )
  const items = ids.flatMap((_, i) => {
    const repair = read[i]
    return repair && 'number' in repair ? [publicView(repair, read[ids.length + i] !== undefined)] : []
  })
  return { ...found, items }
}

const WithoutFollowing = PublicRepair.omit({ following: true })

export const publicView = (repair: StoredRepair, following: boolean): PublicRepair => ({
  ...WithoutFollowing.parse(repair),
  following,
})
