import { CommunityId } from '@linli/shared/ids'
import { Key } from '../db'
import { communityContext, type Context, type Deps, makeContext } from '../context'
import { errorName } from '../log'
import { queryAll } from '../query-all'
import { forgetPost } from './forget-post'
import { judge } from './judge'
import { movePost } from './move-post'
import { clockShards, dueOf, postKey, StoredPost } from './store'

const atOnce = 200

/**
 * What the clock does: an hour without a verdict brings a person; what was hidden and not decided is shown again; what nobody
 * sees any more goes when it was kept long enough.
 */
export async function runForumClock(deps: Deps): Promise<void> {
  for (const shard of clockShards) {
    const ctx = makeContext(deps, { kind: 'system' }, [shard])
    const between: [string, string] = ['0', `${ctx.now()}#~`]
    for (const { pk, sk } of await queryAll(ctx.db, { index: 'gs3', pk: shard, between, schema: Key }, atOnce)) {
      const communityId = CommunityId.parse(pk.slice(2, 8))
      try {
        await tend(communityContext(deps, communityId), { communityId, postId: sk })
      } catch (error) {
        deps.log.warn('forum.clock_failed', { postId: sk, error: errorName(error) })
      }
    }
  }
}

async function tend(ctx: Context, of: { communityId: string; postId: string }): Promise<void> {
  const post = await ctx.db.get(postKey(of), StoredPost)
  const due = post && dueOf(post)
  if (!due || due > ctx.now()) return
  if (post.state === 'pending') await judge(ctx, of, post.round, { why: 'no_verdict' })
  else if (post.state === 'hidden') await movePost(ctx, of, 'show', () => ({ remove: ['hiddenAt'] }))
  else await forgetPost(ctx, post)
}
