import { paymentsApi } from '@linli/shared/payments/api'
import { Order } from '@linli/shared/payments/schema'
import { formatYuan } from '@linli/shared/money'
import * as z from 'zod'
import type { Payer } from '../estate'
import { short } from '../gateway'
import type { Random } from '../random'
import type { Town } from '../town'

const Created = z.object({ order: Order })

/** Opens bills, begins to pay, pays at once, late, never or twice, comes back to look, and perhaps begins anew. */
export async function payer(town: Town, chance: Random, who: Payer): Promise<void> {
  const { world, estate, gateway } = town
  const { communityId } = estate
  const me = { name: who.name, life: 0, who }
  const begun: string[] = []
  const pause = (least: number, most: number) => world.pause(chance.between(least, most))
  for (let round = chance.between(1, 2); round > 0; round--) {
    const bills = who.bills.filter(() => chance.happens(0.6))
    const wanted = (bills.length > 0 ? bills : who.bills.slice(0, 1)).map(({ billId, object }) => ({
      billId,
      roomId: object.id,
    }))
    const numbers = wanted.map(({ billId }) => estate.bills.findIndex(bill => bill.billId === billId) + 1).join(', ')
    for (let tries = chance.between(1, 3); tries > 0; tries--) {
      const input = { communityId, bills: wanted, channel: who.app }
      const what = `wants to pay bills ${numbers}`
      const answer = await town.call(me, what, paymentsApi.createOrder, input, world.uuid())
      if (answer?.status === 200) {
        const { order } = Created.parse(JSON.parse(answer.body))
        begun.push(order.orderId)
        const isAsked = order.shares.every(share => wanted.some(({ billId }) => billId === share.billId))
        if (!isAsked || order.shares.length !== wanted.length)
          town.breaks.push(`${who.name} asked for bills ${numbers} and has an order for others`)
        world.tell(`${who.name} has order ${short(order.orderId)} over ${formatYuan(order.amountFen)} on the phone`)
        break
      }
      await pause(500, 5000)
    }
    const orderId = begun.length > 0 ? chance.pick(begun) : undefined
    if (orderId === undefined) continue
    if (chance.happens(0.85)) {
      await (chance.happens(0.85) ? pause(1000, 30_000) : pause(600_000, 899_000))
      const slipFen = chance.happens(0.04) ? chance.pick([-1, 1, 100]) : 0
      const isBegun = gateway.begin(orderId)
      if (isBegun) await pause(200, 12_000)
      const paid = isBegun && gateway.pay(orderId, { slipFen })
      world.tell(`${who.name} pays order ${short(orderId)}: ${paid ? 'the channel took the money' : 'not possible'}`)
      if (paid && chance.happens(0.06)) {
        await (chance.happens(0.5) ? pause(0, 10) : pause(10, 5000))
        gateway.pay(orderId, { again: true })
        world.tell(`the channel takes order ${short(orderId)} a second time`)
      }
    }
    for (let looks = chance.between(0, 3); looks > 0; looks--) {
      await pause(300, 20_000)
      await town.call(me, `looks whether ${short(orderId)} is paid`, paymentsApi.checkOrder, { communityId, orderId })
    }
    if (chance.happens(0.2))
      await town.call(me, `gives ${short(orderId)} up`, paymentsApi.closeOrder, { communityId, orderId })
    await pause(1000, 60_000)
  }
  const theirs = [...gateway.orders.keys()].filter(id => !begun.includes(id) && !town.isOf(id, who))
  if (theirs.length === 0) return
  const input = { communityId, orderId: chance.pick(theirs) }
  const seen = await town.call(me, `looks for ${short(input.orderId)} of somebody else`, paymentsApi.getOrder, input)
  if (seen?.status === 200) town.breaks.push(`${who.name} sees an order of somebody else`)
}
