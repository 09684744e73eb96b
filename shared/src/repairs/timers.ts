import { addDays, addMinutes, beijingDate, type Instant, instantAt } from '../time'
import type { RepairTimer } from './events'
import { reopenDays } from './guards'
import type { Sla } from './kinds'
import type { Repair, WishedTime } from './schema'
import { atReport, type Move } from './rules'

export const confirmAfterHours = 72
/** A warning comes when this part of the time is used up. */
const warnAt = { respond: 0.5, finish: 0.8 }

export type Timers = Partial<Record<RepairTimer, Instant>>
/** What stands still: the minutes that each had left. */
export type HeldTimers = Partial<Record<RepairTimer, number>>
export type Clocks = Pick<Repair, 'respondBy' | 'finishBy'> & { timers: Timers; held: HeldTimers }

const wishStarts: Record<WishedTime['part'], string> = { morning: '08:00', afternoon: '13:00', evening: '18:00' }

/** When the times begin to run: with the report, or with the time that the resident chose. */
export const beginOf = (reportedAt: Instant, wish: WishedTime | undefined): Instant => {
  const wished = wish && instantAt(wish.date, wishStarts[wish.part])
  return wished !== undefined && wished > reportedAt ? wished : reportedAt
}

/** The first clocks of a report. An answer is owed at once, also to who wishes for a later day. */
export function clocksOf(sla: Sla, reportedAt: Instant, wish: WishedTime | undefined): Clocks {
  const respondBy = addMinutes(reportedAt, sla.respondMin)
  const finishBy = addMinutes(beginOf(reportedAt, wish), sla.finishMin)
  return clocksAfter({ respondBy, finishBy, timers: {}, held: {} }, atReport, sla, reportedAt, true)
}

/**
 * The clocks after a transition: what it starts begins anew from `now` (by the kind's times), what it holds stands still,
 * what it releases goes on with what was left. What has fired is in neither list, so that nothing fires twice.
 */
export function clocksAfter(
  before: Clocks,
  { starts = [], stops = [], holds = [], releases }: Pick<Move, 'starts' | 'stops' | 'holds' | 'releases'>,
  sla: Sla,
  now: Instant,
  first = false,
): Clocks {
  const all = stops === 'all'
  const timers: Timers = all ? {} : { ...before.timers }
  const held: HeldTimers = all || releases ? {} : { ...before.held }
  if (!all) for (const timer of stops) delete timers[timer]
  for (const timer of holds) {
    const due = timers[timer]
    if (due !== undefined) held[timer] = minutesBetween(now, due)
    delete timers[timer]
  }
  const restarts = (timer: RepairTimer) => starts.includes(timer) && !first
  const respondBy = restarts('respond_late') ? addMinutes(now, sla.respondMin) : before.respondBy
  const finishBy = restarts('finish_late') ? addMinutes(now, sla.finishMin) : before.finishBy
  const due: Record<RepairTimer, Instant> = {
    respond_warn: between(now, respondBy, warnAt.respond),
    respond_late: respondBy,
    finish_warn: between(now, finishBy, warnAt.finish),
    finish_late: finishBy,
    auto_confirm: addMinutes(now, confirmAfterHours * 60),
    auto_close: instantAt(addDays(beijingDate(now), reopenDays + 1), '00:00'),
  }
  for (const timer of starts) timers[timer] = due[timer]
  if (!releases || all) return { respondBy, finishBy, timers, held }
  return {
    respondBy,
    finishBy: releasedFinish(before, now) ?? finishBy,
    timers: { ...timers, ...released(before.held, now) },
    held: {},
  }
}

const released = (held: HeldTimers, now: Instant): Timers => {
  const timers: Timers = {}
  for (const timer of atReport.starts) {
    const left = held[timer]
    if (left !== undefined) timers[timer] = addMinutes(now, left)
  }
  return timers
}

/** How long it stood still is not the office's: 完成时限 moves on by that. */
const releasedFinish = ({ held }: Clocks, now: Instant): Instant | undefined =>
  held.finish_late === undefined ? undefined : addMinutes(now, held.finish_late)

/** The timers that are due, the first first. */
export const dueTimers = (timers: Timers, now: Instant): RepairTimer[] =>
  timersInOrder(timers).filter(timer => (timers[timer] ?? now) <= now)

/** When the next one is due. */
export const nextDue = (timers: Timers): Instant | undefined => {
  const [first] = timersInOrder(timers)
  return first && timers[first]
}

const all: readonly RepairTimer[] = [...atReport.starts, 'auto_confirm', 'auto_close']
const timersInOrder = (timers: Timers): RepairTimer[] =>
  all.filter(timer => timers[timer] !== undefined).sort((a, b) => ((timers[a] ?? '') <= (timers[b] ?? '') ? -1 : 1))

const minutesBetween = (from: Instant, to: Instant) => Math.round((Date.parse(to) - Date.parse(from)) / 60_000)
const between = (from: Instant, to: Instant, part: number): Instant =>
  addMinutes(from, Math.floor(minutesBetween(from, to) * part))
