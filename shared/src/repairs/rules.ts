import { answerOf, type Row } from '../state-machine'
import { RepairEvent, type RepairTimer } from './events'
import { type Asked, type Facts, type Guard, guards } from './guards'
import type { RepairColumn, RepairState } from './schema'
import { refusalWords } from './words'

/** What somebody is to an order; one person may be several. `neighbour`: lives in the community. */
export type RepairActor =
  | 'reporter'
  | 'household'
  | 'neighbour'
  | 'dispatcher'
  | 'manager'
  | 'assignee'
  | 'worker'
  | 'timer'

/** Whom a transition is told: in a message, or at the head of their list. */
export type Audience = 'household' | 'followers' | 'assignee' | 'dispatchers' | 'managers'

export type Move = Row<RepairState, RepairActor, Guard> & {
  tells?: readonly Audience[]
  starts?: readonly RepairTimer[]
  stops?: readonly RepairTimer[] | 'all'
  /** Timers that stand still from now, or go on with what was left of them. */
  holds?: readonly RepairTimer[]
  releases?: true
}

const queued = ['submitted', 'accepted', 'returned'] as const
const given = ['assigned', 'transferred'] as const
const busy = ['in_progress', 'paused'] as const
const open = [...queued, ...given, ...busy, 'done'] as const
const living = [...open, 'confirmed'] as const
const respond = ['respond_warn', 'respond_late'] as const
const finish = ['finish_warn', 'finish_late'] as const
const office = ['dispatcher', 'manager'] as const
const ours = ['reporter', 'household'] as const

/** What a report starts, before any transition. */
export const atReport = { starts: [...respond, ...finish], tells: ['dispatchers'] } as const

/** The state machine: who may do what from where, on which conditions, whom it tells and which clocks it moves. */
export const moves: Record<RepairEvent, Move> = {
  accept: { from: ['submitted'], to: 'accepted', by: office, tells: ['household'] },
  decline: { from: ['submitted'], to: 'declined', by: office, tells: ['household'], stops: 'all' },
  cancel: {
    from: [...queued, ...given],
    to: 'cancelled',
    by: [...ours, ...office],
    guards: ['no_bill'],
    tells: ['household', 'assignee'],
    stops: 'all',
  },
  revoke: {
    from: [...queued, ...given, ...busy, 'done', 'confirmed'],
    to: 'cancelled',
    by: ['manager'],
    tells: ['household', 'assignee'],
    stops: 'all',
  },
  assign: { from: queued, to: 'assigned', by: [...office, 'timer'], tells: ['household', 'assignee'], stops: respond },
  grab: {
    from: queued,
    to: 'assigned',
    by: ['worker'],
    guards: ['on_shift', 'skilled'],
    tells: ['household'],
    stops: respond,
  },
  acknowledge: { from: given, to: 'same', by: ['assignee'] },
  depart: { from: given, to: 'same', by: ['assignee'], guards: ['not_ahead'], tells: ['household'] },
  hand_back: {
    from: [...given, ...busy],
    to: 'returned',
    by: ['assignee', 'timer'],
    tells: ['household', 'dispatchers'],
    starts: respond,
    releases: true,
  },
  transfer: {
    from: [...given, ...busy],
    to: 'transferred',
    by: ['assignee', ...office],
    tells: ['household', 'assignee'],
    releases: true,
  },
  start: { from: given, to: 'in_progress', by: ['assignee'], guards: ['not_ahead', 'may_start'], tells: ['household'] },
  pause: {
    from: ['in_progress'],
    to: 'paused',
    by: ['assignee', ...office],
    guards: ['not_ahead'],
    tells: ['household', 'dispatchers'],
    holds: finish,
  },
  resume: {
    from: ['paused'],
    to: 'in_progress',
    by: ['assignee', ...office],
    guards: ['not_ahead'],
    tells: ['household'],
    releases: true,
  },
  record_work: { from: busy, to: 'same', by: ['assignee'] },
  quote: {
    from: [...queued, ...given, ...busy],
    to: 'same',
    by: ['assignee', ...office],
    guards: ['in_home', 'owner_pays', 'not_billed'],
    tells: ['household'],
  },
  agree_quote: {
    from: [...queued, ...given, ...busy],
    to: 'same',
    by: ours,
    guards: ['quote_waits'],
    tells: ['assignee', 'dispatchers'],
  },
  refuse_quote: {
    from: [...queued, ...given, ...busy],
    to: 'same',
    by: [...ours, ...office],
    guards: ['quote_waits'],
    tells: ['assignee', 'dispatchers'],
  },
  sign_quote: {
    from: [...given, ...busy],
    to: 'same',
    by: ['assignee'],
    guards: ['quote_waits', 'signed'],
    tells: ['household'],
  },
  finish: {
    from: ['in_progress'],
    to: 'done',
    by: ['assignee'],
    guards: ['not_ahead', 'not_before_start', 'no_quote_waits', 'paid_for'],
    tells: ['household', 'followers'],
    starts: ['auto_confirm'],
    stops: finish,
  },
  confirm: {
    from: ['done'],
    to: 'confirmed',
    by: [...ours, ...office],
    tells: ['household', 'assignee'],
    starts: ['auto_close'],
    stops: ['auto_confirm'],
  },
  sign_off: {
    from: ['done'],
    to: 'confirmed',
    by: ['assignee'],
    guards: ['signed'],
    tells: ['household'],
    starts: ['auto_close'],
    stops: ['auto_confirm'],
  },
  reopen: {
    from: ['done', 'confirmed'],
    to: 'returned',
    by: [...ours, ...office],
    guards: ['lately'],
    tells: ['household', 'dispatchers', 'assignee'],
    starts: [...respond, ...finish],
    stops: 'all',
  },
  rate: {
    from: ['confirmed', 'closed'],
    to: 'same',
    by: ours,
    guards: ['not_rated'],
    tells: ['assignee', 'dispatchers'],
  },
  urge: {
    from: [...queued, ...given, ...busy],
    to: 'same',
    by: ours,
    guards: ['urge_spaced'],
    tells: ['assignee', 'dispatchers'],
  },
  add_note: {
    from: living,
    to: 'same',
    by: [...ours, 'assignee', ...office],
    tells: ['household', 'assignee', 'dispatchers'],
  },
  add_pictures: { from: living, to: 'same', by: [...ours, 'assignee', ...office] },
  note_inside: { from: [...living, 'closed', 'cancelled', 'declined'], to: 'same', by: ['assignee', ...office] },
  set_responsibility: {
    from: [...queued, ...given, ...busy, 'done'],
    to: 'same',
    by: ['assignee', ...office],
    guards: ['in_home', 'not_billed'],
  },
  follow: { from: [...queued, ...given, ...busy], to: 'same', by: ['neighbour'], guards: ['is_public'] },
  merge: { from: [...queued, ...given], to: 'closed', by: office, tells: ['household', 'assignee'], stops: 'all' },
  revisit: { from: ['confirmed', 'closed'], to: 'same', by: office },
  set_costs: { from: [...busy, 'done', 'confirmed', 'closed', 'cancelled'], to: 'same', by: office },
  respond_warn: { from: queued, to: 'same', by: ['timer'], tells: ['dispatchers'] },
  respond_late: { from: queued, to: 'same', by: ['timer'], tells: ['managers', 'dispatchers'] },
  finish_warn: { from: [...queued, ...given, ...busy], to: 'same', by: ['timer'], tells: ['assignee', 'dispatchers'] },
  finish_late: { from: [...queued, ...given, ...busy], to: 'same', by: ['timer'], tells: ['managers', 'assignee'] },
  auto_confirm: { from: ['done'], to: 'confirmed', by: ['timer'], tells: ['household'], starts: ['auto_close'] },
  auto_close: { from: ['confirmed'], to: 'closed', by: ['timer'], stops: 'all' },
}

type Decision = { ok: true; to: RepairState; move: Move } | { ok: false; why: string }

/** Whether these people may do this to the order now, and the state that it comes to; or why not, in a sentence. */
export function decide(event: RepairEvent, actors: readonly RepairActor[], facts: Facts, asked: Asked): Decision {
  const move = moves[event]
  const answer = answerOf(move, facts.state, actors, name => guards[name][0](facts, asked))
  if (answer.ok) return { ok: true, to: answer.to, move }
  if (answer.because === 'guard') return { ok: false, why: guards[answer.guard][1] }
  return {
    ok: false,
    why: answer.because === 'actor' ? refusalWords.notYours : refusalWords.notNow(event, facts),
  }
}

/** What these people may do to the order now: the buttons of a page. A signature is asked for when it is pressed. */
export const mayDo = (actors: readonly RepairActor[], facts: Facts, asked: Asked): RepairEvent[] =>
  RepairEvent.options.filter(event => decide(event, actors, facts, { ...asked, signed: true }).ok)

const columns: Record<RepairState, RepairColumn> = {
  submitted: 'waiting',
  accepted: 'waiting',
  returned: 'waiting',
  assigned: 'working',
  transferred: 'working',
  in_progress: 'working',
  paused: 'paused',
  done: 'done',
  confirmed: 'over',
  closed: 'over',
  cancelled: 'over',
  declined: 'over',
}
/** Where the board shows it. */
export const columnOf = (state: RepairState): RepairColumn => columns[state]
