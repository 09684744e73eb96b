import type { DeliveryState, FallbackChannel, MessageKind } from './schema'

type KindRule = {
  /** 紧急: waits for no morning, goes before all others, and by another way also where WeChat's answer was lost. */
  urgent?: true
  /** The ways after WeChat, in this order; none unless said: an SMS costs money and breaks in on somebody. */
  fallback?: readonly FallbackChannel[]
}

/**
 * What holds for each kind. Only what somebody must hear today has other ways: emergencies, and who came into one's home
 * (numbers are recycled). Arrears have a plan of their own with its channels (`dunning/plan.ts`); the rest stands in the list.
 */
export const kindRules: Record<MessageKind, KindRule> = {
  payment_received: {},
  bills_published: {},
  payment_reminder: {},
  question_answered: {},
  vacancy_decided: {},
  invoice_news: {},
  refund_news: {},
  repair_news: {},
  complaint_news: {},
  visitor_news: {},
  post_reply: {},
  post_decided: {},
  binding_approved: {},
  binding_refused: {},
  member_joined: { fallback: ['sms', 'email'] },
  notice_published: {},
  notice_urgent: { urgent: true, fallback: ['sms', 'email'] },
  objection_answered: {},
}

export type Tried = { channel: FallbackChannel; state: DeliveryState }
const isUnsure = (state: DeliveryState | undefined) => state === 'sending' || state === 'unknown'

/**
 * The next way to somebody, after what became of WeChat's messages to them and of the ways tried since: never one of them
 * twice. Nothing once they were reached; after a lost answer another way is for emergencies alone.
 */
export function nextChannel(
  kind: MessageKind,
  { wechat, tried, ready }: { wechat: DeliveryState[]; tried: Tried[]; ready: readonly FallbackChannel[] },
): FallbackChannel | undefined {
  const { urgent, fallback = [] } = kindRules[kind]
  const states = [...wechat, ...tried.map(({ state }) => state)]
  if (states.includes('sent') || (!urgent && states.some(isUnsure))) return undefined
  return fallback.find(channel => ready.includes(channel) && !tried.some(each => each.channel === channel))
}

/** What came of the other ways in the end. */
export const outcomeOf = (tried: Tried[]) =>
  tried.find(({ state }) => state === 'sent')?.channel ??
  (tried.some(({ state }) => isUnsure(state)) ? 'unsure' : 'unreached')
