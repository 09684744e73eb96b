import { billingApi } from '@linli/shared/billing/api'
import type { Clerk } from '../estate'
import type { Random } from '../random'
import type { Town } from '../town'

/** Voids bills while others pay them. */
export async function manager(town: Town, chance: Random, who: Clerk): Promise<void> {
  const { world, estate } = town
  const me = { name: who.name, life: 0, who }
  for (let round = chance.between(1, 2); round > 0; round--) {
    const bill = chance.pick(estate.bills)
    const at = { communityId: estate.communityId, roomId: bill.object.id, billId: bill.billId }
    const what = `voids bill ${estate.bills.indexOf(bill) + 1}`
    await town.call(me, what, billingApi.voidBill, { ...at, reason: '开错了', reissue: false })
    await world.pause(chance.between(1000, 60_000))
  }
}

/** Prepayments are put to work, now and then by two workers. */
export function deductions({ queues, estate }: Town, chance: Random): void {
  const text = JSON.stringify({ type: 'payments.deduct', communityId: estate.communityId })
  for (let times = chance.between(1, 2); times > 0; times--) queues.deliver('jobs', text)
}

/** One instance dies; another one's clock is set. */
export function crash(town: Town, chance: Random): void {
  const instance = chance.pick(town.instances)
  if (town.faults.happens('an instance crashes', 2, instance.name)) town.crash(instance)
}
export function clock(town: Town, chance: Random): void {
  const instance = chance.pick(town.instances)
  const skewMs = chance.pick([-600_000, -5000, -400, 700, 12_000, 90_000, 1_200_000])
  if (town.faults.happens('a clock jumps', 2, `${instance.name} by ${skewMs / 1000} s`)) instance.skewMs = skewMs
}
