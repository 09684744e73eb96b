import { AppError } from '@linli/shared/errors'
import { excerptOf } from '@linli/shared/forum/excerpt'
import { ForumSettings, type Post, type PostKind } from '@linli/shared/forum/schema'
import * as z from 'zod'
import type { Context } from '../context'
import { AnyItem, projection } from '../db'
import { accountActor } from '../identity/account'
import { forumSettingsKey, isOn, untouched } from './settings'
import {
  accountMarks,
  accountPosts,
  countsKey,
  listPk,
  markKey,
  type OfPost,
  postKey,
  repliesPk,
  StoredPost,
} from './store'
import { isUnwanted, Unwanted, unwantedKey } from './unwanted'
import { type Beside, isVisible, postView } from './views'

type Page = { limit: number; cursor?: string | undefined }
type Listed = { items: Post[]; cursor?: string }

export const Counts = z.object({ likes: z.number().int(), replies: z.number().int(), version: z.number().int() })
/** Every pointer ends with the id of its post. */
export const Pointer = z.object({ sk: z.string() })
export const pointers = projection({})
export const idOf = ({ sk }: z.output<typeof Pointer>): string => sk.slice(-26)

const listPictures = 3

export type Read = { post: StoredPost; beside: Beside }

/**
 * Posts as they are now with what the reader did to them, without what they do not want to see, the topics, and whether
 * there is a forum here at all: one consistent read of at most 100 items. `open` is asked for by itself. Throws forum.off.
 */
export async function readPosts(
  ctx: Context,
  communityId: string,
  postIds: readonly string[],
  open?: string,
): Promise<{ read: Read[]; topics: string[] }> {
  const { accountId } = accountActor(ctx)
  const ofEach = (postId: string) => {
    const of = { communityId, postId }
    return [postKey(of), countsKey(of), markKey(of, 'like', accountId)]
  }
  const keys = [
    forumSettingsKey(communityId),
    unwantedKey(accountId, communityId),
    ...postIds.flatMap(ofEach),
    ...(open ? [markKey({ communityId, postId: open }, 'follow', accountId)] : []),
  ]
  const [item, kept, ...found] = await ctx.db.getMany(keys, AnyItem)
  const settings = item === undefined ? untouched : ForumSettings.parse(item)
  if (!isOn(ctx, settings)) throw new AppError('forum.off')
  const unwanted = Unwanted.optional().parse(kept)
  const read = postIds.flatMap((postId, i) => {
    const post = StoredPost.optional().parse(found[3 * i])
    if (!post || (postId !== open && isUnwanted(unwanted, post))) return []
    const counts = Counts.optional().parse(found[3 * i + 1])
    const { likes = 0, replies = 0 } = counts ?? {}
    const liked = found[3 * i + 2] !== undefined
    return [{ post, beside: { likes, replies, liked, followed: postId === open && found.at(-1) !== undefined } }]
  })
  return { read, topics: settings.topics }
}

/** What a page of pointers leads to, of that what the reader may see: two reads. */
async function pointed(
  ctx: Context,
  communityId: string,
  asked: Page & { pk: string; begins?: string },
  newestFirst = true,
): Promise<{ read: Read[]; topics: string[]; cursor?: string }> {
  const { items, ...more } = await ctx.db.query({ ...asked, schema: Pointer, only: pointers, newestFirst })
  const { read, topics } = await readPosts(ctx, communityId, items.map(idOf))
  return { ...more, topics, read: read.filter(({ post }) => post.communityId === communityId && isVisible(ctx, post)) }
}

/** As a list carries them: the beginning of what was said. One's own reply that waits is read in the list, whole. */
const shown = (ctx: Context, read: readonly Read[]): Promise<Post[]> =>
  Promise.all(
    read.map(async ({ post, beside }) => {
      const view = await postView(ctx, post, beside, listPictures)
      return post.replyTo && post.state !== 'approved' ? view : { ...view, text: excerptOf(view.text) }
    }),
  )

type OfHome = Page & { communityId: string }

export async function list(
  ctx: Context,
  { communityId, kind, topic, ...page }: OfHome & { kind?: PostKind | undefined; topic?: string | undefined },
): Promise<Listed & { topics: string[] }> {
  const name = topic !== undefined ? `topic#${topic}` : kind ? `kind#${kind}` : 'all'
  const { read, ...more } = await pointed(ctx, communityId, { pk: listPk(communityId, name), ...page })
  return { items: await shown(ctx, read), ...more }
}

/** What the caller wrote in this community, in every state but deleted. */
export async function mine(ctx: Context, { communityId, ...page }: OfHome): Promise<Listed> {
  const pk = accountPosts(accountActor(ctx).accountId)
  const { read, topics: _topics, ...more } = await pointed(ctx, communityId, { pk, ...page })
  return { items: await shown(ctx, read), ...more }
}

export async function followed(ctx: Context, { communityId, ...page }: OfHome): Promise<Listed> {
  const pk = accountMarks(accountActor(ctx).accountId)
  const { read, topics: _topics, ...more } = await pointed(ctx, communityId, { pk, begins: 'follow#', ...page })
  const items = await shown(ctx, read)
  return { items: items.map(item => ({ ...item, followed: true })), ...more }
}

/** One with its replies, whoever replied first first. Throws record.not_found. */
export async function get(
  ctx: Context,
  { communityId, postId, limit, cursor }: OfPost & Page,
): Promise<Listed & { post: Post }> {
  const asked = { pk: repliesPk(communityId, postId), limit, cursor }
  const { items, ...more } = await ctx.db.query({ ...asked, schema: Pointer, only: pointers })
  const { read } = await readPosts(ctx, communityId, [postId, ...items.map(idOf)], postId)
  const [one, ...replies] = read
  const isThere = one?.post.postId === postId && isVisible(ctx, one.post)
  if (!isThere || one.post.replyTo) throw new AppError('record.not_found')
  const visible = replies.filter(({ post }) => isVisible(ctx, post))
  return {
    post: await postView(ctx, one.post, one.beside),
    items: await Promise.all(visible.map(({ post, beside }) => postView(ctx, post, beside))),
    ...more,
  }
}

export { shown as shownInLists }
