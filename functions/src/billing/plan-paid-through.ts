import type { RecordOf } from '@linli/shared/imports/record'
import type { Context } from '../context'
import type { PlanAt, Planned, ReferringTo } from '../imports/planned'
import { PastOfRooms } from './brought-along'
import { paidThrough } from './cover'
import { broughtProblems as sentences } from './words'

type Referring = Awaited<ReturnType<ReferringTo<'paid_through'>>>[number]
type PaidThrough = RecordOf<'paid_through'>
const sinceEver = '0000-01-01'

/**
 * 已缴至 of a room and fee item: every day up to it counts as billed and paid, so that billing begins the day after. A
 * live bill of such a day, or another day on record, is a conflict.
 */
export async function planPaidThrough(
  ctx: Context,
  { communityId, looking }: PlanAt,
  records: PaidThrough[],
): Promise<Planned<PaidThrough>[]> {
  const codes = records.map(record => record.roomCode)
  const past = await PastOfRooms.of(ctx, communityId, codes, looking)
  return records.map(record => {
    const { roomCode: code, feeItemName, paidThrough: day } = record
    const room = past.rooms.get(code)
    const feeItemId = past.feeItems.get(feeItemName)?.feeItemId
    const conflict = (sentence: string) => ({ record, writes: [], conflict: sentence })
    if (!looking && !room?.room) return conflict(sentences.room(code))
    if (!looking && !feeItemId) return conflict(sentences.feeItem(feeItemName))
    const { roomId = '' } = room ?? {}
    const cover = past.coverOf(roomId, feeItemId ?? '')
    const billed = past.billedDays(roomId, feeItemId ?? '', { from: sinceEver, to: day })
    if (billed) return conflict(sentences.billed(code, feeItemName, billed))
    if (cover?.paidThrough === day) return { record, writes: [] }
    if (cover?.paidThrough !== undefined) return conflict(sentences.paidThrough(code, feeItemName, cover.paidThrough))
    return { record, writes: past.change(roomId, feeItemId ?? '', paidThrough(cover, day)) }
  })
}

/** Bills that began where these days ended: without the days the next run would bill what was paid before. */
export async function referringToPaidThrough(
  ctx: Context,
  { communityId }: PlanAt,
  records: PaidThrough[],
): Promise<Referring[]> {
  const codes = records.map(record => record.roomCode)
  const past = await PastOfRooms.of(ctx, communityId, codes)
  return records.flatMap(({ roomCode, feeItemName }): Referring[] => {
    const { roomId = '' } = past.rooms.get(roomCode) ?? {}
    const [billed] = past.coverOf(roomId, past.feeItems.get(feeItemName)?.feeItemId ?? '')?.ranges ?? []
    if (!billed) return []
    return [{ what: sentences.billed(roomCode, feeItemName, billed), objectType: 'room', objectId: roomId }]
  })
}
