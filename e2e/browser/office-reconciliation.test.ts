import { confirmPayment } from '@linli/infra/local/resident'
import { billingApi } from '@linli/shared/billing/api'
import { identityApi } from '@linli/shared/identity/api'
import { paymentsApi } from '@linli/shared/payments/api'
import type { Order } from '@linli/shared/payments/schema'
import { addDays, beijingDate, instantAt } from '@linli/shared/time'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { dialog, expectQuiet, goTo, type Office, openOffice, payMonth, rowOf } from './office'

let office: Office
let order: Order
beforeAll(async () => {
  office = await openOffice()
  order = await payMonth(office, 'owner')
})
afterAll(() => office.stop())

test('an order is found by the number that the payer reads out', async () => {
  const { transactionId = '', receiptSerial = '' } = order
  const page = await office.as('accountant', 'orders')
  for (const number of [transactionId, receiptSerial]) {
    const field = page.getByLabel('按单号找支付单')
    await field.fill(number)
    await field.press('Enter')
    await page.getByRole('table', { name: `号码 ${number} 的支付单` }).waitFor()
  }
  await expectAccessible(page)
  await page.getByLabel('按单号找支付单').fill('9999999999999999')
  await page.getByLabel('按单号找支付单').press('Enter')
  await page.getByText('没找到「9999999999999999」').waitFor()
  expect(await page.getByRole('row').count()).toBe(0)
  await expectQuiet(page)
})

test('money that fits no order goes onto the bills that a clerk ticks, the rest stays as a prepayment', async () => {
  const { stack, communityId } = office.estate
  const resident = await office.estate.as('two-rooms')
  const { homes } = await resident.call(identityApi.me, {})
  const { items } = await resident.call(billingApi.myBills, { communityId, roomId: homes[0]?.roomId ?? '' })
  const bills = items.map(({ billId, object }) => ({ roomId: object.id, billId }))
  const { pay } = await resident.call(paymentsApi.createOrder, { communityId, bills })
  stack.gateway.control.fault({ kind: 'wrong-currency', value: 'USD' })
  if (pay) await confirmPayment(stack, pay)
  const page = await office.as('accountant', 'suspense')
  await rowOf(page, '币种不符').getByRole('button', { name: '处理' }).click()
  const ask = dialog(page, '处理这笔待查收款')
  await ask.locator('.desk-find').fill(items[0]?.object.code ?? '')
  await page.keyboard.press('Enter')
  await ask.getByText('正好用完').waitFor()
  await ask.getByRole('checkbox').last().uncheck()
  await ask.getByText(/^余下 ¥[\d,.]+ 转为这间房屋的预存款$/).waitFor()
  await expectAccessible(page)
  await ask.getByLabel('原因').fill('住户来电说明')
  await ask.getByRole('button', { name: /^记到房屋的账单/ }).click()
  await page.getByText('没有待查的收款').waitFor()
  await expectQuiet(page)
})

test('a day of a merchant is compared, what differs is resolved with a reason, and its money stands by the day', async () => {
  const { orderId, paidAt = '' } = order
  const { stack } = office.estate
  const date = beijingDate(paidAt)
  await stack.advance({ until: instantAt(addDays(date, 1), '10:05') })
  // The clock looks at the day too: both looks meet the same file.
  stack.gateway.control.fault({ kind: 'bill-row-missing', match: orderId, count: 9 })
  const page = await office.as('manager', `reconciliation?month=${date.slice(0, 7)}`)
  await page
    .getByRole('button', { name: new RegExp(`^${date} `) })
    .first()
    .click()
  const day = dialog(page, new RegExp(date))
  const look = day.getByRole('button', { name: /^(现在对账|再对一次)$/ })
  await look.click()
  await rowOf(page, '渠道没有').waitFor()
  await expectAccessible(page)
  await day.getByRole('button', { name: '处理', exact: true }).click()
  const ask = dialog(page, '处理这条差异')
  await ask.getByLabel('核实过，不用记账').check()
  await ask.getByLabel('原因').fill('渠道补发了账单')
  await ask.getByRole('button', { name: '核实过，不用记账' }).click()
  await rowOf(page, '渠道没有', '渠道补发了账单').waitFor()
  stack.gateway.control.clearFaults()
  await look.click()
  await rowOf(page, '收款', /(\d+ 笔 ¥[\d,.]+)\s*\1/).waitFor()
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: new RegExp(`^${date} ✓ 平$`) })
    .first()
    .waitFor()
  for (const width of [1280, 1024]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
  }
  await goTo(page, '渠道结算')
  await page.goto(office.url(`settlements?month=${date.slice(0, 7)}`))
  await rowOf(page, date, '✓ 平').waitFor()
  await expectAccessible(page)
  await goTo(page, '待查收款')
  await page.getByText('没有待查的收款').waitFor()
  await expectAccessible(page)
  await expectQuiet(page)
})
