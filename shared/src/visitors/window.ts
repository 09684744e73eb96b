import {
  addDays,
  addMinutes,
  beijingDate,
  type BusinessDate,
  daysBetween,
  formatTime,
  type Instant,
  instantAt,
} from '../time'
import type { PassKind, PassWindow, VisitorSettings } from './schema'
import { passRefusals } from './words'

/** 1 = Monday … 7 = Sunday. 5 January 1970 was a Monday. */
export const weekdayOf = (date: BusinessDate): number => (((daysBetween('1970-01-05', date) % 7) + 7) % 7) + 1

/** Whether the pass opens at this instant: a night that began on a day of the pass is of that day. */
export function isOpenAt(window: PassWindow, at: Instant): boolean {
  const today = beijingDate(at)
  const time = formatTime(at)
  const { hours } = window
  if (!hours) return isDayOf(window, today)
  if (hours.from < hours.to) return isDayOf(window, today) && hours.from <= time && time < hours.to
  return (isDayOf(window, today) && hours.from <= time) || (isDayOf(window, addDays(today, -1)) && time < hours.to)
}

/** Whether it is a day of the pass, whatever the hours. */
export const isDayOf = ({ from, to, weekdays }: PassWindow, date: BusinessDate): boolean =>
  from <= date && date <= to && (weekdays === undefined || weekdays.includes(weekdayOf(date)))

/** The first instant at which it never opens again. */
export function endOf({ to, hours }: PassWindow): Instant {
  if (!hours) return instantAt(addDays(to, 1), '00:00')
  return instantAt(hours.from < hours.to ? to : addDays(to, 1), hours.to)
}

/** What is wrong with a range that somebody wishes for, in a sentence. */
export function windowRefusal(
  window: PassWindow,
  kind: PassKind,
  settings: Pick<VisitorSettings, 'longestDays' | 'longestRegularDays'>,
  now: Instant,
): string | undefined {
  const { from, to, hours } = window
  const most = kind === 'helper' || kind === 'permit' ? settings.longestRegularDays : settings.longestDays
  if (to < from) return passRefusals.backwards
  if (hours && hours.from === hours.to) return passRefusals.noHours
  if (daysBetween(from, to) + 1 > most) return passRefusals.tooLong(most)
  if (endOf(window) <= now) return passRefusals.past
  if (daysBetween(beijingDate(now), from) > most) return passRefusals.tooFar(most)
  return opens(window) ? undefined : passRefusals.neverOpen
}

function opens(window: PassWindow): boolean {
  for (let day = window.from, i = 0; day <= window.to && i < 7; day = addDays(day, 1), i++)
    if (isDayOf(window, day)) return true
  return false
}

/** Until when somebody at the gate is waited for. */
export const waitsUntil = (now: Instant, { waitMinutes }: Pick<VisitorSettings, 'waitMinutes'>): Instant =>
  addMinutes(now, waitMinutes)
