import { AppError } from '@linli/shared/errors'
import type { InputOf } from '@linli/shared/contract'
import type { forumDeskApi } from '@linli/shared/forum/desk-api'
import { type DeskPost, type DeskShelf, mostPins, Report } from '@linli/shared/forum/schema'
import { postRefusals, refusalNames } from '@linli/shared/forum/words'
import type * as z from 'zod'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { idOf, Pointer, pointers } from './lists'
import { movePost, refused } from './move-post'
import { findPosts } from './search'
import { needRelease } from './settings'
import { loadPost, marksOf, type OfPost, pinKey, postKey, shelfOf, StoredPost } from './store'
import { deskView } from './views'

type In<K extends keyof typeof forumDeskApi> = InputOf<(typeof forumDeskApi)[K]>

/** A shelf: what waits the longest first, what is published or down the newest first. Two reads; three of a search. */
export async function shelf(
  ctx: Context,
  { communityId, shelf: name, q, limit, cursor }: z.output<typeof forumDeskApi.shelf.input>,
): Promise<{ items: DeskPost[]; cursor?: string }> {
  needRelease(ctx)
  if (q !== undefined) return searchShelf(ctx, { communityId, shelf: name, q, limit, cursor })
  const newestFirst = name === 'published' || name === 'down'
  const asked = { ...shelfOf(communityId, name), schema: Pointer, only: pointers, newestFirst, limit, cursor }
  const { items, ...more } = await ctx.db.query(asked)
  const keys = items.map(each => postKey({ communityId, postId: idOf(each) }))
  const posts = (await ctx.db.getMany(keys, StoredPost)).filter(post => post !== undefined)
  return { items: await Promise.all(posts.map(post => deskView(ctx, post))), ...more }
}

/** What is published has its words in the search; nothing else has. */
async function searchShelf(
  ctx: Context,
  {
    shelf: name,
    ...asked
  }: { communityId: string; shelf: DeskShelf; q: string; limit: number; cursor: string | undefined },
): Promise<{ items: DeskPost[]; cursor?: string }> {
  if (name !== 'published')
    throw new AppError('request.invalid', { fields: [{ path: 'q', message: postRefusals.onlyPublished }] })
  const { found, ...more } = await findPosts(ctx, asked, async postIds => {
    const keys = postIds.map(postId => postKey({ communityId: asked.communityId, postId }))
    return (await ctx.db.getMany(keys, StoredPost)).flatMap(post => (post ? [{ post }] : []))
  })
  return { items: await Promise.all(found.map(({ post }) => deskView(ctx, post))), ...more }
}

const mostReports = 100

/** Throws forum.off, record.not_found. */
export async function show(ctx: Context, of: OfPost): Promise<DeskPost & { reports: Report[] }> {
  needRelease(ctx)
  const [post, reports] = await Promise.all([
    loadPost(ctx, of),
    queryAll(ctx.db, { ...marksOf(of, 'report'), schema: Report }, mostReports),
  ])
  return { ...(await deskView(ctx, post)), reports }
}

async function move(
  ctx: Context,
  of: OfPost,
  ...how: [Parameters<typeof movePost>[2], Parameters<typeof movePost>[3]?]
) {
  needRelease(ctx)
  return deskView(ctx, await movePost(ctx, of, ...how))
}

/** `round` is what was looked at: what the author changed meanwhile is not decided by it. */
export const decide = (ctx: Context, { round, allow, reason, note, ...of }: In<'decide'>) =>
  move(ctx, of, allow ? 'pass' : 'refuse', before => {
    if (before.round !== round) throw refused(postRefusals.stale)
    if (before.state !== 'pending') throw refused(postRefusals.decided(before.state))
    if (allow) return {}
    if (!reason) throw new AppError('request.invalid', { fields: [{ path: 'reason', message: postRefusals.noReason }] })
    return { set: { decision: { reason, ...(note && { note }), at: ctx.now() } }, summary: refusalNames[reason] }
  })

export const hide = (ctx: Context, { on, ...of }: In<'hide'>) =>
  on
    ? move(ctx, of, 'hide', () => ({ set: { hiddenAt: ctx.now() } }))
    : move(ctx, of, 'show', () => ({ remove: ['hiddenAt', 'reportedAt'] }))

export const takeDown = (ctx: Context, { reason, note, ...of }: In<'takeDown'>) =>
  move(ctx, of, 'take_down', () => ({
    set: { decision: { reason, ...(note && { note }), at: ctx.now() } },
    remove: ['reportedAt', 'hiddenAt'],
    summary: refusalNames[reason],
  }))

export const answerAppeal = (ctx: Context, { restore, text, ...of }: In<'answerAppeal'>) =>
  move(ctx, of, restore ? 'restore' : 'uphold', ({ appeal }) => ({
    ...(appeal && { set: { appeal: { ...appeal, answer: text } } }),
    ...(restore && { remove: ['decision', 'reportedAt'] }),
  }))

export const dismiss = (ctx: Context, of: In<'dismiss'>) => move(ctx, of, 'dismiss', () => ({ remove: ['reportedAt'] }))

export const pin = (ctx: Context, { on, ...of }: In<'pin'>) =>
  on
    ? move(ctx, of, 'pin', async () => {
        const places = Array.from({ length: mostPins }, (_, place) => pinKey(of.communityId, place))
        const pinPlace = (await ctx.db.getMany(places, Pointer)).indexOf(undefined)
        if (pinPlace < 0) throw refused(postRefusals.tooManyPins(mostPins))
        return { set: { pinnedAt: ctx.now(), pinPlace } }
      })
    : move(ctx, of, 'unpin', () => ({ remove: ['pinnedAt'] }))
