import { getBills } from '../src/billing/store'
import { communityContext } from '../src/context'
import { getOrder, StoredPosting, sealedKey, unsealedKey } from '../src/payments/store'
import { expect } from 'vitest'
import * as z from 'zod'
import { makeCommunity, makeRoom } from './make'
import { makeBill, makeOrder, merchantDeps } from './payments'

type Bills = { object: { id: string }; billId: string }[]

/** A community that takes money through the first of two merchants, and what became of the orders made in it. */
export async function startOrders() {
  const world = await merchantDeps()
  const { deps } = world
  const place = await makeCommunity(deps, { merchantRef: 'linli' })
  const ctxOf = () => communityContext(deps, place.communityId)

  let floor = 0
  async function oneOrder(bills = 1) {
    floor += 1
    const phone = `1380000${String(1000 + floor)}`
    const room = await makeRoom(place, { code: `1-1-${floor}01`, ownerName: '李小红', phone })
    const made = []
    for (let i = 0; i < bills; i++) made.push(await makeBill(place, room))
    return { room, bills: made, order: await makeOrder(place, made, world.merchant) }
  }

  const stateOf = async (orderId: string) => (await getOrder(ctxOf(), orderId))?.state
  const billsOf = async (bills: Bills) =>
    getBills(
      ctxOf(),
      place.communityId,
      bills.map(bill => ({ roomId: bill.object.id, billId: bill.billId })),
    )

  /** Every posting of the community, sealed or not, that belongs to an order. */
  async function postingsOf(orderId: string) {
    deps.world.settle()
    const Place = z.object({ pk: z.string(), sk: z.string() })
    const ctx = ctxOf()
    const all: StoredPosting[] = []
    for (const index of ['gs1', 'gs3'] as const) {
      let cursor: string | undefined
      do {
        const page = await ctx.db.query({
          index,
          pk: index === 'gs1' ? sealedKey(place.communityId) : unsealedKey(place.communityId),
          schema: Place,
          limit: 100,
          cursor,
        })
        const found = await ctx.db.getMany(page.items, StoredPosting)
        all.push(...found.filter(posting => posting !== undefined))
        cursor = page.cursor
      } while (cursor)
    }
    return all.filter(posting => posting.orderId === orderId)
  }

  async function untouched(order: { orderId: string }, bills: Parameters<typeof billsOf>[0]) {
    expect(await stateOf(order.orderId)).toBe('created')
    for (const bill of await billsOf(bills)) expect(bill).toMatchObject({ state: 'published', paidFen: 0 })
  }

  return { world, deps, place, ctxOf, oneOrder, stateOf, billsOf, postingsOf, untouched }
}
