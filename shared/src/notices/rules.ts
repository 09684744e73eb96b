import { answerOf, type Row } from '../state-machine'
import { addDays, addMinutes, beijingDate, type BusinessDate, daysBetween, type Instant, instantAt } from '../time'
import {
  NoticeEvent,
  noticeLimits,
  type NoticeScope,
  type NoticeState,
  type NoticeText,
  type NoticeTimer,
} from './schema'
import { noticeRefusals } from './words'

/** Who may write and publish here; the clock. */
export type NoticeActor = 'publisher' | 'timer'
/** What the rules decide by. `startsAt`: when it is published by the clock. */
export type NoticeFacts = Pick<NoticeText, 'category' | 'until' | 'objectionsUntil'> & {
  state: NoticeState
  startsAt?: Instant | undefined
  remindedAt?: Instant | undefined
}
type Asked = { now: Instant /** The moment that somebody schedules it for. */; at?: Instant | undefined }

const dayOf = ({ now, at }: Asked): BusinessDate => beijingDate(at ?? now)

const guards = {
  later: [(_: NoticeFacts, { now, at }: Asked) => at !== undefined && at > now, noticeRefusals.past],
  ends_after: [({ until }: NoticeFacts, asked: Asked) => until >= dayOf(asked), noticeRefusals.endsBefore],
  ends_in_time: [
    ({ until }: NoticeFacts, asked: Asked) => daysBetween(dayOf(asked), until) <= noticeLimits.days,
    noticeRefusals.endsTooLate,
  ],
  period_named: [
    ({ category, objectionsUntil }: NoticeFacts) => category !== 'disclosure' || objectionsUntil !== undefined,
    noticeRefusals.noPeriod,
  ],
  no_other_period: [
    ({ category, objectionsUntil }: NoticeFacts) => category === 'disclosure' || objectionsUntil === undefined,
    noticeRefusals.noObjections,
  ],
  period_after: [
    ({ objectionsUntil: last }: NoticeFacts, asked: Asked) => last === undefined || last >= dayOf(asked),
    noticeRefusals.periodBefore,
  ],
  period_within: [
    ({ objectionsUntil: last, until }: NoticeFacts) => last === undefined || last <= until,
    noticeRefusals.periodAfter,
  ],
  not_reminded: [
    ({ category, remindedAt }: NoticeFacts, { now }: Asked) =>
      remindedAt === undefined || addMinutes(remindedAt, category === 'emergency' ? 60 : 1_440) <= now,
    noticeRefusals.remindedLately,
  ],
} as const
export type NoticeGuard = keyof typeof guards

type Move = Row<NoticeState, NoticeActor, NoticeGuard> & {
  starts?: readonly NoticeTimer[]
  stops?: 'all'
}

const complete = [
  'ends_after',
  'ends_in_time',
  'period_named',
  'no_other_period',
  'period_after',
  'period_within',
] as const
const unpublished = ['draft', 'scheduled'] as const

/** The state machine. What is published is never rewritten: it is withdrawn, and another one is written. */
export const noticeMoves: Record<NoticeEvent, Move> = {
  edit: { from: ['draft'], to: 'same', by: ['publisher'] },
  schedule: {
    from: unpublished,
    to: 'scheduled',
    by: ['publisher'],
    guards: ['later', ...complete],
    starts: ['publish_due'],
  },
  unschedule: { from: ['scheduled'], to: 'draft', by: ['publisher'], stops: 'all' },
  publish: {
    from: unpublished,
    to: 'published',
    by: ['publisher'],
    guards: complete,
    starts: ['expire'],
    stops: 'all',
  },
  pin: { from: [...unpublished, 'published'], to: 'same', by: ['publisher'] },
  unpin: { from: [...unpublished, 'published'], to: 'same', by: ['publisher'] },
  withdraw: { from: [...unpublished, 'published'], to: 'withdrawn', by: ['publisher'], stops: 'all' },
  remind: { from: ['published'], to: 'same', by: ['publisher'], guards: ['not_reminded'] },
  answer: { from: ['published', 'expired', 'withdrawn'], to: 'same', by: ['publisher'] },
  publish_due: { from: ['scheduled'], to: 'published', by: ['timer'], starts: ['expire'], stops: 'all' },
  expire: { from: ['published'], to: 'expired', by: ['timer'], stops: 'all' },
}

type Decision = { ok: true; to: NoticeState; move: Move } | { ok: false; why: string }

/** Whether these people may do this to it now, or why not, in a sentence. */
export function decideNotice(
  event: NoticeEvent,
  actors: readonly NoticeActor[],
  facts: NoticeFacts,
  asked: Asked,
): Decision {
  const move = noticeMoves[event]
  const answer = answerOf(move, facts.state, actors, name => guards[name][0](facts, asked))
  if (answer.ok) return { ok: true, to: answer.to, move }
  if (answer.because === 'guard') return { ok: false, why: guards[answer.guard][1] }
  return {
    ok: false,
    why: answer.because === 'actor' ? noticeRefusals.notYours : noticeRefusals.notNow(event, facts.state),
  }
}

/** Which steps there are now; when it is to be published is asked afterwards. */
export const mayDoNotice = (actors: readonly NoticeActor[], facts: NoticeFacts, now: Instant): NoticeEvent[] =>
  NoticeEvent.options.filter(event => {
    const { from, by } = noticeMoves[event]
    const isOpen = from.includes(facts.state) && by.some(actor => actors.includes(actor))
    return isOpen && (event !== 'remind' || decideNotice(event, actors, facts, { now }).ok)
  })

export type NoticeTimers = Partial<Record<NoticeTimer, Instant>>

/** The clocks after a transition; what has fired is not in it, so that it does not fire again. */
export function noticeTimers(
  before: NoticeTimers,
  { starts = [], stops }: Pick<Move, 'starts' | 'stops'>,
  { until, startsAt }: Pick<NoticeFacts, 'until' | 'startsAt'>,
): NoticeTimers {
  const timers: NoticeTimers = stops === 'all' ? {} : { ...before }
  if (starts.includes('publish_due') && startsAt !== undefined) timers.publish_due = startsAt
  if (starts.includes('expire')) timers.expire = instantAt(addDays(until, 1), '00:00')
  return timers
}

/** Whether it is for a home, by the home's code: 3-2-1501 is in 3栋, and in its 2单元. */
export function isForHome(scope: NoticeScope, roomCode: string): boolean {
  const [building = '', unit = ''] = roomCode.split('-')
  switch (scope.kind) {
    case 'community':
      return true
    case 'buildings':
      return scope.buildings.includes(building)
    case 'units':
      return scope.units.some(each => each.building === building && each.unit === unit)
  }
}

/** Whether what is published still counts on this day: its last day does. */
export const isCurrent = ({ until }: Pick<NoticeText, 'until'>, today: BusinessDate): boolean => today <= until

/** Whether a 公示 takes objections on this day. */
export const takesObjections = (
  { objectionsUntil }: Pick<NoticeText, 'objectionsUntil'>,
  today: BusinessDate,
): boolean => objectionsUntil !== undefined && today <= objectionsUntil

type Ordered = { pinned: boolean; category: NoticeText['category']; publishedAt: Instant }
const rank = ({ category, pinned }: Ordered) => (category === 'emergency' ? 0 : pinned ? 1 : 2)

/** Emergencies first, then what is pinned, then the newest. */
export const inNoticeOrder = (a: Ordered, b: Ordered): number =>
  rank(a) - rank(b) || (a.publishedAt < b.publishedAt ? 1 : a.publishedAt > b.publishedAt ? -1 : 0)
