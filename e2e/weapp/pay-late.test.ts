import { billingApi } from '@linli/shared/billing/api'
import { identityApi } from '@linli/shared/identity/api'
import { paymentsApi } from '@linli/shared/payments/api'
import { confirmPayment } from '@linli/infra/local/resident'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Estate, openEstate } from './estate'
import { liveRequest } from './live-api'
import { Phone } from './phone'
import type { Stub } from './wx'

let estate: Estate

beforeAll(async () => {
  // Past the due date and the days of grace: every day adds to the late fee.
  estate = await openEstate({ later: 'P50D' })
})
afterEach(() => estate.stack.gateway.control.clearFaults())
afterAll(() => estate.stop())

const signedIn = async (user: string, timerSpeed = 20): Promise<Phone> => {
  const phone = await new Phone(estate, user, { timerSpeed }).signIn()
  await phone.until(/去[缴交]费/)
  return phone
}

/** The first home of a resident and its open bills, in the order of the page, as another phone sees them. */
async function openBills(user: string) {
  const client = await estate.as(user)
  const [home] = (await client.call(identityApi.me, {})).homes
  if (!home) throw new Error(`${user} has no home`)
  const { communityId, roomId } = home
  const { items } = await client.call(billingApi.myBills, { communityId, roomId })
  return { client, communityId, roomId, bills: items.sort((a, b) => (a.period.from < b.period.from ? -1 : 1)) }
}

test('the money lands after the order was closed, and after another owner has paid: it becomes a prepayment', async () => {
  estate.stack.gateway.control.fault({ kind: 'late-after-close', ms: 60_000 })
  const phone = await signedIn('owner', 8)
  await phone.openPaySheet()
  await phone.tap('付款 ¥')
  await phone.until('已付款，正在等到账确认')

  // The co-owner pays the same bill: the open order is closed at the channel first.
  const { client, communityId, roomId, bills } = await openBills('co-owner')
  const paid = bills.find(bill => bill.feeItemName === '物业费')
  const { order, pay } = await client.call(paymentsApi.createOrder, {
    communityId,
    bills: [{ roomId, billId: paid?.billId ?? '' }],
  })
  if (!pay) throw new Error('no payment parameters')
  estate.stack.gateway.control.clearFaults()
  await confirmPayment({ url: estate.stack.url, gateway: estate.stack.gateway }, pay)
  expect((await client.call(paymentsApi.checkOrder, { communityId, orderId: order.orderId })).state).toBe('paid')

  await phone.until('还在确认')
  expect(phone.text()).not.toContain('重新付款')
  await estate.stack.advance({ duration: 'PT2M' })
  await phone.tap('再查一次').catch(() => undefined)
  await phone.until('缴好了')
  expect(phone.text()).toContain('的账单已经缴过，存入了预存款')
  await phone.switchTab('tabs/me/index')
  await phone.tap('预存款')
  await phone.until('账单已经缴过')
  expect(phone.text()).toContain('可以退回给您')

  // It pays what is still owed, and what it does not need stays.
  await phone.tap('用来缴账单')
  await phone.until('先缴1栋1单元')
  await phone.tap('现在缴')
  await phone.until('缴好了')
  await phone.open('/payments/prepayments/index')
  await phone.until('退回给我')

  // One tap has it back, the way it came; where it stands is on the receipt.
  await phone.tap('退回给我')
  await phone.until('原路退回付款的账户')
  await phone.tap('退回 ¥')
  await phone.until(/正在办理退款|退款已在路上/)
  await phone.until('退好了，微信告诉您')
  const orderId = phone
    .callsOf('request')
    .filter(call => String(call.options.url).endsWith('/refund'))
    .flatMap(call => Object(Object(call.result).data).orderId ?? [])
    .at(-1)
  await phone.open(`/payments/receipt/index?orderId=${String(orderId)}`)
  await phone.until(/正在办理退款|退款已在路上|已退回/)
  await phone.open('/payments/receipts/index')
  await phone.until(/退款中|已退 ¥/)
  expect(phone.errors).toEqual([])
})

test('somebody paid it meanwhile: no second payment is opened, and the day is told', async () => {
  const phone = await signedIn('tenant')
  await phone.openPaySheet()
  const { client, communityId, roomId, bills } = await openBills('tenant')
  const first = bills.find(bill => bill.feeItemName === '物业费')
  const { order, pay } = await client.call(paymentsApi.createOrder, {
    communityId,
    bills: [{ roomId, billId: first?.billId ?? '' }],
  })
  if (!pay) throw new Error('no payment parameters')
  await confirmPayment({ url: estate.stack.url, gateway: estate.stack.gateway }, pay)
  await client.call(paymentsApi.checkOrder, { communityId, orderId: order.orderId })

  await phone.tap('付款 ¥')
  await phone.until('这笔已经缴过了')
  await phone.until(/\d+月\d+日已经缴了，没有重复扣款/)
  expect(phone.callsOf('requestPayment')).toEqual([])
  await phone.tap('知道了')
  await phone.until(/\d+月\d+日缴的/)
})

test('the sum grew overnight: the new one is shown, and paid only by another tap', async () => {
  const phone = await signedIn('two-rooms')
  await phone.openPaySheet()
  const shown = /付款 (¥[\d,.]+)/.exec(phone.text())?.[1]
  await estate.stack.advance({ duration: 'P1D' })
  await phone.tap('付款 ¥')
  await phone.until('金额刚刚更新了')
  expect(phone.callsOf('requestPayment')).toEqual([])
  const now = /付款 (¥[\d,.]+)/.exec(phone.text())?.[1]
  expect(now).not.toBe(shown)
  await phone.tap('付款 ¥')
  await phone.until(`${now} 已到账`)
})

test('an order that ends while its page is open: said so, and the bill is paid anew', async () => {
  const { client, communityId, roomId, bills } = await openBills('elder')
  const { order } = await client.call(paymentsApi.createOrder, {
    communityId,
    bills: [{ roomId, billId: bills[0]?.billId ?? '' }],
  })
  const phone = new Phone(estate, 'elder', { timerSpeed: 20 })
  await phone.signIn()
  await phone.until('继续付款 ¥')
  await client.call(paymentsApi.closeOrder, { communityId, orderId: order.orderId })
  await phone.open(`/payments/confirming/index?orderId=${order.orderId}&said=watching`)
  await phone.until('这张支付单过期了')
  expect(phone.text()).toContain('账单没变，点一下重新付')
  await phone.tap('重新付款 ¥')
  await phone.until('交好了')
})

test('WeChat Pay down: nothing was taken, and the same sheet tries again', async () => {
  estate.stack.gateway.control.fault({ kind: 'system-error', count: 20, match: 'jsapi' })
  const phone = await signedIn('two-rooms')
  await phone.openPaySheet('生活垃圾处理费')
  await phone.tap('付款 ¥')
  await phone.until('微信支付没有回应', 30_000)
  expect(phone.text()).toContain('没有扣款，请过一会儿再试')
  estate.stack.gateway.control.clearFaults()
  await phone.tap('付款 ¥')
  await phone.until('缴好了')
})

test('bills of several merchants, which only the server tells, are paid one after another on the page for that', async () => {
  const refusal = { error: { code: 'payments.mixed_entities', message: '这些账单由不同的公司收取', requestId: 'R' } }
  const live = liveRequest(estate.stack.url)
  const request: Stub = options =>
    String(options.url).endsWith('/orders') && options.method === 'POST'
      ? { statusCode: 409, data: refusal, header: {} }
      : live(options)
  const phone = await new Phone(estate, 'elder', { stubs: { request } }).signIn()
  await phone.until(/去[缴交]费/)
  await phone.openPaySheet()
  await phone.tap('付款 ¥')
  await phone.until('梧桐苑')
  expect(phone.route).toBe('payments/all/index')
  expect(phone.errors).toEqual([])
})
