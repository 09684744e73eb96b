import type { meterApi } from '@linli/shared/billing/meter-api'
import { readingSentence } from '@linli/shared/billing/meter-words'
import { replacedDevice } from '@linli/shared/billing/next-reading'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { formatScaled } from '@linli/shared/money'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { aliasItem, checkNumberFree, loadMeter, meterWrite, type StoredMeter } from './meter-store'

/**
 * 换表: what the old device counted since the last reading waits for the next one, and counts with its own multiplier;
 * the new device counts from its first reading on. Throws request.invalid, record.changed.
 */
export async function replaceMeter(ctx: Context, input: InputOf<typeof meterApi.replaceMeter>): Promise<StoredMeter> {
  const { communityId, roomId, meterId, version, on, final, number, start, multiplier, digits } = input
  const known = await loadMeter(ctx, { communityId, roomId, meterId })
  if (known.version !== version) throw new AppError('record.changed')
  if (on > ctx.today()) throw refused('on', '换表日期不能晚于今天')
  const result = replacedDevice(known, { on, final, rolledOver: input.rolledOver, start })
  if (!result.ok) throw refused(result.reason === 'not_later' ? 'on' : 'final', readingSentence(result.reason, known))
  if (number !== known.number) await checkNumberFree(ctx, { ...known, number })
  const old = { number: known.number, multiplier: known.multiplier ?? 10_000, final, on }
  const { meter, write } = meterWrite(known, {
    ...result.state,
    number,
    multiplier,
    digits,
    devices: [...(known.devices ?? []), old],
  })
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.replace_meter',
    objectType: 'meter',
    objectId: meterId,
    summary: `换表 ${known.roomCode}：${known.number} 止数 ${text(final)}，${number} 起数 ${text(start)}`,
  })
  try {
    await ctx.db.transact([write, { put: aliasItem(meter) }, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.changed', { cause: error })
    throw error
  }
  return meter
}

const text = (value: number) => formatScaled(value, 1_000, 0)
const refused = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })
