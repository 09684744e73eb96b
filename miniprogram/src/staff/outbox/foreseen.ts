import { PauseReason, type Repair, WorkDone } from '@linli/shared/repairs/schema'
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
    case 'quoteOnSite':
    case 'signQuote':
    case 'settleResponsibility':
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
      return !order.acknowledgedAt ? 'acknowledge' : !order.departedAt ? 'depart' : 'start'
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
