import { figureWrites } from './figures'
import { type BuildingOf, reportWrites } from './report-figures'
import type { StoredPosting } from './store'

/** So many are looked at for one. */
export const mostPostings = 10
/** What a transaction holds. */
const mostWrites = 60
/** What one update may count: an expression has 300 operators at most. */
const mostCounters = 150

/**
 * The first postings, as many as one transaction seals: each with its receipt and message, the figures of every month that
 * they move (arrears of years move many), the head and the audit.
 */
export function oneBatch(communityId: string, postings: StoredPosting[], buildingOf: BuildingOf): StoredPosting[] {
  const counters = (some: StoredPosting[]) =>
    // A till's date or a closed month may move a posting to another month: one more item each at most.
    figureWrites(communityId, some).length + 2 * reported(communityId, some, buildingOf).length
  const writes = (some: StoredPosting[]) =>
    some.reduce((sum, posting) => sum + (hasReceipt(posting) ? 4 : 1), counters(some) + 2)
  let count = Math.min(mostPostings, postings.length)
  const isTooMuch = (some: StoredPosting[]) =>
    writes(some) > mostWrites || widest(communityId, some, buildingOf) > mostCounters
  while (count > 1 && isTooMuch(postings.slice(0, count))) count -= 1
  return postings.slice(0, count)
}

/** Money of an order, and what of it goes back; a duplicate's posting names no order. */
export const hasReceipt = ({ kind, orderId }: StoredPosting): boolean =>
  orderId !== undefined && (kind === 'settlement' || kind === 'deposit' || kind === 'refund')

const reported = (communityId: string, postings: StoredPosting[], buildingOf: BuildingOf) =>
  reportWrites(
    communityId,
    postings.map(posting => ({ ...posting, postingDate: posting.valueDate })),
    buildingOf,
  )

/** How many counters the widest of its updates moves. */
const widest = (communityId: string, postings: StoredPosting[], buildingOf: BuildingOf): number =>
  Math.max(
    0,
    ...reported(communityId, postings, buildingOf).map(write =>
      'update' in write ? Object.keys(write.update.add ?? {}).length : 0,
    ),
  )
