import { billingApi } from '@linli/shared/billing/api'
import type { Clerk } from '../estate'
import { type Paid, short } from '../gateway'
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

type Lie = { what: string; status: number | undefined }

/**
 * Somebody who has a true notice and changes it, and a channel that says what is not so: nothing of it may be taken for
 * the truth, and the answer must not end the right notices.
 */
export async function liar(town: Town, chance: Random): Promise<void> {
  const { world, notices, breaks } = town
  notices.isDoubted = chance.happens(0.5)
  for (let round = 3; round > 0; round--) {
    await world.pause(chance.between(1000, 60_000))
    // The first charge of an order that fits it: the truth comes out by asking.
    const paid = notices
      .paidOnes()
      .filter(({ order, taken }) => taken === order.taken[0] && taken.amountFen === order.amountFen)
    if (paid.length === 0) continue
    const about = chance.pick(paid)
    const { status, what } = await lie(town, chance, about)
    world.tell(`a notice of ${short(about.order.orderId)} with ${what}: ${status ?? 'no answer'}`)
    if (status !== undefined && status < 400) breaks.push(`a notice with ${what} was answered ${status}`)
  }
}

async function lie({ notices, world }: Town, chance: Random, paid: Paid): Promise<Lie> {
  const total = paid.taken.amountFen + 1
  const spoiled: Record<string, Record<string, unknown>> = {
    'another amount': { amount: { total, payer_total: total, currency: 'CNY' } },
    'another currency': { amount: { total: paid.taken.amountFen, currency: 'USD' } },
    'another merchant': { mchid: '1600000000' },
    'another app': { appid: 'wx0000000000000000' },
    'another state': { trade_state: 'REVOKED' },
  }
  const what = chance.pick([
    ...Object.keys(spoiled),
    'a changed byte',
    'a broken tag',
    'an old timestamp',
    'another path',
  ])
  const change = spoiled[what]
  if (change) return { what, status: await notices.post(notices.signed(paid, change)) }
  const right = notices.signed(paid)
  if (what === 'another path') return { what, status: await notices.post(right, 'other') }
  if (what === 'a changed byte')
    return {
      what,
      status: await notices.post({ ...right, body: right.body.replace('"summary":"支', '"summary":"付') }),
    }
  if (what === 'a broken tag') {
    const body = right.body.replace(
      /([\w+/])([\w+/]{6}=*","associated)/,
      (_all, char: string, rest: string) => `${char === 'A' ? 'B' : 'A'}${rest}`,
    )
    return { what, status: await notices.post(notices.signedAs(body)) }
  }
  // Too old even for the clock that is farthest behind.
  return { what, status: await notices.post(notices.signedAs(right.body, world.nowMs - 1_000_000)) }
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
