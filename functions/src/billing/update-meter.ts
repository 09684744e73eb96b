import type { meterApi } from '@linli/shared/billing/meter-api'
import { meterProblems } from '@linli/shared/billing/meter-words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { aliasItem, checkNumberFree, loadMeter, meterWrite, type StoredMeter } from './meter-store'

/**
 * What the office knows better of a meter; a name that is left out is taken away. Readings that were taken keep the
 * multiplier they were taken with. Throws record.changed, request.invalid.
 */
export async function updateMeter(ctx: Context, input: InputOf<typeof meterApi.updateMeter>): Promise<StoredMeter> {
  const { communityId, roomId, meterId, version, number, ...rest } = input
  const known = await loadMeter(ctx, { communityId, roomId, meterId })
  if (known.version !== version) throw new AppError('record.changed')
  const { name, multiplier, digits, reading, readOn, endedOn } = rest
  const hasBegun = known.base !== undefined || known.pending !== undefined
  if (hasBegun && (reading !== known.reading || readOn !== known.readOn))
    throw refused('reading', meterProblems.started)
  if (reading !== undefined && readOn === undefined) throw refused('readOn', meterProblems.startDate)
  if (readOn !== undefined && readOn > ctx.today()) throw refused('readOn', meterProblems.future)
  if (number !== known.number) await checkNumberFree(ctx, { ...known, number })
  const { meter, write } = meterWrite(known, { number, name, multiplier, digits, reading, readOn, endedOn })
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.update_meter',
    objectType: 'meter',
    objectId: meterId,
    summary: `修改仪表 ${known.roomCode} ${number}`,
  })
  try {
    const renamed = number === known.number || number === '' ? [] : [{ put: aliasItem(meter) }]
    await ctx.db.transact([write, ...renamed, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.changed', { cause: error })
    throw error
  }
  return meter
}

const refused = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })
