import { figureWrites } from './figures'
import type { StoredPosting } from './store'

const mostPostings = 10
/** What a transaction holds. */
const mostWrites = 60

/**
 * The first postings, as many as one transaction seals: each with its receipt and message, the figures of every month that
 * they move (arrears of years move many), the head and the audit.
 */
export function oneBatch(communityId: string, postings: StoredPosting[]): StoredPosting[] {
  const writes = (some: StoredPosting[]) =>
    some.reduce((sum, posting) => sum + (hasReceipt(posting) ? 4 : 1), figureWrites(communityId, some).length + 2)
  let count = Math.min(mostPostings, postings.length)
  while (count > 1 && writes(postings.slice(0, count)) > mostWrites) count -= 1
  return postings.slice(0, count)
}

/** Money of an order, and what of it goes back; a duplicate's posting names no order. */
export const hasReceipt = ({ kind, orderId }: StoredPosting): boolean =>
  orderId !== undefined && (kind === 'settlement' || kind === 'deposit' || kind === 'refund')
