import type { InputOf } from '@linli/shared/contract'
import type { forumApi } from '@linli/shared/forum/api'
import { postRefusals, refusalNames } from '@linli/shared/forum/words'
import type { AuditAction } from '@linli/shared/audit/actions'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { accountActor } from '../identity/account'
import { outboxItem } from '../outbox'
import type { Write } from '../db-write'
import { movePost, refused } from './move-post'
import { seen } from './seen'
import { openForum } from './settings'
import { accountMarks, type Mark, markKey, type OfPost } from './store'
import { actorsOf } from './views'

const actions: Record<Mark, AuditAction> = { like: 'forum.like', follow: 'forum.follow', report: 'forum.report' }

/** What marks one and unmarks it: the person's own item, once for each person, and where their deletion finds it. */
function markWrites(ctx: Context, of: OfPost, mark: Mark, on: boolean, about: object = {}): Write[] {
  const { accountId } = accountActor(ctx)
  const key = markKey(of, mark, accountId)
  const own = { pk: accountMarks(accountId), sk: `${mark}#${of.postId}` }
  return on
    ? [{ put: { ...key, at: ctx.now(), ...about }, ifAbsent: true }, { put: { ...own, communityId: of.communityId } }]
    : [{ delete: key }, { delete: own }]
}

const markAudit = (ctx: Context, { communityId, postId }: OfPost, mark: Mark, summary: string) =>
  auditItem(ctx, {
    communityId,
    action: actions[mark],
    objectType: 'post',
    objectId: postId,
    summary,
    technical: true,
  })

/** On that is on already, and off that is off, change nothing. */
async function toggle(
  ctx: Context,
  of: OfPost & { on: boolean },
  mark: Mark,
  summary: string,
  about: object,
  further: Write[],
): Promise<{ on: boolean }> {
  const { communityId, postId, on } = of
  if (on) await seen(ctx, of)
  else await openForum(ctx, communityId)
  const audit = markAudit(ctx, { communityId, postId }, mark, `${on ? '' : '取消'}${summary}`)
  try {
    const writes = markWrites(ctx, { communityId, postId }, mark, on, about)
    await ctx.db.transact([...writes, ...further, audit], audit.put)
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
  return { on }
}

/** No counter is shared by those who like at once: a job counts their items. */
export const like = (ctx: Context, { communityId, postId, on }: InputOf<typeof forumApi.like>) =>
  toggle(ctx, { communityId, postId, on }, 'like', '赞', {}, [
    outboxItem(ctx, 'jobs', { type: 'forum.count', communityId, postId }),
  ])

export const follow = (ctx: Context, { communityId, postId, on }: InputOf<typeof forumApi.follow>) =>
  toggle(ctx, { communityId, postId, on }, 'follow', '关注', { accountId: accountActor(ctx).accountId }, [])

/** Once for each person. The first one puts it on the office's shelf; it stays in sight until a person has looked. */
export async function report(
  ctx: Context,
  { communityId, postId, reason, note }: InputOf<typeof forumApi.report>,
): Promise<Record<string, never>> {
  const of = { communityId, postId }
  const post = await seen(ctx, of)
  if (actorsOf(ctx, post).includes('author')) throw refused(postRefusals.ownReport)
  const mark = markWrites(ctx, of, 'report', true, { reason, ...(note && { note }) })
  try {
    if (post.reportedAt === undefined)
      await movePost(ctx, of, 'report', () => ({
        set: { reportedAt: ctx.now() },
        further: mark,
        summary: refusalNames[reason],
      }))
    else {
      const audit = markAudit(ctx, of, 'report', `举报：${refusalNames[reason]}`)
      await ctx.db.transact([...mark, audit], audit.put)
    }
  } catch (error) {
    // Reported by the same person before.
    if (!(error instanceof ConditionFailed)) throw error
  }
  return {}
}
