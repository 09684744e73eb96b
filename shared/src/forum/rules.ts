import { roomName } from '../communities/room-name'
import { surnameOf } from '../people/schema'
import { answerOf, type Row } from '../state-machine'
import { addMinutes, type BusinessDate, type Instant } from '../time'
import { type CalledAs, PostEvent, type PostState, type Said, type SaidKind } from './schema'
import { calledAsNames, postRefusals } from './words'

/** What somebody is to a post. `checker`: WeChat's verdict; `moderator`: looks at posts here; `manager`: decides appeals. */
export type PostActor = 'author' | 'reader' | 'checker' | 'moderator' | 'manager'
export type PostFacts = {
  state: PostState
  kind: SaidKind
  decision?: { at: Instant } | undefined
  appeal?: object | undefined
  pinnedAt?: Instant | undefined
  reportedAt?: Instant | undefined
  /** Which text it is: the first one, or after so many edits. */
  round?: number | undefined
}
type Asked = { now: Instant }

const appealDays = 15
const dayMinutes = 1_440
/** Each one is looked at anew, by the checker or a person. */
const mostRounds = 20

const guards = {
  first_appeal: [({ appeal }: PostFacts) => appeal === undefined, postRefusals.appealed],
  appeal_in_time: [
    ({ decision }: PostFacts, { now }: Asked) =>
      decision === undefined || addMinutes(decision.at, appealDays * dayMinutes) >= now,
    postRefusals.appealLate(appealDays),
  ],
  is_post: [({ kind }: PostFacts) => kind !== 'reply', postRefusals.notReply],
  is_edited_seldom: [({ round = 1 }: PostFacts) => round < mostRounds, postRefusals.tooManyEdits],
  is_reported: [({ reportedAt }: PostFacts) => reportedAt !== undefined, postRefusals.notReported],
  is_pinned: [({ pinnedAt }: PostFacts) => pinnedAt !== undefined, postRefusals.notPinned],
  not_pinned: [({ pinnedAt }: PostFacts) => pinnedAt === undefined, postRefusals.pinned],
} as const
export type PostGuard = keyof typeof guards

type Move = Row<PostState, PostActor, PostGuard> & { tells?: true }

const said = ['pending', 'approved', 'refused', 'hidden', 'taken_down', 'appealed', 'upheld'] as const

/** The state machine. Others see what is approved, and nothing else; an edit is looked at anew. */
export const postMoves: Record<PostEvent, Move> = {
  send_to_desk: { from: ['pending'], to: 'same', by: ['checker'] },
  pass: { from: ['pending'], to: 'approved', by: ['checker', 'moderator'], tells: true },
  refuse: { from: ['pending'], to: 'refused', by: ['checker', 'moderator'], tells: true },
  edit: {
    from: ['pending', 'approved', 'refused'],
    to: 'pending',
    by: ['author'],
    guards: ['is_post', 'is_edited_seldom'],
  },
  hide: { from: ['approved'], to: 'hidden', by: ['moderator'], tells: true },
  show: { from: ['hidden'], to: 'approved', by: ['moderator', 'checker'], tells: true },
  take_down: { from: ['approved', 'hidden'], to: 'taken_down', by: ['moderator'], tells: true },
  appeal: {
    from: ['refused', 'taken_down'],
    to: 'appealed',
    by: ['author'],
    guards: ['first_appeal', 'appeal_in_time'],
  },
  restore: { from: ['appealed'], to: 'approved', by: ['manager'], tells: true },
  uphold: { from: ['appealed'], to: 'upheld', by: ['manager'], tells: true },
  pin: { from: ['approved'], to: 'same', by: ['moderator'], guards: ['is_post', 'not_pinned'] },
  unpin: { from: ['approved'], to: 'same', by: ['moderator'], guards: ['is_pinned'] },
  dismiss: { from: ['approved'], to: 'same', by: ['moderator'], guards: ['is_reported'] },
  report: { from: ['approved'], to: 'same', by: ['reader'] },
  remove: { from: said, to: 'deleted', by: ['author'] },
}

type Decision = { ok: true; to: PostState; move: Move } | { ok: false; why: string }

/** Whether these people may do this to it now, or why not, in a sentence. */
export function decidePost(event: PostEvent, actors: readonly PostActor[], facts: PostFacts, asked: Asked): Decision {
  const move = postMoves[event]
  const answer = answerOf(move, facts.state, actors, name => guards[name][0](facts, asked))
  if (answer.ok) return { ok: true, to: answer.to, move }
  if (answer.because === 'guard') return { ok: false, why: guards[answer.guard][1] }
  return {
    ok: false,
    why: answer.because === 'actor' ? postRefusals.notYours : postRefusals.notNow(event, facts.state),
  }
}

export const mayDoPost = (actors: readonly PostActor[], facts: PostFacts, asked: Asked): PostEvent[] =>
  PostEvent.options.filter(event => decidePost(event, actors, facts, asked).ok)

/** How long a verdict is waited for before a person looks. */
export const verdictMinutes = 60

/** How long something may be hidden to look into it: without a reason by then it is shown again. */
export const hiddenMinutes = 3 * dayMinutes

/** How long what nobody sees any more is kept, for who asks why. */
export const keptDays = 180

/** What of what somebody typed does not go with its kind, or with today; in a sentence. */
export function saidProblem(
  kind: SaidKind,
  { topic, group, found }: Omit<Said, 'text'>,
  { today, topics }: { today: BusinessDate; topics: readonly string[] },
): { path: string; message: string } | undefined {
  if (topic !== undefined && !topics.includes(topic)) return { path: 'topic', message: postRefusals.noTopic }
  if ((kind === 'group_buy') !== (group !== undefined))
    return { path: 'group', message: group ? postRefusals.noFields : postRefusals.noGroup }
  if ((kind === 'lost_found') !== (found !== undefined))
    return { path: 'found', message: found ? postRefusals.noFields : postRefusals.noFound }
  if (group && group.until < today) return { path: 'group.until', message: postRefusals.past }
  if (found && found.on > today) return { path: 'found.on', message: postRefusals.future }
  return undefined
}

/** 「3栋 王女士」: the building and the surname of the register, and how they want to be called. */
export const authorName = (
  { roomCode, personName }: { roomCode: string; personName: string },
  calledAs: CalledAs,
): string => {
  const building = roomName(`${roomCode.split('-')[0] ?? ''}-0-`)
  return `${building} ${surnameOf(personName)}${calledAsNames[calledAs]}`
}
