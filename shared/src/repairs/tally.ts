import * as z from 'zod'
import { Id } from '../ids'
import { Instant } from '../time'
import type { RepairEvent } from './events'
import type { Repair } from './schema'
import { beginOf } from './timers'

const minutes = z.number().int().min(0)

/** What statistics ask of an order and its present state does not tell any more: earlier rounds, and how long it stood still. */
export const Tally = z.object({
  /** From the report to the first who had it in hand. */
  responded: z.object({ min: minutes, late: z.boolean() }).optional(),
  /** Each time that it was finished, the first first; `min` runs from the report, or the chosen time, without its pauses. */
  finishes: z.array(z.object({ personId: Id, at: Instant, min: minutes, late: z.boolean() })),
  pauses: minutes,
  stoodMin: minutes,
  /** Calls in which somebody was reached, and was satisfied. */
  reached: minutes.optional(),
  satisfied: minutes.optional(),
})
export type Tally = z.infer<typeof Tally>

export const freshTally: Tally = { finishes: [], pauses: 0, stoodMin: 0 }
/** Opened again more often, an order keeps its first and its latest rounds. */
const mostFinishes = 20

type Timed = Pick<Repair, 'state' | 'reportedAt' | 'wish' | 'respondBy' | 'finishBy' | 'pausedAt' | 'assignee'>

/** The tally after an event at `at`, from the order as it was before. */
export function tallyAfter(tally: Tally, before: Timed, event: RepairEvent, at: Instant): Tally {
  const stood = before.state === 'paused' && before.pausedAt !== undefined && leavesPause(event)
  const stoodMin = tally.stoodMin + (stood ? minutesFrom(before.pausedAt ?? at, at) : 0)
  const next: Tally = { ...tally, stoodMin, pauses: tally.pauses + (event === 'pause' ? 1 : 0) }
  if (event === 'assign' || event === 'grab') {
    if (tally.responded) return next
    return { ...next, responded: { min: minutesFrom(before.reportedAt, at), late: at > before.respondBy } }
  }
  if (event !== 'finish' || !before.assignee || tally.finishes.length >= mostFinishes) return next
  const min = Math.max(0, minutesFrom(beginOf(before.reportedAt, before.wish), at) - stoodMin)
  const finish = { personId: before.assignee.personId, at, min, late: at > before.finishBy }
  return { ...next, finishes: [...tally.finishes, finish] }
}

const leavesPause = (event: RepairEvent) => ['resume', 'transfer', 'hand_back', 'revoke'].includes(event)
const minutesFrom = (from: Instant, to: Instant) =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000))
