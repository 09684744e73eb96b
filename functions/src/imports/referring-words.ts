import type { Referring } from '@linli/shared/imports/detail'
import { type ImportRecord, recordKindNames } from '@linli/shared/imports/record'
import * as z from 'zod'
import { roomIdOf } from '../communities/rooms'
import type { Key } from '../db'
import { personOfKey } from '../people/registered-elsewhere'
import type { RawItem } from './item-mark'
import { textOfKey } from './merge-writes'

/** How many things keep an import: so many are looked for and no more, so that this may be all or the beginning. */
export const mostReferring = 500
export const referringCount = (count: number): string =>
  count < mostReferring ? `有 ${Math.max(1, count)} 处` : `至少有 ${mostReferring} 处`

/** A record by what people call it: no name, no number of a person. */
export function recordLabel(record: ImportRecord | undefined): string {
  if (!record) return '导入的记录'
  const name = recordKindNames[record.kind]
  if (record.kind === 'fee_item') return `${name} ${record.name}`
  if (record.kind === 'vehicle') return `${name}${record.roomCode ? ` ${record.roomCode}` : `（第 ${record.row} 行）`}`
  if (record.kind === 'room' || record.kind === 'space') return `${name} ${record.code}`
  return `${name} ${record.roomCode}`
}

const Bound = z.object({ occupancies: z.array(z.object({ accounts: z.array(z.string()).optional() })) })

/** The room that a record is, or is about: a person starts there. */
function wayTo(communityId: string, record: ImportRecord | undefined): Omit<Referring, 'what'> {
  const code = record?.kind === 'room' ? record.code : record && 'roomCode' in record ? record.roomCode : undefined
  return code === undefined ? {} : { objectType: 'room', objectId: roomIdOf(communityId, code) }
}

/** Why a record cannot be taken back, from the items that are not as it left them. */
export function referringWords(
  communityId: string,
  record: ImportRecord | undefined,
  keys: Key[] | 'elsewhere',
  items: ReadonlyMap<string, RawItem | undefined>,
): Referring {
  return { what: `${recordLabel(record)}：${reason(keys, items)}`, ...wayTo(communityId, record) }
}

function reason(keys: Key[] | 'elsewhere', items: ReadonlyMap<string, RawItem | undefined>): string {
  if (keys === 'elsewhere') return '住户在别处还有登记'
  if (keys.some(key => key.sk.endsWith('#cover'))) return '已有账单，或缴费截止日期改过'
  const bound = keys.some(key => {
    const room = Bound.safeParse(items.get(textOfKey(key)))
    return room.success && room.data.occupancies.some(({ accounts = [] }) => accounts.length > 0)
  })
  if (bound) return '已有住户绑定微信'
  return keys.every(key => personOfKey(key) !== undefined) ? '住户资料导入后改过' : '导入后改过'
}
