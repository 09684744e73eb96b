import { complaintCounters } from '@linli/shared/complaints/figures'
import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { communityContext, type Context, type Deps } from '../context'
import { countRecord, type Counting, isSame } from '../counters'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { loadComplaint, type OfComplaint, type StoredComplaint } from './store'

export const complaintFiguresPk = (communityId: string) => `C#${communityId}#complaint-figures`

/** Where one is counted. */
export const countingOf = ({ communityId, complaintId }: OfComplaint): Counting => ({
  pk: complaintFiguresPk(communityId),
  counted: { pk: `C#${communityId}#complaint#${complaintId}`, sk: 'counted' },
  id: complaintId,
})

export const CountBody = z.object({ communityId: CommunityId, complaintId: Id })

/** Asks for one to be counted, in the transaction that changed what of it is counted. */
export function countItems(ctx: Context, next: StoredComplaint, before: StoredComplaint | undefined): Write[] {
  const { communityId, complaintId } = next
  if (before && isSame(complaintCounters(next), complaintCounters(before))) return []
  return [outboxItem(ctx, 'jobs', { type: 'complaints.count', communityId, complaintId })]
}

/** Counts one as it is now. */
export const countComplaint = (deps: Deps, of: OfComplaint): Promise<void> => {
  const ctx = communityContext(deps, of.communityId)
  return deciding(async () => countRecord(ctx, countingOf(of), complaintCounters(await loadComplaint(ctx, of))))
}
