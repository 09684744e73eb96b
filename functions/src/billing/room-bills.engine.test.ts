import { describe, expect, it } from 'vitest'
import { testDeps } from '../../test/context'
import { makeCommunity, makeRoom } from '../../test/make'
import { makeBill } from '../../test/payments'
import { listRoomBills } from './room-bills'
import { settleBillItems } from './settle-bills'

describe('the bills of one room', () => {
  it('come newest period first, open and paid alike, page by page', async () => {
    const deps = testDeps()
    const own = await makeCommunity(deps)
    const room = await makeRoom(own, { code: '2-1-101', ownerName: '业主' })
    const made = []
    for (const month of ['03', '01', '04', '02', '05'])
      made.push(
        await makeBill(own, room, {
          period: { from: `2026-${month}-01`, to: `2026-${month}-28` },
          dueDate: `2026-0${9 - Number(month)}-20`,
        }),
      )
    for (const bill of made.slice(0, 2))
      await own.ctx.db.transact(
        settleBillItems(
          own.ctx,
          own.communityId,
          own.communityId + deps.newId(),
          [{ ...bill, expectedPaidFen: 0, principalFen: bill.amountFen, lateFeeFen: 0 }],
          own.ctx.now(),
        ),
        { pk: `C#${own.communityId}#`, sk: 'none' },
      )
    deps.world.settle()
    const months: string[] = []
    let cursor: string | undefined
    do {
      const page = await listRoomBills(own.ctx, { communityId: own.communityId, roomId: room.roomId, limit: 2, cursor })
      months.push(...page.items.map(bill => bill.period.from.slice(5, 7)))
      cursor = page.cursor
    } while (cursor)
    expect(months).toEqual(['05', '04', '03', '02', '01'])
  })
})
