import type { InputOf } from '@linli/shared/contract'
import type { forumApi } from '@linli/shared/forum/api'
import { UnwantedLine } from '@linli/shared/forum/schema'
import { postRefusals } from '@linli/shared/forum/words'
import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import { auditItem } from '../audit'
import { type Context, reaching } from '../context'
import type { Key } from '../db'
import { deciding } from '../db-retry'
import { accountActor } from '../identity/account'
import { refused } from './move-post'
import { seen } from './seen'
import { openForum } from './settings'
import type { StoredPost } from './store'
import { actorsOf } from './views'

/** 不看: a post (`accountId` absent), or whatever this account says. */
const Entry = UnwantedLine.omit({ what: true }).extend({ accountId: Id.optional() })
/** Of one account in one community a single item, so that a page reads it with its posts. */
export const Unwanted = z.object({ entries: z.array(Entry), version: z.number().int() })
export type Unwanted = z.infer<typeof Unwanted>

export const accountUnwanted = (accountId: string) => `A#${accountId}#forum-unwanted`
export const unwantedKey = (accountId: string, communityId: string): Key => ({
  pk: accountUnwanted(accountId),
  sk: communityId,
})
/** Older ones have left the first pages long ago. */
const most = 200

export const isUnwanted = (unwanted: Unwanted | undefined, { postId, accountId }: StoredPost): boolean =>
  (unwanted?.entries ?? []).some(
    each => (each.accountId === undefined && each.postId === postId) || (each.accountId ?? '-') === accountId,
  )

/** For the caller alone; nobody is told. Throws forum.off, record.not_found, forum.refused. */
export async function unwant(
  ctx: Context,
  { communityId, postId, what, on }: InputOf<typeof forumApi.unwant>,
): Promise<{ on: boolean }> {
  const post = on ? await seen(ctx, { communityId, postId }) : await openForum(ctx, communityId).then(() => undefined)
  if (post && actorsOf(ctx, post).includes('author')) throw refused(postRefusals.ownUnwanted)
  const key = unwantedKey(accountActor(ctx).accountId, communityId)
  await deciding(async () => {
    const before = await ctx.db.get(key, Unwanted)
    const others = (before?.entries ?? []).filter(each => each.postId !== postId)
    const entries = [...others, ...(post ? [entryOf(post, what)] : [])].slice(-most)
    const put = { ...key, entries, version: (before?.version ?? 0) + 1 }
    const audit = auditItem(ctx, {
      communityId,
      action: 'forum.unwant',
      objectType: 'post',
      objectId: postId,
      summary: on ? '不看' : '重新看',
      technical: true,
    })
    const write = before ? { put, if: { version: before.version } } : { put, ifAbsent: true }
    await ctx.db.transact([write, audit], audit.put)
  })
  return { on }
}

/** A deleted account says nothing more: of its author the post alone is left. */
const entryOf = ({ postId, author, accountId, publishedAt, createdAt }: StoredPost, what: UnwantedLine['what']) => ({
  postId,
  author,
  at: publishedAt ?? createdAt,
  ...(what === 'author' && accountId && { accountId }),
})

/** The newest first, without a word of what was said. Throws forum.off. */
export async function unwanted(
  ctx: Context,
  { communityId }: { communityId: string },
): Promise<{ items: UnwantedLine[] }> {
  await openForum(ctx, communityId)
  const kept = await ctx.db.get(unwantedKey(accountActor(ctx).accountId, communityId), Unwanted)
  const lines = (kept?.entries ?? []).map(({ accountId, ...each }) => ({
    ...each,
    what: accountId ? ('author' as const) : ('post' as const),
  }))
  return { items: lines.toReversed() }
}

/** Of these accounts those that want to hear of what this one wrote. */
export async function whoWants(ctx: Context, post: StoredPost, accountIds: readonly string[]): Promise<string[]> {
  const wide = reaching(ctx, ...accountIds.map(accountId => `A#${accountId}#`))
  const keys = accountIds.map(accountId => unwantedKey(accountId, post.communityId))
  const kept = await wide.db.getMany(keys, Unwanted)
  return accountIds.filter((_, i) => !isUnwanted(kept[i], post))
}
