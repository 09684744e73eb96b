import { speakableFrom } from '../dunning/plan'
import { addDays, beijingDate, type Instant, instantAt } from '../time'
import type { DeliveryState, FallbackChannel, MessageKind, MessageSettings, QuietHours } from './schema'

type KindRule = {
  /** 紧急: waits for no morning, goes before all others, and by another way also where WeChat's answer was lost. */
  urgent?: true
  /** The ways after WeChat, in this order; none unless said: an SMS costs money and breaks in on somebody. */
  fallback?: readonly FallbackChannel[]
  /** May come once a day, together with others. */
  minor?: true
  /** Is sent at hours that another plan has chosen. */
  ownHours?: true
}

/**
 * What holds for each kind. Only what somebody must hear today has other ways: emergencies, and who came into one's home
 * (numbers are recycled). Arrears have a plan of their own with its channels (`dunning/plan.ts`); the rest stands in the list.
 */
export const kindRules: Record<MessageKind, KindRule> = {
  payment_received: {},
  bills_published: {},
  payment_reminder: { ownHours: true },
  question_answered: { minor: true },
  vacancy_decided: { minor: true },
  invoice_news: { minor: true },
  refund_news: {},
  repair_news: {},
  complaint_news: { minor: true },
  visitor_news: {},
  post_reply: { minor: true },
  post_decided: { minor: true },
  binding_approved: {},
  binding_refused: {},
  member_joined: { fallback: ['sms', 'email'] },
  notice_published: { minor: true },
  notice_urgent: { urgent: true, fallback: ['sms', 'email'] },
  objection_answered: { minor: true },
  digest: { ownHours: true },
}

export type Tried = { channel: FallbackChannel; state: DeliveryState }
const isUnsure = (state: DeliveryState | undefined) => state === 'sending' || state === 'unknown'
const isOut = (state: DeliveryState) => state === 'sent' || state === 'delivered'

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
  if (states.some(isOut) || (!urgent && states.some(isUnsure))) return undefined
  return fallback.find(channel => ready.includes(channel) && !tried.some(each => each.channel === channel))
}

/** What came of the other ways in the end. */
export const outcomeOf = (tried: Tried[]) =>
  tried.find(({ state }) => isOut(state))?.channel ??
  (tried.some(({ state }) => isUnsure(state)) ? 'unsure' : 'unreached')

/** Whether somebody has to call them once no way is left: surely nothing reached them, or nobody knows of an emergency. */
export const needsCall = (
  kind: MessageKind,
  { wechat, tried }: { wechat: DeliveryState[]; tried: Tried[] },
): boolean => {
  const states = [...wechat, ...tried.map(({ state }) => state)]
  return !states.some(isOut) && (kindRules[kind].urgent === true || !states.some(isUnsure))
}

/** What a community begins with (DOMAIN: a convention that each can change). */
export const usualQuiet: QuietHours = { quietFrom: '22:00', quietTo: '07:00', version: 0 }
/** What a person begins with. */
export const usualSettings: MessageSettings = { off: [], daily: false, version: 0 }

/** Kinds that a person may switch off: not an emergency, and not what they have chosen in place of others. */
export const maySwitchOff = (kind: MessageKind): boolean => !kindRules[kind].urgent && kind !== 'digest'

/** When the minor messages of a day are told together, on the Beijing clock. */
const digestTime = '08:00'
const nextDigest = (now: Instant): Instant => {
  const today = beijingDate(now)
  const first = instantAt(today, digestTime)
  return first > now ? first : instantAt(addDays(today, 1), digestTime)
}

type Telling = { do: 'now' | 'list' } | { do: 'later' | 'digest'; at: Instant }

/**
 * When a message goes out, beside standing in the list: at once, in the morning, with the others of a day, or not at all.
 * `pressing`: somebody is at the door, or the person has just caused it.
 */
export function whenToTell(
  { kind, pressing }: { kind: MessageKind; pressing: boolean },
  { off, daily }: Pick<MessageSettings, 'off' | 'daily'>,
  quiet: Pick<QuietHours, 'quietFrom' | 'quietTo'>,
  now: Instant,
): Telling {
  const { urgent, minor, ownHours } = kindRules[kind]
  if (urgent) return { do: 'now' }
  if (off.includes(kind)) return { do: 'list' }
  if (pressing || ownHours) return { do: 'now' }
  if (minor && daily) return { do: 'digest', at: nextDigest(now) }
  const at = speakableFrom(quiet, now)
  return at > now ? { do: 'later', at } : { do: 'now' }
}

/** What is asked about together: WeChat asks for three kinds at most in one tap. */
export const messageGroups = {
  bills: ['payment_received', 'bills_published', 'payment_reminder'],
  money: ['refund_news', 'invoice_news', 'vacancy_decided'],
  service: ['repair_news', 'complaint_news', 'question_answered'],
  home: ['visitor_news', 'member_joined'],
  binding: ['binding_approved', 'binding_refused'],
  notices: ['notice_urgent', 'notice_published', 'objection_answered'],
  forum: ['post_decided', 'post_reply'],
  daily: ['digest'],
} as const satisfies Record<string, readonly MessageKind[]>
export type MessageGroup = keyof typeof messageGroups
