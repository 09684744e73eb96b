import type { DeliveryState } from '@linli/shared/messages/schema'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import type { Write } from '../db-write'
import type { Reachable } from '../identity/reachable'
import { digestWrite } from './later'
import type { LeasedPush } from './push-lease'
import { deliveriesPk, deliveryItem, deliveryKey, StoredDelivery } from './push-store'
import { messageKey } from './store'
import type { MessageText } from './words'

/** One message to be: of an account that acts for somebody, or of somebody who has none. */
export type Addressed = StoredDelivery & {
  account?: Reachable
  /** When they are told of it together with the day's others. */
  digestAt?: string
}

/** Three writes a person at most, below what one transaction takes. */
const listedAtOnce = 20

/** Puts it into the lists of those to whom nothing is sent, many at a time. */
export async function listAll(
  ctx: Context,
  push: LeasedPush,
  text: MessageText,
  addressed: Addressed[],
): Promise<DeliveryState[]> {
  const states: DeliveryState[] = []
  for (let at = 0; at < addressed.length; at += listedAtOnce) {
    const some = addressed.slice(at, at + listedAtOnce)
    try {
      await ctx.db.transact(
        some.flatMap(each => listingWrites(push, text, each)),
        { pk: deliveriesPk(push.communityId, push.pushId), sk: `listed#${ctx.newId()}` },
      )
      states.push(...some.map(({ state }) => state))
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
      for (const each of some) states.push(...(await listOne(ctx, push, text, each)))
    }
  }
  return states
}

/** One of them; nothing where another worker was faster. */
export async function listOne(
  ctx: Context,
  push: LeasedPush,
  text: MessageText,
  each: Addressed,
): Promise<DeliveryState[]> {
  try {
    await ctx.db.transact(listingWrites(push, text, each), deliveryKey({ communityId: push.communityId, ...each }))
    return [each.state]
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    return knownState(ctx, push, each)
  }
}

/** What another worker made of it; nothing where an earlier page has counted it. */
export async function knownState(
  ctx: Context,
  { communityId }: LeasedPush,
  { account: _account, digestAt: _digestAt, ...each }: Addressed,
): Promise<DeliveryState[]> {
  const known = await ctx.db.get(deliveryKey({ communityId, ...each }), StoredDelivery)
  return known?.page === each.page ? [known.state] : []
}

/** The delivery is what is there once; the message may stand in the list since the night, and may have been read. */
export function listingWrites(
  push: LeasedPush,
  text: MessageText,
  { account: _account, digestAt, ...delivery }: Addressed,
): Write[] {
  const { communityId, kind } = push
  const delivered = { put: deliveryItem(communityId, delivery), ifAbsent: true }
  const { accountId, messageId } = delivery
  if (accountId === undefined || messageId === undefined) return [delivered]
  const { pk, sk, ...message } = listedMessage(push, text, { accountId, messageId })
  const set = { ...message, ...(delivery.state === 'sending' && { push: 'sending' }) }
  const listed = { update: { key: { pk, sk }, set } }
  return [delivered, listed, ...(digestAt ? [digestWrite(accountId, digestAt, { communityId, kind })] : [])]
}

/** A push's message as it stands in an account's list. */
export const listedMessage = (
  { communityId, pushId: setId, kind, at }: LeasedPush,
  { title, text, page }: MessageText,
  { accountId, messageId }: { accountId: string; messageId: string },
) => ({ ...messageKey(`A#${accountId}#`, messageId), messageId, communityId, setId, kind, title, text, page, at })
