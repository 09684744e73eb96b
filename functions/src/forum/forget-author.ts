import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { Key } from '../db'
import { auditItem } from '../audit'
import { type Deps, makeContext } from '../context'
import { deciding } from '../db-retry'
import { deletedAccountName } from '../identity/deleted-account'
import { outboxItem } from '../outbox'
import { queryAll } from '../query-all'
import { muteKey } from './mutes'
import {
  accountMarks,
  accountPosts,
  accountSaid,
  clockOwner,
  type Mark,
  markKey,
  postKey,
  postWrites,
  StoredPost,
} from './store'
import { accountUnwanted } from './unwanted'

export const ForgetAuthorBody = z.object({ accountId: Id })

const Written = z.object({ sk: Id, communityId: CommunityId })
const markNames = z.enum(['like', 'follow', 'report'])
const Marked = z.object({
  sk: z.string().transform(sk => ({ mark: markNames.parse(sk.split('#')[0]), postId: sk.slice(-26) })),
  communityId: CommunityId,
})
const most = 10_000

/**
 * An account is deleted (个人信息保护法 47): what it said stays without a name, a home or a province; what it liked,
 * followed and reported goes. Safe to run twice.
 */
export async function forgetAuthor(deps: Deps, { accountId }: z.output<typeof ForgetAuthorBody>): Promise<void> {
  const own = makeContext(deps, { kind: 'system' }, [`A#${accountId}#`])
  for (const { sk, communityId } of await queryAll(own.db, { pk: accountPosts(accountId), schema: Written }, most))
    await forgetIn(deps, accountId, { communityId, postId: sk })
  for (const { sk, communityId } of await queryAll(own.db, { pk: accountMarks(accountId), schema: Marked }, most))
    await unmark(deps, accountId, { communityId, postId: sk.postId }, sk.mark)
  for (const pk of [accountUnwanted(accountId), accountSaid(accountId)]) {
    const kept = await queryAll(own.db, { pk, schema: Key }, most)
    await own.db.writeMany(kept.map(key => ({ delete: key })))
  }
}

const contextOf = (deps: Deps, accountId: string, communityId: string) =>
  makeContext(deps, { kind: 'system' }, [`C#${communityId}#`, `A#${accountId}#`, clockOwner])

function forgetIn(deps: Deps, accountId: string, of: { communityId: string; postId: string }): Promise<void> {
  const ctx = contextOf(deps, accountId, of.communityId)
  return deciding(async () => {
    const post = await ctx.db.get(postKey(of), StoredPost)
    const { accountId: _account, roomId: _room, roomCode: _code, ...rest } = post ?? {}
    const audit = auditItem(ctx, {
      communityId: of.communityId,
      action: 'forum.forget',
      objectType: 'post',
      objectId: of.postId,
      summary: '账号已注销，替换作者',
    })
    const left = post && StoredPost.parse({ ...rest, author: deletedAccountName, from: '', version: post.version + 1 })
    await ctx.db.transact(
      [
        ...(left ? postWrites(left, post) : []),
        { delete: { pk: accountPosts(accountId), sk: of.postId } },
        { delete: muteKey(of.communityId, accountId) },
        audit,
      ],
      audit.put,
    )
  })
}

async function unmark(
  deps: Deps,
  accountId: string,
  of: { communityId: string; postId: string },
  mark: Mark,
): Promise<void> {
  const ctx = contextOf(deps, accountId, of.communityId)
  const audit = auditItem(ctx, {
    communityId: of.communityId,
    action: 'forum.forget',
    objectType: 'post',
    objectId: of.postId,
    summary: '账号已注销，删除赞、关注和举报',
    technical: true,
  })
  await ctx.db.transact(
    [
      { delete: markKey(of, mark, accountId) },
      { delete: { pk: accountMarks(accountId), sk: `${mark}#${of.postId}` } },
      ...(mark === 'like' ? [outboxItem(ctx, 'jobs', { type: 'forum.count', ...of })] : []),
      audit,
    ],
    audit.put,
  )
}
