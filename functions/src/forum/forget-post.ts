import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { Key } from '../db'
import { releasedMedia } from '../files/attach-media'
import { looseOwner } from '../files/media-store'
import { queryAll } from '../query-all'
import { idOf, Pointer, pointers } from './lists'
import { accountPosts, clockOwner, placesOf, postKey, repliesPk, StoredPost } from './store'

const mostBeside = 10_000
const mostReplies = 200

/**
 * Takes a post out of the store: its words, who liked or reported it, and its pictures, which the files' own sweeper removes.
 * Replies under it are nobody's to read any more and go before it; many take more than one visit of the clock.
 */
export async function forgetPost(ctx: Context, post: StoredPost): Promise<void> {
  const { communityId, postId, accountId, pictures, version } = post
  if (!(await forgetReplies(ctx, post))) return
  const wide = reaching(ctx, clockOwner, looseOwner, ...(accountId ? [`A#${accountId}#`] : []))
  const audit = auditItem(ctx, {
    communityId,
    action: 'forum.forget',
    objectType: 'post',
    objectId: postId,
    summary: '保存期满，删除',
    technical: true,
  })
  const pk = `C#${communityId}#post#${postId}`
  const beside = await queryAll(ctx.db, { pk, schema: Key, only: pointers }, mostBeside)
  await wide.db.transact(
    [
      { delete: postKey(post), if: { version } },
      ...placesOf(post).map((key: Key) => ({ delete: key })),
      ...(accountId ? [{ delete: { pk: accountPosts(accountId), sk: postId } }] : []),
      ...releasedMedia(ctx, {
        communityId,
        fileIds: pictures.map(({ fileId }) => fileId),
        to: `post#${postId}`,
      }),
      audit,
    ],
    audit.put,
  )
  await ctx.db.writeMany(beside.map(key => ({ delete: key })))
}

/** Whether none is left. */
async function forgetReplies(ctx: Context, { communityId, postId }: StoredPost): Promise<boolean> {
  const asked = { pk: repliesPk(communityId, postId), schema: Pointer, only: pointers }
  const replies = await queryAll(ctx.db, asked, mostReplies)
  for (const each of replies) {
    const reply = await ctx.db.get(postKey({ communityId, postId: idOf(each) }), StoredPost)
    if (reply) await forgetPost(ctx, reply)
  }
  return replies.length < mostReplies
}
