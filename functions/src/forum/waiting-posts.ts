import { DeskShelf } from '@linli/shared/forum/schema'
import * as z from 'zod'
import type { Context } from '../context'
import { pointers } from './lists'
import { isReleased } from './settings'
import { waitingPk } from './store'

const Waiting = z.object({
  sk: z.string().transform(sk => {
    const [shelf, at = ''] = sk.split('#')
    return { shelf: DeskShelf.parse(shelf), at }
  }),
})
/** A community has some tens waiting. */
const most = 300

const kinds = { review: 'posts_to_review', reported: 'reported_posts', appeals: 'post_appeals' } as const

/** What of the forum waits for a person, and since when: one read for all of it. */
export async function waitingPosts(ctx: Context, communityId: string) {
  if (!isReleased(ctx)) return []
  const asked = { pk: waitingPk(communityId), schema: Waiting, only: pointers, limit: most }
  const { items } = await ctx.db.query(asked)
  return (['review', 'reported', 'appeals'] as const).map(shelf => {
    const [oldest, ...others] = items.filter(({ sk }) => sk.shelf === shelf)
    return { kind: kinds[shelf], count: oldest ? 1 + others.length : 0, ...(oldest && { oldest: oldest.sk.at }) }
  })
}
