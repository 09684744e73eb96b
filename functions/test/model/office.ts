import type { FeeItemWithTariffs } from '@linli/shared/billing/fee-schema'
import type { Room } from '@linli/shared/communities/schema'
import type { Context } from '../../src/context'
import { seal } from '../../src/payments/seal'
import type { StoredOrder } from '../../src/payments/store'
import type { GatewayMerchant } from '../../../infra/local/wechat/merchant'
import type { TestDeps } from '../context'
import { cashierAt } from '../desk'
import { makeCommunity, makeRoom, type Place } from '../make'
import { makeFeeItem } from '../make-billing'
import { MemoryTable } from '../memory/table'
import { type Books, booksOf } from './books-of'

/** One random office: two homes, three fee items, a counter. Its table is its own, and is read behind its back. */
export type Office = {
  deps: TestDeps
  table: MemoryTable
  place: Place
  merchant: GatewayMerchant
  desk: Context
  rooms: Room[]
  feeItems: FeeItemWithTariffs[]
  /** Online orders whose payment nobody has told of yet. */
  waiting: StoredOrder[]
  /** What was spent and not taken back. */
  spent: { expenseId: string; amountFen: number }[]
  /** Seals what waits, and reads everything. */
  books(): Promise<Books>
}

/** @param world gives keys and gateways once for all offices; nothing is sent to a queue. */
export async function openOffice(world: { deps: TestDeps; merchant: GatewayMerchant }): Promise<Office> {
  const table = new MemoryTable()
  const deps: TestDeps = { ...world.deps, dynamo: table.client(), outbox: { ...world.deps.outbox, committed() {} } }
  deps.clock.set('2026-01-05T02:00:00.000Z')
  const place = await makeCommunity(deps, { merchantRef: 'linli', developerName: '开发公司' })
  const { communityId } = place
  const rooms = [
    await makeRoom(place, { code: '1-1-101', ownerName: '李小红', areas: { built: 8_933 } }),
    await makeRoom(place, { code: '1-1-102', ownerName: '王建国', areas: { built: 12_047 } }),
  ]
  const feeItems = [
    await makeFeeItem(place, {
      name: '物业费',
      price: 23_700,
      onTimeBp: 300,
      prepayMonths: 6,
      lateFee: { clause: '第十二条', dailyRatePpm: 500, graceDays: 2 },
    }),
    await makeFeeItem(place, {
      name: '垃圾费',
      formula: { kind: 'fixed' },
      price: 100_000,
      nature: 'collected_for_others',
    }),
    await makeFeeItem(place, { name: '电梯费', cycle: { kind: 'quarter' }, timing: 'postpaid', price: 3_100 }),
  ]
  return {
    deps,
    table,
    place,
    merchant: world.merchant,
    desk: cashierAt(place, 'manager'),
    rooms,
    feeItems,
    waiting: [],
    spent: [],
    async books() {
      await seal(deps, communityId)
      return booksOf(table, communityId)
    },
  }
}
