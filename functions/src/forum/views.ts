import type { DeskPost, Post } from '@linli/shared/forum/schema'
import { mayDoPost, type PostActor } from '@linli/shared/forum/rules'
import { rolesAllow } from '@linli/shared/permissions'
import type { Context } from '../context'
import { shownMedia } from '../files/attach-media'
import type { StoredPost } from './store'

/** What the caller is to it, decided from the session and the record alone. */
export function actorsOf({ actor }: Context, { accountId, communityId }: StoredPost): PostActor[] {
  if (actor.kind === 'system') return ['checker']
  if (actor.kind === 'account') return [actor.accountId === accountId ? 'author' : 'reader']
  if (actor.kind !== 'staff') return []
  const roles = actor.grants.filter(grant => grant.communityId === communityId).map(({ role }) => role)
  return [
    ...(rolesAllow(roles, 'forum:moderate') ? (['moderator'] as const) : []),
    ...(rolesAllow(roles, 'forum:manage') ? (['manager'] as const) : []),
  ]
}

/** What others see: nothing but what is approved; what was deleted its author does not see either. */
export const isVisible = (ctx: Context, post: StoredPost): boolean =>
  post.state === 'approved' || (post.state !== 'deleted' && actorsOf(ctx, post).includes('author'))

/** Beside the post: how often it was liked and answered, and what the reader did to it. */
export type Beside = { likes: number; replies: number; liked: boolean; followed: boolean }
export const nothingBeside: Beside = { likes: 0, replies: 0, liked: false, followed: false }

const shared = (ctx: Context, post: StoredPost) => ({
  postId: post.postId,
  communityId: post.communityId,
  kind: post.kind,
  ...(post.replyTo && { replyTo: post.replyTo }),
  state: post.state,
  author: post.author,
  from: post.from,
  text: post.text,
  ...(post.topic && { topic: post.topic }),
  ...(post.group && { group: post.group }),
  ...(post.found && { found: post.found }),
  at: post.publishedAt ?? post.createdAt,
  ...(post.editedAt && { edited: true as const }),
  ...(post.pinnedAt && { pinned: true as const }),
  ...(post.complaint && { complaint: post.complaint }),
  may: mayDoPost(actorsOf(ctx, post), post, { now: ctx.now() }),
  version: post.version,
})
const judged = ({ decision, appeal }: StoredPost) => ({ ...(decision && { decision }), ...(appeal && { appeal }) })

/** As somebody who lives here reads it. Why it was taken down, and the appeal, are its author's alone. */
export async function postView(
  ctx: Context,
  post: StoredPost,
  beside: Beside = nothingBeside,
  mostPictures = post.pictures.length,
): Promise<Post> {
  const mine = actorsOf(ctx, post).includes('author')
  return {
    ...shared(ctx, post),
    ...beside,
    mine,
    pictures: await shownMedia(ctx, post.communityId, post.pictures.slice(0, mostPictures)),
    ...(mine && judged(post)),
  }
}

/** As the office reads it. */
export async function deskView(ctx: Context, post: StoredPost): Promise<DeskPost> {
  const { check, round, roomCode, accountId, reportedAt, hiddenAt } = post
  return {
    ...shared(ctx, post),
    ...judged(post),
    pictures: await shownMedia(ctx, post.communityId, post.pictures),
    pictureVerdicts: check.pictures,
    ...(check.text && { textVerdict: check.text }),
    ...(check.why && { why: check.why }),
    ...(check.since && { waitingSince: check.since }),
    ...(roomCode && { roomCode }),
    ...(accountId && { accountId }),
    ...(reportedAt && { reportedAt }),
    ...(hiddenAt && { hiddenAt }),
    round,
  }
}
