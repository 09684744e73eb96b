import { AppError } from '@linli/shared/errors'
import type { InputOf } from '@linli/shared/contract'
import type { forumDeskApi } from '@linli/shared/forum/desk-api'
import { type DeskPost, type DeskShelf, mostPins, Report } from '@linli/shared/forum/schema'
import { postRefusals, refusalNames } from '@linli/shared/forum/words'
import type { Context } from '../context'
import { queryAll } from '../query-all'
import { idOf, Pointer, pointers } from './lists'
import { movePost, refused } from './move-post'
import { listPk, loadPost, marksOf, type OfPost, postKey, shelfPk, StoredPost } from './store'
import { deskView } from './views'

type In<K extends keyof typeof forumDeskApi> = InputOf<(typeof forumDeskApi)[K]>

/** A shelf: what waits the longest first, what is published or down the newest first. Two reads. */
export async function shelf(
  ctx: Context,
  asked: { communityId: string; shelf: DeskShelf; limit: number; cursor?: string | undefined },
): Promise<{ items: DeskPost[]; cursor?: string }> {
  const { communityId, shelf: name, limit, cursor } = asked
  const newestFirst = name === 'published' || name === 'down'
  const pk = shelfPk(communityId, name)
  const { items, ...more } = await ctx.db.query({ pk, schema: Pointer, only: pointers, newestFirst, limit, cursor })
  const keys = items.map(each => postKey({ communityId, postId: idOf(each) }))
  const posts = (await ctx.db.getMany(keys, StoredPost)).filter(post => post !== undefined)
  return { items: await Promise.all(posts.map(post => deskView(ctx, post))), ...more }
}

const mostReports = 100

/** Throws record.not_found. */
export async function show(ctx: Context, of: OfPost): Promise<DeskPost & { reports: Report[] }> {
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
        const pinned = { pk: listPk(of.communityId, 'all'), begins: '~', schema: Pointer, limit: mostPins }
        const { items } = await ctx.db.query(pinned)
        if (items.length >= mostPins) throw refused(postRefusals.tooManyPins(mostPins))
        return { set: { pinnedAt: ctx.now() } }
      })
    : move(ctx, of, 'unpin', () => ({ remove: ['pinnedAt'] }))
