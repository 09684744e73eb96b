import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { forumDeskApi } from '@linli/shared/forum/desk-api'
import { Mute } from '@linli/shared/forum/schema'
import { postRefusals } from '@linli/shared/forum/words'
import { addMinutes, formatDateTime } from '@linli/shared/time'
import { auditItem } from '../audit'
import type { Context } from '../context'
import type { Key } from '../db'
import type { Write } from '../db-write'
import { idempotencyItems } from '../idempotency'
import { accountActor } from '../identity/account'
import { staffActor } from '../identity/staff'
import type { MessageFacts } from '../messages/facts'
import { messageItems } from '../messages/message-item'
import { isOn, loadForumSettings, needRelease } from './settings'
import { loadPost } from './store'

export const mutesPk = (communityId: string) => `C#${communityId}#forum-mutes`
export const muteKey = (communityId: string, accountId: string): Key => ({ pk: mutesPk(communityId), sk: accountId })

/**
 * That this account may speak now: what has to hold in the transaction of what it says, so that a mute of the same
 * instant stops it. Throws forum.muted.
 */
export async function notMuted(ctx: Context, communityId: string, accountId: string): Promise<Write> {
  const mute = await keptMute(ctx, communityId, accountId)
  if (mute && mute.until > ctx.now())
    throw new AppError('forum.muted', { message: postRefusals.muted(formatDateTime(mute.until), mute.reason) })
  return { check: muteKey(communityId, accountId), if: { until: mute?.until } }
}

const keptMute = (ctx: Context, communityId: string, accountId: string): Promise<Mute | undefined> =>
  ctx.db.get(muteKey(communityId, accountId), Mute)

/** Whether there is a forum here, what is talked about, and whether the caller may speak. */
export async function face(ctx: Context, { communityId }: { communityId: string }) {
  const settings = await loadForumSettings(ctx, communityId)
  if (!isOn(ctx, settings)) return { on: false, topics: [] }
  const mute = await keptMute(ctx, communityId, accountActor(ctx).accountId)
  return { on: true, topics: settings.topics, ...(mute && mute.until > ctx.now() && { muted: mute }) }
}

/** They are told until when and why. The newest word counts: muted again it is longer or shorter. Throws forum.off, record.not_found. */
export async function mute(
  ctx: Context,
  { communityId, postId, days, reason }: InputOf<typeof forumDeskApi.mute>,
): Promise<Mute> {
  needRelease(ctx)
  const { accountId, author, replyTo } = await loadPost(ctx, { communityId, postId })
  if (accountId === undefined) throw new AppError('record.not_found')
  const at = ctx.now()
  const until = addMinutes(at, days * 1_440)
  const made: Mute = { accountId, author, until, reason, by: staffActor(ctx).name, at }
  const audit = muteAudit(ctx, communityId, accountId, `禁言 ${days} 天：${reason}`)
  const put = { ...muteKey(communityId, accountId), ...made }
  const about = { postId: replyTo ?? postId, event: 'mute' as const, until, note: reason }
  const news = muteNews(ctx, communityId, accountId, about)
  await ctx.db.transact([{ put }, ...news, audit, ...idempotencyItems(ctx, made)], audit.put)
  return made
}

export async function unmute(ctx: Context, { communityId, accountId }: { communityId: string; accountId: string }) {
  needRelease(ctx)
  const key = muteKey(communityId, accountId)
  const kept = await keptMute(ctx, communityId, accountId)
  const audit = muteAudit(ctx, communityId, accountId, '解除禁言')
  const news = kept && kept.until > ctx.now() ? muteNews(ctx, communityId, accountId, { event: 'unmute' }) : []
  await ctx.db.transact([{ delete: key }, ...news, audit], audit.put)
  return {}
}

type MuteFacts = Omit<Extract<MessageFacts, { kind: 'post_decided' }>, 'kind' | 'communityId'>
const muteNews = (ctx: Context, communityId: string, accountId: string, about: MuteFacts): Write[] =>
  messageItems(ctx, {
    communityId,
    key: `mute#${accountId}#${ctx.now()}`,
    accountIds: [accountId],
    facts: { kind: 'post_decided', communityId, ...about },
  })

export async function mutes(
  ctx: Context,
  { communityId, limit, cursor }: { communityId: string; limit: number; cursor?: string | undefined },
): Promise<{ items: Mute[]; cursor?: string }> {
  needRelease(ctx)
  const found = await ctx.db.query({ pk: mutesPk(communityId), schema: Mute, limit, cursor })
  return { ...found, items: found.items.filter(({ until }) => until > ctx.now()) }
}

const muteAudit = (ctx: Context, communityId: string, accountId: string, summary: string) =>
  auditItem(ctx, { communityId, action: 'forum.mute', objectType: 'account', objectId: accountId, summary })
