import { AppError } from '@linli/shared/errors'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import { communityContext, type Context, type Deps } from '../context'
import { queryAll } from '../query-all'
import { endConfirmation, moveOn, takeLease } from './confirmation-lease'
import { loadPosting, mostAtOnce, postDrafts } from './post-drafts'
import { checkedFile, draftsPk, type StoredConfirmation, StoredDraft } from './store'
import { sameSums, sumsOf } from './totals'
import { refusedWords } from './words'

const mostDrafts = 200_000

/**
 * Brings a confirmation to its end, under a lease: the drafts are read and added up once more, their list is kept, and
 * then they are posted in its order. Progress moves in the transactions that post: who takes over goes on where the last
 * one died, and one that wakes up late writes nothing. Throws request.busy while another worker is at it.
 */
export async function workConfirmation(deps: Deps, communityId: string, confirmationId: string): Promise<void> {
  const ctx = communityContext(deps, communityId)
  const taken = await takeLease(ctx, communityId, confirmationId)
  if (!taken) return
  const confirmation = taken.state === 'checking' ? await check(ctx, taken) : taken
  if (!confirmation) return
  const bytes = await ctx.files.get(checkedFile(communityId, confirmationId))
  const draftIds = z.array(z.string()).parse(JSON.parse(Buffer.from(bytes).toString()))
  const posting = await loadPosting(ctx, communityId)
  let now = confirmation
  for (let { done } = now.progress; done < draftIds.length; { done } = now.progress)
    now = await postDrafts(ctx, now, draftIds.slice(done, done + mostAtOnce), posting)
  await endConfirmation(ctx, now, { state: 'done' })
}

/** Exactly what was confirmed is there: its list is kept. Otherwise nothing is posted, and the reason said. */
async function check(ctx: Context, confirmation: StoredConfirmation): Promise<StoredConfirmation | undefined> {
  const { communityId, confirmationId } = confirmation
  const all = await queryAll(ctx.db, { pk: draftsPk(communityId), schema: StoredDraft }, mostDrafts)
  const drafts = all.filter(({ state }) => state === 'draft')
  const sums = sumsOf(drafts.map(({ kind, amountFen }) => ({ kind, count: 1, amountFen })))
  if (!sameSums(sums, confirmation.sums)) {
    await endConfirmation(ctx, confirmation, { state: 'refused', problem: refusedWords.changed })
    return undefined
  }
  const inOrder = drafts
    .map(({ draftId, object, kind }) => ({ draftId, place: `${sortCode(object.code)}#${kind}#${draftId}` }))
    .sort((a, b) => (a.place < b.place ? -1 : 1))
  const text = JSON.stringify(inOrder.map(({ draftId }) => draftId))
  await ctx.files.put(checkedFile(communityId, confirmationId), Buffer.from(text), 'application/json')
  const next = await moveOn(ctx, confirmation)
  if (!next) throw new AppError('request.busy')
  return next
}
