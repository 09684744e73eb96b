import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { pieces } from '../exports/part'
import { messageItems } from '../messages/message-item'
import { queryAll } from '../query-all'
import { isOn, loadForumSettings } from './settings'
import { marksOf, postKey, StoredPost, toldKey } from './store'
import { whoWants } from './unwanted'

const Follower = z.object({ accountId: Id })
const mostFollowers = 1_000

/** Whoever wrote the post, and who follows it, hear of a reply once: when it is first in sight, under a post that is. */
export async function tellOfReply(ctx: Context, reply: StoredPost): Promise<void> {
  const { communityId, postId, replyTo = '', state, author } = reply
  const under = await ctx.db.get(postKey({ communityId, postId: replyTo }), StoredPost)
  if (state !== 'approved' || under?.state !== 'approved') return
  if (!isOn(ctx, await loadForumSettings(ctx, communityId))) return
  const followers = await queryAll(ctx.db, { ...marksOf(under, 'follow'), schema: Follower }, mostFollowers)
  const all = new Set([...followers.map(({ accountId }) => accountId), ...(under.accountId ? [under.accountId] : [])])
  if (reply.accountId) all.delete(reply.accountId)
  const told = toldKey({ communityId, postId })
  const facts = { kind: 'post_reply' as const, communityId, postId: replyTo, author }
  const messages = pieces(await whoWants(ctx, reply, [...all]), 50).flatMap(accountIds =>
    messageItems(ctx, { communityId, key: `reply#${postId}`, accountIds, facts }),
  )
  try {
    await ctx.db.transact([{ put: told, ifAbsent: true }, ...messages], told)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}
