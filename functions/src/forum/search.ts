import { AppError } from '@linli/shared/errors'
import { isAnswer, type Query, queryOf } from '@linli/shared/forum/grams'
import type { Post } from '@linli/shared/forum/schema'
import { postRefusals } from '@linli/shared/forum/words'
import type { Context } from '../context'
import { searched, wordPk } from './index-words'
import { idOf, Pointer, pointers, readPosts, shownInLists } from './lists'
import type { StoredPost } from './store'

/** Less than a megabyte of pointers, so that it is one request. */
const mostPointers = 5_000
/** Posts looked at for one page: with a reader's likes and counts, the settings and what is not wanted, one read of 100 items. */
const mostLookedAt = 32

type Asked = { communityId: string; q: string; limit: number; cursor?: string | undefined }

/**
 * Posts that have all of what was typed, the newest first: at most two reads of pointers, one for each of two pairs of
 * characters, and one of the posts that stand under both, which decides by their words and state as they are now.
 */
export async function search(ctx: Context, asked: Asked): Promise<{ items: Post[]; cursor?: string }> {
  const { found, ...more } = await findPosts(
    ctx,
    asked,
    async postIds => (await readPosts(ctx, asked.communityId, postIds)).read,
  )
  return { items: await shownInLists(ctx, found), ...more }
}

/** The same for whoever reads them another way. Throws request.invalid. */
export async function findPosts<T extends { post: StoredPost }>(
  ctx: Context,
  { communityId, q, limit, cursor }: Asked,
  readEach: (postIds: string[]) => Promise<T[]>,
): Promise<{ found: T[]; cursor?: string }> {
  const query = queryOf(q)
  if (!query) throw new AppError('request.invalid', { fields: [{ path: 'q', message: postRefusals.shortQuery }] })
  const before = cursor === undefined ? undefined : opened(ctx, communityId, cursor)
  const { met, floor } = await metPointers(ctx, communityId, query, before)
  const looked = met.slice(0, mostLookedAt)
  const read = await readEach(looked.map(sk => idOf({ sk })))
  const fits = read.filter(({ post }) => post.state === 'approved' && isAnswer(query, searched(post)))
  const shown = fits.slice(0, limit)
  const last = shown.length < fits.length ? lastOf(looked, shown.at(-1)?.post.postId) : looked.at(-1)
  const isMore = shown.length < fits.length || looked.length < met.length
  const next = isMore ? last : floor
  return {
    found: shown,
    ...(next !== undefined && { cursor: sealed(ctx, communityId, next) }),
  }
}

const lastOf = (looked: readonly string[], postId: string | undefined) =>
  looked.find(sk => postId !== undefined && sk.endsWith(postId))

/**
 * Where both pairs stand, newest first. The list that reaches back the farthest is gone through; another says no only as far
 * back as it was read, and what neither knows is decided by the posts' own words. `floor`: how far back it was looked, when
 * there is more.
 */
async function metPointers(
  ctx: Context,
  communityId: string,
  { grams }: Query,
  before: string | undefined,
): Promise<{ met: string[]; floor: string | undefined }> {
  const between: [string, string] | undefined = before === undefined ? undefined : ['0', before]
  const limit = grams.length === 1 ? mostLookedAt + 1 : mostPointers
  const lists = await Promise.all(
    grams.map(async gram => {
      const asked = { pk: wordPk(communityId, gram), schema: Pointer, only: pointers, newestFirst: true, limit }
      const { items, cursor } = await ctx.db.query({ ...asked, ...(between && { between }) })
      const all = items.map(({ sk }) => sk)
      return { all, has: new Set(all), floor: cursor === undefined ? '' : (all.at(-1) ?? '') }
    }),
  )
  const [widest, ...others] = lists.sort((a, b) => (a.floor < b.floor ? -1 : 1))
  if (!widest) return { met: [], floor: undefined }
  const met = widest.all.filter(sk => sk !== before && others.every(({ has, floor }) => sk < floor || has.has(sk)))
  return { met, floor: widest.floor || undefined }
}

/** Signed like every cursor, for this community alone. */
function sealed({ deps }: Context, communityId: string, sk: string): string {
  const body = Buffer.from(sk).toString('base64url')
  return `${body}.${deps.secrets.sign(`forum-search|${communityId}|${body}`)}`
}

function opened({ deps }: Context, communityId: string, cursor: string): string {
  const [body = '', signature = ''] = cursor.split('.')
  if (!deps.secrets.verify(`forum-search|${communityId}|${body}`, signature))
    throw new AppError('request.invalid', { fields: [{ path: 'cursor', message: '请从第一页开始' }] })
  return Buffer.from(body, 'base64url').toString()
}
