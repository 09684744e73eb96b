import type { InputOf } from '@linli/shared/contract'
import { formatYuan } from '@linli/shared/money'
import { RefundSettings, type refundApi } from '@linli/shared/payments/refund-api'
import { auditItem } from '../audit'
import type { Context } from '../context'
import type { Key } from '../db'

export const refundSettingsKey = (communityId: string): Key => ({ pk: `C#${communityId}#`, sk: 'refund-settings' })

/** 500 yuan, until a community says otherwise. */
const usualLimitFen = 50_000

export const loadRefundSettings = async (ctx: Context, communityId: string): Promise<RefundSettings> =>
  (await ctx.db.get(refundSettingsKey(communityId), RefundSettings)) ?? {
    communityId,
    limitFen: usualLimitFen,
    version: 0,
  }

/** Above it a second person agrees to an online refund. Throws record.changed when somebody else saved meanwhile. */
export async function saveRefundSettings(
  ctx: Context,
  { communityId, limitFen, version }: InputOf<typeof refundApi.saveRefundSettings>,
): Promise<RefundSettings> {
  const settings = { communityId, limitFen, version: version + 1 }
  const audit = auditItem(ctx, {
    communityId,
    action: 'payments.save_refund_settings',
    objectType: 'community',
    objectId: communityId,
    summary: `退款超过 ${formatYuan(limitFen)} 元要第二个人批准`,
  })
  const put = { ...refundSettingsKey(communityId), ...settings }
  await ctx.db.transact([version === 0 ? { put, ifAbsent: true } : { put, if: { version } }, audit], audit.put)
  return settings
}
