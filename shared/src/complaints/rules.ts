import { answerOf, type Row } from '../state-machine'
import { addDays, addMinutes, beijingDate, type BusinessDate, type Instant, instantAt } from '../time'
import {
  type Complaint,
  ComplaintEvent,
  type ComplaintKind,
  type ComplaintShelf,
  type ComplaintState,
  type ComplaintTimer,
} from './schema'
import { complaintRefusals } from './words'

/** What somebody is to it. `writer`: who complained; `officer`: who may handle complaints here. */
export type ComplaintActor = 'writer' | 'officer' | 'manager' | 'timer'
export type ComplaintAudience = 'writer' | 'handler' | 'officers' | 'managers'

export type ComplaintFacts = Pick<Complaint, 'state' | 'answer' | 'rating' | 'published' | 'endedAt'>
type Asked = { now: Instant /** Whether it is about whoever asks. */; concerned?: boolean }

const reopenDays = 7
const warnBeforeDays = 1

const guards = {
  not_concerned: [(_: ComplaintFacts, { concerned }: Asked) => concerned !== true, complaintRefusals.concerned],
  not_rated: [({ rating }: ComplaintFacts) => rating === undefined, complaintRefusals.rated],
  is_answered: [({ answer }: ComplaintFacts) => answer !== undefined, complaintRefusals.unanswered],
  is_published: [({ published }: ComplaintFacts) => published !== undefined, complaintRefusals.unpublished],
  lately: [
    ({ answer, endedAt }: ComplaintFacts, { now }: Asked) => {
      const since = endedAt ?? answer?.at
      return since === undefined || addMinutes(since, reopenDays * 1_440) >= now
    },
    complaintRefusals.tooLate,
  ],
} as const
export type ComplaintGuard = keyof typeof guards

type Move = Row<ComplaintState, ComplaintActor, ComplaintGuard> & {
  tells?: readonly ComplaintAudience[]
  starts?: readonly ComplaintTimer[]
  stops?: readonly ComplaintTimer[] | 'all'
}

const open = ['submitted', 'accepted', 'reopened'] as const
const told = ['answered', 'closed'] as const
const due = ['due_warn', 'due_late'] as const

export const atComplaint = { starts: due, tells: ['officers'] } as const

/** The state machine. Whom it concerns may neither handle, answer, close nor publish it. */
export const complaintMoves: Record<ComplaintEvent, Move> = {
  accept: { from: ['submitted'], to: 'accepted', by: ['officer'], guards: ['not_concerned'], tells: ['writer'] },
  assign: { from: open, to: 'accepted', by: ['officer'], guards: ['not_concerned'], tells: ['handler'] },
  name_concerned: { from: open, to: 'same', by: ['officer'], guards: ['not_concerned'] },
  answer: {
    from: open,
    to: 'answered',
    by: ['officer'],
    guards: ['not_concerned'],
    tells: ['writer'],
    starts: ['auto_close'],
    stops: due,
  },
  close: { from: ['answered'], to: 'closed', by: ['officer'], guards: ['not_concerned', 'is_answered'], stops: 'all' },
  rate: { from: told, to: 'same', by: ['writer'], guards: ['not_rated'], tells: ['handler', 'officers'] },
  reopen: {
    from: told,
    to: 'reopened',
    by: ['writer'],
    guards: ['lately'],
    tells: ['handler', 'officers'],
    starts: due,
    stops: 'all',
  },
  withdraw: { from: open, to: 'withdrawn', by: ['writer'], tells: ['officers'], stops: 'all' },
  add_note: { from: open, to: 'same', by: ['writer'], tells: ['handler', 'officers'] },
  note_inside: { from: [...open, ...told], to: 'same', by: ['officer'] },
  add_pictures: { from: [...open, ...told], to: 'same', by: ['officer'], guards: ['not_concerned'] },
  publish: { from: told, to: 'same', by: ['manager'], guards: ['not_concerned', 'is_answered'], tells: ['writer'] },
  unpublish: { from: told, to: 'same', by: ['manager'], guards: ['not_concerned', 'is_published'] },
  due_warn: { from: open, to: 'same', by: ['timer'], tells: ['handler', 'officers'] },
  due_late: { from: open, to: 'same', by: ['timer'], tells: ['managers'] },
  auto_close: { from: ['answered'], to: 'closed', by: ['timer'], stops: 'all' },
}

type Decision = { ok: true; to: ComplaintState; move: Move } | { ok: false; why: string }

/** Whether these people may do this to it now, or why not, in a sentence. */
export function decideComplaint(
  event: ComplaintEvent,
  actors: readonly ComplaintActor[],
  facts: ComplaintFacts,
  asked: Asked,
): Decision {
  const move = complaintMoves[event]
  const answer = answerOf(move, facts.state, actors, name => guards[name][0](facts, asked))
  if (answer.ok) return { ok: true, to: answer.to, move }
  if (answer.because === 'guard') return { ok: false, why: guards[answer.guard][1] }
  return {
    ok: false,
    why: answer.because === 'actor' ? complaintRefusals.notYours : complaintRefusals.notNow(event, facts.state),
  }
}

export const mayDoComplaint = (
  actors: readonly ComplaintActor[],
  facts: ComplaintFacts,
  asked: Asked,
): ComplaintEvent[] => ComplaintEvent.options.filter(event => decideComplaint(event, actors, facts, asked).ok)

const answerDays: Record<ComplaintKind, number> = { complaint: 3, inquiry: 2, praise: 7, suggestion: 7 }

/** By when it is answered: our own date, or the earlier one of 12345. */
export function dueOnOf(kind: ComplaintKind, reportedOn: BusinessDate, externalDueOn?: BusinessDate): BusinessDate {
  return externalDueOn ?? addDays(reportedOn, answerDays[kind])
}

export type ComplaintTimers = Partial<Record<ComplaintTimer, Instant>>

/** The clocks after a transition; what has fired is not in it, so that it does not fire again. */
export function complaintTimers(
  before: ComplaintTimers,
  { starts = [], stops = [] }: Pick<Move, 'starts' | 'stops'>,
  dueOn: BusinessDate,
  now: Instant,
): ComplaintTimers {
  const timers: ComplaintTimers = stops === 'all' ? {} : { ...before }
  if (stops !== 'all') for (const timer of stops) delete timers[timer]
  const at: Record<ComplaintTimer, Instant> = {
    due_warn: instantAt(addDays(dueOn, -warnBeforeDays), '09:00'),
    due_late: instantAt(addDays(dueOn, 1), '00:00'),
    auto_close: instantAt(addDays(beijingDate(now), reopenDays + 1), '00:00'),
  }
  for (const timer of starts) timers[timer] = at[timer]
  return timers
}

export const shelfOf = (state: ComplaintState): ComplaintShelf =>
  state === 'answered' ? 'answered' : state === 'closed' || state === 'withdrawn' ? 'over' : 'open'
