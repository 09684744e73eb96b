import { RepairTimer } from '@linli/shared/repairs/events'
import { agreedLines, totalOf } from '@linli/shared/repairs/quote'
import { columnOf } from '@linli/shared/repairs/rules'
import { Repair, WorkDone, WorkLine } from '@linli/shared/repairs/schema'
import { nextDue } from '@linli/shared/repairs/timers'
import { Costs } from '@linli/shared/repairs/costs'
import { RevisitRecord } from '@linli/shared/repairs/revisit'
import { Tally } from '@linli/shared/repairs/tally'
import { RepairStep } from '@linli/shared/repairs/views'
import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import { Fen } from '@linli/shared/money'
import { Instant } from '@linli/shared/time'
import * as z from 'zod'
import { contactHashes } from '../contact-hash'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'

/**
 * An order as kept. `roomId` is the household that reported it, for trouble in what all share too. Telephone numbers are
 * sealed. `timers` is what the clock still does to it, `held` what stands still, in minutes that are left.
 */
export const StoredRepair = Repair.extend({
  roomId: Id.optional(),
  reporter: z.object({ accountId: Id.optional(), personId: Id.optional(), name: z.string() }),
  contactSealed: z.string().optional(),
  /** By which it is found: keyed, per community. */
  phoneHash: z.string().optional(),
  assigneePhoneSealed: z.string().optional(),
  externalNumber: z.string().optional(),
  externalDueAt: Instant.optional(),
  warnedAt: Instant.optional(),
  lateAt: Instant.optional(),
  signedBy: z.string().optional(),
  /** Who gave it back: automatic dispatch does not bring it to them again. */
  handedBackBy: z.array(Id).optional(),
  /** Each material with what it costs by the price list of the day on which it was written down. */
  work: WorkDone.extend({ materials: z.array(WorkLine.extend({ costFen: Fen.optional() })) }).optional(),
  tally: Tally.optional(),
  revisit: RevisitRecord.optional(),
  costs: Costs.optional(),
  timers: z.partialRecord(RepairTimer, Instant),
  held: z.partialRecord(RepairTimer, z.number().int()),
})
export type StoredRepair = z.infer<typeof StoredRepair>

export type OfRepair = { communityId: string; repairId: string }

export const repairsPk = (communityId: string) => `C#${communityId}#repairs`
export const repairKey = ({ communityId, repairId }: OfRepair): Key => ({ pk: repairsPk(communityId), sk: repairId })
export const repairsIn = (communityId: string, column: string) => `C#${communityId}#repairs-${column}`
export const workOf = (communityId: string, personId: string, show: 'open' | 'done') =>
  `C#${communityId}#work-${show}#${personId}`

/** Where orders, and the shifts of those who repair, wait for the clock: reached on purpose. */
export const dueOwner = 'G#repairs#'
export const dueShards = Array.from({ length: 16 }, (_, i) => `${dueOwner}${i}`)
export const dueShardOf = (id: string) => `${dueOwner}${id.charCodeAt(id.length - 1) % dueShards.length}`

/** The item of an order: open ones are listed by the time that is left, ended ones by when they ended; a person's by when it was done. */
export function repairItem(repair: StoredRepair): Item {
  const { communityId, repairId, state, assignee, doneAt } = repair
  const column = columnOf(state)
  const isOver = column === 'done' || column === 'over'
  const at = `${placeInColumn(repair)}#${repairId}`
  const due = nextDue(repair.timers)
  return {
    ...repairKey(repair),
    ...repair,
    gs1pk: repairsIn(communityId, column),
    gs1sk: at,
    ...(assignee &&
      (!isOver || doneAt) && {
        gs2pk: workOf(communityId, assignee.personId, isOver ? 'done' : 'open'),
        gs2sk: isOver && doneAt ? `${doneAt}#${repairId}` : at,
      }),
    ...(due && { gs3pk: dueShardOf(repairId), gs3sk: `${due}#${communityId}` }),
  }
}

function placeInColumn({ state, reportedAt, respondBy, finishBy, doneAt, confirmedAt, endedAt }: StoredRepair): string {
  const column = columnOf(state)
  if (column === 'waiting') return respondBy
  return column === 'done' || column === 'over' ? (endedAt ?? confirmedAt ?? doneAt ?? reportedAt) : finishBy
}

/** Lists by what does not change of an order: one pointer each, written with its report. */
export const listedBy = (communityId: string, name: 'kind' | 'building' | 'place' | 'room' | 'phone', value: string) =>
  `C#${communityId}#repairs-by-${name}#${value}`
const publicPk = (communityId: string) => `C#${communityId}#repairs-public`
export const publicList = publicPk

export const pointersOf = ({ communityId, repairId, kind, place, roomId, phoneHash }: StoredRepair): Write[] => {
  const { building } = place
  const lists = [
    listedBy(communityId, 'kind', kind),
    ...(building ? [listedBy(communityId, 'building', building)] : []),
    ...(place.kind === 'public' && place.placeId ? [listedBy(communityId, 'place', place.placeId)] : []),
    ...(roomId ? [listedBy(communityId, 'room', roomId)] : []),
    ...(phoneHash ? [listedBy(communityId, 'phone', phoneHash)] : []),
  ]
  return lists.map(pk => ({ put: { pk, sk: repairId } }))
}

/** Whom somebody calls: one pointer each, by when it is due, until it is over. */
export const revisitsPk = (communityId: string) => `C#${communityId}#repairs-revisit`
const revisitKey = ({ communityId, repairId, revisit }: StoredRepair): Key | undefined =>
  revisit && revisit.state !== 'over' ? { pk: revisitsPk(communityId), sk: `${revisit.dueAt}#${repairId}` } : undefined

function revisitWrites(next: StoredRepair, before: StoredRepair | undefined): Write[] {
  const [now, then] = [revisitKey(next), before && revisitKey(before)]
  if (now?.sk === then?.sk) return []
  return [...(then ? [{ delete: then }] : []), ...(now ? [{ put: { ...now, repairId: next.repairId } }] : [])]
}

/** What neighbours see and can follow: trouble in what all share, while it is worked on. */
const isShown = ({ place, state }: StoredRepair) =>
  place.kind === 'public' && !['done', 'over'].includes(columnOf(state))

/** An order that nobody else has changed since it was read, with its place among the public ones and those to call about. */
export function repairWrites(next: StoredRepair, before: StoredRepair | undefined): Write[] {
  const put = repairItem(next)
  const write: Write = before ? { put, if: { version: before.version } } : { put, ifAbsent: true }
  const [now, then] = [isShown(next), before !== undefined && isShown(before)]
  const key = { pk: publicPk(next.communityId), sk: next.repairId }
  const shown: Write[] = now === then ? [] : [now ? { put: key } : { delete: key }]
  return [write, ...shown, ...revisitWrites(next, before)]
}

const ofRepairPk = ({ communityId, repairId }: OfRepair) => `C#${communityId}#repair#${repairId}`
/** The history stands in the order in which it was written: `version` is what the record came to by it. */
export const stepItem = (of: OfRepair, step: RepairStep, version: number): Item => ({
  pk: ofRepairPk(of),
  sk: `step#${String(version).padStart(6, '0')}`,
  ...step,
})
export const followerKey = (of: OfRepair, accountId: string): Key => ({
  pk: ofRepairPk(of),
  sk: `follower#${accountId}`,
})
export const Follower = z.object({ accountId: Id })
export const followersOf = (of: OfRepair) => ({ pk: ofRepairPk(of), begins: 'follower#', schema: Follower })

/** What an account reported or follows: one pointer each. */
export const accountRepairs = (accountId: string) => `A#${accountId}#repairs`

/** Nobody writes more into one order than this: it is read whole. */
export const mostSteps = 300

/** One order, consistently. Throws record.not_found. */
export async function loadRepair(ctx: Context, of: OfRepair): Promise<StoredRepair> {
  const repair = await ctx.db.get(repairKey(of), StoredRepair)
  if (!repair) throw new AppError('record.not_found')
  return repair
}

/** Its history, the oldest first, consistently. */
export async function stepsOf(ctx: Context, of: OfRepair): Promise<RepairStep[]> {
  const page = await ctx.db.query({ pk: ofRepairPk(of), begins: 'step#', schema: RepairStep, limit: mostSteps + 50 })
  return page.items
}

/** What the household pays: what it agreed to, where nobody else bears it. */
export const chargeOf = ({ place, responsibility, quotes }: StoredRepair): Fen =>
  place.kind === 'public' || (responsibility !== undefined && responsibility !== 'owner')
    ? 0
    : totalOf(agreedLines(quotes))

export const contactField = (repairId: string) => `repair:${repairId}`

/** A telephone number as it is kept: sealed, and by its hash. */
export const contactParts = ({ deps: { secrets } }: Context, { communityId, repairId }: OfRepair, phone: string) => ({
  contactSealed: secrets.seal(phone, contactField(repairId)),
  phoneHash: contactHashes(secrets, phone, communityId)[0],
})
