import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { type Context, reaching } from '../context'
import { accountActor } from '../identity/account'
import { queryAll } from '../query-all'
import { accountPosts, postKey, StoredPost } from './store'

const Pointer = z.object({ sk: Id, communityId: CommunityId })
const mostShown = 200

/** What of it its author takes along. */
export type SaidLine = Pick<StoredPost, 'createdAt' | 'kind' | 'state' | 'from' | 'text'>

/** What the calling account said in any forum: the newest 200. For who takes their data along. */
export async function postsWritten(ctx: Context): Promise<SaidLine[]> {
  const pk = accountPosts(accountActor(ctx).accountId)
  const found = await queryAll(ctx.db, { pk, schema: Pointer, newestFirst: true }, mostShown)
  const wide = reaching(ctx, ...new Set(found.map(({ communityId }) => `C#${communityId}#`)))
  const keys = found.map(({ communityId, sk }) => postKey({ communityId, postId: sk }))
  const posts = await wide.db.getMany(keys, StoredPost)
  return posts.flatMap(post => (post && post.state !== 'deleted' ? [post] : []))
}
