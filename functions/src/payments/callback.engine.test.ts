import { beforeAll, describe, expect, it } from 'vitest'
import { signedBody } from '../../../infra/local/wechat/notice'
import { callbackApp } from '../../test/channel'
import { merchantDeps, makeBill, makeOrder, noticeOf, post } from '../../test/payments'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import type { TestDeps } from '../../test/context'
import { communityContext } from '../context'
import { getBills } from '../billing/store'
import { seal } from './seal'
import { getOrder, StoredPosting, sealedKey, suspendedKey, unsealedKey } from './store'
import * as z from 'zod'

type World = Awaited<ReturnType<typeof merchantDeps>>
let world: World
let deps: TestDeps
let place: Place

beforeAll(async () => {
  world = await merchantDeps()
  deps = world.deps
  place = await makeCommunity(deps, { merchantRef: 'linli' })
})

let floor = 0
async function oneOrder(bills = 1) {
  floor += 1
  const room = await makeRoom(place, {
    code: `1-1-${floor}01`,
    ownerName: '李小红',
    phone: `1380000${String(1000 + floor)}`,
  })
  const made = []
  for (let i = 0; i < bills; i++) made.push(await makeBill(place, room))
  return { room, bills: made, order: await makeOrder(place, made, world.merchant) }
}

const ctxOf = () => communityContext(deps, place.communityId)
const stateOf = async (orderId: string) => (await getOrder(ctxOf(), orderId))?.state
const billsOf = async (bills: { object: { id: string }; billId: string }[]) =>
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

describe('a valid signature that does not fit the order', () => {
  const total = (fen: number, currency = 'CNY') => ({ amount: { total: fen, payer_total: fen, currency } })
  const wrong: [string, Record<string, unknown>, boolean][] = [
    ['amount', total(1), true],
    ['currency', total(20_585, 'USD'), true],
    ['mchid', { mchid: '1600000000' }, false],
    ['appid', { appid: 'wxffffffffffffffff' }, true],
    ['state', { trade_state: 'NOTPAY' }, false],
  ]
  it.each(wrong)(
    'wrong %s: 4xx, no bill touched, evidence once, suspense only for our own SUCCESS',
    async (_, change, suspense) => {
      const { order, bills } = await oneOrder()
      const notice = noticeOf(deps, world.merchant, order, change)
      for (const status of [422, 422]) expect((await post(callbackApp(deps), notice)).status).toBe(status)
      await untouched(order, bills)
      const postings = await postingsOf(order.orderId)
      expect(postings.map(({ kind }) => kind)).toEqual(suspense ? ['suspense'] : [])
      expect((await getOrder(ctxOf(), order.orderId))?.suspended).toBe(suspense ? true : undefined)
    },
  )

  it('was sent to another merchant’s path: refused, nothing posted', async () => {
    const { order, bills } = await oneOrder()
    const { status } = await post(callbackApp(deps), noticeOf(deps, world.merchant, order), 'other')
    expect(status).toBeGreaterThanOrEqual(400)
    await untouched(order, bills)
  })

  it('is followed by the right notice of the transaction: settled, and the suspense is reversed', async () => {
    const { order, bills } = await oneOrder()
    await post(callbackApp(deps), noticeOf(deps, world.merchant, order, total(1)))
    expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order))).status).toBe(204)
    expect(await billsOf(bills)).toMatchObject([{ state: 'paid' }])
    const postings = await postingsOf(order.orderId)
    expect(postings.map(({ kind }) => kind).sort()).toEqual(['settlement', 'suspense', 'suspense_release'])
    const suspended = postings.flatMap(({ lines }) => lines).filter(({ account }) => account === 'suspense')
    expect(suspended.reduce((sum, line) => sum + line.amountFen, 0)).toBe(0)
    deps.world.settle()
    const open = await ctxOf().db.query({
      index: 'gs1',
      pk: suspendedKey(place.communityId),
      schema: z.object({ orderId: z.string() }),
      limit: 100,
    })
    expect(open.items.map(({ orderId }) => orderId)).not.toContain(order.orderId)
  })

  const other = (order: { orderId: string }) => ({ transaction_id: `42009${order.orderId.slice(-20)}` })
  const inSuspense = async (orderId: string) =>
    (await postingsOf(orderId))
      .flatMap(({ lines }) => lines)
      .filter(({ account }) => account === 'suspense')
      .reduce((sum, line) => sum + line.amountFen, 0)

  it.each(['before', 'after'])(
    'names another transaction %s the order is paid: held, and released by its right notice',
    async when => {
      const { order } = await oneOrder()
      const wrong = () =>
        post(callbackApp(deps), noticeOf(deps, world.merchant, order, { ...other(order), ...total(1) }))
      if (when === 'before') await wrong()
      expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order))).status).toBe(204)
      if (when === 'after') expect((await wrong()).status).toBe(422)
      expect(await inSuspense(order.orderId)).toBe(-1)
      expect((await getOrder(ctxOf(), order.orderId))?.suspended).toBeUndefined()
      const right = noticeOf(deps, world.merchant, order, other(order))
      for (const _ of [1, 2]) expect((await post(callbackApp(deps), right)).status).toBe(204)
      expect(await inSuspense(order.orderId)).toBe(0)
    },
  )

  it('names the transaction that has paid the order: kept as evidence, counted nowhere a second time', async () => {
    const { order } = await oneOrder()
    await post(callbackApp(deps), noticeOf(deps, world.merchant, order))
    expect((await post(callbackApp(deps), noticeOf(deps, world.merchant, order, total(1)))).status).toBe(422)
    expect(await inSuspense(order.orderId)).toBe(0)
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
