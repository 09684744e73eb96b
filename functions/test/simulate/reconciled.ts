import { page } from '@linli/shared/contract'
import { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import { Difference } from '@linli/shared/payments/reconciliation-schema'
import { addDays } from '@linli/shared/time'
import type { Town } from './town'

/** The next morning: the channel's bill of the day, twice, as an accountant would ask for it. */
export async function reconcileDays(town: Town, today: string): Promise<void> {
  const { world, estate, gateway, breaks } = town
  const [who] = estate.clerks
  if (!who) return
  const me = { name: 'the accountant', life: 0, who }
  const { communityId, merchant } = estate
  const take = async () => {
    for (const date of [addDays(today, -1), today]) {
      const input = { communityId, merchantRef: merchant.config.ref, date }
      const answer = await town.call(me, `reconciles ${date}`, reconciliationApi.reconcile, input)
      if (answer?.status !== 200) {
        breaks.push(`the day ${date} cannot be reconciled: ${answer?.body ?? 'no answer'}`)
        continue
      }
      const list = { ...input, limit: 100 }
      const told = await town.call(me, `reads what ${date} differs in`, reconciliationApi.listDifferences, list)
      const { items } = page(Difference).parse(JSON.parse(told?.body ?? '{"items":[]}'))
      for (const { kind, orderId, transactionId, resolved } of items) {
        if (resolved) continue
        const order = gateway.orders.get(orderId)
        const taken = order?.taken.find(each => each.transactionId === transactionId)
        const isSlip = taken?.amountFen !== order?.amountFen
        if (kind === 'AMOUNT_MISMATCH' && isSlip) continue
        // A second charge of one order that no notice told of: asked for the order, the channel names the first.
        if (kind === 'LOCAL_MISSING' && taken && taken !== order?.taken[0]) town.named.add(taken.transactionId)
        else if (kind === 'DUPLICATE' && (order?.taken.length ?? 0) > 1) continue
        else breaks.push(`the reconciliation of ${date} finds ${kind} where there is none`)
      }
    }
  }
  world.nowMs += 12 * 3_600_000
  world.later(1, () => void take(), me)
  await world.run(world.nowMs + 600_000)
}
