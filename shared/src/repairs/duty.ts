import { addDays, addMinutes, beijingDate, daysBetween, formatTime, type Instant, instantAt } from '../time'
import type { Shift, Worker } from './views'
import { dispatchWords } from './words'

/** `by` hand: they said so themselves; by shift: the week's plan says so, until it ends. */
export type Duty = { on: boolean; by: 'hand' | 'shift'; since?: Instant | undefined; why: string }
type Card = Pick<Worker, 'shifts' | 'onShift' | 'shiftSince' | 'active'>

/**
 * Whether somebody is on duty: switched on by hand, until that ends by itself, or within a shift of theirs, unless they
 * switched off since it began. Going home yesterday does not end today's.
 */
export function dutyOf({ shifts, onShift, shiftSince, active }: Card, now: Instant): Duty {
  if (!active) return { on: false, by: 'hand', since: shiftSince, why: dispatchWords.offShift }
  const until = onShift && shiftSince !== undefined ? handEnds(shifts, shiftSince) : undefined
  if (onShift && (until === undefined || now < until))
    return { on: true, by: 'hand', since: shiftSince, why: dispatchWords.byHand(until && formatTime(until)) }
  const shift = shiftAt(shifts, now)
  if (!shift) return { on: false, by: 'shift', since: shiftSince, why: dispatchWords.offShift }
  if (!onShift && shiftSince !== undefined && shiftSince >= shift.from)
    return { on: false, by: 'hand', since: shiftSince, why: dispatchWords.offByHand }
  return { on: true, by: 'shift', since: shift.from, why: dispatchWords.byShift(formatTime(shift.to)) }
}

/** Who comes late in the evening is not sent home at midnight. */
const leastMin = 240

/**
 * When who switched on by hand is off again, though they forgot: at the end of that day, or of the shift of theirs that
 * reaches beyond it, and never sooner than four hours.
 */
function handEnds(shifts: readonly Shift[], since: Instant): Instant {
  const day = beijingDate(since)
  const midnight = instantAt(addDays(day, 1), '00:00')
  const beyond = spansOf(shifts, [addDays(day, -1), day]).filter(({ from, to }) => from < midnight && since < to)
  return latest([midnight, addMinutes(since, leastMin), ...beyond.map(({ to }) => to)])
}
const latest = (instants: Instant[]): Instant => instants.reduce((one, other) => (one > other ? one : other))

/** When the next shift of theirs begins after a moment; undefined for who has none. */
export function nextShift(shifts: readonly Shift[], after: Instant): Instant | undefined {
  const today = beijingDate(after)
  const week = Array.from({ length: 8 }, (_, days) => addDays(today, days))
  const [next] = spansOf(shifts, week)
    .map(({ from }) => from)
    .filter(from => from > after)
    .sort()
  return next
}

/** The shift that a moment lies in, its end excluded; one that ends before it begins is over on the next day. */
function shiftAt(shifts: readonly Shift[], now: Instant): Span | undefined {
  const today = beijingDate(now)
  return spansOf(shifts, [addDays(today, -1), today])
    .filter(({ from, to }) => from <= now && now < to)
    .sort((one, other) => (one.to > other.to ? -1 : 1))[0]
}

type Span = { from: Instant; to: Instant }
const spansOf = (shifts: readonly Shift[], dates: readonly string[]): Span[] =>
  dates.flatMap(date => shifts.filter(({ weekday }) => weekday === weekdayOf(date)).map(shift => spanOf(shift, date)))

function spanOf({ from, to }: Shift, date: string): Span {
  const end = to === '24:00' ? '00:00' : to
  return { from: instantAt(date, from), to: instantAt(end <= from ? addDays(date, 1) : date, end) }
}

const someMonday = '2024-01-01'
/** 1 Monday … 7 Sunday */
const weekdayOf = (date: string): number => (((daysBetween(someMonday, date) % 7) + 7) % 7) + 1
