import { beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill, makeOrder, merchantDeps } from '../../test/payments'
import { loadBills } from '../billing/load-bills'
import { communityContext } from '../context'
import { queryAll } from '../query-all'
import { seal } from './seal'
import { settle } from './settle'
import { ledgerKey, receiptsKey, sealedKey, StoredPosting } from './store'

type World = Awaited<ReturnType<typeof merchantDeps>>
let world: World
let place: Place

beforeAll(async () => {
  world = await merchantDeps()
  place = await makeCommunity(world.deps, { merchantRef: 'linli' })
})

const Head = z.object({ accounts: z.record(z.string(), z.number()) })

it('two cashiers and WeChat payers on overlapping bills: money taken is bills settled and prepayments, serials have no gap, no bill is paid twice', async () => {
  const { deps, merchant } = world
  const { communityId } = place
  const room = await makeRoom(place, { code: '1-1-101', ownerName: '李小红', phone: '13800061001' })
  const bills = []
  for (let i = 0; i < 6; i++) bills.push(await makeBill(place, room))
  deps.world.settle()
  const [one, two] = [cashierAt(place), cashierAt(place)]
  // The notices of orders that are paid already: nothing that the desk does can make the channel take that money back.
  const online = [await makeOrder(place, bills.slice(0, 3), merchant, undefined, true)]
  online.push(await makeOrder(place, bills.slice(2, 5), merchant, undefined, true))
  const paidAt = new Date(deps.nowMs()).toISOString()
  const done = await Promise.allSettled([
    payAtDesk(one, place, bills.slice(0, 2)),
    payAtDesk(two, place, bills.slice(1, 4), { channel: 'pos' }),
    payAtDesk(one, place, bills.slice(3), { part: 5_000 }),
    payAtDesk(two, place, bills.slice(5)),
    ...online.map(order =>
      settle(communityContext(deps, communityId), order, {
        transactionId: `t-${order.orderId.slice(-10)}`,
        paidAt,
        amountFen: order.amountFen,
      }),
    ),
  ])
  const paid = done.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
  for (const each of done)
    if (each.status === 'rejected')
      expect(['payments.nothing_due', 'payments.amount_changed']).toContain(codeOf(each.reason))
  expect(paid.filter(({ channel }) => channel === 'wechat').length).toBe(2)

  deps.world.settle()
  while (!(await seal(deps, communityId))) await new Promise(resolve => setTimeout(resolve, 20))
  const ctx = communityContext(deps, communityId)
  const asked = bills.map(({ billId }) => ({ roomId: room.roomId, billId }))
  const after = await loadBills(ctx, communityId, asked)
  const settledFen = after.reduce((sum, bill) => sum + (bill?.paidFen ?? 0), 0)
  const takenFen = paid.reduce((sum, order) => sum + (order.paidFen ?? 0), 0)
  const { accounts = {} } = (await ctx.db.get(ledgerKey(communityId), Head)) ?? {}
  expect(accounts.channel_cash).toBe(takenFen)
  expect(takenFen).toBe(settledFen - (accounts.prepayment ?? 0) - (accounts.suspense ?? 0))
  expect(accounts.receivable).toBe(-settledFen)
  for (const bill of after) {
    const got = bill?.movements?.reduce((sum, { principalFen }) => sum + principalFen, 0) ?? 0
    expect([got, got <= 20_585]).toEqual([bill?.paidFen, true])
  }

  deps.world.settle()
  const Serial = z.object({ sk: z.string(), orderId: z.string() })
  const serials = await queryAll(ctx.db, { pk: receiptsKey(communityId, 2026), schema: Serial }, 100)
  expect(serials.map(({ sk }) => sk)).toEqual(paid.map((_, i) => `2026-${String(i + 1).padStart(6, '0')}`))
  expect(new Set(serials.map(({ orderId }) => orderId)).size).toBe(paid.length)
  const postings = await queryAll(ctx.db, { index: 'gs1', pk: sealedKey(communityId), schema: StoredPosting }, 100)
  for (const { lines } of postings) expect(lines.reduce((sum, line) => sum + line.amountFen, 0)).toBe(0)
})

const codeOf = (error: unknown) => z.object({ code: z.string() }).safeParse(error).data?.code
