import type { InputOf } from '@linli/shared/contract'
import type { messageDeskApi } from '@linli/shared/messages/desk-api'
import { usualQuiet } from '@linli/shared/messages/rules'
import { QuietHours } from '@linli/shared/messages/schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import type { Key } from '../db'

const quietKey = (communityId: string): Key => ({ pk: `C#${communityId}#`, sk: 'messages' })

/** When a community's messages wait; what it never said is as usual. */
export const loadQuiet = async (ctx: Context, communityId: string): Promise<QuietHours> =>
  (await ctx.db.get(quietKey(communityId), QuietHours)) ?? usualQuiet

/** Throws record.changed. */
export async function saveQuiet(
  ctx: Context,
  { communityId, version, ...hours }: InputOf<typeof messageDeskApi.saveQuietHours>,
): Promise<QuietHours> {
  const next = { ...hours, version: version + 1 }
  const audit = auditItem(ctx, {
    communityId,
    action: 'messages.configure',
    objectType: 'message_settings',
    objectId: communityId,
    summary: `夜间不打扰：${hours.quietFrom} 到 ${hours.quietTo}`,
  })
  const put = { ...quietKey(communityId), ...next }
  await ctx.db.transact([version === 0 ? { put, ifAbsent: true } : { put, if: { version } }, audit], audit.put)
  return next
}
