import type { runApi } from '@linli/shared/billing/run-api'
import type { Draft } from '@linli/shared/billing/run-schema'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { beijingDate } from '@linli/shared/time'
import type { Context } from '../context'
import { draftOf } from './draft-bill'
import { DraftItem, draftBegin, draftsPk, flaggedPk, lineOf } from './draft-store'
import { loadRun } from './run-store'

/** The lines of a run by room code, or those with one flag. Throws billing.run_not_ready while they are computed. */
export async function listDrafts(
  ctx: Context,
  input: InputOf<typeof runApi.listDrafts>,
): Promise<{ items: Draft[]; cursor?: string }> {
  const { communityId, runId, flag, cursor } = input
  const run = await loadRun(ctx, communityId, runId)
  const items = new Map(run.items?.map(item => [item.feeItemId, item]))
  if (run.state === 'computing') throw new AppError('billing.run_not_ready')
  const page = await ctx.db.query({
    ...(flag ? { index: 'gs1' as const, pk: flaggedPk(run, flag) } : { pk: draftsPk(run), begins: draftBegin }),
    schema: DraftItem,
    limit: Number(input.limit ?? 50),
    cursor,
  })
  const issuedOn = run.publishedAt ? beijingDate(run.publishedAt) : ctx.today()
  const drafts = page.items.flatMap(draft => {
    const line = lineOf(draft)
    const item = items.get(line.feeItemId)
    return item ? [draftOf(communityId, line, item, issuedOn)] : []
  })
  return { ...(page.cursor && { cursor: page.cursor }), items: drafts }
}
