import { addDays, beijingDate, daysBetween, formatTime, type Instant, instantAt } from '../time'
import type { Shift, Worker } from './views'
import { dispatchWords } from './words'

/** `by` hand: they said so themselves; by shift: the week's plan says so, until it ends. */
export type Duty = { on: boolean; by: 'hand' | 'shift'; since?: Instant | undefined; why: string }
type Card = Pick<Worker, 'shifts' | 'onShift' | 'shiftSince' | 'active'>

/**
 * Whether somebody is on duty: switched on by hand, or within a shift of theirs, unless they switched off since it began.
 * Going home yesterday does not end today's.
 */
export function dutyOf({ shifts, onShift, shiftSince, active }: Card, now: Instant): Duty {
  if (!active) return { on: false, by: 'hand', since: shiftSince, why: dispatchWords.offShift }
  if (onShift) return { on: true, by: 'hand', since: shiftSince, why: dispatchWords.byHand }
  const shift = shiftAt(shifts, now)
  if (!shift) return { on: false, by: 'shift', since: shiftSince, why: dispatchWords.offShift }
  if (shiftSince !== undefined && shiftSince >= shift.from)
    return { on: false, by: 'hand', since: shiftSince, why: dispatchWords.offByHand }
  return { on: true, by: 'shift', since: shift.from, why: dispatchWords.byShift(formatTime(shift.to)) }
}

/** The shift that a moment lies in, its end excluded; one that ends before it begins is over on the next day. */
function shiftAt(shifts: readonly Shift[], now: Instant): { from: Instant; to: Instant } | undefined {
  const today = beijingDate(now)
  return [addDays(today, -1), today]
    .flatMap(date => shifts.filter(({ weekday }) => weekday === weekdayOf(date)).map(shift => spanOf(shift, date)))
    .filter(({ from, to }) => from <= now && now < to)
    .sort((one, other) => (one.to > other.to ? -1 : 1))[0]
}

function spanOf({ from, to }: Shift, date: string): { from: Instant; to: Instant } {
  const end = to === '24:00' ? '00:00' : to
  return { from: instantAt(date, from), to: instantAt(end <= from ? addDays(date, 1) : date, end) }
}

const someMonday = '2024-01-01'
/** 1 Monday … 7 Sunday */
const weekdayOf = (date: string): number => (((daysBetween(someMonday, date) % 7) + 7) % 7) + 1
