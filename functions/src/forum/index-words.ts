import { gramsOf } from '@linli/shared/forum/grams'
import * as z from 'zod'
import type { Context } from '../context'
import type { Key } from '../db'
import { type StoredPost, wordsKey } from './store'

/** Pairs of characters → the posts that have them, by when they were published. */
export const wordPk = (communityId: string, gram: string) => `C#${communityId}#forum-words#${gram}`

const Kept = z.object({ at: z.string(), grams: z.array(z.string()) })

/** What of a post is looked through. */
export const searched = ({ text, topic, group, found }: StoredPost): string =>
  [text, topic, group?.item, group?.pickUp, found?.where].filter(part => part !== undefined).join('\n')

/**
 * Brings a post's words in the search to how it stands: all of them while it is approved, none otherwise. A crash between
 * its writes leaves words that lead nowhere, and the next time finds them in the list of what was written. A search shows
 * no post by its words alone.
 */
export async function indexWords(ctx: Context, post: StoredPost): Promise<void> {
  const { communityId, postId, publishedAt = '', state } = post
  const key = wordsKey(post)
  const before = await ctx.db.get(key, Kept)
  const wanted = state === 'approved' ? gramsOf(searched(post)) : []
  const known = before?.at === publishedAt ? new Set(before.grams) : new Set<string>()
  const [stay, fresh] = [new Set(wanted), wanted.filter(gram => !known.has(gram))]
  const at = (gram: string, time: string): Key => ({ pk: wordPk(communityId, gram), sk: `${time}#${postId}` })
  const gone = before ? before.grams.filter(gram => before.at !== publishedAt || !stay.has(gram)) : []
  if (before && fresh.length === 0 && gone.length === 0) return
  const all = [...new Set([...(before?.grams ?? []), ...wanted])]
  await ctx.db.writeMany([{ put: { ...key, at: before?.at ?? publishedAt, grams: all } }])
  await ctx.db.writeMany([
    ...gone.map(gram => ({ delete: at(gram, before?.at ?? '') })),
    ...fresh.map(gram => ({ put: at(gram, publishedAt) })),
  ])
  await ctx.db.writeMany([{ put: { ...key, at: publishedAt, grams: wanted } }])
}
