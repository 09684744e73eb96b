import type { InputOf } from '@linli/shared/contract'
import { VisitorSettings } from '@linli/shared/visitors/schema'
import type { visitorDeskApi } from '@linli/shared/visitors/desk-api'
import { auditItem } from '../audit'
import type { Context } from '../context'
import type { Key } from '../db'

export const visitorSettingsKey = (communityId: string): Key => ({ pk: `C#${communityId}#`, sk: 'visitors' })

const untouched: VisitorSettings = {
  longestDays: 30,
  longestRegularDays: 180,
  waitMinutes: 3,
  keepDays: 90,
  version: 0,
}

/** How the community handles visitors; what it never said is as usual. */
export const loadVisitorSettings = async (ctx: Context, communityId: string): Promise<VisitorSettings> =>
  (await ctx.db.get(visitorSettingsKey(communityId), VisitorSettings)) ?? untouched

/** Throws record.changed. */
export async function saveVisitorSettings(
  ctx: Context,
  { communityId, version, ...rest }: InputOf<typeof visitorDeskApi.saveSettings>,
): Promise<VisitorSettings> {
  const settings = { ...rest, version: version + 1 }
  const audit = auditItem(ctx, {
    communityId,
    action: 'visitors.configure',
    objectType: 'visitor_settings',
    objectId: communityId,
    summary: `访客设置：最长 ${rest.longestDays} 天，常客和施工 ${rest.longestRegularDays} 天，记录保存 ${rest.keepDays} 天`,
  })
  const put = { ...visitorSettingsKey(communityId), ...settings }
  await ctx.db.transact([version === 0 ? { put, ifAbsent: true } : { put, if: { version } }, audit], audit.put)
  return settings
}
