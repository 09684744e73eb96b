import { Media } from '@linli/shared/files/media'
import { ComplaintStep, ComplaintTimer, OfficeComplaint } from '@linli/shared/complaints/schema'
import { shelfOf } from '@linli/shared/complaints/rules'
import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import { Instant } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'
import { contactHashes } from '../contact-hash'

/** One as kept: with the account that wrote it, until that is deleted; a telephone number is sealed. */
export const StoredComplaint = OfficeComplaint.extend({
  accountId: Id.optional(),
  phoneSealed: z.string().optional(),
  /** By which it is found: keyed, per community. */
  phoneHash: z.string().optional(),
  pictures: z.array(Media).default([]),
  timers: z.partialRecord(ComplaintTimer, Instant),
})
export type StoredComplaint = z.infer<typeof StoredComplaint>

export type OfComplaint = { communityId: string; complaintId: string }

export const complaintsPk = (communityId: string) => `C#${communityId}#complaints`
export const complaintKey = ({ communityId, complaintId }: OfComplaint): Key => ({
  pk: complaintsPk(communityId),
  sk: complaintId,
})
export const complaintsIn = (communityId: string, shelf: string) => `C#${communityId}#complaints-${shelf}`
export const complaintsOf = (communityId: string, personId: string) => `C#${communityId}#complaints-of#${personId}`
export const complaintsListedBy = (communityId: string, name: 'kind' | 'room' | 'phone', value: string) =>
  `C#${communityId}#complaints-by-${name}#${value}`
export const publishedPk = (communityId: string) => `C#${communityId}#measures`
export const accountComplaints = (accountId: string) => `A#${accountId}#complaints`

/** Where they wait for the clock: reached on purpose. */
export const dueOwner = 'G#complaints#'
export const dueShards = Array.from({ length: 16 }, (_, i) => `${dueOwner}${i}`)
const shardOf = (id: string) => id.charCodeAt(id.length - 1) % dueShards.length

/** Open ones stand by their due date, others by their end. */
function complaintItem(complaint: StoredComplaint): Item {
  const { communityId, complaintId, state, handler, dueOn, endedAt, answer, reportedAt, timers } = complaint
  const shelf = shelfOf(state)
  const at = `${shelf === 'open' ? dueOn : (endedAt ?? answer?.at ?? reportedAt)}#${complaintId}`
  const [due] = Object.values(timers).toSorted()
  return {
    ...complaintKey(complaint),
    ...complaint,
    gs1pk: complaintsIn(communityId, shelf),
    gs1sk: at,
    ...(handler && shelf === 'open' && { gs2pk: complaintsOf(communityId, handler.personId), gs2sk: at }),
    ...(due && { gs3pk: `${dueOwner}${shardOf(complaintId)}`, gs3sk: `${due}#${communityId}` }),
  }
}

/** One that nobody else has changed since it was read, with its place among what is published. */
export function complaintWrites(next: StoredComplaint, before: StoredComplaint | undefined): Write[] {
  const put = complaintItem(next)
  const write: Write = before ? { put, if: { version: before.version } } : { put, ifAbsent: true }
  const key = { pk: publishedPk(next.communityId), sk: next.complaintId }
  if ((next.published === undefined) === (before?.published === undefined)) return [write]
  return [write, next.published ? { put: key } : { delete: key }]
}

/** Lists by what does not change of one: a pointer each, written with it. */
export const complaintPointers = ({ communityId, complaintId, kind, roomId, phoneHash }: StoredComplaint): Key[] => [
  { pk: complaintsListedBy(communityId, 'kind', kind), sk: complaintId },
  ...(roomId ? [{ pk: complaintsListedBy(communityId, 'room', roomId), sk: complaintId }] : []),
  ...(phoneHash ? [{ pk: complaintsListedBy(communityId, 'phone', phoneHash), sk: complaintId }] : []),
]

const ofComplaintPk = ({ communityId, complaintId }: OfComplaint) => `C#${communityId}#complaint#${complaintId}`
/** The history stands in the order in which it was written: `version` is what the record came to by it. */
export const stepItem = (of: OfComplaint, step: ComplaintStep, version: number): Item => ({
  pk: ofComplaintPk(of),
  sk: `step#${String(version).padStart(6, '0')}`,
  ...step,
})

/** Nobody writes more into one than this: it is read whole. */
export const mostSteps = 200

/** One, consistently. Throws record.not_found. */
export async function loadComplaint(ctx: Context, of: OfComplaint): Promise<StoredComplaint> {
  const complaint = await ctx.db.get(complaintKey(of), StoredComplaint)
  if (!complaint) throw new AppError('record.not_found')
  return complaint
}

/** Its history, the oldest first, consistently. */
export async function stepsOf(ctx: Context, of: OfComplaint): Promise<ComplaintStep[]> {
  const page = await ctx.db.query({
    pk: ofComplaintPk(of),
    begins: 'step#',
    schema: ComplaintStep,
    limit: mostSteps + 50,
  })
  return page.items
}

export const phoneField = (complaintId: string) => `complaint:${complaintId}`

/** A telephone number as it is kept: sealed, and by its hash. */
export const phoneParts = (
  { deps: { secrets } }: Context,
  { communityId, complaintId }: OfComplaint,
  phone: string,
) => ({
  phoneSealed: secrets.seal(phone, phoneField(complaintId)),
  phoneHash: contactHashes(secrets, phone, communityId)[0],
})
