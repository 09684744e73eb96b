import * as z from 'zod'
import { addMinutes, Instant } from '../time'
import type { Repair } from './schema'

/** 每单都回访, 没评价的回访, 不回访. */
export const RevisitSetting = z.enum(['never', 'unrated', 'always'])
export type RevisitSetting = z.infer<typeof RevisitSetting>

export const RevisitOutcome = z.enum(['satisfied', 'unsatisfied', 'not_reached'])
export type RevisitOutcome = z.infer<typeof RevisitOutcome>

/**
 * 回访 of an order: `due`, somebody calls from `dueAt` on; `task`, they were not satisfied when it was too late to open it
 * again, and somebody settles it; `over`.
 */
export const RevisitRecord = z.object({
  state: z.enum(['due', 'task', 'over']),
  dueAt: Instant,
  tries: z.number().int(),
  outcome: RevisitOutcome.optional(),
  words: z.string().optional(),
  by: z.string().optional(),
  at: Instant.optional(),
})
export type RevisitRecord = z.infer<typeof RevisitRecord>

/** Who does not answer is called so often; then it is left at that. */
export const mostTries = 3
const againAfterHours = 4

type Ended = Pick<Repair, 'state' | 'rating' | 'source'> & { revisit?: RevisitRecord | undefined }

/**
 * Whether an order is to be called about, once it is confirmed or as it is rated: by the community's setting of that moment.
 * What a patrol entered nobody lives with. What was opened again is asked about anew.
 */
export function revisitAfter(
  { state, rating, source, revisit }: Ended,
  setting: RevisitSetting,
  now: Instant,
): RevisitRecord | undefined {
  if (state !== 'confirmed' && state !== 'closed') return undefined
  if (revisit?.state === 'due' && setting === 'unrated' && rating) return undefined
  if (revisit || state === 'closed') return revisit
  const isAsked = setting === 'always' || (setting === 'unrated' && !rating)
  return isAsked && source !== 'patrol' ? { state: 'due', dueAt: now, tries: 0 } : undefined
}

type Said = { outcome: RevisitOutcome; words: string; by: string; now: Instant }

/** The record after a call that did not open the order again. */
export function revisited(before: RevisitRecord, { outcome, words, by, now }: Said): RevisitRecord {
  const said = { outcome, words, by, at: now, tries: before.tries + 1 }
  if (outcome === 'unsatisfied') return { ...before, ...said, state: 'task' }
  if (outcome === 'satisfied') return { ...before, ...said, state: 'over' }
  // A task stays what it is until somebody was reached.
  if (before.state === 'task') return { ...before, tries: said.tries, dueAt: addMinutes(now, againAfterHours * 60) }
  const dueAt = addMinutes(now, againAfterHours * 60)
  return { ...before, ...said, dueAt, state: said.tries >= mostTries ? 'over' : 'due' }
}
