import type { RepairEvent } from '@linli/shared/repairs/events'
import type { Asked } from '@linli/shared/repairs/guards'
import { columnOf, decide, type Move } from '@linli/shared/repairs/rules'
import type { RepairState } from '@linli/shared/repairs/schema'
import { revisitAfter } from '@linli/shared/repairs/revisit'
import { freshTally, tallyAfter } from '@linli/shared/repairs/tally'
import { clocksAfter } from '@linli/shared/repairs/timers'
import type { MyRepair, RepairDetail, RepairStep } from '@linli/shared/repairs/views'
import { eventNames, refusalWords } from '@linli/shared/repairs/words'
import { AppError } from '@linli/shared/errors'
import { auditItem, type AuditWrite } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { outboxItem } from '../outbox'
import { actorsOf } from './actors'
import { countItems } from './count-order'
import { latestWrites } from './latest'
import { newsItems } from './news'
import { loadSettings, slaOf } from './settings'
import {
  dueOwner,
  loadRepair,
  mostSteps,
  type OfRepair,
  repairWrites,
  stepItem,
  stepsOf,
  type StoredRepair,
} from './store'
import { viewFor } from './views'

/** What a verb adds to its transition. */
export type Change = {
  set?: Partial<StoredRepair>
  remove?: readonly (keyof StoredRepair)[]
  /** For the history; `internal`: never for a resident. */
  text?: string | undefined
  internal?: boolean
  further?: readonly Write[]
}
type Making = (repair: StoredRepair) => Change | Promise<Change>
export type Moved = { repair: StoredRepair; steps: RepairStep[] }
type Prepared = Moved & { writes: Write[]; audit: AuditWrite }

/** A phone of staff may be without a network for so long. */
const keptDays = 30
const writtenIn: readonly RepairEvent[] = ['add_note', 'add_pictures', 'note_inside', 'record_work', 'quote', 'urge']

/**
 * One transition: whether it may be is decided by the rules from the order as it is now; its state, its clocks, its history,
 * what it tells, its audit record and the repeat's answer are one transaction, conditioned on the order's version. Of two at
 * once one wins; the other reads the order again and is told what became of it. Throws record.not_found, repairs.refused.
 */
export async function moveRepair(
  ctx: Context,
  of: OfRepair,
  event: RepairEvent,
  make: Making = () => ({}),
  asked: Partial<Asked> = {},
): Promise<MyRepair | RepairDetail> {
  return deciding(async () => {
    const prepared = await prepareMove(ctx, await loadRepair(ctx, of), event, make, asked)
    const answer = await viewFor(ctx, prepared.repair, prepared.steps)
    const { writes, audit } = prepared
    await reaching(ctx, dueOwner).db.transact(
      [...writes, audit, ...idempotencyItems(ctx, answer, ctx.actor.kind === 'staff' ? keptDays : 1)],
      audit.put,
    )
    return answer
  })
}

/** The same for somebody else's transaction; the context of that must reach `dueOwner`. */
export async function prepareMove(
  ctx: Context,
  before: StoredRepair,
  event: RepairEvent,
  make: Making = () => ({}),
  asked: Partial<Asked> = {},
): Promise<Prepared> {
  const { communityId, repairId } = before
  const now = ctx.now()
  const decision = decide(event, actorsOf(ctx, before), before, { now, ...asked })
  if (!decision.ok) throw refused(decision.why)
  if (writtenIn.includes(event) && before.version >= mostSteps) throw refused(refusalWords.full)
  const [{ set = {}, remove = [], text, internal, further = [] }, settings, steps] = await Promise.all([
    make(before),
    loadSettings(ctx, communityId),
    stepsOf(ctx, before),
  ])
  const moved = { ...stateAfter(before, decision.to, event, asked.at ?? now), ...set }
  const clocks = clocksAfter(before, decision.move, slaOf(settings, before.kind), now)
  const repair: StoredRepair = {
    ...before,
    tally: tallyAfter(before.tally ?? freshTally, before, event, asked.at ?? now),
    ...moved,
    ...clocks,
    ...fired(event, decision.move, clocks),
    version: before.version + 1,
  }
  for (const name of [...remove, ...left(decision.to)]) delete repair[name]
  const revisit = revisitAfter(repair, settings.revisit, now)
  if (revisit) repair.revisit = revisit
  else delete repair.revisit
  const step = stepOf(ctx, event, asked.at ?? now, text, internal)
  const audit = auditItem(ctx, {
    communityId,
    action: 'repairs.act',
    objectType: 'repair',
    objectId: repairId,
    summary: `${repair.number} ${eventNames[event]}`,
  })
  const writes = [
    ...repairWrites(repair, before),
    ...latestWrites(repair),
    { put: stepItem(before, step, repair.version), ifAbsent: true },
    ...(await newsItems(ctx, repair, before, event, decision.move.tells)),
    ...further,
    ...countItems(ctx, repair, before),
    ...(isToDispatch(event, repair) ? [dispatchMessage(ctx, before)] : []),
  ]
  return { repair, steps: [...steps, step], writes, audit }
}

export const refused = (message: string) => new AppError('repairs.refused', { message })

/** Automatic dispatch looks again whenever an order waits anew, and once more before it waits too long. */
const isToDispatch = (event: RepairEvent, { state }: StoredRepair) =>
  columnOf(state) === 'waiting' && ['accept', 'hand_back', 'reopen', 'respond_warn'].includes(event)
export const dispatchMessage = (ctx: Context, { communityId, repairId }: OfRepair): Write =>
  outboxItem(ctx, 'jobs', { type: 'repairs.dispatch', communityId, repairId })

/** What a state brings along by itself. */
function stateAfter(before: StoredRepair, to: RepairState, event: RepairEvent, at: string): Partial<StoredRepair> {
  const ended = columnOf(to) === 'over' && to !== 'confirmed' ? { endedAt: at } : {}
  switch (event) {
    case 'acknowledge':
      return { acknowledgedAt: at }
    case 'depart':
      return { departedAt: at }
    case 'start':
      return { state: to, startedAt: before.startedAt ?? at }
    case 'pause':
      return { state: to, pausedAt: at }
    case 'finish':
      return { state: to, doneAt: at }
    case 'urge':
      return { urgedAt: at, urges: before.urges + 1 }
    case 'reopen':
      return { state: to, reopened: before.reopened + 1 }
    case 'confirm':
    case 'sign_off':
    case 'auto_confirm':
      return { state: to, confirmedAt: at }
    default:
      return { state: to, ...ended }
  }
}

/** What no longer holds in a state: nobody is on their way to an order that goes back, nor is it done. */
function left(to: RepairState): (keyof StoredRepair)[] {
  if (to === 'returned')
    return [
      'assignee',
      'assigneePhoneSealed',
      'acknowledgedAt',
      'departedAt',
      'doneAt',
      'confirmedAt',
      'paused',
      'pausedAt',
      'rating',
    ]
  if (to === 'transferred') return ['acknowledgedAt', 'departedAt', 'paused', 'pausedAt']
  return to === 'paused' ? [] : ['paused', 'pausedAt']
}

/** A clock that has fired is not there any more, in the transaction in which it fires. */
function fired(event: RepairEvent, move: Move, { timers }: Pick<StoredRepair, 'timers'>): Partial<StoredRepair> {
  if (move.by[0] !== 'timer') return {}
  return { timers: Object.fromEntries(Object.entries(timers).filter(([timer]) => timer !== event)) }
}

const stepOf = (
  ctx: Context,
  event: RepairStep['event'],
  at: string,
  text: string | undefined,
  internal = false,
): RepairStep => ({
  stepId: ctx.newId(),
  at,
  event,
  by: whoOf(ctx),
  ...(text && { text }),
  ...(internal && { internal: true as const }),
})

/** A resident is nobody's name here: it is their household's own order, and an account that is deleted leaves none. */
function whoOf({ actor }: Context): RepairStep['by'] {
  if (actor.kind === 'staff') return { kind: 'staff', name: actor.name }
  return { kind: actor.kind === 'account' ? 'resident' : 'system' }
}

export const firstStep = (ctx: Context, text: string): RepairStep => stepOf(ctx, 'report', ctx.now(), text)
