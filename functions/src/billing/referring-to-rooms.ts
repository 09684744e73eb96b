import type { Referring } from '@linli/shared/imports/detail'
import type { RecordOf } from '@linli/shared/imports/record'
import { sortCode } from '@linli/shared/imports/room-code'
import * as z from 'zod'
import { loadRooms, roomIdOf } from '../communities/rooms'
import type { Context } from '../context'
import type { PlanAt } from '../imports/planned'
import { draftBegin, draftsPk } from './draft-store'
import { ofRoomPk } from './register-store'
import { loadBillingState, loadRun } from './run-store'

const Owned = z.object({ sk: z.string(), importId: z.string().optional() })
const names: Record<string, string> = {
  bill: '已有账单',
  question: '有账单咨询',
  meter: '登记了仪表',
  reading: '抄过表',
  assignment: '登记了收费项目',
}

/** Bills, registers of other imports and drafts of the open run at rooms that an import made. */
export async function referringToRooms(
  ctx: Context,
  { communityId, importId }: PlanAt,
  records: RecordOf<'room'>[],
): Promise<Referring[]> {
  const rooms = await loadRooms(
    ctx,
    communityId,
    records.map(({ code }) => roomIdOf(communityId, code)),
  )
  // A room that was there before is given its owner, and stays when that is taken back.
  const made = rooms.flatMap(room => (room?.importId === importId ? [room] : []))
  const { openRunId } = await loadBillingState(ctx, communityId)
  const run = openRunId && (await loadRun(ctx, communityId, openRunId))
  const found = await Promise.all(
    made.map(async ({ roomId, code }): Promise<Referring[]> => {
      const [own, drafts] = await Promise.all([
        ctx.db.query({ pk: ofRoomPk(communityId, roomId), schema: Owned, limit: 20 }),
        run
          ? ctx.db.query({ pk: draftsPk(run), begins: `${draftBegin}${sortCode(code)}#`, schema: Owned, limit: 1 })
          : { items: [] },
      ])
      const others = own.items.filter(item => item.importId !== importId)
      const kinds = new Set(others.map(({ sk }) => names[sk.split('#')[0] ?? ''] ?? '已有记录'))
      if (drafts.items.length > 0) kinds.add('有还没出账的账单草稿')
      return [...kinds].map(what => ({ what: `房屋 ${code}：${what}`, objectType: 'room', objectId: roomId }))
    }),
  )
  return found.flat()
}
