import { wordPk } from '@linli/functions/forum/index-words'
import { muteKey } from '@linli/functions/forum/mutes'
import { forumSettingsKey } from '@linli/functions/forum/settings'
import { accountMarks, accountPosts, placesOf, postItem, type StoredPost } from '@linli/functions/forum/store'
import { unwantedKey } from '@linli/functions/forum/unwanted'
import { derivedId } from '@linli/functions/secrets'
import { gramsOf } from '@linli/shared/forum/grams'

const at = '2026-11-05T02:00:00.000Z'
const text = '三号楼的电梯坏了，有人报修了吗'

export const postIdOf = (communityId: string, i: number) => derivedId('post', communityId, i)

/** How the i-th post stands: most in sight, some on each of the office's shelves, and every sixth a reply to the first. */
const standing = (i: number): Partial<StoredPost> => {
  const decision = { reason: 'advert' as const, at }
  switch (i % 6) {
    case 1:
      return { state: 'pending', check: { until: at, pictures: {}, why: 'unsure', since: at } }
    case 2:
      return { reportedAt: at }
    case 3:
      return { state: 'appealed', decision, appeal: { text: '不是广告', at } }
    case 4:
      return { state: 'taken_down', decision }
    default:
      return {}
  }
}

export function* postsOf(communityId: string, i: number): Generator<Record<string, unknown>> {
  const isReply = i % 6 === 5
  const post: StoredPost = {
    postId: postIdOf(communityId, i),
    communityId,
    kind: isReply ? 'reply' : 'chat',
    ...(isReply && { replyTo: postIdOf(communityId, 0) }),
    author: '3栋 王女士',
    from: '北京',
    text,
    ...(!isReply && { topic: '电梯' }),
    pictures: [],
    state: 'approved',
    round: 1,
    check: { until: at, pictures: {} },
    createdAt: at,
    publishedAt: at,
    version: 1,
    ...standing(i),
  }
  yield postItem(post)
  yield* placesOf(post)
}

/** Nobody says, follows, finds or is muted more often than this, however many rooms there are. */
const times = 20

export function forumItems(communityId: string, accountId: string): Record<string, unknown>[] {
  const settings = { on: true, topics: ['电梯'], version: 1 }
  const ids = Array.from({ length: times }, (_, i) => postIdOf(communityId, i * 6))
  return [
    { ...forumSettingsKey(communityId), ...settings },
    {
      ...unwantedKey(accountId, communityId),
      entries: ids.map((_, i) => ({ postId: derivedId('unwanted', communityId, i), author: '3栋 王女士', at })),
      version: 1,
    },
    ...ids.flatMap((sk, i) => [
      ...gramsOf(text).map(gram => ({ pk: wordPk(communityId, gram), sk: `${at}#${sk}` })),
      { pk: accountPosts(accountId), sk, communityId, at },
      { pk: accountMarks(accountId), sk: `follow#${sk}`, communityId },
      {
        ...muteKey(communityId, derivedId('muted', communityId, i)),
        accountId: derivedId('muted', communityId, i),
        author: '3栋 王女士',
        until: '2099-12-31T00:00:00.000Z',
        reason: '多次刷屏',
        by: '王经理',
        at,
      },
    ]),
  ]
}
