import type { ReviewWhy, Verdict } from '@linli/shared/forum/schema'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import { moved, writePost } from './move-post'
import { clockOwner, postKey, type OfPost, postWrites, StoredPost } from './store'

export type Found = { text?: Verdict; picture?: { fileId: string; verdict: Verdict }; why?: ReviewWhy }

/**
 * What the check found about one round of a post: all of it has to pass before others see anything. A verdict of another
 * round, of what was decided meanwhile, or told twice changes nothing; once a person has to look, no verdict publishes.
 */
export const judge = (ctx: Context, of: OfPost, round: number, found: Found): Promise<void> =>
  deciding(async () => {
    const before = await ctx.db.get(postKey(of), StoredPost)
    if (before?.state !== 'pending' || before.round !== round) return
    const check = checkAfter(before, found)
    const outcome = outcomeOf(before, check, found.why)
    if (outcome === 'risky') {
      const decision = { reason: 'checked' as const, at: ctx.now() }
      await writePost(ctx, moved(ctx, before, 'refuse', { check, decision }), before, 'refuse')
    } else if (outcome === 'pass') {
      await writePost(ctx, moved(ctx, before, 'pass', { check }), before, 'pass')
    } else if (outcome !== undefined) {
      const waiting = { check: { ...check, why: outcome, since: ctx.now() } }
      await writePost(ctx, moved(ctx, before, 'send_to_desk', waiting), before, 'send_to_desk', [], outcome)
    } else if (!isSame(before.check, check)) await note(ctx, { ...before, check }, before)
  })

function checkAfter({ check }: StoredPost, { text, picture }: Found): StoredPost['check'] {
  return {
    ...check,
    ...(text && { text }),
    pictures: { ...check.pictures, ...(picture && { [picture.fileId]: picture.verdict }) },
  }
}

/** Nothing while more is to come, or while a person has it already. */
function outcomeOf(
  { check: before, pictures }: StoredPost,
  { text, pictures: verdicts }: StoredPost['check'],
  why: ReviewWhy | undefined,
): 'pass' | 'risky' | ReviewWhy | undefined {
  if (before.why) return undefined
  const all = [text, ...pictures.map(({ fileId }) => verdicts[fileId])]
  if (all.includes('risky')) return 'risky'
  if (why) return why
  if (all.includes('review')) return 'unsure'
  return all.every(verdict => verdict === 'pass') ? 'pass' : undefined
}

const isSame = (a: StoredPost['check'], b: StoredPost['check']) =>
  a.text === b.text &&
  Object.keys(a.pictures).length === Object.keys(b.pictures).length &&
  Object.entries(b.pictures).every(([fileId, verdict]) => a.pictures[fileId] === verdict)

/** A verdict that decides nothing yet. */
async function note(ctx: Context, next: StoredPost, before: StoredPost): Promise<void> {
  const audit = auditItem(ctx, {
    communityId: before.communityId,
    action: 'forum.check',
    objectType: 'post',
    objectId: before.postId,
    summary: '收到一项检查结果',
    technical: true,
  })
  const post = { ...next, version: before.version + 1 }
  await reaching(ctx, clockOwner).db.transact([...postWrites(post, before), audit], audit.put)
}
