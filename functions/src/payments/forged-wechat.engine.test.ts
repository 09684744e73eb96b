import { expect, it } from 'vitest'
import { makeMerchant } from '../../../infra/local/wechat/merchant'
import { type Forgery, signedForgeries, unsignedForgeries } from '../../../infra/local/wechat/forged'
import { paidTransaction } from '../../../infra/local/wechat/notice'
import { callbackApp } from '../../test/channel'
import { startOrders } from '../../test/one-order'
import { noticeOf, post } from '../../test/payments'
import { everythingOf } from '../../test/two-systems'
import { getOrder } from './store'

const { world, deps, place, ctxOf, oneOrder, billsOf, postingsOf, untouched } = await startOrders()

async function corpusOf(orderId: string, amountFen: number) {
  const { merchant, other } = world
  const [stranger] = (await makeMerchant({ ref: 'x', appid: 'x', callbackBase: 'http://x.invalid' })).platform
    .certificates
  if (!stranger) throw new Error('no stranger')
  const at = new Date(deps.nowMs())
  const notice = noticeOf(deps, merchant, { orderId, amountFen })
  const transactionId = `42000${orderId.slice(-20)}`
  const paid = paidTransaction({
    merchant,
    outTradeNo: orderId,
    totalFen: amountFen,
    transactionId,
    openid: 'o',
    paidAt: at,
  })
  const right = { merchant, other, stranger, notice, at }
  return { notice, unsigned: unsignedForgeries(right), signed: signedForgeries(right, paid) }
}

/** Those that were answered with anything but a refusal of their own. */
async function answered(corpus: Forgery[]): Promise<string[]> {
  const app = callbackApp(deps)
  const found: string[] = []
  for (const { name, headers, body, ref = 'linli' } of corpus) {
    const { status } = await app.request(`/callbacks/wechat/${ref}`, { method: 'POST', headers, body })
    if (status < 400 || status >= 500) found.push(`${name}: ${status}`)
  }
  return found
}

it('two hundred and more hostile messages: none is taken, none brings it down, nothing changes but evidence', async () => {
  const { order, bills } = await oneOrder()
  const { notice, unsigned, signed } = await corpusOf(order.orderId, order.amountFen)
  expect(new Set([...unsigned, ...signed].map(({ name }) => name)).size).toBeGreaterThanOrEqual(250)
  const before = await everythingOf(deps, place.communityId)
  expect(await answered(unsigned)).toEqual([])
  expect(await everythingOf(deps, place.communityId)).toEqual(before)

  expect(await answered(signed)).toEqual([])
  const { suspended: _s, mismatched: _m, ...now } = (await getOrder(ctxOf(), order.orderId)) ?? {}
  expect(now).toEqual(order)
  await untouched(order, bills)
  // What the path's own merchant is said to have received is held, each transaction once, and never less than nothing.
  const held = await postingsOf(order.orderId)
  expect(new Set(held.map(({ kind, sourceId }) => `${kind} ${sourceId}`)).size).toBe(held.length)
  for (const { kind, lines } of held)
    expect([kind, (lines[0]?.amountFen ?? 0) > 0, lines.reduce((sum, { amountFen }) => sum + amountFen, 0)]).toEqual([
      'suspense',
      true,
      0,
    ])

  expect((await post(callbackApp(deps), notice)).status).toBe(204)
  expect(await billsOf(bills)).toMatchObject([{ state: 'paid' }])
})
