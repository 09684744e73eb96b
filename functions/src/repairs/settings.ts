import type { repairsApi } from '@linli/shared/repairs/api'
import { type RepairKind, repairKinds, type Sla } from '@linli/shared/repairs/kinds'
import { RepairSettings } from '@linli/shared/repairs/views'
import { refusalWords } from '@linli/shared/repairs/words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { loadChargeItem } from '../billing/charge-repair'
import type { Context } from '../context'
import type { Key } from '../db'

export const settingsKey = (communityId: string): Key => ({ pk: `C#${communityId}#`, sk: 'repairs' })

const untouched: RepairSettings = {
  autoDispatch: false,
  revisit: 'unrated',
  sla: {},
  catalogue: [],
  version: 0,
}

/** How the community handles repairs; what it never said is as usual. */
export const loadSettings = async (ctx: Context, communityId: string): Promise<RepairSettings> =>
  (await ctx.db.get(settingsKey(communityId), RepairSettings)) ?? untouched

export const slaOf = ({ sla }: RepairSettings, kind: RepairKind): Sla => sla[kind] ?? repairKinds[kind].sla

/** Throws record.changed, request.invalid where the fee item cannot charge a repair. */
export async function saveSettings(
  ctx: Context,
  input: InputOf<typeof repairsApi.saveSettings>,
): Promise<RepairSettings> {
  const { communityId, feeItemId, version, catalogue, ...rest } = input
  if (feeItemId && !(await loadChargeItem(ctx, communityId, feeItemId)))
    throw new AppError('request.invalid', { fields: [{ path: 'feeItemId', message: refusalWords.feeItemKind }] })
  const settings: RepairSettings = {
    ...rest,
    ...(feeItemId && { feeItemId }),
    catalogue: catalogue.map(item => ({ ...item, itemId: item.itemId ?? ctx.newId() })),
    version: version + 1,
  }
  const audit = auditItem(ctx, {
    communityId,
    action: 'repairs.save_settings',
    objectType: 'repair_settings',
    objectId: communityId,
    summary: `报修设置：收费目录 ${catalogue.length} 项，${settings.autoDispatch ? '自动派单' : '人工派单'}`,
  })
  const put = { ...settingsKey(communityId), ...settings }
  await ctx.db.transact([version === 0 ? { put, ifAbsent: true } : { put, if: { version } }, audit], audit.put)
  return settings
}
