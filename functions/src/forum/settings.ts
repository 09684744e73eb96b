import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { forumDeskApi } from '@linli/shared/forum/desk-api'
import { ForumSettings } from '@linli/shared/forum/schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import type { Key } from '../db'

export const forumSettingsKey = (communityId: string): Key => ({ pk: `C#${communityId}#`, sk: 'forum' })

/** Off until the office turns it on. */
export const untouched: ForumSettings = { on: false, topics: [], version: 0 }

/** A release has it only where its category was filed (`LINLI_FORUM`); the community has it only where its office wants it. */
export const isOn = (ctx: Context, { on }: Pick<ForumSettings, 'on'>): boolean => on && isReleased(ctx)

export const isReleased = ({ deps }: Context): boolean => deps.env.LINLI_FORUM === 'on'

/** The office decides what is left where its community has the forum off; without a release there is none. Throws forum.off. */
export function needRelease(ctx: Context): void {
  if (!isReleased(ctx)) throw new AppError('forum.off')
}

const Switch = ForumSettings.pick({ on: true })
export const forumShape = Switch.shape

/** The same of the item as it was read among others; nothing was ever saved where there is none. */
export const isOpenForum = (ctx: Context, item: unknown): boolean =>
  item !== undefined && isOn(ctx, Switch.safeParse(item).data ?? untouched)

export const loadForumSettings = async (ctx: Context, communityId: string): Promise<ForumSettings> =>
  (await ctx.db.get(forumSettingsKey(communityId), ForumSettings)) ?? untouched

/** Throws forum.off. */
export async function openForum(ctx: Context, communityId: string): Promise<ForumSettings> {
  const settings = await loadForumSettings(ctx, communityId)
  if (!isOn(ctx, settings)) throw new AppError('forum.off')
  return settings
}

export const getSettings = async (ctx: Context, { communityId }: { communityId: string }) => ({
  ...(await loadForumSettings(ctx, communityId)),
  released: isReleased(ctx),
})

/** Throws forum.off, record.changed. */
export async function saveSettings(
  ctx: Context,
  { communityId, version, on, topics }: InputOf<typeof forumDeskApi.saveSettings>,
) {
  needRelease(ctx)
  const settings = { on, topics: [...new Set(topics)], version: version + 1 }
  const audit = auditItem(ctx, {
    communityId,
    action: 'forum.configure',
    objectType: 'forum',
    objectId: communityId,
    summary: `邻里${on ? '开通' : '关闭'}，话题：${settings.topics.join('、') || '无'}`,
  })
  const put = { ...forumSettingsKey(communityId), ...settings }
  await ctx.db.transact([version === 0 ? { put, ifAbsent: true } : { put, if: { version } }, audit], audit.put)
  return { ...settings, released: true }
}
