import { ForumSettings } from '@linli/shared/forum/schema'
import { gramsOf } from '@linli/shared/forum/grams'
import type * as z from 'zod'
import type { Item } from '../db'
import { type Part, part, partition } from '../exports/part'
import { goAlong } from '../files/carry-media'
import { searched, wordPk } from './index-words'
import { forumSettingsKey, loadForumSettings } from './settings'
import { clockOwner, placesOf, postItem, postsPk, StoredPost, wordsKey } from './store'

/** Accounts stay behind, and with them likes and follows; what is still being looked at is looked at by a person there. */
const CarriedPost = StoredPost.omit({ accountId: true })

const postsPart = part({
  name: 'posts',
  record: CarriedPost,
  clock: clockOwner,
  async *read(source) {
    for await (const items of partition(source, { pk: postsPk(source.communityId) })) {
      const records = []
      for (const item of items) {
        const { accountId: _account, ...post } = StoredPost.parse(item)
        records.push({ ...post, pictures: await goAlong(source, post.pictures) })
      }
      yield records
    }
  },
  items: (_, records) =>
    records.flatMap(record => {
      const { state, check, createdAt } = record
      const waits = state === 'pending' && check.why === undefined
      const post = waits ? { ...record, check: { ...check, why: 'no_checker' as const, since: createdAt } } : record
      return [postItem(post), ...placesOf(post), ...wordsOf(post)]
    }),
})

/** Its words in the search, as `indexWords` writes them. */
function wordsOf(post: StoredPost): Item[] {
  const { communityId, postId, publishedAt = '', state, replyTo } = post
  if (state !== 'approved' || replyTo) return []
  const grams = gramsOf(searched(post))
  const at = grams.map(gram => ({ pk: wordPk(communityId, gram), sk: `${publishedAt}#${postId}` }))
  return [{ ...wordsKey(post), at: publishedAt, grams }, ...at]
}

const settingsPart = part({
  name: 'forum-settings',
  record: ForumSettings,
  async *read({ ctx, communityId }) {
    const settings = await loadForumSettings(ctx, communityId)
    if (settings.version > 0) yield [settings]
  },
  items: ({ communityId }, records: z.output<typeof ForumSettings>[]) =>
    records.map(settings => ({ ...forumSettingsKey(communityId), ...settings })),
})

export const forumParts: readonly Part[] = [postsPart, settingsPart]
