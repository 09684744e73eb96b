import type { meterApi } from '@linli/shared/billing/meter-api'
import { meterProblems } from '@linli/shared/billing/meter-words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import { loadBuilding } from '../communities/buildings'
import { loadRooms } from '../communities/rooms'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { idempotencyItems } from '../idempotency'
import { checkNumberFree, commonCode, meterIdOf, meterItem, type StoredMeter } from './meter-store'

type Input = InputOf<typeof meterApi.createMeter>

/**
 * A meter of a room, or a common one of a building or of the whole community. The same type and number at one place
 * is the same meter. Throws record.exists, request.invalid.
 */
export async function createMeter(ctx: Context, input: Input): Promise<StoredMeter> {
  const { communityId, at, type, number, ...rest } = input
  if (rest.reading !== undefined && rest.readOn === undefined) throw refused('readOn', meterProblems.startDate)
  if (rest.readOn !== undefined && rest.readOn > ctx.today()) throw refused('readOn', meterProblems.future)
  const { code, roomId, common } = await placeOf(ctx, communityId, at)
  const meterId = meterIdOf(communityId, code, type, number)
  const meter: StoredMeter = {
    meterId,
    communityId,
    roomId: roomId ?? meterId,
    roomCode: code,
    ...(common && { common }),
    type,
    number,
    ...rest,
    version: 1,
  }
  await checkNumberFree(ctx, meter)
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.create_meter',
    objectType: 'meter',
    objectId: meterId,
    summary: `登记仪表 ${code} ${number}`,
  })
  try {
    await ctx.db.transact(
      [{ put: meterItem(meter), ifAbsent: true }, audit, ...idempotencyItems(ctx, meter)],
      audit.put,
    )
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    throw new AppError('record.exists', { message: meterProblems.sameNumber, cause: error })
  }
  return meter
}

type At = { code: string; roomId?: string; common?: StoredMeter['common'] }

async function placeOf(ctx: Context, communityId: string, at: Input['at']): Promise<At> {
  if (at.kind === 'room') {
    const [room] = await loadRooms(ctx, communityId, [at.roomId])
    if (!room) throw refused('at.roomId', meterProblems.room)
    return { code: room.code, roomId: room.roomId }
  }
  if (at.kind === 'community') return { code: commonCode(), common: {} }
  if (!(await loadBuilding(ctx, communityId, at.building))) throw refused('at.building', meterProblems.building)
  return { code: commonCode(at.building), common: { building: at.building } }
}

const refused = (path: string, message: string) => new AppError('request.invalid', { fields: [{ path, message }] })
