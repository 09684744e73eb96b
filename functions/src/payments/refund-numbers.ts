import type { Item, Key } from '../db'
import type { StoredRefund } from './refund-store'

/** Where a refund's number leads to its order: our own at the channel, and the channel's. */
export const refundNumberKey = (communityId: string, number: string): Key => ({
  pk: `C#${communityId}#refund-number#${number.replace(/[\s-]/g, '').toUpperCase()}`,
  sk: 'refund',
})

type Numbered = Pick<StoredRefund, 'communityId' | 'orderId' | 'refundId' | 'outRefundNo' | 'channelRefundId'>

/** Both, as far as they are known; a number leads to one refund however often it is written. */
export function refundNumberItems(refund: Numbered): Item[] {
  const { communityId, orderId, refundId, outRefundNo, channelRefundId } = refund
  const keys = [outRefundNo, channelRefundId].flatMap(number => (number ? [refundNumberKey(communityId, number)] : []))
  return [...new Map(keys.map(key => [key.pk, { ...key, orderId, refundId }])).values()]
}
