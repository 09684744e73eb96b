import type { SaidKind } from '@linli/shared/forum/schema'
import { communityContext, type Deps, makeContext } from '../src/context'
import { indexWords } from '../src/forum/index-words'
import { forumSettingsKey } from '../src/forum/settings'
import { clockOwner, placesOf, postItem, type StoredPost } from '../src/forum/store'

/** What was said in a community long ago, in every state that stays: pinned, answered, reported, waiting, taken down, appealed. */
export async function forumPast(deps: Deps, communityId: string): Promise<void> {
  const ctx = makeContext(deps, { kind: 'system' }, [`C#${communityId}#`, clockOwner])
  const at = ctx.now()
  const decision = { reason: 'advert' as const, at }
  const post = (kind: SaidKind, text: string, more: Partial<StoredPost> = {}): StoredPost => ({
    postId: ctx.newId(),
    communityId,
    kind,
    author: '3栋 王女士',
    from: '北京',
    text,
    pictures: [],
    state: 'approved',
    round: 1,
    check: { until: at, text: 'pass', pictures: {} },
    createdAt: at,
    publishedAt: at,
    version: 2,
    ...more,
  })
  const pinned = post('chat', '地库的灯坏了', { topic: '停车', pinnedAt: at, pinPlace: 1 })
  const waiting = { until: at, pictures: {}, why: 'unsure' as const, since: at }
  const posts = [
    pinned,
    post('reply', '已经报修', { replyTo: pinned.postId, reportedAt: at }),
    post('chat', '等人看的', { state: 'pending', check: waiting }),
    post('chat', '下架的', { state: 'taken_down', decision, endedAt: at }),
    post('chat', '申诉的', { state: 'appealed', decision, appeal: { text: '不是广告', at } }),
    post('chat', '注销的', { state: 'deleted', endedAt: at }),
  ]
  const settings = { ...forumSettingsKey(communityId), on: true, topics: ['停车'], version: 1 }
  await ctx.db.writeMany([
    { put: settings },
    ...posts.flatMap(each => [postItem(each), ...placesOf(each)]).map(put => ({ put })),
  ])
  await indexWords(communityContext(deps, communityId), pinned)
}
