import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { openForum } from './settings'
import { loadPost, type OfPost, type StoredPost } from './store'

/** One that neighbours see: a reply only under a post that they see. Throws forum.off, record.not_found. */
export async function seen(ctx: Context, { communityId, postId }: OfPost): Promise<StoredPost> {
  await openForum(ctx, communityId)
  const post = await loadPost(ctx, { communityId, postId })
  const under = post.replyTo ? await loadPost(ctx, { communityId, postId: post.replyTo }) : post
  if (post.state !== 'approved' || under.state !== 'approved') throw new AppError('record.not_found')
  return post
}
