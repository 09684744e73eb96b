import type { YearMonth } from '@linli/shared/time'
import type { Context } from '../context'
import type { Write } from '../db-write'
import { outboxItem } from '../outbox'
import { closedMonthKey } from './store'

type Closed = { communityId: string; month: YearMonth; seq: number; hash: string; postings: number }

/** That the sealer closed a month, for its transaction, and the message that has the month's report made. */
export const monthClosedItems = (ctx: Context, { communityId, month, ...head }: Closed): Write[] => [
  {
    update: {
      key: closedMonthKey(communityId, month),
      set: { state: 'closed', closedAt: ctx.now(), ...head },
    },
    if: { state: 'asked' },
  },
  outboxItem(ctx, 'jobs', { type: 'finance.report', communityId, month }),
]
