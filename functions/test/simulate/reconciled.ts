import { page } from '@linli/shared/contract'
import { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import { Difference } from '@linli/shared/payments/reconciliation-schema'
import { addDays } from '@linli/shared/time'
import { resolveHeld } from './actors/keeper'
import type { Town } from './town'

/**
 * The next morning: the channels' bills of the day, as an accountant would ask for them, twice. Each difference has its
 * reason in what the channel really did; what only its bill tells of is taken into suspense. Some of what is in suspense
 * is given to a household, after which the bill finds nothing new.
 */
export async function reconcileDays(town: Town, today: string): Promise<void> {
  const { world, estate } = town
  const [who] = estate.clerks
  if (!who) return
  const me = { name: 'the accountant', life: 0, who }
  const refs = [estate.merchant.config.ref, estate.alipay.config.ref]
  const take = async () => {
    for (const merchantRef of refs)
      for (const date of [addDays(today, -1), today, today]) await reconcileDay(town, me, merchantRef, date)
    await resolveHeld(town, world.chance, who)
    for (const merchantRef of refs) await reconcileDay(town, me, merchantRef, today)
  }
  world.nowMs += 12 * 3_600_000
  world.later(1, () => void take(), me)
  await world.run(world.nowMs + 600_000)
}

async function reconcileDay(
  town: Town,
  me: Parameters<Town['call']>[0],
  merchantRef: string,
  date: string,
): Promise<void> {
  const { estate, breaks } = town
  const day = { communityId: estate.communityId, merchantRef, date }
  const answer = await town.call(me, `reconciles ${date} of ${merchantRef}`, reconciliationApi.reconcile, day)
  if (answer?.status !== 200) {
    breaks.push(`the day ${date} cannot be reconciled: ${answer?.body ?? 'no answer'}`)
    return
  }
  const list = { ...day, limit: 100 }
  const told = await town.call(
    me,
    `reads what ${date} of ${merchantRef} differs in`,
    reconciliationApi.listDifferences,
    list,
  )
  const { items } = page(Difference).parse(JSON.parse(told?.body ?? '{"items":[]}'))
  for (const difference of items) {
    if (difference.resolved) continue
    const how = resolutionOf(town, difference)
    if (!how) breaks.push(`the reconciliation of ${date} finds ${difference.kind} where there is none`)
    const { differenceId, kind } = difference
    const input = { ...day, differenceId, how: how ?? 'noted', reason: '核实过' }
    const done = await town.call(me, `resolves ${kind}, ${how}`, reconciliationApi.resolveDifference, input)
    if (done?.status !== 200) breaks.push(`${kind} cannot be resolved: ${done?.body ?? 'no answer'}`)
  }
}

/** What is to be done about a difference that is really one. */
function resolutionOf({ gateway, named }: Town, { kind, orderId, transactionId }: Difference) {
  const order = gateway.orders.get(orderId)
  const taken = order?.taken.find(each => each.transactionId === transactionId)
  if (!order || !taken) return undefined
  if (kind === 'AMOUNT_MISMATCH') return taken.amountFen === order.amountFen ? undefined : ('noted' as const)
  if (kind === 'DUPLICATE') return order.taken.length > 1 ? ('noted' as const) : undefined
  // A second charge of one order that no notice told of: asked for the order, the channel names the first.
  if (kind !== 'LOCAL_MISSING' || taken === order.taken[0]) return undefined
  named.add(taken.transactionId)
  return 'suspended' as const
}
