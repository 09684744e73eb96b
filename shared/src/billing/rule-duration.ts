import type { Fen } from '../money'
import { beijingDate, type BusinessDate, daysBetween, type Instant, instantAt } from '../time'
import type { Formula, LineInputs, ParkingBands } from './formula-schema'
import { refuse } from './refusals'
import { once, type Rule, tariffSegments } from './rule'

/** A stay in the car park, by the minute begun and ended: seconds are dropped. */
export type Visit = {
  enteredAt: Instant
  leftAt: Instant
  /** What earlier visits of these days cost. */
  earlier?: { date: BusinessDate; amountFen: Fen }[]
}

const minuteMs = 60_000
const dayMinutes = 1_440
const longestDays = 366

/** One line, by the tariff of the day of entrance. */
export const durationRule: Rule<Extract<Formula, { kind: 'duration' }>> = {
  cut: ({ object: { visit }, tariffs }) => {
    if (!visit) return refuse('no_visit')
    const { enteredAt, leftAt, earlier = [] } = visit
    const [from, to] = [beijingDate(enteredAt), beijingDate(leftAt)]
    if (leftAt < enteredAt) return refuse('left_before_entered')
    if (daysBetween(from, to) > longestDays) return refuse('stay_too_long')
    return tariffSegments({ from, to: from }, tariffs).map(({ tariff }) => ({
      from,
      to,
      tariffId: tariff.tariffId,
      price: 0,
      surchargeFen: 0,
      payablePct: 100,
      time: once,
      inputs: { kind: 'duration', enteredAt, leftAt, bands: tariff.bands ?? refuse('no_bands', from), earlier },
    }))
  },
  base: ({ inputs }) => {
    if (inputs?.kind !== 'duration') throw new TypeError('a stay without its times')
    return { n: BigInt(stayFen(inputs)), d: BigInt(1) }
  },
}

/**
 * What a stay costs: each band belongs to the Beijing day on which it begins, and counts in that day's cap together with
 * earlier visits; the cap of the visit comes last.
 */
function stayFen({ enteredAt, leftAt, bands, earlier }: Extract<LineInputs, { kind: 'duration' }>): Fen {
  const stay = Math.floor(minutesOf(leftAt)) - Math.floor(minutesOf(enteredAt))
  if (stay <= bands.freeMinutes) return 0
  const first = beijingDate(enteredAt)
  const sinceMidnight = Math.floor(minutesOf(enteredAt)) - minutesOf(instantAt(first, '00:00'))
  let sum = 0
  for (let day = 0; day * dayMinutes < sinceMidnight + stay; day++) {
    const from = Math.max(0, day * dayMinutes - sinceMidnight)
    const to = Math.min(stay, (day + 1) * dayMinutes - sinceMidnight)
    const own = (from === 0 ? bands.firstFen : 0) + stepsBegun(bands, from, to) * bands.stepFen
    sum += Math.min(own, leftOfDay(bands, earlier, first, day))
  }
  return Math.min(sum, bands.visitCapFen ?? sum)
}

/** Steps that begin at a minute of [from, to) of the stay; the first one begins where the first band ends. */
function stepsBegun({ firstMinutes, stepMinutes }: ParkingBands, from: number, to: number): number {
  const before = (minute: number) => Math.max(0, Math.ceil((minute - firstMinutes) / stepMinutes))
  return before(to) - before(from)
}

function leftOfDay(bands: ParkingBands, earlier: { date: string; amountFen: Fen }[], first: string, day: number): Fen {
  if (bands.dayCapFen === undefined) return Infinity
  const spent = earlier.filter(({ date }) => daysBetween(first, date) === day)
  return Math.max(0, bands.dayCapFen - spent.reduce((sum, { amountFen }) => sum + amountFen, 0))
}

const minutesOf = (instant: Instant) => Date.parse(instant) / minuteMs
