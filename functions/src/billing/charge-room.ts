import type { BillLine, Period } from '@linli/shared/billing/fee-schema'
import { needsAnchor } from '@linli/shared/billing/periods'
import type { ChargedDetails } from '@linli/shared/billing/rule'
import type { Flag } from '@linli/shared/billing/run-schema'
import type { ChargedThing, Payer } from '@linli/shared/billing/schema'
import { splitByPayer } from '@linli/shared/billing/split-payers'
import { refusalWords } from '@linli/shared/billing/words'
import { type Fen, sumFen } from '@linli/shared/money'
import { addDays, daysBetween, maxDate } from '@linli/shared/time'
import type { ChargedRoom } from '../communities/charged-room'
import { byRoom } from './by-room'
import { type Cover, coveredDays, coverName, coverOf, type ItemCover, revOf } from './cover'
import { isFree, merged, uncovered } from './day-ranges'
import type { GivenCharge } from './given-charges'
import type { ItemCharges } from './item-charges'
import { type Developer, chargedDays, isUndelivered, payerSpans } from './payer-spans'
import { problems } from './words'

/** One line of a run: a charge, or why there is none. */
export type RunLine = {
  period: Period
  rev: number
  amountFen: Fen
  payer?: Payer
  lines: BillLine[]
  previousFen?: Fen
  flag?: Flag
  problem?: string
  charged?: ChargedThing
}

/**
 * What one room owes for one fee item in a window: the item's periods, without the days that live bills cover, cut where
 * the payer changes. What cannot be computed comes as a failed line with its reason and is never 0.
 */
export function chargeRoom(
  room: ChargedRoom,
  charges: ItemCharges,
  cover: ItemCover | undefined,
  developer: Developer,
  window: Period,
): RunLine[] {
  const charged = chargedDays(room, developer)
  if (!charged) return []
  const { item } = charges
  const isBilledElsewhere = item.billedThrough !== undefined && cover?.paidThrough === undefined
  const terms = cover?.terms
  if (terms?.exemptReason !== undefined || (item.scope === 'assigned' && !terms)) return []
  const [start, anchor] = [latest(charged.from, terms?.from), anchorOf(room, terms)]
  if (needsAnchor({ cycle: item.cycle, timing: item.timing, start, anchor })) {
    // What is due once is due at the handover: one that lies ahead is no fault that holds a run back.
    const isAhead = item.cycle.kind === 'once' && isUndelivered(room)
    return isAhead ? [] : [failed(window, problems.noAnchor)]
  }
  const lines = charges
    .periods(window, start, anchor, terms?.to)
    .flatMap(period => (cover ? uncovered(period, closedDays(cover)) : [period]))
    .flatMap(period => chargePeriod(room, charges, cover, developer, period))
  return flagged(lines, cover, isBilledElsewhere)
}

/** The same of charges whose days are given: each thing of the room has days of its own. */
export function chargeGivenOf(
  room: ChargedRoom,
  charges: ItemCharges,
  cover: Cover | undefined,
  developer: Developer,
  window: Period,
): RunLine[] {
  if (!charges.given) return []
  const isCharged = chargedDays(room, developer) !== undefined
  const { feeItemId, billedThrough } = charges.item
  const byName = byRoom(
    charges.given(room, window).filter(({ payer }) => isCharged || payer),
    ({ charged }) => coverName({ feeItemId, ...(charged && { charged }) }),
  )
  return [...byName.values()].flatMap(given => {
    const charged = given[0]?.charged
    const own = coverOf(cover, { feeItemId, ...(charged && { charged }) }, charged?.daysIn ? given[0]?.cover : cover)
    if (isLeftOut(charges.item, own, charged)) return []
    const free = (each: GivenCharge) =>
      each.divisible
        ? uncovered(each.period, merged([...closedDays(own), ...outside(own?.terms)])).map(period => ({
            ...each,
            period,
          }))
        : [each]
    const lines = given.flatMap(free).flatMap(each => chargeGiven(room, charges, own, developer, each))
    return flagged(lines, own, billedThrough !== undefined && own?.paidThrough === undefined)
  })
}

/** Whether an agreement, or the want of one, leaves out what is charged. */
const isLeftOut = ({ scope }: ItemCharges['item'], own: ItemCover | undefined, charged: ChargedThing | undefined) =>
  own?.terms?.exemptReason !== undefined ||
  (scope === 'assigned' && charged !== undefined && charged.type !== 'meter' && !own?.terms)

/**
 * A charge whose days are given with it, one for each payer, without those that are billed: it is one whole, so that its
 * parts are never computed from some of its days.
 */
export function chargeGiven(
  room: ChargedRoom,
  charges: ItemCharges,
  cover: ItemCover | undefined,
  developer: Developer,
  { period, details, problem, charged, payer }: GivenCharge,
): RunLine[] {
  const of = charged && { charged }
  // Who holds a thing owes for it whether the room is handed over or not.
  const from = payer ? period.from : maxDate(chargedDays(room, developer)?.from ?? period.from, period.from)
  const own = { from, to: period.to }
  const covered = coveredDays(cover)
  if (uncovered(own, covered).length === 0) return []
  const refused = problem ?? (details?.reading && from > period.from ? problems.beforeHandover : undefined)
  if (refused !== undefined) return [{ ...failed(own, refused, revOf(cover, own)), ...of }]
  return chargePeriod(room, charges, cover, developer, own, details, payer).flatMap(line => {
    if (isFree(line.period, covered)) return [{ ...line, ...of }]
    return uncovered(line.period, covered).length === 0 ? [] : [{ ...failed(line.period, problems.partly), ...of }]
  })
}

/** The charges of exactly these days, one for each payer. */
export function chargePeriod(
  room: ChargedRoom,
  charges: ItemCharges,
  cover: ItemCover | undefined,
  developer: Developer,
  period: Period,
  details?: ChargedDetails,
  holder?: Payer,
): RunLine[] {
  const anchor = details ? details.anchor : anchorOf(room, cover?.terms)
  const { coefficient, payers: named, vacancies } = cover?.terms ?? {}
  const result = details
    ? charges.linesOf(coefficient === undefined ? details : { ...details, coefficient }, period)
    : charges.lines(room.areas, anchor, period, { coefficient, vacancies })
  if (!result.ok) return [failed(period, refusalWords(result), revOf(cover, period))]
  const spans = payerSpans(room, developer, period, { named, holder })
  const gap = spans.find(span => span.payer === undefined)
  if (gap) return [failed(period, problems.noPayer(gap.from), revOf(cover, period))]
  const [, ...later] = spans.map(({ from }) => from)
  const lists = later.length > 0 ? splitByPayer(result.lines, later, charges.item.cycle, anchor) : [result.lines]
  return spans.map(({ from, to, payer }, i) => {
    const lines = lists[i] ?? []
    const span = { from, to }
    const amountFen = sumFen(lines.map(line => line.amountFen))
    return { period: span, rev: revOf(cover, span), amountFen, ...(payer && { payer }), lines }
  })
}

/** Anniversaries of a room count from its handover; before it has one, from the day that was agreed. */
export const anchorOf = ({ handoverDate }: Pick<ChargedRoom, 'handoverDate'>, terms: ItemCover['terms']) =>
  handoverDate ?? terms?.from

/** Days that are billed, or lie between two terms that were brought along. */
export function closedDays(cover: ItemCover | undefined): Period[] {
  const gaps = cover?.terms?.gaps
  return gaps ? merged([...coveredDays(cover), ...gaps]) : coveredDays(cover)
}

/** The days before and after what was agreed. */
function outside(terms: ItemCover['terms']): Period[] {
  const { from, to } = terms ?? {}
  return [
    ...(from ? [{ from: '1900-01-01', to: addDays(from, -1) }] : []),
    ...(to ? [{ from: addDays(to, 1), to: '9999-12-31' }] : []),
  ]
}

const latest = (a: string | undefined, b: string | undefined) => (a && b ? maxDate(a, b) : (a ?? b))

const failed = (period: Period, problem: string, rev = 0): RunLine => ({
  period,
  rev,
  amountFen: 0,
  lines: [],
  flag: 'failed',
  problem,
})

/** Marks what wants a look, each period against the one before it; payers of one period count together. */
function flagged(lines: RunLine[], cover: ItemCover | undefined, isBilledElsewhere: boolean): RunLine[] {
  let previous: { period: Period; amountFen: Fen } | undefined = cover?.last && { period: cover.last, ...cover.last }
  return lines.map(line => {
    if (line.flag === 'failed') return line
    if (previous && line.lines.some(({ split }) => split !== undefined && split.index > 0)) {
      const period = { from: previous.period.from, to: line.period.to }
      previous = { period, amountFen: previous.amountFen + line.amountFen }
      return line.amountFen === 0 ? { ...line, flag: 'zero' } : line
    }
    const flag = flagOf(line, previous, isBilledElsewhere)
    const marked = { ...line, ...(previous && { previousFen: previous.amountFen }), ...(flag && { flag }) }
    previous = line
    return marked
  })
}

function flagOf(
  line: RunLine,
  previous: { period: Period; amountFen: Fen } | undefined,
  isBilledElsewhere: boolean,
): Flag | undefined {
  if (line.amountFen === 0) return 'zero'
  if (!previous) return isBilledElsewhere ? 'new' : undefined
  // Per day, without dividing: amount ÷ days differs from the previous by more than 30 %.
  const now = line.amountFen * daysOf(previous.period)
  const before = previous.amountFen * daysOf(line.period)
  return Math.abs(now - before) * 10 > before * 3 ? 'jump' : undefined
}

const daysOf = ({ from, to }: Period) => daysBetween(from, to) + 1
