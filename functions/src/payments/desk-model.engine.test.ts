import type { Bill } from '@linli/shared/billing/schema'
import { movementsOf } from '@linli/shared/billing/movements'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom } from '../../test/make'
import { makeBill, makeOrder, merchantDeps } from '../../test/payments'
import { loadBills, type StoredBill } from '../billing/load-bills'
import { statement } from '../billing/statement'
import { waiveLateFee } from '../billing/waive-late-fee'
import { communityContext } from '../context'
import { deduct } from './deduct'
import { deskRoom } from './desk-room'
import { publicationItems } from './publication-items'
import { refundOrder } from './refund-order'
import { refundPrepayment } from './refund-prepayment'
import { seal } from './seal'
import { settle } from './settle'
import { ledgerKey, ordersOfMonthKey, StoredOrder } from './store'
import { takePrepayment } from './take-prepayment'
import { auditItem } from '../audit'
import { queryAll } from '../query-all'

const Head = z.object({ accounts: z.record(z.string(), z.number()).default({}) })
const lateFee = { clause: '第十二条', dailyRatePpm: 500, graceDays: 0 }
const command = fc.record({
  kind: fc.constantFrom('pay', 'part', 'refund', 'part-refund', 'prepay', 'deduct', 'give-back', 'online', 'waive'),
  which: fc.nat(5),
  fen: fc.integer({ min: 1, max: 30_000 }),
})

/** Calm, because it is the bookkeeping that is asked: what a store does to requests is tested beside each verb. */
const calm = { unprocessed: 0, emptyPage: 0, throttle: 0, lagMs: [0, 0] as const, transactMs: [0, 1] as const }

it('whatever a counter does, in any order: the journal balances and says what bills, lots and statements say', async () => {
  const { deps, merchant } = await merchantDeps({ strict: calm })
  const place = await makeCommunity(deps, { merchantRef: 'linli' })
  const { communityId } = place
  const ctx = communityContext(deps, communityId)
  const desk = cashierAt(place, 'manager')
  const room = await makeRoom(place, { code: '1-1-101', ownerName: '李小红' })
  const at = { communityId, roomId: room.roomId }
  const made: Bill[] = []
  for (let i = 0; i < 6; i++)
    made.push(await makeBill(place, room, { dueDate: `2026-11-${10 + i}`, lateFee: i % 2 ? lateFee : null }))
  const audit = auditItem(ctx, {
    communityId,
    action: 'billing.publish_bills',
    objectType: 'bill',
    objectId: room.roomId,
    summary: '出账',
  })
  const batch = { sourceId: 'model', valueDate: '2026-11-22', bills: made }
  await ctx.db.transact([...publicationItems(ctx, communityId, batch), audit], audit.put)
  const bills = async () => {
    const found = await loadBills(
      ctx,
      communityId,
      made.map(({ billId }) => ({ ...at, billId })),
    )
    return found.filter((bill): bill is StoredBill => bill !== undefined)
  }
  const orders = () =>
    queryAll(ctx.db, { index: 'gs1', pk: ordersOfMonthKey(communityId, '2026-11'), schema: StoredOrder }, 500)

  async function run({ kind, which, fen }: { kind: string; which: number; fen: number }): Promise<unknown> {
    const bill = (await bills())[which % made.length]
    const paid = (await orders()).filter(order => order.desk && !order.takes)
    const order = paid[which % Math.max(1, paid.length)]
    const [lot] = (await deskRoom(desk, at)).lots
    const share = order?.shares[0]
    switch (kind) {
      case 'pay':
        return bill && payAtDesk(desk, place, [bill])
      case 'part':
        return bill && payAtDesk(desk, place, [bill], { part: fen, channel: 'pos' })
      case 'refund':
        return order && refundOrder(desk, { communityId, orderId: order.orderId, reason: '模型' })
      case 'part-refund': {
        const bills = share && [{ billId: share.billId, amountFen: fen }]
        return order && bills && refundOrder(desk, { communityId, orderId: order.orderId, reason: '模型', bills })
      }
      case 'prepay':
        return takePrepayment(desk, { ...at, amountFen: fen, channel: 'cash', paidBy: '李小红' })
      case 'deduct':
        return deduct(deps, communityId)
      case 'give-back':
        return lot && refundPrepayment(desk, { communityId, lotId: lot.lotId, amountFen: fen, reason: '模型' })
      case 'waive':
        return bill && waiveLateFee(desk, { ...at, billId: bill.billId, amountFen: fen % 100, reason: '模型' })
      default: {
        if (!bill || bill.state === 'paid') return undefined
        const online = await makeOrder(place, [bill], merchant, deps.newId(), true)
        const paidAt = new Date(deps.nowMs()).toISOString()
        return settle(ctx, online, { transactionId: online.orderId.slice(-12), paidAt, amountFen: online.amountFen })
      }
    }
  }

  async function holds() {
    await seal(deps, communityId)
    const { accounts } = (await ctx.db.get(ledgerKey(communityId), Head)) ?? { accounts: {} }
    expect(Object.values(accounts).reduce((sum, fen) => sum + fen, 0)).toBe(0)
    const now = await bills()
    expect(accounts.receivable).toBe(now.reduce((sum, bill) => sum + bill.amountFen - bill.paidFen, 0))
    for (const bill of now) {
      expect(bill.paidFen).toBeLessThanOrEqual(bill.amountFen)
      expect(movementsOf(bill).reduce((sum, each) => sum + each.principalFen, 0)).toBe(bill.paidFen)
      expect(movementsOf(bill).reduce((sum, each) => sum + each.lateFeeFen, 0)).toBe(bill.lateFeePaidFen)
    }
    expect(accounts.late_fee ?? 0).toBe(-now.reduce((sum, bill) => sum + bill.lateFeePaidFen, 0) || 0)
    const { after } = await statement(ctx, { ...at, from: '2026-11-01', to: '2026-12-31' })
    expect([after.receivableFen, -after.prepaymentFen || 0]).toEqual([accounts.receivable, accounts.prepayment ?? 0])
  }

  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 12, maxLength: 12 }), async commands => {
      for (const each of commands) {
        deps.clock.advance(60_000)
        await run(each).catch(refused => expect(refused).toHaveProperty('code'))
        await holds()
      }
    }),
    { numRuns: 4, endOnFailure: true },
  )
})
