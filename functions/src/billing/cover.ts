import { Period } from '@linli/shared/billing/fee-schema'
import type { Charge } from '@linli/shared/billing/schema'
import { Vacant } from '@linli/shared/billing/registers'
import { RoomTerms } from '@linli/shared/billing/room-terms'
import { Id } from '@linli/shared/ids'
import { Fen } from '@linli/shared/money'
import { BusinessDate, Instant, maxDate } from '@linli/shared/time'
import * as z from 'zod'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'
import { plain } from '../plain'
import { isFree, merged, uncovered } from './day-ranges'

/** `told` by an old system: dates alone, with `gaps` between them on which nothing is charged. */
const KeptTerms = RoomTerms.extend({
  gaps: z.array(Period).optional(),
  told: z.literal(true).optional(),
  vacancies: z.array(Vacant).optional(),
})

/** A billed stay: its minutes cannot be billed again, and its sums count in the caps of their days. */
const Stay = z.object({
  enteredAt: Instant,
  leftAt: Instant,
  amountFen: Fen,
})

/**
 * What one fee item has billed of a room: its days, merged; the latest charge; the next revision of voided periods; and
 * what was brought along: the last day that was paid before (已缴至), and the periods of 期初欠费 by their drafts. `terms` is
 * how the room is charged.
 */
const ItemCover = z.object({
  ranges: z.array(Period),
  paidThrough: BusinessDate.optional(),
  opening: z.record(z.string(), Period).optional(),
  last: Period.extend({ amountFen: Fen }).optional(),
  revs: z.record(z.string(), z.number().int()).optional(),
  terms: KeptTerms.optional(),
  /** 临停: the stays of a plate that are billed, by their bills. */
  stays: z.record(z.string(), Stay).optional(),
})
export type ItemCover = z.infer<typeof ItemCover>

/**
 * The days that live bills cover, beside their room: one item a room, so that no day is billed twice. A vehicle, a contract
 * and a space of no room has one of its own, under its own id, whoever holds it. `places`: holders whose bills it is of. `items` is one text in the
 * table, because nested attributes take the engine and the parser several times as long; an export has it as it is.
 */
export const Cover = z.object({
  roomId: Id,
  version: z.number().int(),
  items: z.preprocess(
    (items): unknown => (typeof items === 'string' ? JSON.parse(items) : items),
    z.record(z.string(), ItemCover),
  ),
  places: z.array(Id).optional(),
})
export type Cover = z.infer<typeof Cover>

/**
 * The days that a charge is held against: those of its own thing. What was brought along of a fee item is of the room and
 * all that belongs to it; a meter goes on from its own last reading, by the terms of its room. `beside`: the cover that stands beside the thing itself.
 */
export function coverOf(
  cover: Cover | undefined,
  charge: Pick<Charge, 'feeItemId' | 'charged'>,
  beside: Cover | undefined = cover,
): ItemCover | undefined {
  const own = beside?.items[coverName(charge)]
  if (charge.charged === undefined) return own
  const { paidThrough, opening, terms } = cover?.items[charge.feeItemId] ?? {}
  if (charge.charged.type === 'meter') return terms ? { ranges: [], ...own, terms } : own
  return { ranges: [], ...own, ...(paidThrough && { paidThrough }), ...(opening && { opening }) }
}

/** Which days of a room's cover a charge is of: each meter of a room has days of its own. */
export const coverName = ({ feeItemId, charged }: Pick<Charge, 'feeItemId' | 'charged'>): string =>
  charged ? `${feeItemId}#${charged.type}#${charged.id}` : feeItemId

/** What a bill is issued again by: the days of its thing; a meter's payers are agreed for its room. */
export function coverWithTerms(items: Cover['items'], bill: Pick<Charge, 'feeItemId' | 'charged'>) {
  const own = items[coverName(bill)]
  const terms = bill.charged?.type === 'meter' ? items[bill.feeItemId]?.terms : undefined
  return terms ? { ranges: [], ...own, terms } : own
}

/** The days of a fee item, of the room and of all that it has. */
export const coversOfItem = (cover: Cover | undefined, feeItemId: string): ItemCover[] =>
  Object.entries(cover?.items ?? {}).flatMap(([name, item]) =>
    name === feeItemId || name.startsWith(`${feeItemId}#`) ? [item] : [],
  )

export const coverEnding = '#cover'
export const coverKey = (communityId: string, roomId: string): Key => ({
  pk: `C#${communityId}#rooms`,
  sk: roomId + coverEnding,
})

export const thingsPk = (communityId: string) => `C#${communityId}#things`
export const thingCoverKey = (communityId: string, thingId: string): Key => ({ pk: thingsPk(communityId), sk: thingId })

/** Where a bill's charged days stand: beside the thing itself, or beside a room. */
export const coverKeyOf = ({
  communityId,
  object,
  charged,
}: Pick<Charge, 'communityId' | 'object' | 'charged'>): Key =>
  charged?.daysIn !== undefined && charged.daysIn === charged.id
    ? thingCoverKey(communityId, charged.id)
    : coverKey(communityId, charged?.daysIn ?? object.id)

/** Before every day that anything is charged for: what was paid through a day was paid from here. */
const sinceEver = '1900-01-01'

/** All days that must not be billed: of live bills, and what was brought along. In order and merged. */
export function coveredDays(cover: ItemCover | undefined): Period[] {
  if (!cover) return []
  const { ranges, paidThrough, opening } = cover
  if (!paidThrough && !opening) return ranges
  const paid = paidThrough ? [{ from: sinceEver, to: paidThrough }] : []
  return merged([...ranges, ...paid, ...Object.values(opening ?? {})])
}

/** What was brought along or agreed, item by item in a fixed order; nothing for most rooms. */
export const broughtAlong = (cover: Cover | undefined) =>
  byKey(cover?.items ?? {})
    .filter(([, { paidThrough, opening, terms }]) => paidThrough !== undefined || opening !== undefined || terms)
    .map(([feeItemId, { paidThrough, opening, terms }]) => [
      feeItemId,
      paidThrough,
      byKey(opening ?? {}),
      ...(terms ? [KeptTerms.parse(terms)] : []),
    ])

/** The cover with one more charge. Throws when a day of it is covered already. */
export function covering(cover: ItemCover | undefined, charge: { period: Period; amountFen: Fen }): ItemCover {
  const { from, to } = charge.period
  const ranges = cover?.ranges ?? []
  if (!isFree(charge.period, coveredDays(cover))) throw new Error(`covered already from ${from}`)
  const isLatest = !cover?.last || cover.last.from <= from
  return {
    ...cover,
    ranges: merged([...ranges, { from, to }]),
    last: isLatest ? { from, to, amountFen: charge.amountFen } : cover.last,
  }
}

/** The cover without a voided bill; its period's next bill takes the next revision. */
export function uncovering(cover: ItemCover | undefined, bill: { period: Period; rev: number }): ItemCover {
  const ranges = (cover?.ranges ?? []).flatMap(range => uncovered(range, [bill.period]))
  return { ...cover, ranges, revs: { ...cover?.revs, [revKey(bill.period)]: bill.rev + 1 } }
}

/** The cover with the period of one more 期初欠费. */
export const withOpening = (cover: ItemCover | undefined, draftId: string, { from, to }: Period): ItemCover => ({
  ranges: [],
  ...cover,
  opening: { ...cover?.opening, [draftId]: { from, to } },
})

/** The cover without it: its days can be billed, where nothing else holds them. */
export function withoutOpening(cover: ItemCover | undefined, draftId: string): ItemCover {
  const { opening = {}, ...rest } = cover ?? { ranges: [] }
  const left = Object.entries(opening).filter(([id]) => id !== draftId)
  return left.length > 0 ? { ...rest, opening: Object.fromEntries(left) } : rest
}

/** The cover with all days up to this one paid before. */
export const paidThrough = (cover: ItemCover | undefined, day: BusinessDate): ItemCover => ({
  ranges: [],
  ...cover,
  paidThrough: maxDate(cover?.paidThrough ?? day, day),
})

/** The revision that a bill of this period takes: 0, or one more than the voided one's. */
export const revOf = (cover: ItemCover | undefined, period: Period): number => cover?.revs?.[revKey(period)] ?? 0

/** The periods of bills that were voided, whether billed again or not. */
export const voidedPeriods = (cover: ItemCover): Period[] =>
  Object.keys(cover.revs ?? {}).flatMap(key => {
    const [from, to] = key.split('~')
    return from && to ? [{ from, to }] : []
  })

/** Writes a room's cover where nobody else did since it was read; `first`: the version of a room's first. */
export const coverWrite = (
  communityId: string,
  roomId: string,
  before: Cover | undefined,
  items: Cover['items'],
  first = 1,
): Write => coverWriteAt(coverKey(communityId, roomId), before, items, [], first)

/** The same wherever a cover stands, with the holders that bills now stand under. */
export function coverWriteAt(
  key: Key,
  before: Cover | undefined,
  items: Cover['items'],
  holders: readonly string[] = [],
  first = 1,
): Write {
  const places = [...new Set([...(before?.places ?? []), ...holders])]
  const roomId = key.sk.endsWith(coverEnding) ? key.sk.slice(0, -coverEnding.length) : key.sk
  const version = before ? before.version + 1 : first
  const item = coverItem(key, { roomId, version, items, ...(places.length > 0 && { places }) })
  return before ? { put: item, if: { version: before.version } } : { put: item, ifAbsent: true }
}

/** A cover as the table keeps it: the same days give the same text, by which an undo knows them again. */
export const coverItem = (key: Key, { items, ...cover }: Cover): Item => ({
  ...key,
  ...cover,
  items: JSON.stringify(plain(items)),
})

/** The cover without a bill that is void: its days, or its stay. */
export function withoutBill(cover: ItemCover | undefined, { billId, charged, ...bill }: Voided): ItemCover {
  if (charged?.type !== 'stay') return uncovering(cover, bill)
  const { [billId]: _stay, ...stays } = cover?.stays ?? {}
  return { ranges: [], ...cover, stays }
}
type Voided = Pick<Charge, 'billId' | 'charged' | 'period' | 'rev'>

const byKey = <T>(record: Record<string, T>): [string, T][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))

const revKey = ({ from, to }: Period) => `${from}~${to}`
