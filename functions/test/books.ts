import { Bill } from '@linli/shared/billing/schema'
import { Posting } from '@linli/shared/payments/schema'
import { queryAll } from '../src/query-all'
import type { Place } from './make'

const most = 5000

/** Every bill of a room, void ones too, as it stands in the table. */
export const billsOf = ({ ctx, communityId }: Place, roomId = ''): Promise<Bill[]> =>
  queryAll(ctx.db, { pk: `C#${communityId}#room#${roomId}`, begins: 'bill#', schema: Bill }, most)

/** The postings of the month in which a test's clock begins. */
export const postingsOf = ({ ctx, communityId }: Place): Promise<Posting[]> =>
  queryAll(ctx.db, { pk: `C#${communityId}#journal#2026-11`, schema: Posting }, most)
