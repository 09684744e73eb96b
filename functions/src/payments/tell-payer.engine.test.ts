import { messagesApi } from '@linli/shared/messages/api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callAs } from '../../test/call'
import { cashierAt, payAtDesk } from '../../test/desk'
import { makeRoom } from '../../test/make'
import { makeBill, makeOrder, merchantDeps } from '../../test/payments'
import { type ResidentWorld, startResidents } from '../../test/residents'
import { startTestWorld } from '../../test/sign-in'
import { communityContext } from '../context'
import { makeApp } from '../http'
import { runMessage } from '../jobs'
import { routes as messages } from '../messages/routes'
import { jobs } from './jobs'
import { settle } from './settle'

let r: ResidentWorld
beforeAll(async () => {
  const templates = JSON.stringify({ payment_received: 'tpl-paid' })
  r = await startResidents(await startTestWorld({ LINLI_WECHAT_TEMPLATES: templates }))
})
afterAll(() => r.stop())

it('the payer is told once, however often the notice of the sealer comes', async () => {
  const { merchant } = await merchantDeps()
  const room = await makeRoom(r.place, { code: '3-2-1501', ownerName: '李小红', phone: r.newPhone() })
  const who = await r.resident()
  const order = await makeOrder(r.place, [await makeBill(r.place, room)], merchant, who.accountId)
  const ctx = communityContext(r.deps, r.place.communityId)
  const paidAt = '2026-11-22T04:00:00.000Z'
  await settle(ctx, order, { transactionId: `t-${order.orderId}`, paidAt, amountFen: order.amountFen })

  const app = makeApp(r.deps, messages)
  ;(await callAs(app, who, messagesApi.recordGrants, { accepted: ['payment_received'] })).ok()
  r.world.gateway.control.grant({ user: who.user, templateId: 'tpl-paid' })
  const body = JSON.stringify({ type: 'payment.received', communityId: r.place.communityId, orderId: order.orderId })
  const find = (type: string) => jobs.consumers.find(consumer => consumer.type === type)
  await Promise.all([runMessage(r.deps, find, body), runMessage(r.deps, find, body)])
  const { items } = (await callAs(app, who, messagesApi.mine, {})).ok()
  expect(items).toMatchObject([{ title: '缴好了', text: '3栋2单元1501 的 ¥205.85 已到账' }])
  const { openid } = r.world.gateway.control.loginCode({ user: who.user })
  expect(r.world.gateway.control.messages(openid)).toMatchObject([{ data: { amount2: '205.85元' } }])
})

it('of money at the desk for several households each hears of their own alone', async () => {
  const [one, other] = [await r.boundOwner('4-1-101'), await r.boundOwner('4-1-102')]
  const bills = [await makeBill(r.place, one.room), await makeBill(r.place, other.room, { amountFen: 10_000 })]
  r.deps.world.settle()
  const order = await payAtDesk(cashierAt(r.place), r.place, bills)
  const body = JSON.stringify({ type: 'payment.received', communityId: r.place.communityId, orderId: order.orderId })
  await runMessage(r.deps, type => jobs.consumers.find(consumer => consumer.type === type), body)
  const app = makeApp(r.deps, messages)
  const texts = async (who: typeof one.who) =>
    (await callAs(app, who, messagesApi.mine, {}))
      .ok()
      .items.filter(({ title }) => title === '缴好了')
      .map(({ text }) => text)
  expect(await texts(one.who)).toEqual(['4栋1单元101 的 ¥205.85 已到账'])
  expect(await texts(other.who)).toEqual(['4栋1单元102 的 ¥100.00 已到账'])
})
