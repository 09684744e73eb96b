import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { financeApi } from '@linli/shared/finance/api'
import { feeRegimeNames } from '@linli/shared/finance/month-schema'
import type { AccountCode, FinanceSettings } from '@linli/shared/finance/voucher-schema'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { loadSettings, settingsKey } from './store'

/**
 * Saves how vouchers are made. Closed months keep the regime under which they were closed. Throws record.changed when
 * somebody else saved meanwhile, request.invalid when one place has two codes.
 */
export async function saveSettings(
  ctx: Context,
  asked: InputOf<typeof financeApi.saveSettings>,
): Promise<FinanceSettings> {
  const { communityId, version, ...rest } = asked
  const twice = rest.codes.findIndex((code, i) => rest.codes.findIndex(other => placeOf(other) === placeOf(code)) < i)
  if (twice >= 0)
    throw new AppError('request.invalid', { fields: [{ path: `codes.${twice}`, message: '同一个科目写了两次' }] })
  const known = await loadSettings(ctx, communityId)
  if (known.version !== version) throw new AppError('record.changed')
  const settings: FinanceSettings = { communityId, ...rest, version: version + 1 }
  const audit = auditItem(ctx, {
    communityId,
    action: 'finance.save_settings',
    objectType: 'community',
    objectId: communityId,
    summary: `凭证设置：${feeRegimeNames[rest.regime]}，科目 ${rest.codes.length} 行`,
  })
  const put = { ...settingsKey(communityId), ...settings }
  await ctx.db.transact([version === 0 ? { put, ifAbsent: true } : { put, if: { version } }, audit], audit.put)
  return settings
}

const placeOf = ({ account, feeItemId, channel, category }: AccountCode) =>
  [account, feeItemId, channel, category].join('#')
