import type { RepairEvent } from '@linli/shared/repairs/events'
import { decide } from '@linli/shared/repairs/rules'
import type { Repair } from '@linli/shared/repairs/schema'
import { kindNames } from '@linli/shared/repairs/words'
import type { PickedMedia } from '../../platform/platform'
import { CallFailed, problemOf } from '../../problems'
import type { ActName } from '../outbox/entry'
import { done } from '../outbox/sending'
import { placeWords } from './place-words'

const events: Record<ActName, RepairEvent> = {
  grab: 'grab',
  acknowledge: 'acknowledge',
  depart: 'depart',
  handBack: 'hand_back',
  transfer: 'transfer',
  start: 'start',
  pause: 'pause',
  resume: 'resume',
  recordWork: 'record_work',
  quoteOnSite: 'quote',
  signQuote: 'sign_quote',
  settleResponsibility: 'set_responsibility',
  addWorkPictures: 'add_pictures',
  noteOnSite: 'add_note',
  finish: 'finish',
  signOff: 'sign_off',
}

/**
 * Does something to an order as far as it is known here: what the rules refuse already is told at once, the rest is kept and
 * sent. What depends on another answer that still waits (a quote, a responsibility) is the server's to judge.
 */
export async function act(
  order: Repair,
  name: ActName,
  more: { input?: Record<string, unknown>; pictures?: readonly PickedMedia[]; waits?: boolean } = {},
): Promise<void> {
  const now = new Date().toISOString()
  const actors = name === 'grab' ? (['worker'] as const) : (['assignee', 'worker'] as const)
  if (name !== 'grab' && !more.waits) {
    const decision = decide(events[name], actors, order, { now, signed: true })
    if (!decision.ok) throw new CallFailed({ ...problemOf('refused'), head: decision.why, line: '' })
  }
  await done({
    communityId: order.communityId,
    repairId: order.repairId,
    about: `${kindNames[order.kind]} ${placeWords(order)}`,
    name,
    ...(more.input && { input: more.input }),
    ...(more.pictures && { pictures: more.pictures }),
  })
}
