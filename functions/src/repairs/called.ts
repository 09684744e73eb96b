import { type RevisitOutcome, revisited } from '@linli/shared/repairs/revisit'
import { freshTally } from '@linli/shared/repairs/tally'
import type { Context } from '../context'
import { staffActor } from '../identity/staff'
import type { StoredRepair } from './store'

/** What a call leaves on an order. */
export function calledSet(
  ctx: Context,
  repair: StoredRepair,
  outcome: RevisitOutcome,
  words: string,
): Partial<StoredRepair> {
  const now = ctx.now()
  const due = repair.revisit ?? { state: 'due' as const, dueAt: now, tries: 0 }
  const by = staffActor(ctx).name
  return { revisit: revisited(due, { outcome, words, by, now }), tally: reachedIn(repair, outcome) }
}

/** Who was reached counts once a round: a task that is settled was told of before. */
export function reachedIn({ tally = freshTally, revisit: before }: StoredRepair, outcome: RevisitOutcome) {
  if (outcome === 'not_reached' || before?.state === 'task') return tally
  const { reached = 0, satisfied = 0 } = tally
  return { ...tally, reached: reached + 1, satisfied: satisfied + (outcome === 'satisfied' ? 1 : 0) }
}
