import type { RecordOf } from '@linli/shared/imports/record'
import { loadRooms, roomIdOf } from '../communities/rooms'
import type { Context } from '../context'
import type { PlanAt, Planned } from '../imports/planned'
import { derivedId } from '../secrets'
import { meterItem, StoredMeter } from './register-store'
import { broughtProblems } from './words'

type MeterRecord = RecordOf<'meter'>

/** Meters of rooms with their last readings. One that is on record with the same is unchanged, with other figures a conflict. */
export async function planMeters(
  ctx: Context,
  { communityId, importId, looking }: PlanAt,
  records: MeterRecord[],
): Promise<Planned<MeterRecord>[]> {
  const codes = [...new Set(records.map(({ roomCode }) => roomCode))]
  const meters = records.map(record => meterOf(communityId, importId, record))
  const [rooms, known] = await Promise.all([
    loadRooms(
      ctx,
      communityId,
      codes.map(code => roomIdOf(communityId, code)),
    ),
    ctx.db.getMany(meters.map(meterItem), StoredMeter),
  ])
  const missing = new Set(codes.filter((_, i) => !rooms[i]))
  const met = new Set<string>()
  return records.map((record, i) => {
    const meter = meters[i]
    const before = known[i]
    if (!looking && missing.has(record.roomCode))
      return { record, writes: [], conflict: broughtProblems.room(record.roomCode) }
    if (!meter || met.has(meter.meterId)) return { record, writes: [] }
    met.add(meter.meterId)
    if (!before) return { record, writes: [{ put: meterItem(meter), ifAbsent: true }] }
    const isSame = figures.every(name => record[name] === undefined || before[name] === record[name])
    if (isSame) return { record, writes: [] }
    return {
      record,
      writes: [],
      conflict: `${record.roomCode} 的仪表 ${record.number} 已经登记过，读数或倍率和表格不一样`,
    }
  })
}

const figures = ['multiplier', 'digits', 'reading', 'readOn'] as const

/** A meter is the same by its room, type and number; without a number by its ordinal. */
const meterOf = (communityId: string, importId: string, record: MeterRecord): StoredMeter => {
  const { roomCode, type, number, multiplier, digits, reading, readOn, nth = 0 } = record
  return {
    meterId: derivedId('meter', communityId, roomCode, type, number, number === '' ? nth : 0),
    communityId,
    roomId: roomIdOf(communityId, roomCode),
    roomCode,
    type,
    number,
    ...(multiplier !== undefined && { multiplier }),
    ...(digits !== undefined && { digits }),
    ...(reading !== undefined && { reading }),
    ...(readOn && { readOn }),
    importId,
    version: 1,
  }
}
