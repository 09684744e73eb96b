import { paymentsApi } from '@linli/shared/payments/api'
import { PrepaymentLot } from '@linli/shared/payments/held-schema'
import { Refundable, refundApi } from '@linli/shared/payments/refund-api'
import { Refund } from '@linli/shared/payments/schema'
import { formatYuan } from '@linli/shared/money'
import * as z from 'zod'
import type { Clerk, Payer } from '../estate'
import { short } from '../gateway'
import type { Random } from '../random'
import type { Town } from '../town'
import { surely } from './surely'

const Lots = z.object({ items: z.array(PrepaymentLot) })

/** Gives online money back, whole or in part; somebody else agrees where it is much. */
export async function refunder(town: Town, chance: Random, who: Clerk): Promise<void> {
  const { world, estate, notices } = town
  const { communityId } = estate
  const me = { name: who.name, life: 0, who }
  const [other = who] = estate.clerks.filter(each => each !== who)
  for (let round = chance.between(2, 4); round > 0; round--) {
    await world.pause(chance.between(5000, 120_000))
    const paid = notices.paidOnes()
    if (paid.length === 0) continue
    const { order } = chance.pick(paid)
    const { orderId } = order
    const lot = chance.happens(0.2) ? await lotOf(town, me, orderId) : undefined
    const part = chance.happens(0.4) ? estate.bills.find(() => chance.happens(0.3)) : undefined
    const bills = part && [{ billId: part.billId, amountFen: chance.between(1, part.amountFen) }]
    const what = lot === undefined ? bills && { bills } : { lotId: lot }
    const input = { communityId, orderId, reason: '付错了', ...what }
    const asked = await surely(town, chance, me, `refunds ${short(orderId)} online`, refundApi.requestRefund, input)
    if (asked.status !== 200) continue
    const { refundId, amountFen, state } = Refund.parse(JSON.parse(asked.body))
    world.tell(`${formatYuan(amountFen)} of ${short(orderId)} are to go back: ${state}`)
    if (state === 'requested' && chance.happens(0.15)) {
      await world.pause(chance.between(100, 90_000))
      const place = { communityId, orderId, refundId }
      await town.call(me, 'gives the refund up', refundApi.giveUpRefund, { ...place, reason: '不退了' })
    }
    if (state !== 'waiting') continue
    await world.pause(chance.between(500, 30_000))
    const approve = chance.happens(0.75)
    const decision = { communityId, orderId, refundId, approve, reason: '看过' }
    const they = { name: other.name, life: 0, who: other }
    await surely(town, chance, they, approve ? 'agrees' : 'does not agree', refundApi.decideRefund, decision)
  }
}

/** A prepayment that the order left. */
async function lotOf(town: Town, me: Parameters<Town['call']>[0], orderId: string): Promise<string | undefined> {
  const { communityId } = town.estate
  const seen = await town.call(me, 'looks what can go back', refundApi.refundable, { communityId, orderId })
  if (seen?.status !== 200) return undefined
  return Refundable.parse(JSON.parse(seen.body)).lots.find(({ leftFen }) => leftFen > 0)?.lotId
}

/** One tap on what is left of money that was too much. */
export async function taker(town: Town, chance: Random, who: Payer): Promise<void> {
  const { communityId } = town.estate
  const me = { name: who.name, life: 0, who }
  for (let round = 2; round > 0; round--) {
    await town.world.pause(chance.between(20_000, 300_000))
    const seen = await town.call(me, 'looks at prepayments', paymentsApi.myPrepayments, {})
    if (seen?.status !== 200) continue
    const lot = Lots.parse(JSON.parse(seen.body)).items.find(({ leftFen }) => leftFen > 0)
    if (!lot) continue
    const input = { communityId, lotId: lot.lotId }
    await surely(town, chance, me, `takes ${formatYuan(lot.leftFen)} back`, refundApi.refundMyPrepayment, input)
  }
}
