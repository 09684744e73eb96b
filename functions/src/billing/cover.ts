import { Period } from '@linli/shared/billing/fee-schema'
import { Id } from '@linli/shared/ids'
import { Fen } from '@linli/shared/money'
import { addDays, maxDate } from '@linli/shared/time'
import * as z from 'zod'
import type { Key } from '../db'
import type { Write } from '../db-write'

/** What one fee item has billed of a room: its days, merged; the latest charge; the next revision of voided periods. */
const ItemCover = z.object({
  ranges: z.array(Period),
  last: Period.extend({ amountFen: Fen }).optional(),
  revs: z.record(z.string(), z.number().int()).optional(),
})
export type ItemCover = z.infer<typeof ItemCover>

/** The days that live bills cover, beside their room: one item a room, so that no day is billed twice. */
export const Cover = z.object({ roomId: Id, version: z.number().int(), items: z.record(z.string(), ItemCover) })
export type Cover = z.infer<typeof Cover>

export const coverEnding = '#cover'
export const coverKey = (communityId: string, roomId: string): Key => ({
  pk: `C#${communityId}#rooms`,
  sk: roomId + coverEnding,
})

/** The parts of a period that no range holds; ranges in order. */
export function uncovered(period: Period, ranges: readonly Period[]): Period[] {
  const gaps: Period[] = []
  let { from } = period
  for (const range of ranges) {
    if (range.to < from || range.from > period.to) continue
    if (range.from > from) gaps.push({ from, to: addDays(range.from, -1) })
    from = addDays(range.to, 1)
  }
  if (from <= period.to) gaps.push({ from, to: period.to })
  return gaps
}

/** The cover with one more charge. Throws when a day of it is covered already. */
export function covering(cover: ItemCover | undefined, charge: { period: Period; amountFen: Fen }): ItemCover {
  const { from, to } = charge.period
  const ranges = cover?.ranges ?? []
  if (!isFree(charge.period, ranges)) throw new Error(`covered already from ${from}`)
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

/** The revision that a bill of this period takes: 0, or one more than the voided one's. */
export const revOf = (cover: ItemCover | undefined, period: Period): number => cover?.revs?.[revKey(period)] ?? 0

/** The periods of bills that were voided, whether billed again or not. */
export const voidedPeriods = (cover: ItemCover): Period[] =>
  Object.keys(cover.revs ?? {}).flatMap(key => {
    const [from, to] = key.split('~')
    return from && to ? [{ from, to }] : []
  })

/** Whether none of the days is covered. */
export function isFree(period: Period, ranges: readonly Period[]): boolean {
  const [gap] = uncovered(period, ranges)
  return gap !== undefined && gap.from === period.from && gap.to === period.to
}

/** Writes a room's cover where nobody else did since it was read. */
export function coverWrite(
  communityId: string,
  roomId: string,
  before: Cover | undefined,
  items: Cover['items'],
): Write {
  const item = { ...coverKey(communityId, roomId), roomId, version: (before?.version ?? 0) + 1, items }
  return before ? { put: item, if: { version: before.version } } : { put: item, ifAbsent: true }
}

const revKey = ({ from, to }: Period) => `${from}~${to}`

function merged(ranges: Period[]): Period[] {
  const all: Period[] = []
  for (const range of ranges.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = all.at(-1)
    if (last && range.from <= addDays(last.to, 1)) last.to = maxDate(last.to, range.to)
    else all.push({ ...range })
  }
  return all
}
