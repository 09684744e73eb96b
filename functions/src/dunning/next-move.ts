import type { AttemptState, ReminderChannel, ReminderState } from '@linli/shared/dunning/schema'
import { receiptMs, receiptPause, unknownMs } from '../messages/receipt-pause'
import type { StoredReminder } from './reminder-store'

/** What a reminder needs next: a channel to try, patience, or nothing more. */
export type Move =
  | { do: 'try'; channel: ReminderChannel }
  | { do: 'wait'; until: string }
  | { do: 'end'; state: Exclude<ReminderState, 'waiting'> }

const minuteMs = 60_000
/** A worker that has not come back by then is gone, and what became of its call is not known. */
const callMs = 2 * minuteMs

type Tried = Pick<StoredReminder, 'channels' | 'attempts'>

/**
 * Channels in their order, the next one only when the one before surely reached nobody: an outcome that stays unknown
 * is given a day to become known, and is never tried again on its channel.
 */
export function nextMove({ channels, attempts }: Tried, nowMs: number): Move {
  for (const channel of channels) {
    const own = attempts.filter(each => each.channel === channel)
    if (own.length === 0) return { do: 'try', channel }
    const has = (...states: AttemptState[]) => own.some(({ state }) => states.includes(state))
    const ageMs = nowMs - Math.max(...own.map(({ at }) => Date.parse(at)))
    if (has('delivered', 'read', 'printed')) return { do: 'end', state: has('printed') ? 'sent' : 'delivered' }
    if (has('to_print')) return { do: 'end', state: 'to_print' }
    if (has('sending') && ageMs < callMs) return { do: 'wait', until: after(nowMs, callMs) }
    if (has('sent')) return ageMs < receiptMs ? patience(ageMs, nowMs) : { do: 'end', state: 'sent' }
    if (has('unknown', 'sending') && ageMs < unknownMs) return patience(ageMs, nowMs)
  }
  return { do: 'end', state: 'undelivered' }
}

const after = (nowMs: number, ms: number) => new Date(nowMs + ms).toISOString()

const patience = (ageMs: number, nowMs: number): Move => ({ do: 'wait', until: after(nowMs, receiptPause(ageMs)) })
