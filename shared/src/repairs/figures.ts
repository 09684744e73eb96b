import * as z from 'zod'
import { beijingDate, type Instant, monthOf, YearMonth } from '../time'
import { binOf, quantile } from './histogram'
import { agreedLines, totalOf } from './quote'
import type { Repair } from './schema'
import type { Costs } from './costs'
import type { Tally } from './tally'

/** By what orders are counted; each is a list of counters by month. */
export type FigureList = 'kind' | 'building' | 'place' | 'person' | 'material' | 'cost'
export const FigureBy = z.enum(['month', 'kind', 'building', 'place', 'person'])
export type FigureBy = z.infer<typeof FigureBy>

/** A month or a year. */
export const Period = YearMonth.or(z.string().regex(/^20\d\d$/, '年份不对'))
export type Period = z.infer<typeof Period>
export const monthsIn = (period: Period) =>
  period.length === 4 ? { from: `${period}-01`, to: `${period}-12` } : { from: period, to: period }

const count = z.number().int()
/** What is counted of orders. */
const Counts = z.object({
  all: count,
  /** Cancelled, declined, or merged into another. */
  dropped: count,
  responded: count,
  respondedLate: count,
  finished: count,
  finishedLate: count,
  /** 一次修好: finished, never paused and never opened again. */
  fixedAtOnce: count,
  reopened: count,
  rated: count,
  stars: count,
  /** Reached by telephone afterwards, and satisfied. */
  revisited: count,
  satisfied: count,
  workMin: count,
})
type Counts = z.infer<typeof Counts>
const measures = Counts.keyof().options

const bp = z.number().int().optional()
const minutes = z.number().int().optional()
/** Shares in 1/10,000, stars in tenths; minutes are right to a twelfth (`quantile`). What nothing was counted for is absent. */
export const Figures = Counts.extend({
  respondedInTimeBp: bp,
  finishedInTimeBp: bp,
  fixedAtOnceBp: bp,
  reopenedBp: bp,
  satisfiedBp: bp,
  stars10: z.number().int().optional(),
  respondP50: minutes,
  respondP90: minutes,
  finishP50: minutes,
  finishP90: minutes,
})
export type Figures = z.infer<typeof Figures>

type Material = { name: string; unit: string; quantity: number; costFen?: number | undefined }
/** What of an order is counted. */
export type Counted = Omit<Repair, 'work'> & {
  tally?: Tally | undefined
  costs?: Costs | undefined
  work?: { materials: Material[]; minutes: number } | undefined
}

/** Counters by name: `<list>#<month>|<of what>|<measure>`. */
export type Counters = Record<string, number>
const counterName = (list: FigureList, month: YearMonth, of: string, measure: string): string =>
  `${list}#${month}|${of}|${measure}`

/**
 * All that an order adds to counters, from the order alone: told again it is the same, and what it added before can be taken
 * off. By kind, building and registered place, materials and costs it stands in the month of its report, so that a list by that month holds
 * exactly these orders; by person in the month in which they finished it.
 */
export function countersOf(order: Counted): Counters {
  const counters: Counters = {}
  const month = monthIn(order.reportedAt)
  const add = (list: FigureList, at: YearMonth, of: string, counts: Readonly<Record<string, number>>) => {
    for (const [measure, by] of Object.entries(counts)) {
      const name = counterName(list, at, of, measure)
      if (by !== 0) counters[name] = (counters[name] ?? 0) + by
    }
  }
  const counts = countsOf(order)
  const [first] = order.tally?.finishes ?? []
  add('kind', month, order.kind, counts)
  if (order.tally?.responded) add('kind', month, order.kind, { [`r${binOf(order.tally.responded.min)}`]: 1 })
  if (first) add('kind', month, order.kind, { [`f${binOf(first.min)}`]: 1 })
  add('building', month, order.place.building ?? '', counts)
  if (order.place.kind === 'public' && order.place.placeId) add('place', month, order.place.placeId, counts)
  for (const [personId, at, own] of byPerson(order)) add('person', at, personId, own)
  for (const { name, unit, quantity, costFen = 0 } of order.work?.materials ?? [])
    add('material', month, `${name}|${unit}`, { quantity, costFen: costFen * quantity })
  add('cost', month, order.responsibility ?? 'open', costsOf(order))
  return counters
}

const isDropped = ({ state, mergedInto }: Counted) =>
  state === 'cancelled' || state === 'declined' || mergedInto !== undefined

function countsOf(order: Counted): Counts {
  const { tally, rating, reopened, work } = order
  const [first] = tally?.finishes ?? []
  const isDone = first !== undefined
  return {
    all: 1,
    dropped: one(isDropped(order)),
    responded: one(tally?.responded !== undefined),
    respondedLate: one(tally?.responded?.late),
    finished: one(isDone),
    finishedLate: one(first?.late),
    fixedAtOnce: one(isDone && reopened === 0 && tally?.pauses === 0),
    reopened: one(isDone && reopened > 0),
    rated: one(rating !== undefined),
    stars: rating?.stars ?? 0,
    revisited: tally?.reached ?? 0,
    satisfied: tally?.satisfied ?? 0,
    workMin: work?.minutes ?? 0,
  }
}

/** Of whoever finished it: an order that was opened again counts against them, what came after is of the next one. */
function byPerson({ tally, rating, reopened, work }: Counted): [string, YearMonth, Partial<Counts>][] {
  const finishes = tally?.finishes ?? []
  return finishes.map(({ personId, at, late }, i) => {
    const isLast = i === finishes.length - 1
    const back = i < reopened
    return [
      personId,
      monthIn(at),
      {
        finished: 1,
        finishedLate: one(late),
        reopened: one(back),
        fixedAtOnce: one(i === 0 && !back && tally?.pauses === 0),
        rated: one(isLast && rating !== undefined),
        stars: isLast ? (rating?.stars ?? 0) : 0,
        workMin: isLast ? (work?.minutes ?? 0) : 0,
      },
    ]
  })
}

function costsOf(order: Counted): Record<string, number> {
  const { costs, billId, state, quotes } = order
  const chargedFen = billId !== undefined && state !== 'cancelled' ? totalOf(agreedLines(quotes)) : 0
  if (!costs && chargedFen === 0) return {}
  const { labourFen = 0, materialFen = 0, outsideFen = 0 } = costs ?? {}
  return { orders: 1, labourFen, materialFen, outsideFen, chargedFen }
}

const one = (holds: boolean | undefined) => (holds ? 1 : 0)
const monthIn = (at: Instant): YearMonth => monthOf(beijingDate(at))

/** Counters of one thing, as they are read: what they add up to, and how its minutes are spread. */
export type Heap = { counts: Counts; respond: Map<number, number>; finish: Map<number, number> }
export const emptyHeap = (): Heap => ({
  counts: Counts.parse(Object.fromEntries(measures.map(measure => [measure, 0]))),
  respond: new Map(),
  finish: new Map(),
})

/** Adds one counter to a heap; a name that it does not know is nobody's. */
export function addCounter(heap: Heap, name: string, value: number): void {
  const measure = measures.find(each => each === name)
  if (measure) heap.counts[measure] += value
  const [, side, bin] = /^([rf])(\d+)$/.exec(name) ?? []
  if (!side || !bin) return
  const bins = side === 'r' ? heap.respond : heap.finish
  bins.set(Number(bin), (bins.get(Number(bin)) ?? 0) + value)
}

/** The rates and quantiles of some counters. */
export function figuresOf({ counts, respond, finish }: Heap): Figures {
  const { responded, respondedLate, finished, finishedLate, fixedAtOnce, reopened, rated, stars } = counts
  const share = (part: number, of: number) => (of > 0 ? Math.floor((part * 10_000) / of) : undefined)
  return {
    ...counts,
    respondedInTimeBp: share(responded - respondedLate, responded),
    finishedInTimeBp: share(finished - finishedLate, finished),
    fixedAtOnceBp: share(fixedAtOnce, finished),
    reopenedBp: share(reopened, finished),
    satisfiedBp: share(counts.satisfied, counts.revisited),
    stars10: rated > 0 ? Math.round((stars * 10) / rated) : undefined,
    respondP50: quantile(respond, 0.5),
    respondP90: quantile(respond, 0.9),
    finishP50: quantile(finish, 0.5),
    finishP90: quantile(finish, 0.9),
  }
}
