import { CallMark, DeliveryState, FallbackChannel, MessageKind, ObjectId, Push } from '@linli/shared/messages/schema'
import { addMinutes, Instant } from '@linli/shared/time'
import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import { OutboxMessage } from '../outbox'
import { derivedId } from '../secrets'
import { OtherText } from './other-words'

/** A message to many as kept. `job` is what makes its owner's consumer go on; `after` is how far the walk has come. */
export const StoredPush = Push.extend({
  companyId: Id,
  job: OutboxMessage,
  after: z.string().optional(),
  /** How far the lists in the app are ahead of it, at night: so far, or as far as it goes. */
  listedTo: z.string().optional(),
  isListed: z.boolean().optional(),
  lease: z.string().optional(),
  leaseUntil: z.number(),
  /** How often a worker has taken it since a page was last told. */
  tries: z.number().int().default(0),
  checkAt: Instant.optional(),
})
export type StoredPush = z.infer<typeof StoredPush>

export const pushKey = (communityId: string, pushId: string): Key => ({ pk: `C#${communityId}#pushes`, sk: pushId })
export const pushesByTime = (communityId: string) => `C#${communityId}#pushes-by-time`
export const pushesAbout = (communityId: string, objectId: string) => `C#${communityId}#pushes-about#${objectId}`
/** In the community's list, and in that of what it is about. */
export const pushItem = (push: StoredPush): Item => {
  const { communityId, pushId, objectId, at } = push
  const sk = `${at}#${pushId}`
  return {
    ...pushKey(communityId, pushId),
    ...push,
    gs1pk: pushesByTime(communityId),
    gs1sk: sk,
    ...(objectId && { gs2pk: pushesAbout(communityId, objectId), gs2sk: sk }),
  }
}
/** Those that are under way, by the moment at which somebody looks whether they still move. */
export const pushOwner = 'G#pushes#'
export const duePushes = `${pushOwner}0`

/** One event, or one reminder of it, is one push, however often it is begun. */
export const pushIdOf = (communityId: string, key: string) => derivedId('push', communityId, key)

/** A push that no worker has moved for so long goes on with another. */
const quietMinutes = 5
export const checkLater = (ctx: Context) => addMinutes(ctx.now(), quietMinutes)

export const checkIndex = ({ communityId, pushId }: Pick<Push, 'communityId' | 'pushId'>, checkAt: string) => ({
  checkAt,
  gs3pk: duePushes,
  gs3sk: `${checkAt}#${communityId}#${pushId}`,
})

/**
 * What became of one person's message: evidence, and that which keeps it from being sent twice. `page`: where in the walk
 * they were met first. `by`: the attempt that took it.
 */
export const StoredDelivery = z.object({
  pushId: Id,
  accountId: Id.optional(),
  /** Unknown where an account acts for nobody here any more. */
  personId: Id.optional(),
  messageId: Id.optional(),
  kind: MessageKind,
  title: z.string(),
  text: z.string(),
  /** What it is about. */
  objectId: ObjectId.optional(),
  state: DeliveryState,
  page: z.string(),
  at: Instant,
  by: z.string().optional(),
  /**
   * By another way than WeChat: the number or address by its hash, so that it is used once, and as it may be shown.
   * `usedFor`: whom it was used for, of somebody else who has the same one.
   */
  other: z.object({ channel: FallbackChannel, hash: z.string(), shown: z.string(), usedFor: Id.optional() }).optional(),
  /** Every way is used up: somebody calls them, and says what came of it. */
  call: z.literal(true).optional(),
  called: CallMark.optional(),
  /** What the provider called it, or why it did not take or deliver it. */
  providerId: z.string().optional(),
  detail: z.string().optional(),
  deliveredAt: Instant.optional(),
  readAt: Instant.optional(),
  /** While its arrival is asked after: the moment of the next time, the full address, and what other ways would say. */
  checkAt: Instant.optional(),
  open: z.object({ toSealed: z.string(), companyId: Id, text: OtherText }).optional(),
})
export type StoredDelivery = z.infer<typeof StoredDelivery>

export const deliveriesPk = (communityId: string, pushId: string) => `C#${communityId}#push#${pushId}`
/** Under which a number or address was used, and begins whoever shares it. */
export const usesOf = ({ channel, hash }: NonNullable<StoredDelivery['other']>) => `${channel}#${hash}`
type Of = { communityId: string } & Pick<StoredDelivery, 'pushId' | 'accountId' | 'personId' | 'other' | 'call'>
export const deliveryKey = ({ communityId, pushId, accountId, personId, other, call }: Of): Key => ({
  pk: deliveriesPk(communityId, pushId),
  sk: other
    ? `${usesOf(other)}${other.usedFor ? `#${personId}` : ''}`
    : accountId !== undefined
      ? `a#${accountId}`
      : `${call ? 'call' : 'p'}#${personId}`,
})
/** Whose arrival is to be asked after, over all communities, by the moment of it. */
export const receiptOwner = 'G#receipts#'
export const dueReceipts = `${receiptOwner}0`
/** Whom somebody has to call. */
export const toCall = (communityId: string) => `C#${communityId}#to-call`
export const toldTo = (communityId: string, personId: string) => `C#${communityId}#told-to#${personId}`
export const toldAbout = (communityId: string, objectId: string) => `C#${communityId}#told-about#${objectId}`

/** Long enough for who asks a year later whether they were told. Arrears keep their own evidence, for longer. */
const keptDays = 400
export const keptUntil = (at: string) => Math.floor(Date.parse(at) / 1000) + keptDays * 86_400

/** Found by whom it went to, by what it is about, and as what has to be done about it. */
export const deliveryItem = (communityId: string, delivery: StoredDelivery): Item => {
  const { personId, objectId, at, pushId, checkAt, call, called, readAt } = delivery
  const key = deliveryKey({ communityId, ...delivery })
  const by = `${at}#${pushId}#${key.sk}`
  return {
    ...key,
    ...delivery,
    ...(personId && { gs1pk: toldTo(communityId, personId), gs1sk: by }),
    ...(objectId && { gs2pk: toldAbout(communityId, objectId), gs2sk: by }),
    ...(call && called?.outcome !== 'reached' && !readAt && { gs2pk: toCall(communityId), gs2sk: by }),
    ...(checkAt && { gs3pk: dueReceipts, gs3sk: `${checkAt}#${by}` }),
    ttl: keptUntil(at),
  }
}
