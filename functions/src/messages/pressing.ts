import { repairKinds } from '@linli/shared/repairs/kinds'
import type { MessageFacts } from './facts'

/** Somebody comes in, or stands in the home and asks about the price. */
const atTheDoor = new Set(['depart', 'start', 'quote'])

/** News that cannot wait for the morning: of who is at the door, of an emergency in the house, of what the person has just done. */
export function isPressing(facts: MessageFacts): boolean {
  switch (facts.kind) {
    case 'payment_received':
      return facts.fromPrepayment !== true
    case 'repair_news':
      return repairKinds[facts.repairKind].emergency === true || atTheDoor.has(facts.event)
    case 'visitor_news':
      return facts.what === 'at_gate' || facts.what === 'entered'
    default:
      return false
  }
}
