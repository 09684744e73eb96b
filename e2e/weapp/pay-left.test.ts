import { billingApi } from '@linli/shared/billing/api'
import { identityApi } from '@linli/shared/identity/api'
import { paymentsApi } from '@linli/shared/payments/api'
import { confirmPayment } from '@linli/infra/local/resident'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Estate, openEstate } from './estate'
import { Phone } from './phone'

let estate: Estate

beforeAll(async () => {
  estate = await openEstate()
})
afterEach(() => estate.stack.gateway.control.clearFaults())
afterAll(() => estate.stop())

/** An order for the oldest bill of this name, made on a phone that was then put away in the middle of the payment. */
async function leftBehind(user: string, name: string) {
  const client = await estate.as(user)
  const [home] = (await client.call(identityApi.me, {})).homes
  if (!home) throw new Error(`${user} has no home`)
  const { communityId, roomId } = home
  const { items } = await client.call(billingApi.myBills, { communityId, roomId })
  const bill = items.find(each => each.feeItemName === name)
  const made = await client.call(paymentsApi.createOrder, {
    communityId,
    bills: [{ roomId, billId: bill?.billId ?? '' }],
  })
  const stateNow = async () =>
    (await client.call(paymentsApi.getOrder, { communityId, orderId: made.order.orderId })).state
  return { ...made, stateNow }
}

const phoneOf = (user: string) => new Phone(estate, user, { timerSpeed: 20 }).signIn()
const ticks = (phone: Phone) => phone.all('.own-bill__tick').length

test('left behind unpaid: 首页 says so at once and goes on with the very same order', async () => {
  const { order, stateNow } = await leftBehind('tenant', '物业费')
  const phone = await phoneOf('tenant')
  await phone.until('继续付款 ¥')
  expect(phone.text()).toContain('这次没有付款')
  expect(phone.text()).not.toMatch(/正在|去缴费/)
  await phone.tap('继续付款 ¥')
  await phone.until('缴好了')
  expect(await stateNow()).toBe('paid')
  const creates = phone.callsOf('request').filter(call => String(call.options.url).endsWith('/orders'))
  expect(creates.map(call => Object(call.result).data.order.orderId)).toEqual([order.orderId])
  expect(phone.errors).toEqual([])
})

test('重新选择 gives the order back at the channel, and the bills are there to choose from', async () => {
  const { stateNow } = await leftBehind('two-rooms', '物业费')
  const phone = await phoneOf('two-rooms')
  await phone.until('重新选择')
  await phone.tap('重新选择')
  await phone.until('全选')
  expect(await stateNow()).toBe('closed')
  expect(phone.route).toBe('tabs/bills/index')
  expect(phone.text()).not.toContain('继续付款')
  expect(ticks(phone)).toBe(2)
  await phone.switchTab('tabs/home/index')
  await phone.until('去缴费')
})

test('paid, and the phone was put away before it heard: the question finds the money, on every page', async () => {
  estate.stack.gateway.control.fault({ kind: 'drop', count: 20 })
  const { pay, stateNow } = await leftBehind('two-rooms', '生活垃圾处理费')
  if (!pay) throw new Error('no payment parameters')
  await confirmPayment({ url: estate.stack.url, gateway: estate.stack.gateway }, pay)
  const phone = await phoneOf('two-rooms')
  await phone.until(/去缴费|已缴清/)
  expect(await stateNow()).toBe('paid')
  expect(phone.text()).not.toMatch(/继续付款|正在/)
  expect(phone.errors).toEqual([])
})

test('the channel does not answer: nothing is offered for payment while nobody knows', async () => {
  const { order } = await leftBehind('owner', '生活垃圾处理费')
  estate.stack.gateway.control.fault({ kind: 'system-error', count: 50, match: order.orderId })
  const phone = await phoneOf('owner')
  await phone.until('正在确认到账')
  expect(phone.text()).not.toMatch(/继续付款|重新选择|去缴费/)
  await phone.switchTab('tabs/bills/index')
  await phone.until('看进度')
  expect(ticks(phone)).toBe(1)
  await phone.tap('生活垃圾处理费')
  await phone.until('看进度')
  expect(phone.text()).not.toContain('去缴费')
  estate.stack.gateway.control.clearFaults()
  await phone.lifecycle('onShow')
  await phone.until('继续付款 ¥')
  expect(phone.text()).not.toContain('去缴费')
  await phone.switchTab('tabs/bills/index')
  await phone.until('继续付款 ¥')
  expect([ticks(phone), phone.text().includes('去缴费')]).toEqual([0, false])
})

test('the phone says it paid and the money is slow: confirmed as such everywhere, and never offered again', async () => {
  estate.stack.gateway.control.fault({ kind: 'late-after-close', ms: 3_600_000 })
  const phone = await phoneOf('co-owner')
  await phone.until(/去缴费|继续付款/)
  await phone.openPaySheet()
  await phone.tap('付款 ¥')
  await phone.until('还在确认')
  expect(phone.text()).not.toMatch(/继续付款|重新付款/)
  await phone.switchTab('tabs/home/index')
  await phone.until('正在确认到账')
  expect(phone.text()).not.toMatch(/继续付款|重新选择|去缴费/)
  await phone.switchTab('tabs/bills/index')
  await phone.until('看进度')
  expect(phone.all('.own-bill__tick').map(tick => tick.getAttribute('aria-label'))).toEqual([
    expect.stringContaining('生活垃圾处理费'),
  ])

  // Tomorrow, with the app started anew, the phone still knows what it was told.
  const cold = new Phone(estate, 'co-owner', { storage: Object.fromEntries(phone.storage) })
  await cold.launch()
  await cold.until('正在确认到账')
  await cold.tap('看进度')
  await cold.until('已付款，正在等到账确认')
})

test('the page of a paid order, opened for one that is not: says how it stands', async () => {
  const { order } = await leftBehind('elder', '物业费')
  const phone = await phoneOf('elder')
  await phone.until('继续付款 ¥')
  await phone.open(`/payments/paid/index?orderId=${order.orderId}`)
  await phone.until('这次没有付款')
  expect(phone.route).toBe('payments/confirming/index')
  expect(phone.text()).not.toContain('交好了')
})
