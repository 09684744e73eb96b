import type { RepairEvent } from '@linli/shared/repairs/events'
import { waitingQuote } from '@linli/shared/repairs/quote'
import { columnOf, decide, type RepairActor } from '@linli/shared/repairs/rules'
import type { RepairColumn } from '@linli/shared/repairs/schema'
import type { OfficeRepair } from '@linli/shared/repairs/views'
import type { Permission } from '@linli/shared/permissions'
import type { Instant } from '@linli/shared/time'
import { actWords } from './words'

/** What the office can do to an order from its card. */
export type Act =
  | 'assign'
  | 'transfer'
  | 'accept'
  | 'resume'
  | 'pause'
  | 'confirm'
  | 'reopen'
  | 'decline'
  | 'cancel'
  | 'merge'

/** What the signed-in person is to every order of this community. */
export const actorsOf = (can: (permission: Permission) => boolean): RepairActor[] => [
  ...(can('repairs:manage') ? (['manager'] as const) : []),
  ...(can('repairs:dispatch') ? (['dispatcher'] as const) : []),
]

type Seen = { repair: OfficeRepair; actors: readonly RepairActor[]; now: Instant }

const allows = ({ repair, actors, now }: Seen, event: RepairEvent) => decide(event, actors, repair, { now })

const eventsOf: Record<Act, RepairEvent[]> = {
  assign: ['assign'],
  transfer: ['transfer'],
  accept: ['accept'],
  resume: ['resume'],
  pause: ['pause'],
  confirm: ['confirm'],
  reopen: ['reopen'],
  decline: ['decline'],
  cancel: ['cancel', 'revoke'],
  merge: ['merge'],
}
const inOrder: Act[] = [
  'assign',
  'confirm',
  'resume',
  'transfer',
  'pause',
  'accept',
  'reopen',
  'merge',
  'decline',
  'cancel',
]

/** What the menu of an order offers, by the same table that the server decides by; the usual one first. */
export const actsOf = (seen: Seen): Act[] => inOrder.filter(act => eventsOf[act].some(event => allows(seen, event).ok))

const drops: Partial<Record<`${RepairColumn} ${RepairColumn}`, Act[]>> = {
  'waiting working': ['assign'],
  'working paused': ['pause'],
  'paused working': ['resume'],
  'done over': ['confirm'],
  'done waiting': ['reopen'],
  'over waiting': ['reopen'],
  'waiting over': ['decline', 'cancel'],
  'working over': ['cancel'],
  'paused over': ['cancel'],
}

/** What dropping a card onto a column means; or why it means nothing, in a sentence. Onto its own: neither. */
export function actOfDrop(seen: Seen, to: RepairColumn): { act?: Act; why?: string } {
  const from = columnOf(seen.repair.state)
  if (from === to) return {}
  const acts = drops[`${from} ${to}`] ?? []
  const act = acts.find(each => eventsOf[each].some(event => allows(seen, event).ok))
  if (act) return { act }
  const [event] = acts.flatMap(each => eventsOf[each])
  const answer = event && allows(seen, event)
  if (answer && !answer.ok) return { why: answer.why }
  const { toWaiting, toDone, toPaused, other } = actWords.cannotDrop
  return { why: to === 'waiting' ? toWaiting : to === 'done' ? toDone : to === 'paused' ? toPaused : other }
}

/** Whether a quote of it waits for its household. */
export const isQuoteWaiting = ({ quotes }: OfficeRepair) => waitingQuote(quotes) !== undefined
