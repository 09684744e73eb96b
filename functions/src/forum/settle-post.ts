import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { AnyItem } from '../db'
import { communityContext, type Context, type Deps } from '../context'
import { deciding } from '../db-retry'
import { queryAll } from '../query-all'
import { indexWords } from './index-words'
import { Counts, idOf, Pointer, pointers } from './lists'
import { countsKey, marksOf, type OfPost, postKey, repliesPk, StoredPost, toldKey } from './store'
import { tellOfReply } from './tell-of-reply'

export const SettleBody = z.object({ communityId: CommunityId, postId: Id })

/**
 * What follows from how a post stands now: its words in the search, how many likes and replies are told, and who hears of
 * a reply. Told twice, late or out of order it comes to the same.
 */
export async function settlePost(deps: Deps, of: z.output<typeof SettleBody>): Promise<void> {
  const ctx = communityContext(deps, of.communityId)
  const post = await ctx.db.get(postKey(of), StoredPost)
  if (!post) return
  if (post.replyTo) {
    await countPost(ctx, { ...of, postId: post.replyTo })
    await tellOfReply(ctx, post)
    return
  }
  await indexWords(ctx, post)
  if (post.state === 'approved') await tellOfReplies(ctx, of)
}

/** Of those that passed while it was out of sight, nobody has heard. */
async function tellOfReplies(ctx: Context, { communityId, postId }: OfPost): Promise<void> {
  const asked = { pk: repliesPk(communityId, postId), schema: Pointer, only: pointers, newestFirst: true }
  const replies = (await queryAll(ctx.db, asked, mostUntold)).map(each => ({ communityId, postId: idOf(each) }))
  const told = await ctx.db.getMany(replies.map(toldKey), AnyItem)
  const untold = replies.filter((_, i) => told[i] === undefined)
  const posts = await ctx.db.getMany(untold.map(postKey), StoredPost)
  for (const reply of posts) if (reply) await tellOfReply(ctx, reply)
}

export const countLikes = (deps: Deps, of: z.output<typeof SettleBody>): Promise<void> =>
  countPost(communityContext(deps, of.communityId), of)

const mostUntold = 100
/** More are not counted: a page says 「10,000」 and means that many or more. */
const mostCounted = 10_000

/** Counted anew under a version: of two at once the slower one finds that it has to count again. */
const countPost = (ctx: Context, of: OfPost): Promise<void> =>
  deciding(async () => {
    const key = countsKey(of)
    const known = await ctx.db.get(key, Counts)
    const counting = { schema: Pointer, only: pointers }
    const [likes, replies] = await Promise.all([
      queryAll(ctx.db, { ...marksOf(of, 'like'), ...counting }, mostCounted),
      queryAll(ctx.db, { pk: repliesPk(of.communityId, of.postId), ...counting }, mostCounted),
    ])
    const now = { likes: likes.length, replies: replies.length }
    if (known?.likes === now.likes && known.replies === now.replies) return
    const put = { ...key, ...now, version: (known?.version ?? 0) + 1 }
    // Written twice it is the same: after a lost answer the version tells.
    const marker = { pk: key.pk, sk: `counts#${ctx.newId()}` }
    await ctx.db.transact([known ? { put, if: { version: known.version } } : { put, ifAbsent: true }], marker)
  })
