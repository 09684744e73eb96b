import { type Paid, short } from '../gateway'
import type { Random } from '../random'
import type { Town } from '../town'

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
    const { status, what } = await (about.order.channel === 'wechat' ? ofWechat : ofAlipay)(town, chance, about)
    world.tell(`a notice of ${short(about.order.orderId)} with ${what}: ${status ?? 'no answer'}`)
    if (status !== undefined && status < 400) breaks.push(`a notice with ${what} was answered ${status}`)
  }
}

async function ofAlipay({ notices }: Town, chance: Random, paid: Paid): Promise<Lie> {
  const spoiled = {
    'another amount': { total_amount: ((paid.taken.amountFen + 1) / 100).toFixed(2) },
    'another seller': { seller_id: '2088999999999999' },
    'another application': { app_id: '2021999999999999' },
    'no time': { gmt_payment: '' },
  }
  const what = chance.pick([...Object.keys(spoiled), 'a changed byte', 'SHA-1', 'another path'] as const)
  const change = Object.entries(spoiled).find(([name]) => name === what)?.[1]
  const right = notices.alipay(paid, change)
  const body =
    what === 'a changed byte'
      ? right.body.replace('invoice_amount=', 'invoice_amount=1')
      : what === 'SHA-1'
        ? right.body.replace('sign_type=RSA2', 'sign_type=RSA').replace(/sign=..../, 'sign=AAAA')
        : right.body
  const ref = what === 'another path' ? 'other' : undefined
  return { what, status: await notices.post({ ...right, body }, ref, 'alipay') }
}

async function ofWechat({ notices, world }: Town, chance: Random, paid: Paid): Promise<Lie> {
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
