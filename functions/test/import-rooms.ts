import type { RoomRow } from '@linli/shared/imports/schema'
import { auditItem } from '../src/audit'
import { planRooms } from '../src/communities/import-rooms'
import { roomIdOf } from '../src/communities/rooms'
import { type Context, reaching } from '../src/context'
import { deciding } from '../src/db-retry'
import { groups, merged } from '../src/imports/merge-writes'

type Outcome = {
  row: number
  code: string
  roomId: string
  outcome: 'created' | 'unchanged' | 'owner_added' | 'conflict'
}

/** Rooms as an import writes them, batch by batch, without the import around it. */
export async function importRooms(
  ctx: Context,
  { rows, ...at }: { communityId: string; companyId: string; importId: string; rows: RoomRow[] },
): Promise<Outcome[]> {
  const wide = reaching(ctx, `M#${at.companyId}#`, 'G#phone#')
  const records = rows.map(row => ({ ...row, kind: 'room' as const, sheet: '房屋' }))
  return deciding(async () => {
    const planned = await planRooms(wide, { ...at, looking: false }, records)
    for (const group of groups(planned.filter(({ writes }) => writes.length > 0))) {
      const audit = auditItem(ctx, {
        communityId: at.communityId,
        action: 'imports.write_rows',
        objectType: 'import',
        objectId: at.importId,
        summary: `写入 ${group.length} 间`,
        technical: true,
      })
      await wide.db.transact([...merged(group.flatMap(({ writes }) => writes)), audit], audit.put)
    }
    return planned.map(({ record, writes: [first], conflict }): Outcome => {
      const isNew = first !== undefined && 'put' in first && first.ifAbsent === true
      const outcome = conflict !== undefined ? 'conflict' : isNew ? 'created' : first ? 'owner_added' : 'unchanged'
      return { row: record.row, code: record.code, roomId: roomIdOf(at.communityId, record.code), outcome }
    })
  })
}
