import { onlineRefund, type RefundState } from '@linli/shared/payments/refund-state'
import { Refund } from '@linli/shared/payments/schema'
import { beijingDate } from '@linli/shared/time'
import * as z from 'zod'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import type { Write } from '../db-write'
import { queryAll } from '../query-all'
import { orderKey, type StoredOrder } from './store'

/** An online refund as kept. `nextAt`: when it is looked at again; `tries` since its last step. */
export const StoredRefund = Refund.extend({
  ...onlineRefund,
  pk: z.string(),
  sk: z.string(),
  tries: z.number().int(),
})
export type StoredRefund = z.infer<typeof StoredRefund>

/** Beside its order: one read has both. */
export const refundKey = ({ orderId, refundId }: Pick<Refund, 'orderId' | 'refundId'>): Key => ({
  pk: orderKey(orderId).pk,
  sk: `refund#${refundId}`,
})

/** All of them: what is left follows from their sum. */
const mostRefunds = 10_000

export const refundsOfOrder = (ctx: Context, orderId: string): Promise<Refund[]> => {
  const { pk, sk: begins } = refundKey({ orderId, refundId: '' })
  return queryAll(ctx.db, { pk, begins, schema: Refund }, mostRefunds)
}

export const getRefund = (
  ctx: Context,
  place: Pick<Refund, 'orderId' | 'refundId'>,
): Promise<StoredRefund | undefined> => ctx.db.get(refundKey(place), StoredRefund)

/** Counts on the order what goes back: of two who ask at once the second reads anew. */
export const refundWrite = (order: StoredOrder, amountFen: number): Write => ({
  update: { key: orderKey(order.orderId), set: { refundedFen: (order.refundedFen ?? 0) + amountFen } },
  if: { state: 'paid', ...refundedAsRead(order), accountId: order.accountId },
})

/** The order's counters of refunds must be as they were read. */
export const refundedAsRead = (order: StoredOrder) => ({
  refundedFen: order.refundedFen,
  refundReservedFen: order.refundReservedFen,
  refundsAsked: order.refundsAsked,
})

/** Our number at the channel: told from other software's by its form. */
export const outRefundNoOf = (refundId: string): string => `R${refundId}`
export const refundIdOf = (outRefundNo: string): string | undefined =>
  /^R[0-9A-HJKMNP-TV-Z]{26}$/.test(outRefundNo) ? outRefundNo.slice(1) : undefined

/** Where the office looks: by what is to be done. */
export type RefundShelf = 'waiting' | 'under_way' | 'problems' | 'over'
export const refundsKey = (communityId: string, shelf: RefundShelf) => `C#${communityId}#refunds#${shelf}`

type Placed = Pick<
  StoredRefund,
  'communityId' | 'merchantRef' | 'refundId' | 'at' | 'state' | 'trouble' | 'seenAt' | 'acceptedAt'
>

const shelfOf = ({ state, trouble, seenAt }: Placed): RefundShelf => {
  if (state === 'waiting') return 'waiting'
  if (state === 'abnormal' || (state === 'closed' && !seenAt)) return 'problems'
  if (state === 'requested' && trouble && trouble !== 'silent') return 'problems'
  // Taken once, forgotten by its channel, and not taken again.
  if (state === 'accepted' && (trouble === 'refused' || trouble === 'balance')) return 'problems'
  return state === 'requested' || state === 'accepted' ? 'under_way' : 'over'
}

const shardOf = (id: string) => id.charCodeAt(id.length - 1) % 16
export const openRefundShards = Array.from({ length: 16 }, (_, i) => `G#open-refunds#${i}`)
const isOpen = (state: RefundState) => state === 'requested' || state === 'accepted' || state === 'abnormal'

/** What a merchant accepted on a day: its bill of that day has them. */
export const refundedDayKey = (communityId: string, merchantRef: string, date: string) =>
  `C#${communityId}#refunded#${merchantRef}#${date}`

const dayIndexOf = ({ communityId, merchantRef, refundId, acceptedAt }: Placed): Record<string, string> =>
  acceptedAt === undefined
    ? {}
    : {
        gs2pk: refundedDayKey(communityId, merchantRef, beijingDate(acceptedAt)),
        gs2sk: `${acceptedAt}#${refundId}`,
      }

/** Where a refund is found: by the day that its channel accepted it, by what is to be done, and while the channel is at work on it, by when it is looked at next. */
const indexesOf = (refund: Placed, nextAt: string): { set: Record<string, string>; remove: string[] } => {
  const office = {
    ...dayIndexOf(refund),
    gs1pk: refundsKey(refund.communityId, shelfOf(refund)),
    gs1sk: `${refund.at}#${refund.refundId}`,
  }
  return isOpen(refund.state)
    ? { set: { ...office, gs3pk: openRefundShards[shardOf(refund.refundId)] ?? '', gs3sk: nextAt }, remove: [] }
    : { set: office, remove: ['gs3pk', 'gs3sk'] }
}

/** A new refund. */
export const refundItem = (refund: Omit<StoredRefund, 'pk' | 'sk'>): { put: Item; ifAbsent: true } => ({
  put: { ...refundKey(refund), ...refund, ...indexesOf(refund, refund.at).set },
  ifAbsent: true,
})

type Next = Partial<
  Pick<
    StoredRefund,
    | 'state'
    | 'trouble'
    | 'decidedBy'
    | 'channelRefundId'
    | 'acceptedAt'
    | 'succeededAt'
    | 'givenUpAt'
    | 'seenAt'
    | 'applied'
    | 'tries'
  >
> & { clears?: ('trouble' | 'givenUpAt')[] }

/**
 * A refund's next step, where it still is as it was read. A step of its own gets a line in its history; `nextAt`: when the
 * channel is asked again.
 */
export function refundStep(
  ctx: Context,
  refund: StoredRefund,
  { clears = [], ...next }: Next,
  told: { nextAt?: string; by?: string; note?: string } = {},
): Write {
  const cleared = Object.fromEntries(clears.map(name => [name, undefined]))
  const after = { ...refund, ...next, ...cleared }
  const { set, remove } = indexesOf(after, told.nextAt ?? ctx.now())
  const { by, note } = told
  const isStep = next.state !== undefined || by !== undefined || note !== undefined
  const step = { at: ctx.now(), state: after.state, ...(by && { by }), ...(note && { note }) }
  return {
    update: {
      key: refundKey(refund),
      set: { ...next, tries: next.tries ?? 0, ...set },
      ...(isStep && { append: { steps: step } }),
      remove: [...remove, ...clears],
    },
    if: { state: refund.state, tries: refund.tries, givenUpAt: refund.givenUpAt, applied: refund.applied },
  }
}
