import { meterProblems } from '@linli/shared/billing/meter-words'
import type { RecordOf } from '@linli/shared/imports/record'
import { loadRooms, roomIdOf } from '../communities/rooms'
import type { Context } from '../context'
import type { PlanAt, Planned } from '../imports/planned'
import { Cover, coverKey } from './cover'
import { meterIdOf, meterItem, metersNumbered, type StoredMeter } from './meter-store'
import { takeReading } from './save-readings'
import { broughtProblems, whoDid } from './words'

type MeterRecord = RecordOf<'meter'>

/**
 * Meters of rooms with their last readings. Of one that is on record, a reading of a later day is its next reading, as if
 * it had been typed; one with the same figures is unchanged, with other figures a conflict.
 */
export async function planMeters(ctx: Context, at: PlanAt, records: MeterRecord[]): Promise<Planned<MeterRecord>[]> {
  const { communityId, importId, looking } = at
  const codes = [...new Set(records.map(({ roomCode }) => roomCode))]
  const meters = records.map(record => meterOf(communityId, importId, record))
  const [rooms, known] = await Promise.all([
    loadRooms(
      ctx,
      communityId,
      codes.map(code => roomIdOf(communityId, code)),
    ),
    metersNumbered(ctx, meters),
  ])
  const missing = new Set(codes.filter((_, i) => !rooms[i]))
  const met = new Set<string>()
  const planned = records.map((record, i): Planned<MeterRecord> => {
    const meter = meters[i]
    const before = known[i]
    if (!looking && missing.has(record.roomCode))
      return { record, writes: [], conflict: broughtProblems.room(record.roomCode) }
    if (!meter || met.has(meter.meterId)) return { record, writes: [] }
    met.add(meter.meterId)
    if (!before) return { record, writes: [{ put: meterItem(meter), ifAbsent: true }] }
    return { record, ...laterReading(ctx, at, before, record) }
  })
  return looking ? planned : unlessBilled(ctx, communityId, planned)
}

/** A reading that is billed by now stays when its import is taken back: the days of its room tell. */
async function unlessBilled(
  ctx: Context,
  communityId: string,
  planned: Planned<MeterRecord>[],
): Promise<Planned<MeterRecord>[]> {
  const keys = planned.map(({ record }) => coverKey(communityId, roomIdOf(communityId, record.roomCode)))
  const isReading = planned.map(({ writes }) => writes.length > 1)
  const covers = await ctx.db.getMany(
    keys.filter((_, i) => isReading[i]),
    Cover,
  )
  const versions = new Map(covers.flatMap(cover => (cover ? [[cover.roomId, cover.version]] : [])))
  return planned.map((each, i) => {
    const key = keys[i]
    if (!key || !isReading[i]) return each
    return { ...each, untouched: [{ key, version: versions.get(roomIdOf(communityId, each.record.roomCode)) }] }
  })
}

/** What a row does to a meter that is on record. */
function laterReading(
  ctx: Context,
  { importId }: PlanAt,
  before: StoredMeter,
  record: MeterRecord,
): Pick<Planned, 'writes' | 'conflict'> {
  const { reading, readOn } = record
  const isOther = figures.some(name => record[name] !== undefined && before[name] !== record[name])
  const differs = `${record.roomCode} 的仪表 ${record.number} 已经登记过，读数或倍率和表格不一样`
  if (isOther) return { writes: [], conflict: differs }
  const last = before.last ?? before
  if (reading === undefined || isRead(before, reading, readOn)) return { writes: [] }
  if (readOn === undefined || (last.readOn !== undefined && readOn <= last.readOn))
    return { writes: [], conflict: differs }
  if (readOn > ctx.today())
    return { writes: [], conflict: `${record.roomCode} 的仪表 ${record.number}：${meterProblems.future}` }
  const entered = { by: whoDid(ctx.actor), at: ctx.now(), importId }
  const taken = takeReading(before, { value: reading, readOn }, entered)
  if ('problem' in taken)
    return { writes: [], conflict: `${record.roomCode} 的仪表 ${record.number}：${taken.problem}` }
  return { writes: taken.writes }
}

const figures = ['multiplier', 'digits'] as const

/** Whether it is the reading that the meter has, or where it began. */
const isRead = ({ last, ...start }: StoredMeter, reading: number, readOn: string | undefined) =>
  [last && { reading: last.value, readOn: last.readOn }, start].some(
    each => each?.reading === reading && (readOn === undefined || each.readOn === readOn),
  )

const meterOf = (communityId: string, importId: string, record: MeterRecord): StoredMeter => {
  const { roomCode, type, number, multiplier, digits, reading, readOn, nth = 0 } = record
  return {
    meterId: meterIdOf(communityId, roomCode, type, number, nth),
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
