import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { forumDeskApi } from '@linli/shared/forum/desk-api'
import { Mute } from '@linli/shared/forum/schema'
import { addMinutes } from '@linli/shared/time'
import { auditItem } from '../audit'
import type { Context } from '../context'
import type { Key } from '../db'
import { idempotencyItems } from '../idempotency'
import { staffActor } from '../identity/staff'
import { needRelease } from './settings'
import { loadPost } from './store'

export const mutesPk = (communityId: string) => `C#${communityId}#forum-mutes`
export const muteKey = (communityId: string, accountId: string): Key => ({ pk: mutesPk(communityId), sk: accountId })

/** Whether this account may not speak now. */
export async function activeMute(ctx: Context, communityId: string, accountId: string): Promise<Mute | undefined> {
  const mute = await ctx.db.get(muteKey(communityId, accountId), Mute)
  return mute && mute.until > ctx.now() ? mute : undefined
}

/** The newest word counts: muted again it is longer or shorter. Throws forum.off, record.not_found. */
export async function mute(
  ctx: Context,
  { communityId, postId, days, reason }: InputOf<typeof forumDeskApi.mute>,
): Promise<Mute> {
  needRelease(ctx)
  const { accountId, author } = await loadPost(ctx, { communityId, postId })
  if (accountId === undefined) throw new AppError('record.not_found')
  const at = ctx.now()
  const until = addMinutes(at, days * 1_440)
  const made: Mute = { accountId, author, until, reason, by: staffActor(ctx).name, at }
  const audit = muteAudit(ctx, communityId, accountId, `禁言 ${days} 天：${reason}`)
  const put = { ...muteKey(communityId, accountId), ...made }
  await ctx.db.transact([{ put }, audit, ...idempotencyItems(ctx, made)], audit.put)
  return made
}

export async function unmute(ctx: Context, { communityId, accountId }: { communityId: string; accountId: string }) {
  needRelease(ctx)
  const audit = muteAudit(ctx, communityId, accountId, '解除禁言')
  await ctx.db.transact([{ delete: muteKey(communityId, accountId) }, audit], audit.put)
  return {}
}

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
