import { answerOf, type Row } from '../state-machine'
import type { Instant } from '../time'
import type { Pass, PassEvent, PassKind, PassState, PassWindow } from './schema'
import { daysBetween } from '../time'
import { isOpenAt } from './window'
import { passRefusals } from './words'

/** What somebody is to a pass. `household`: lives in its room today; `owner`: and owns it. */
export type PassActor = 'household' | 'owner' | 'guard' | 'officer' | 'timer'
export type PassFacts = Pick<Pass, 'kind' | 'state' | 'window' | 'allowance' | 'used' | 'walkIn' | 'gate'>
/** `gateId`: where it is shown; `called`: the guard or the office spoke to the household; `ended`: whoever invited moved out. */
type Asked = { now: Instant; gateId?: string; called?: boolean; banned?: boolean; ended?: boolean }
type AskedBy = Asked & { actors: readonly PassActor[] }

const guards = {
  open_now: [({ window }: PassFacts, { now }: AskedBy) => isOpenAt(window, now), passRefusals.notOpen],
  entries_left: [({ used, allowance }: PassFacts) => used < allowance, passRefusals.usedUp],
  at_its_gate: [({ gate }: PassFacts, { gateId }: AskedBy) => !gate || gate.gateId === gateId, passRefusals.otherGate],
  not_banned: [(_: PassFacts, { banned }: AskedBy) => banned !== true, passRefusals.banned],
  still_invited: [(_: PassFacts, { ended }: AskedBy) => ended !== true, passRefusals.hostLeft],
  answers_for_it: [
    ({ kind }: PassFacts, { actors }: AskedBy) =>
      kind === 'permit' ? actors.includes('officer') : kind !== 'goods' || actors.includes('owner'),
    passRefusals.notYours,
  ],
  is_walk_in: [({ walkIn }: PassFacts) => walkIn !== undefined, passRefusals.notYours],
  waited_or_called: [
    ({ walkIn }: PassFacts, { now, called }: AskedBy) =>
      walkIn !== undefined && (walkIn.until <= now || called === true),
    passRefusals.stillWaiting,
  ],
} as const
type PassGuard = keyof typeof guards
type Move = Row<PassState, PassActor, PassGuard>

/** The state machine. Who lives there answers for a walk-in, the office for a permit; a guard only after having waited, or called. */
const passMoves: Record<PassEvent, Move> = {
  allow: { from: ['pending'], to: 'active', by: ['household', 'officer'], guards: ['answers_for_it'] },
  refuse: { from: ['pending'], to: 'refused', by: ['household', 'officer', 'guard'] },
  admit_unanswered: { from: ['pending'], to: 'active', by: ['guard'], guards: ['is_walk_in', 'waited_or_called'] },
  enter: {
    from: ['active'],
    to: 'same',
    by: ['guard'],
    guards: ['not_banned', 'still_invited', 'at_its_gate', 'open_now', 'entries_left'],
  },
  revoke: { from: ['pending', 'active'], to: 'revoked', by: ['household', 'officer'] },
  expire: { from: ['pending', 'active'], to: 'expired', by: ['timer'] },
}

export type PassDecision = { ok: true; to: PassState } | { ok: false; why: string }

/** Whether these people may do this to it now, or why not, in a sentence. */
export function decidePass(
  event: PassEvent,
  actors: readonly PassActor[],
  facts: PassFacts,
  asked: Asked,
): PassDecision {
  const answer = answerOf(passMoves[event], facts.state, actors, name => guards[name][0](facts, { ...asked, actors }))
  if (answer.ok) {
    const isLast = event === 'enter' && facts.used + 1 >= facts.allowance
    return { ok: true, to: isLast ? 'used_up' : answer.to }
  }
  if (answer.because === 'guard') return { ok: false, why: guards[answer.guard][1] }
  return { ok: false, why: answer.because === 'actor' ? passRefusals.notYours : whyInState(facts) }
}

const whyInState = ({ state, walkIn }: PassFacts): string =>
  state === 'refused' && walkIn ? passRefusals.walkIn[walkIn.answeredBy ?? 'household'] : passRefusals.inState[state]

/** A permit needs the office's word, a goods slip the owner's. */
export const firstState = (kind: PassKind, isOwner: boolean): PassState =>
  kind === 'permit' || (kind === 'goods' && !isOwner) ? 'pending' : 'active'

const perDay = { visit: 0, delivery: 0, goods: 0, helper: 4, permit: 8 } as const
export const mostEntries = 50

/** How often it opens: what was asked for, for who comes every day so many times a day. */
export function allowanceOf(kind: PassKind, window: PassWindow, wish: number | undefined): number {
  const daily = perDay[kind]
  if (daily > 0) return daily * (daysBetween(window.from, window.to) + 1)
  return kind === 'visit' ? Math.min(wish ?? 1, mostEntries) : 1
}
