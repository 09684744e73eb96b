import type { RecordOf } from '@linli/shared/imports/record'
import type { HistoryRow } from '@linli/shared/opening/schema'
import { broughtProblems } from '../billing/words'
import { loadRooms, roomIdOf } from '../communities/rooms'
import type { Context } from '../context'
import type { PlanAt, Planned, ReferringTo } from '../imports/planned'
import { derivedId } from '../secrets'
import { historyItem } from './store'
import * as z from 'zod'

type Referring = Awaited<ReturnType<ReferringTo<'history'>>>[number]
type History = RecordOf<'history'>

/**
 * 历史缴费: rows of a register, searchable, in no total. The same row, from whatever file, is there once; a room that does
 * not exist is a conflict.
 */
export async function planHistory(
  ctx: Context,
  { communityId, looking }: PlanAt,
  records: History[],
): Promise<Planned<History>[]> {
  const codes = [...new Set(records.map(record => record.roomCode))]
  const items = records.map(record => historyItem(rowOf(communityId, record)))
  const [rooms, found] = await Promise.all([
    loadRooms(
      ctx,
      communityId,
      codes.map(code => roomIdOf(communityId, code)),
    ),
    ctx.db.getMany(items, z.object({ sk: z.string() })),
  ])
  const missing = new Set(codes.filter((_, i) => rooms[i] === undefined))
  const met = new Set<string>()
  return records.map((record, i) => {
    const item = items[i]
    if (!looking && missing.has(record.roomCode))
      return { record, writes: [], conflict: broughtProblems.room(record.roomCode) }
    if (!item || found[i] || met.has(item.sk)) return { record, writes: [] }
    met.add(item.sk)
    return { record, writes: [{ put: item, ifAbsent: true }] }
  })
}

/** Nothing refers to history. */
export const referringToHistory = (): Promise<Referring[]> => Promise.resolve([])

function rowOf(communityId: string, record: History): HistoryRow {
  const { roomCode, feeItemName, period, paidOn, dueFen, paidFen, payerName, cashier, number, note, nth = 0 } = record
  const content = [period?.from, period?.to, paidOn, dueFen, paidFen, payerName, cashier, number, note]
  const said = content.map(each => each ?? '')
  return {
    historyId: derivedId('history', communityId, roomCode, feeItemName, ...said, nth),
    communityId,
    object: { type: 'room', id: roomIdOf(communityId, roomCode), code: roomCode },
    itemName: feeItemName,
    ...(period && { period }),
    ...(paidOn && { paidOn }),
    ...(dueFen !== undefined && { dueFen }),
    paidFen,
    ...(payerName && { payerName }),
    ...(cashier && { cashier }),
    ...(number && { number }),
    ...(note && { note }),
  }
}
