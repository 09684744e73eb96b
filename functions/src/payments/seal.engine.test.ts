import { beforeAll, describe, expect, it } from 'vitest'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeBill, makeOrder, merchantDeps } from '../../test/payments'
import { auditItem } from '../audit'
import { communityContext } from '../context'
import { posted } from './publication-items'
import { hashOf, seal } from './seal'
import { settle } from './settle'
import { getOrder, ledgerKey, postingItem, StoredPosting, sealedKey } from './store'
import * as z from 'zod'

type World = Awaited<ReturnType<typeof merchantDeps>>
let world: World
let deps: TestDeps

beforeAll(async () => {
  world = await merchantDeps()
  deps = world.deps
})

/** A community of its own with `count` paid orders, none of them sealed. */
async function paidOrders(count: number): Promise<{ place: Place; orderIds: string[] }> {
  const place = await makeCommunity(deps, { merchantRef: 'linli' })
  const room = await makeRoom(place, { code: '1-1-101', ownerName: '李小红', phone: '13800002001' })
  const orderIds: string[] = []
  for (let i = 0; i < count; i++) {
    const order = await makeOrder(place, [await makeBill(place, room)], world.merchant)
    await settle(communityContext(deps, place.communityId), order, {
      transactionId: `t-${order.orderId}`,
      paidAt: new Date(deps.nowMs()).toISOString(),
      amountFen: order.amountFen,
    })
    orderIds.push(order.orderId)
  }
  deps.world.settle()
  return { place, orderIds }
}

async function sealed(place: Place): Promise<StoredPosting[]> {
  deps.world.settle()
  const ctx = communityContext(deps, place.communityId)
  const Place = z.object({ pk: z.string(), sk: z.string() })
  const all: StoredPosting[] = []
  let cursor: string | undefined
  do {
    const page = await ctx.db.query({
      index: 'gs1',
      pk: sealedKey(place.communityId),
      schema: Place,
      limit: 100,
      cursor,
    })
    all.push(...(await ctx.db.getMany(page.items, StoredPosting)).filter(posting => posting !== undefined))
    cursor = page.cursor
  } while (cursor)
  return all
}

async function expectWhole(place: Place, orderIds: string[]) {
  const postings = await sealed(place)
  expect(postings.map(({ seq }) => seq)).toEqual(orderIds.map((_, i) => i + 1))
  let previous = ''
  for (const posting of postings) {
    expect(posting.previousHash).toBe(previous)
    expect(posting.hash).toBe(
      hashOf(posting, posting.seq ?? 0, posting.postingDate ?? '', posting.receiptSerial, previous),
    )
    previous = posting.hash ?? ''
  }
  const serials = await Promise.all(
    orderIds.map(async id => (await getOrder(communityContext(deps, place.communityId), id))?.receiptSerial),
  )
  expect(new Set(serials)).toEqual(new Set(orderIds.map((_, i) => `2026-${String(i + 1).padStart(6, '0')}`)))
}

it('a posting whose lines do not come to nothing is never made', async () => {
  const { communityId, ctx } = await makeCommunity(deps)
  const lines = [
    { account: 'channel_cash' as const, amountFen: 2 },
    { account: 'receivable' as const, amountFen: -1 },
  ]
  const posting = { kind: 'settlement' as const, sourceId: 't1', valueDate: '2026-11-22', lines }
  expect(() => postingItem(ctx, communityId, posting)).toThrow('unbalanced')
})

describe('the sealer', () => {
  it('gives sequence, hash chain and receipt serials without a gap over several batches', async () => {
    const { place, orderIds } = await paidOrders(23)
    expect(await seal(deps, place.communityId)).toBe(true)
    await expectWhole(place, orderIds)
    const ledger = await communityContext(deps, place.communityId).db.get(
      ledgerKey(place.communityId),
      z.object({ accounts: z.record(z.string(), z.number()) }),
    )
    expect(ledger?.accounts).toEqual({ channel_cash: 23 * 20_585, receivable: -23 * 20_585 })
  })

  it('is run by two workers at once: one set of serials', async () => {
    const { place, orderIds } = await paidOrders(12)
    const rival = testDeps({ world: deps.world, at: new Date(deps.nowMs()).toISOString() })
    await Promise.allSettled([seal(deps, place.communityId), seal(rival, place.communityId)])
    for (let i = 0; i < 5 && !(await seal(deps, place.communityId)); i++)
      await new Promise(resolve => setTimeout(resolve, 50))
    await expectWhole(place, orderIds)
  })

  it('dies after a batch was committed, before it heard so: the next worker goes on without a gap', async () => {
    const { place, orderIds } = await paidOrders(12)
    const lost = deps.world.failNext({
      command: 'TransactWriteItems',
      when: 'after',
      match: 'receipts#2026',
      times: 50,
    })
    await seal(deps, place.communityId).catch(() => undefined)
    lost.cancel()
    deps.clock.advance(11_000)
    deps.world.settle()
    expect(await seal(deps, place.communityId)).toBe(true)
    await expectWhole(place, orderIds)
  })

  it('seals what moves the figures of more months than one transaction holds', async () => {
    const { communityId } = await makeCommunity(deps)
    const ctx = communityContext(deps, communityId)
    for (let nth = 0; nth < 10; nth++) {
      const lines = Array.from({ length: 10 }, (_, i) => {
        const month = `${2000 + nth}-${String(i + 1).padStart(2, '0')}`
        return [
          { account: 'receivable' as const, amountFen: 100, month },
          { account: 'revenue' as const, amountFen: -100 },
        ]
      }).flat()
      const posting = { kind: 'publication' as const, sourceId: `years-${nth}`, valueDate: ctx.today(), lines }
      const about = { communityId, objectType: 'bill' as const, objectId: `${nth}`, summary: '' }
      const audit = auditItem(ctx, { ...about, action: 'billing.publish_bills' })
      await ctx.db.transact([...posted(ctx, communityId, postingItem(ctx, communityId, posting)), audit], audit.put)
    }
    deps.world.settle()
    expect(await seal(deps, communityId)).toBe(true)
    const { seq } = (await ctx.db.get(ledgerKey(communityId), z.object({ seq: z.number() }))) ?? {}
    expect(seq).toBe(10)
  })

  it('is woken by a message whose posting the index does not show yet', async () => {
    const { place, orderIds } = await paidOrders(0)
    const room = await makeRoom(place, { code: '1-1-102', ownerName: '李小红', phone: '13800002002' })
    const order = await makeOrder(place, [await makeBill(place, room)], world.merchant)
    deps.world.holdReaders()
    const ctx = communityContext(deps, place.communityId)
    await settle(ctx, order, {
      transactionId: `t-${order.orderId}`,
      paidAt: ctx.now(),
      amountFen: order.amountFen,
    })
    const { pk, sk } = postingItem(ctx, place.communityId, {
      kind: 'settlement',
      sourceId: `t-${order.orderId}`,
      valueDate: ctx.today(),
      lines: [],
    })
    expect(await seal(deps, place.communityId, [{ pk, sk }])).toBe(true)
    await expectWhole(place, [...orderIds, order.orderId])
  })
})
