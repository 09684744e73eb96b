import type { Share } from '@linli/shared/payments/schema'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { derivedId } from '../secrets'
import { payersLotItem } from './desk-lots'
import type { Payment } from './settle'
import { lotKey, lotsOfAccountIndex, lotsOfRoomKey, type StoredOrder } from './store'

type Of = Pick<StoredOrder, 'orderId' | 'channel' | 'shownBy' | 'shares'>
type LotPlace = { lotId: string; shares: Share[] }

/** A bank's debit, or a code at the desk: no account is behind it, what comes of it is the households'. */
export const isOfHouseholds = ({ channel, shownBy }: Pick<Of, 'channel' | 'shownBy'>): boolean =>
  channel === 'bank_batch' || shownBy !== undefined

/** The lots that a transaction makes of these shares: one of its account, or one for each household and payer. */
export function lotPlaces(order: Of, { transactionId }: Pick<Payment, 'transactionId'>, shares: Share[]): LotPlace[] {
  const whole = derivedId('lot', order.orderId, transactionId)
  if (!isOfHouseholds(order) || byHousehold(order.shares).size <= 1) return [{ lotId: whole, shares }]
  return [...byHousehold(shares)]
    .filter(([, own]) => sumOf(own) > 0)
    .map(([household, own]) => ({
      lotId: derivedId('lot', order.orderId, transactionId, household),
      shares: own,
    }))
}

function byHousehold(shares: readonly Share[]): Map<string, Share[]> {
  const found = new Map<string, Share[]>()
  for (const share of shares) {
    const { object, payer } = share
    const household = [object.id, payer.kind, ...payer.personIds, payer.name].join('#')
    found.set(household, [...(found.get(household) ?? []), share])
  }
  return found
}

/**
 * Money without a bill: a lot of this payer, refundable the way it came; its order names it in the same transaction. What
 * has no account behind it is its household's, like 预存 at the desk. `amountFen` is what the shares come to.
 */
export function lotWrites(
  ctx: Context,
  order: StoredOrder,
  payment: Payment,
  { shares, amountFen, reason }: { shares: Share[]; amountFen: number; reason: 'bill_settled' | 'duplicate' },
): Write[] {
  const places = lotPlaces(order, payment, shares)
  return places.map(place => {
    const ofIt = places.length === 1 ? amountFen : sumOf(place.shares)
    const [share] = place.shares
    const item =
      isOfHouseholds(order) && share
        ? householdsLot(order, payment, share, place.lotId, ofIt)
        : accountsLot(ctx, order, payment, { lotId: place.lotId, amountFen: ofIt, reason })
    return { put: item, ifAbsent: true }
  })
}

const sumOf = (shares: Share[]) => shares.reduce((sum, share) => sum + share.principalFen + share.lateFeeFen, 0)

function householdsLot(order: StoredOrder, payment: Payment, share: Share, lotId: string, amountFen: number) {
  const { communityId, orderId, channel, entityId } = order
  const { paidAt, transactionId } = payment
  const told = { object: share.object, payer: share.payer, ...(order.shownBy && { transactionId }) }
  const from = { communityId, orderId, channel, entityId, ...told }
  return payersLotItem({ lotId, reason: 'desk', ...from, amountFen, leftFen: amountFen, createdAt: paidAt })
}

function accountsLot(
  ctx: Context,
  order: StoredOrder,
  { transactionId }: Payment,
  { lotId, amountFen, reason }: { lotId: string; amountFen: number; reason: 'bill_settled' | 'duplicate' },
) {
  const { communityId, accountId, orderId, channel } = order
  const createdAt = ctx.now()
  const [roomId, other] = [...new Set(order.shares.map(share => share.object.id))]
  return {
    // Money for one room's bills stands on that room's statement.
    ...(roomId && !other && { gs1pk: lotsOfRoomKey(communityId, roomId), gs1sk: createdAt }),
    ...lotKey(communityId, lotId),
    lotId,
    communityId,
    accountId,
    orderId,
    channel,
    transactionId,
    amountFen,
    leftFen: amountFen,
    reason,
    createdAt,
    ...lotsOfAccountIndex(accountId, createdAt),
  }
}
