import type { YearMonth } from '@linli/shared/time'
import * as z from 'zod'
import { AnyItem } from '../db'
import type { Context } from '../context'
import { ledgerKey, postedKey, StoredPosting, unsealedKey } from './store'

const LedgerState = z.object({
  seq: z.number().int(),
  openDate: z.string().optional(),
  posted: z.record(z.string(), z.number().int()).default({}),
})
export type LedgerState = z.infer<typeof LedgerState>

/** Where the journal is: how far it is sealed, its first open day, and how many postings each open month has. */
export const ledgerState = async (ctx: Context, communityId: string): Promise<LedgerState> =>
  (await ctx.db.get(ledgerKey(communityId), LedgerState)) ?? { seq: 0, posted: {} }

type Page = { limit: number; cursor?: string | undefined }

/** The sealed postings in a month's books, in sequence. */
export const listPostings = (
  ctx: Context,
  { communityId, month, ...page }: Page & { communityId: string; month: YearMonth },
) => ctx.db.query({ index: 'gs2', pk: postedKey(communityId, month), schema: StoredPosting, ...page })

/** How many postings wait for the sealer; at most 100 are counted. */
export async function countUnsealed(ctx: Context, communityId: string): Promise<number> {
  const { items } = await ctx.db.query({ index: 'gs3', pk: unsealedKey(communityId), schema: AnyItem, limit: 100 })
  return items.length
}

/** Every posting in a month's books, page by page, as an index shows them: whoever needs all of them counts. */
export async function* postingsOf(
  ctx: Context,
  at: { communityId: string; month: YearMonth },
): AsyncGenerator<StoredPosting[]> {
  let cursor: string | undefined
  do {
    const page = await listPostings(ctx, { ...at, limit: 500, cursor })
    yield page.items
    cursor = page.cursor
  } while (cursor !== undefined)
}
