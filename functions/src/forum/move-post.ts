import { AppError } from '@linli/shared/errors'
import { decidePost } from '@linli/shared/forum/rules'
import type { PostEvent, PostState } from '@linli/shared/forum/schema'
import { postEventNames, saidKindNames } from '@linli/shared/forum/words'
import type { AuditAction } from '@linli/shared/audit/actions'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import { deciding } from '../db-retry'
import type { Write } from '../db-write'
import { messageItems } from '../messages/message-item'
import { outboxItem } from '../outbox'
import { clockOwner, loadPost, type OfPost, postKey, postWrites, StoredPost } from './store'
import { actorsOf } from './views'

type Change = { set?: Partial<StoredPost>; remove?: (keyof StoredPost)[]; further?: Write[]; summary?: string }
type Making = (post: StoredPost) => Change | Promise<Change>

export const refused = (message: string) => new AppError('forum.refused', { message })

/**
 * One transition: the rules decide it from the record as it is now; its state, the lists that it is in, what its author is
 * told and its audit record are one transaction on its version. Throws record.not_found, forum.refused.
 */
export async function movePost(
  ctx: Context,
  of: OfPost,
  event: PostEvent,
  make: Making = () => ({}),
): Promise<StoredPost> {
  return deciding(async () => {
    const before = await loadPost(ctx, of)
    const { set, remove, further = [], summary } = await make(before)
    const post = moved(ctx, before, event, set, remove)
    await writePost(ctx, post, before, event, further, summary)
    return post
  })
}

/** Out of sight for good, unless its author appeals in time: kept for a while for who asks why. */
const over = new Set<PostState>(['deleted', 'refused', 'taken_down', 'upheld'])

/** The record after the event. Throws forum.refused. */
export function moved(
  ctx: Context,
  before: StoredPost,
  event: PostEvent,
  set: Partial<StoredPost> = {},
  remove: (keyof StoredPost)[] = [],
): StoredPost {
  const now = ctx.now()
  const decision = decidePost(event, actorsOf(ctx, before), before, { now })
  if (!decision.ok) throw refused(decision.why)
  const becomesVisible = decision.to === 'approved' && before.publishedAt === undefined
  const isOver = over.has(decision.to)
  const { endedAt: _ended, ...rest } = before
  const post: StoredPost = {
    ...rest,
    state: decision.to,
    ...(becomesVisible && { publishedAt: now }),
    ...(isOver && { endedAt: now }),
    ...set,
    version: before.version + 1,
  }
  for (const name of remove) delete post[name]
  if (post.state !== 'approved' || post.pinnedAt === undefined) {
    delete post.pinnedAt
    delete post.pinPlace
  }
  return post
}

const actions: Partial<Record<PostEvent, AuditAction>> = { send_to_desk: 'forum.check', report: 'forum.report' }

/** The transaction of a transition that was decided; it may fail on the version, which the caller asks again. */
export async function writePost(
  ctx: Context,
  post: StoredPost,
  before: StoredPost,
  event: PostEvent,
  further: Write[] = [],
  summary = '',
): Promise<void> {
  const { communityId, postId, kind, replyTo } = post
  const audit = auditItem(ctx, {
    communityId,
    action: actions[event] ?? 'forum.act',
    objectType: 'post',
    objectId: postId,
    summary: `${saidKindNames[kind]} ${postEventNames[event]}${summary && `：${summary}`}`,
  })
  const under =
    replyTo === undefined ? undefined : await ctx.db.get(postKey({ communityId, postId: replyTo }), StoredPost)
  const wasVisible = before.state === 'approved'
  const isVisible = post.state === 'approved'
  const changed = wasVisible !== isVisible || post.round !== before.round
  await reaching(ctx, clockOwner).db.transact(
    [
      ...postWrites(post, before),
      ...(changed ? [outboxItem(ctx, 'jobs', { type: 'forum.settle', communityId, postId })] : []),
      ...newsItems(ctx, post, event, replyTo === undefined || under?.state === 'approved'),
      ...further,
      audit,
    ],
    audit.put,
  )
}

const told = new Set<PostEvent>(['pass', 'refuse', 'hide', 'show', 'take_down', 'restore', 'uphold'])

/** Its author is told what was decided, without a word of what they wrote. `seen`: what it answers, if it does, is in sight. */
function newsItems(ctx: Context, post: StoredPost, event: PostEvent, seen: boolean): Write[] {
  const { communityId, postId, replyTo, accountId, decision, version } = post
  if (!told.has(event) || !accountId) return []
  const reason = event === 'refuse' || event === 'take_down' ? decision?.reason : undefined
  return messageItems(ctx, {
    communityId,
    key: `post#${postId}#${version}`,
    accountIds: [accountId],
    facts: {
      kind: 'post_decided',
      communityId,
      postId: replyTo ?? postId,
      event,
      ...(reason && { reason }),
      ...(!seen && { unseen: true as const }),
    },
  })
}
