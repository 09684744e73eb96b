import { describe, expect, it } from 'vitest'
import { signedBody } from '../../../infra/local/wechat/notice'
import { startOrders } from '../../test/one-order'
import { makeOrder, noticeOf, post } from '../../test/payments'
import { callbackApp } from '../../test/channel'
import { seal } from './seal'
import { getOrder } from './store'

const { world, deps, place, ctxOf, oneOrder, stateOf, billsOf, postingsOf, untouched } = await startOrders()

describe('a payment notice', () => {
  it('settles order and bills in one step and answers 204', async () => {
    const { order, bills } = await oneOrder(3)
    const response = await post(callbackApp(deps), noticeOf(deps, world.merchant, order))
    expect(response.status).toBe(204)
    expect(await stateOf(order.orderId)).toBe('paid')
    for (const bill of await billsOf(bills))
      expect(bill).toMatchObject({ state: 'paid', paidFen: 20_585, paidOrderId: order.orderId })
    const [posting, second] = await postingsOf(order.orderId)
    expect(second).toBeUndefined()
    expect(posting?.lines.reduce((sum, line) => sum + line.amountFen, 0)).toBe(0)
    expect(posting?.lines[0]).toMatchObject({ account: 'channel_cash', amountFen: 3 * 20_585 })
  })

  it('is handed to the sealer in its own transaction: nobody has to come by to number it', async () => {
    const { order } = await oneOrder()
    const { outbox } = deps
    const committed = outbox.committed.bind(outbox)
    const handed: unknown[] = []
    outbox.committed = writes => {
      for (const write of writes) if ('put' in write && write.put.queue === 'seal') handed.push(write.put.body)
      committed(writes)
    }
    await post(callbackApp(deps), noticeOf(deps, world.merchant, order))
    outbox.committed = committed
    const [posting] = await postingsOf(order.orderId)
    const postings = [{ pk: posting?.pk, sk: posting?.sk }]
    expect(handed).toEqual([{ type: 'journal.seal', communityId: place.communityId, postings }])
  })

  it('is the same notice twice, on two instances: one posting, one receipt, both 2xx', async () => {
    const { order } = await oneOrder()
    const notice = noticeOf(deps, world.merchant, order)
    const instances = [callbackApp(deps), callbackApp(deps)]
    const answers = await Promise.all(instances.map(app => post(app, notice)))
    answers.push(await post(callbackApp(deps), notice))
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204])
    await sealAll()
    expect(await postingsOf(order.orderId)).toHaveLength(1)
    expect((await getOrder(ctxOf(), order.orderId))?.receiptSerial).toMatch(/^2026-\d{6}$/)
  })

  it('verifies in certificate mode and in public-key mode', async () => {
    for (const mode of ['certificate', 'public-key'] as const) {
      const { order } = await oneOrder()
      expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order, {}, mode))).status).toBe(204)
    }
  })

  it('settles when vouchers lowered payer_total', async () => {
    const { order } = await oneOrder()
    const notice = noticeOf(deps, world.merchant, order, {
      amount: { total: order.amountFen, payer_total: 1, currency: 'CNY' },
    })
    expect((await post(callbackApp(deps), notice)).status).toBe(204)
  })
})

describe('a message that is not the channel’s', () => {
  const forgeries: [string, (headers: Record<string, string>, body: string) => [Record<string, string>, string]][] = [
    [
      'a wrong signature',
      (headers, body) => [{ ...headers, 'Wechatpay-Signature': Buffer.alloc(256, 7).toString('base64') }, body],
    ],
    [
      'a probe',
      (headers, body) => [
        { ...headers, 'Wechatpay-Signature': `WECHATPAY/SIGNTEST/${headers['Wechatpay-Signature']}` },
        body,
      ],
    ],
    [
      'a missing header',
      (headers, body) => [
        Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'Wechatpay-Nonce')),
        body,
      ],
    ],
    [
      'a doubled header',
      (headers, body) => [
        { ...headers, 'Wechatpay-Signature': `${headers['Wechatpay-Signature']}, ${headers['Wechatpay-Signature']}` },
        body,
      ],
    ],
    [
      'an unknown serial',
      (headers, body) => [{ ...headers, 'Wechatpay-Serial': 'ABCDEF0123456789ABCDEF0123456789ABCDEF01' }, body],
    ],
    ['a body written again', (headers, body) => [headers, JSON.stringify(JSON.parse(body), null, 1)]],
    ['one changed byte', (headers, body) => [headers, body.replace('支付成功', '支付成切')]],
  ]
  it.each(forgeries)('%s: refused, nothing changes', async (_name, forge) => {
    const { order, bills } = await oneOrder()
    const notice = noticeOf(deps, world.merchant, order)
    const [headers, body] = forge(notice.headers, notice.body)
    const { status } = await post(callbackApp(deps), { headers, body })
    expect(status).toBeGreaterThanOrEqual(400)
    await untouched(order, bills)
    expect(await postingsOf(order.orderId)).toHaveLength(0)
  })

  it('is 300 s or more away, either way: refused; a fresh one passes', async () => {
    const { order } = await oneOrder()
    for (const seconds of [-300, 300]) {
      deps.clock.advance(seconds * 1000)
      const notice = noticeOf(deps, world.merchant, order)
      deps.clock.advance(-seconds * 1000)
      expect((await post(callbackApp(deps), notice)).status).toBe(401)
    }
    deps.clock.advance(-299_000)
    const late = noticeOf(deps, world.merchant, order)
    deps.clock.advance(299_000)
    expect((await post(callbackApp(deps), late)).status).toBe(204)
  })

  it('has its tag broken: refused though the envelope is signed', async () => {
    const { order, bills } = await oneOrder()
    const notice = noticeOf(deps, world.merchant, order)
    const envelope = JSON.parse(notice.body)
    const bytes = Buffer.from(envelope.resource.ciphertext, 'base64')
    bytes[10] = (bytes[10] ?? 0) ^ 1
    envelope.resource.ciphertext = bytes.toString('base64')
    const key = world.merchant.platform.certificates[0]
    if (!key) throw new Error('no key')
    const forged = signedBody(key, JSON.stringify(envelope), new Date(deps.nowMs()))
    expect((await post(callbackApp(deps), forged)).status).toBe(401)
    await untouched(order, bills)
  })
})

describe('a crash', () => {
  it('after the commit and before the reply: the retry is acknowledged, no second effect', async () => {
    const { order } = await oneOrder()
    const notice = noticeOf(deps, world.merchant, order)
    const lost = deps.world.failNext({ command: 'TransactWriteItems', when: 'after', match: order.orderId, times: 40 })
    await post(callbackApp(deps), notice)
    lost.cancel()
    expect((await post(callbackApp(deps), notice)).status).toBe(204)
    expect(await postingsOf(order.orderId)).toHaveLength(1)
  })

  it('before the commit, or the store down: 5xx, and the retry completes', async () => {
    const { order, bills } = await oneOrder()
    const down = deps.world.failNext({ when: 'before', match: order.orderId, times: 1000 })
    const { status } = await post(callbackApp(deps), noticeOf(deps, world.merchant, order))
    expect(status).toBe(503)
    down.cancel()
    await untouched(order, bills)
    expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order))).status).toBe(204)
  })
})

describe('money that comes late', () => {
  it('finds its bill settled by another order: a prepayment lot of that payer', async () => {
    const { order, bills } = await oneOrder(2)
    const [first, second] = bills
    if (!first || !second) throw new Error('two bills')
    // The rival's order on the first bill is paid while ours is open.
    const rivalOrder = await makeOrder(place, [first], world.merchant, deps.newId(), true)
    expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, rivalOrder))).status).toBe(204)
    expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order))).status).toBe(204)
    const settled = await getOrder(ctxOf(), order.orderId)
    expect(settled).toMatchObject({ state: 'paid', paidFen: 41_170, prepaidFen: 20_585 })
    const [a, b] = await billsOf(bills)
    expect(a?.paidOrderId).toBe(rivalOrder.orderId)
    expect(b?.paidOrderId).toBe(order.orderId)
    const [posting] = await postingsOf(order.orderId)
    expect(posting?.lines.find(line => line.account === 'prepayment')?.amountFen).toBe(-20_585)
  })

  it('is a second transaction of a paid order: the whole amount becomes a lot, no bill moves', async () => {
    const { order, bills } = await oneOrder()
    await post(callbackApp(deps), noticeOf(deps, world.merchant, order))
    const again = noticeOf(deps, world.merchant, order, { transaction_id: `42009${order.orderId.slice(-20)}` })
    for (const _ of [1, 2]) expect((await post(callbackApp(deps), again)).status).toBe(204)
    expect(await billsOf(bills)).toMatchObject([{ state: 'paid', paidFen: 20_585 }])
    expect((await getOrder(ctxOf(), order.orderId))?.transactionId).toBe(`42000${order.orderId.slice(-20)}`)
  })
})

async function sealAll() {
  deps.world.settle()
  expect(await seal(deps, place.communityId)).toBe(true)
}
