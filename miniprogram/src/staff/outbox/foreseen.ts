import { guards } from '@linli/shared/repairs/guards'
import { waitingQuote } from '@linli/shared/repairs/quote'
import { PauseReason, type Repair, Responsibility, WorkDone } from '@linli/shared/repairs/schema'
import type { ActName, Entry } from './entry'

type Me = { personId: string; name: string }

/** An order as it will be once what waits on this phone has arrived; the server decides then. */
export function foreseen<R extends Repair>(repair: R, entries: readonly Entry[], me: Me): R {
  return entries
    .filter(entry => entry.repairId === repair.repairId && entry.personId === me.personId && !entry.refused)
    .reduce<R>((order, entry) => ({ ...order, ...after(order, entry, me) }), repair)
}

function after(order: Repair, { name, at, input }: Entry, { personId, name: own }: Me): Partial<Repair> {
  switch (name) {
    case 'grab':
      return { state: 'assigned', assignee: { personId, name: own, at } }
    case 'acknowledge':
      return { acknowledgedAt: at }
    case 'depart':
      return { departedAt: at }
    case 'start':
      return { state: 'in_progress', startedAt: order.startedAt ?? at }
    case 'pause':
      return { state: 'paused', pausedAt: at, paused: { reason: PauseReason.catch('other').parse(input.reason) } }
    case 'resume':
      return { state: 'in_progress', paused: undefined, pausedAt: undefined }
    case 'recordWork':
      return { work: WorkDone.safeParse(input).data ?? order.work }
    case 'finish':
      return { state: 'done', doneAt: at }
    case 'signOff':
      return { state: 'confirmed', confirmedAt: at }
    case 'handBack':
      return { state: 'returned', assignee: undefined }
    case 'transfer':
      return { state: 'transferred', assignee: undefined }
    case 'settleResponsibility':
      return { responsibility: Responsibility.safeParse(input.responsibility).data ?? order.responsibility }
    case 'signQuote':
      return {
        quotes: order.quotes.map(quote => (quote.quoteId === input.quoteId ? { ...quote, state: 'agreed' } : quote)),
      }
    case 'quoteOnSite':
    case 'addWorkPictures':
    case 'noteOnSite':
    case 'readMeter':
    case 'atGate':
      return {}
  }
}

/** The one thing that comes next, in its order; nothing when it is over or somebody else's. */
export function nextAct(
  order: Repair,
  personId: string,
): Extract<ActName, 'grab' | 'acknowledge' | 'depart' | 'start' | 'resume' | 'finish' | 'signOff'> | undefined {
  switch (order.state) {
    case 'submitted':
    case 'accepted':
    case 'returned':
      return 'grab'
    case 'assigned':
    case 'transferred':
      if (order.assignee?.personId !== personId) return undefined
      if (!order.acknowledgedAt) return 'acknowledge'
      if (!order.departedAt) return 'depart'
      return waitsForQuote(order) ? undefined : 'start'
    case 'in_progress':
      return order.assignee?.personId === personId ? 'finish' : undefined
    case 'paused':
      return order.assignee?.personId === personId ? 'resume' : undefined
    case 'done':
      return order.assignee?.personId === personId ? 'signOff' : undefined
    default:
      return undefined
  }
}

/** The household has to answer first; an emergency is not held up by it, nor what somebody else pays. */
const waitsForQuote = (order: Repair): boolean =>
  waitingQuote(order.quotes) !== undefined && !guards.may_start[0](order, { now: order.reportedAt })
