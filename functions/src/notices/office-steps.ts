import type { noticesApi } from '@linli/shared/notices/api'
import type { NoticeDetail, NoticeEvent, OfficeNotice } from '@linli/shared/notices/schema'
import type { InputOf } from '@linli/shared/contract'
import type * as z from 'zod'
import type { Context } from '../context'
import { staffActor } from '../identity/staff'
import { moveNotice } from './move-notice'
import { figuresOf } from './receipts'
import { loadNotice, noticesIn, noticesPk, type OfNotice, StoredNotice } from './store'
import { tellItems } from './tell'
import { detailView, officeView } from './views'

type In<K extends keyof typeof noticesApi> = InputOf<(typeof noticesApi)[K]>

/** Some years of a community's. */
const lookedThrough = 100

/**
 * The office's list: all of them, or those in one state. Of one category, or with these words in the title: what a page of
 * the newest hundred has of them, and a cursor to look on from.
 */
export async function listNotices(
  ctx: Context,
  { communityId, state, category, q, limit, cursor }: z.output<typeof noticesApi.list.input>,
): Promise<{ items: OfficeNotice[]; cursor?: string }> {
  const isSought = category !== undefined || q !== undefined
  const found = await ctx.db.query({
    ...(state ? { index: 'gs1' as const, pk: noticesIn(communityId, state) } : { pk: noticesPk(communityId) }),
    schema: StoredNotice,
    newestFirst: true,
    limit: isSought ? lookedThrough : limit,
    cursor,
  })
  const asked = q?.toLowerCase() ?? ''
  const fits = (each: StoredNotice) =>
    (category === undefined || each.category === category) && each.title.toLowerCase().includes(asked)
  return { ...found, items: found.items.filter(fits).map(officeView) }
}

/** Throws record.not_found. */
export async function getNotice(ctx: Context, of: OfNotice): Promise<NoticeDetail> {
  const [notice, figures] = await Promise.all([loadNotice(ctx, of), figuresOf(ctx, of)])
  return detailView(ctx, notice, figures)
}

async function move(ctx: Context, of: OfNotice, event: NoticeEvent, how?: Parameters<typeof moveNotice>[3]) {
  const [notice, figures] = await Promise.all([moveNotice(ctx, of, event, how), figuresOf(ctx, of)])
  return detailView(ctx, notice, figures)
}

export const publish = (ctx: Context, { version, ...of }: In<'publish'>) =>
  move(ctx, of, 'publish', {
    version,
    make: async before => ({
      set: { publishedAt: ctx.now(), publishedBy: staffActor(ctx).name },
      remove: 'startsAt',
      further: await tellItems(ctx, before, 'published'),
    }),
  })

/** The clock publishes it, in the name of who said so. */
export const schedule = (ctx: Context, { at, version, ...of }: In<'schedule'>) =>
  move(ctx, of, 'schedule', { version, at, make: () => ({ set: { startsAt: at, publishedBy: staffActor(ctx).name } }) })

export const unschedule = (ctx: Context, of: In<'unschedule'>) =>
  move(ctx, of, 'unschedule', { make: () => ({ remove: 'startsAt' }) })

export const pin = (ctx: Context, { pinned, ...of }: In<'pin'>) =>
  move(ctx, of, pinned ? 'pin' : 'unpin', { make: () => ({ set: { pinned } }) })

export const withdraw = (ctx: Context, { reason, ...of }: In<'withdraw'>) =>
  move(ctx, of, 'withdraw', { make: () => ({ set: { withdrawnFor: reason }, remove: 'startsAt' }) })

/** Whoever has not read it is told once more; of an emergency, whoever has not confirmed it. */
export const remind = (ctx: Context, of: In<'remind'>) =>
  move(ctx, of, 'remind', {
    make: async before => ({ set: { remindedAt: ctx.now() }, further: await tellItems(ctx, before, 'remind') }),
  })
