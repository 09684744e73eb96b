import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { alipayNotice, type AlipayWorld, openAlipay, standOf, success, tell } from '../../test/alipay'
import { makeRoom } from '../../test/make'
import { makeBill } from '../../test/payments'
import { auditItem } from '../audit'
import { communityContext } from '../context'
import { fetchApp } from '../fetch-app'
import { closeOrder } from './close-order'
import { payNoticeItems } from './pay-notice-items'
import { payPageService } from './pay-page'
import { orderKey } from './store'

let world: AlipayWorld
beforeAll(async () => {
  world = await openAlipay()
})
afterAll(() => world.stop())

const ctxOf = () => communityContext(world.deps, world.place.communityId)

let floor = 0
/** A room with two bills and the paper that asks for them; and a browser that has its address. */
async function paper() {
  floor += 1
  const phone = `1380008${String(1000 + floor)}`
  const room = await makeRoom(world.place, { code: `8-1-${floor}01`, ownerName: '欧阳<b>雪', phone })
  const bills = [await makeBill(world.place, room), await makeBill(world.place, room)]
  const { communityId } = world.place
  const ctx = ctxOf()
  const billIds = bills.map(({ billId }) => billId)
  const { address, writes } = payNoticeItems(ctx, { communityId, roomId: room.roomId, billIds })
  const audit = auditItem(ctx, {
    communityId,
    action: 'dunning.print_letters',
    objectType: 'community',
    objectId: communityId,
    summary: '',
  })
  await ctx.db.transact([...writes, audit], audit.put)
  const path = new URL(address).pathname
  const app = fetchApp(payPageService(world.deps))
  const entity = bills[0]?.entityId ?? ''
  return {
    bills,
    get: async (query = '') => {
      const response = await app.request(`${path}${query}`)
      return { status: response.status, text: await response.text(), headers: response.headers }
    },
    pay: (headers: Record<string, string> = {}) =>
      app.request(path, { method: 'POST', headers, body: new URLSearchParams({ entity }).toString() }),
  }
}

const orderOf = (response: Response): string => {
  const content = new URL(response.headers.get('location') ?? '').searchParams.get('biz_content') ?? '{}'
  return String(JSON.parse(content).out_trade_no)
}

describe('the page of a printed notice', () => {
  it('shows the masked bills, leads to Alipay once it is confirmed, and follows the truth', async () => {
    const { get, pay } = await paper()
    const { status, text, headers } = await get()
    expect([status, text.includes('¥411.70'), text.includes('用支付宝付款')]).toEqual([200, true, true])
    expect(text).not.toMatch(/欧阳|雪|8-1-\d01|script/)
    expect(headers.get('content-security-policy')).toContain(`default-src 'none'`)
    expect([headers.get('referrer-policy'), headers.get('cache-control')]).toEqual(['no-referrer', 'no-store'])

    const confirmed = await pay()
    expect(confirmed.status).toBe(303)
    const orderId = orderOf(confirmed)
    expect(orderOf(await pay())).toBe(orderId)
    expect((await get(`?order=${orderId}`)).text).toContain('支付宝说还没有付款')
    const cashier = await fetch(confirmed.headers.get('location') ?? '')
    const approve = { method: 'POST', body: new URLSearchParams({ decision: 'approve' }), redirect: 'manual' } as const
    world.gateway.control.fault({ kind: 'drop', match: orderId })
    const back = new URL((await fetch(cashier.url, approve)).headers.get('location') ?? '')
    world.deps.clock.advance(5000)
    const arrived = await get(back.search)
    expect(arrived.text).toMatch(/已经到账.*¥411\.70/s)
    expect(await standOf(world, orderId)).toMatchObject({ order: { state: 'paid', channel: 'alipay' } })
    expect((await get()).text).toContain('都缴清了')
    expect((await pay()).status).toBe(409)
  })

  it('opens for nobody without the code, and for nobody else’s order', async () => {
    const [mine, other] = [await paper(), await paper()]
    const orderId = orderOf(await other.pay())
    expect((await mine.get(`?order=${orderId}`)).status).toBe(404)
    expect((await mine.get('?order=%3Cscript%3E')).status).toBe(404)
    const app = fetchApp(payPageService(world.deps))
    for (const code of ['x', `${world.place.communityId}${'0'.repeat(32)}`, `ZZZZZZ${'0'.repeat(32)}`, '%00', '..'])
      expect((await app.request(`/pay/${code}`)).status).toBe(404)
    expect((await mine.pay({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
    world.deps.clock.advance(91 * 86_400_000)
    expect((await mine.get()).status).toBe(404)
    world.deps.clock.advance(-91 * 86_400_000)
  })

  it('says that it waits while Alipay is silent, stops asking after a minute, and offers another try once it is closed', async () => {
    const { get, pay } = await paper()
    const orderId = orderOf(await pay())
    world.gateway.control.fault({ kind: 'bad-answer-signature', count: 4 })
    expect((await get(`?order=${orderId}&n=3`)).text).toMatch(/正在向支付宝确认.*/s)
    world.deps.clock.advance(5000)
    const last = await get(`?order=${orderId}&n=12`)
    expect([last.text.includes('http-equiv="refresh"'), last.text.includes('010-88880000')]).toEqual([false, true])
    await closeOrder(ctxOf(), orderId)
    expect((await get(`?order=${orderId}`)).text).toContain('这次没有付成')
    expect(orderOf(await pay())).not.toBe(orderId)
  })

  it('asks Alipay once in five seconds and sixty times in all, however many ask', async () => {
    const { get, pay } = await paper()
    const orderId = orderOf(await pay())
    const query = vi.spyOn(world.deps.pay, 'query')
    const ask = async () => (await get(`?order=${orderId}`)).text
    const texts = await Promise.all([1, 2, 3, 4].map(ask))
    expect(query).toHaveBeenCalledTimes(1)
    expect(texts.filter(text => text.includes('正在向支付宝确认'))).toHaveLength(3)
    const { pk } = orderKey(orderId)
    world.deps.clock.advance(5000)
    const kept = { pk, sk: 'looks', count: 59, at: '2026-01-01T00:00:00.000Z' }
    await ctxOf().db.writeMany([{ put: kept }])
    for (const _ of [1, 2, 3]) {
      await ask()
      world.deps.clock.advance(5000)
    }
    expect(query).toHaveBeenCalledTimes(2)
    query.mockRestore()
    expect(await tell(world.deps, alipayNotice(world, { orderId, amountFen: 41_170 }))).toEqual(success)
    expect(await ask()).toContain('已经到账')
  })

  it('keeps for the household what was paid twice', async () => {
    const { pay, bills } = await paper()
    const first = orderOf(await pay())
    await closeOrder(ctxOf(), first)
    const second = orderOf(await pay())
    for (const orderId of [second, first])
      expect(await tell(world.deps, alipayNotice(world, { orderId, amountFen: 41_170 }))).toEqual(success)
    const { order } = await standOf(world, first)
    expect(order).toMatchObject({ state: 'paid', prepaidFen: 41_170 })
    expect((await standOf(world, second)).bills).toEqual(bills.map(() => ['paid', 20_585]))
  })
})
