import { formatYuan } from '@linli/shared/money'
import type { Order } from '@linli/shared/payments/schema'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { dialog, goTo, type Office, openOffice, payMonth, rowOf } from './office'

let office: Office
let order: Order
beforeAll(async () => {
  office = await openOffice()
  order = await payMonth(office, 'owner')
})
afterAll(() => office.stop())

test('a payment goes back the way it came, and its page says how far it is', async () => {
  const page = await office.as('manager', `orders?show=${order.orderId}`)
  const shown = dialog(page, '支付单')
  await shown.getByRole('button', { name: '退款', exact: true }).click()
  const ask = dialog(page, '在线退款')
  await ask.getByText('不超过 ¥500.00，提交后马上退').waitFor()
  await expectAccessible(page)
  await ask.getByRole('textbox', { name: /原因/ }).fill('住户多缴了一个月')
  await ask.getByRole('button', { name: '申请退款 ¥280.23' }).click()
  const refund = dialog(page, '退款')
  await refund.getByText('已向渠道申请').or(refund.getByText('已退回').first()).waitFor()
  await expectAccessible(page)
  await refund.getByText('已退回').first().waitFor({ timeout: 60_000 })
  await page.goto(office.url('refunds?tab=over'))
  await rowOf(page, '1-1-101', '¥280.23', '已退回').waitFor()
  await expectNoSidewaysScroll(page)
  await goTo(page, '支付单')
  await rowOf(page, '1-1-101', '¥280.23', '已退').waitFor()
  expect(page.url()).toContain('orders')
})

test('what reached nobody is sent to a bank that is chosen by its name', async () => {
  const { stack } = office.estate
  const { orderId, amountFen } = await payMonth(office, 'two-rooms')
  stack.gateway.control.fault({ kind: 'refund-abnormal', match: orderId })
  const page = await office.as('manager', `orders?show=${orderId}`)
  await dialog(page, '支付单').getByRole('button', { name: '退款', exact: true }).click()
  const ask = dialog(page, '在线退款')
  await ask.getByRole('textbox', { name: /原因/ }).fill('重复缴费')
  await ask.getByRole('button', { name: /^申请退款/ }).click()
  const refund = dialog(page, '退款')
  await refund.getByText('经过', { exact: true }).first().waitFor()
  for (let looks = 0; looks < 3; looks++) await stack.advance({ duration: 'PT3M' })
  await page.reload()
  await refund.getByText('不要再申请一笔').waitFor()
  await refund.getByRole('button', { name: '换一种方式退' }).click()
  const form = dialog(page, '处理异常退款')
  await form.getByLabel('银行', { exact: true }).fill('工商')
  await page.keyboard.press('Enter')
  await form.getByLabel('户名').fill('黄明')
  await form.getByLabel('银行卡号').fill('6222 0212 3456 7890 123')
  await expectAccessible(page)
  await form.getByRole('button', { name: '换一种方式退' }).click()
  await refund.getByText('已换一种方式退').or(refund.getByText('已退回').first()).first().waitFor()
  for (let looks = 0; looks < 2; looks++) await stack.advance({ duration: 'PT3M' })
  await page.goto(office.url('refunds?tab=over'))
  await rowOf(page, '1-1-20', `¥${formatYuan(amountFen)}`, '已退回').waitFor()
})
