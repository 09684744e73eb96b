import { pdfText } from '@linli/functions/test/pdf-text'
import { paymentsApi } from '@linli/shared/payments/api'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { dialog, expectQuiet, goTo, type Office, openOffice, rowOf } from './office'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.stop())

/** What is typed goes where the page has put the focus. */
const enter = async (page: Page, text: string) => {
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: at } = document
    return at instanceof HTMLInputElement ? (at.labels?.[0]?.textContent ?? at.ariaLabel) : at?.textContent
  })
const nowFocused = (page: Page, name: string) => expect.poll(() => focused(page), { timeout: 20_000 }).toBe(name)

test('a room is paid by keyboard alone: the room, the cash, the slip, the next one', async () => {
  const page = await office.as('cashier', 'desk')
  await nowFocused(page, '房号、姓名或手机号')
  await enter(page, '1-1-102')
  await nowFocused(page, '收到现金')
  await expectAccessible(page)
  for (const width of [1280, 1024]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await enter(page, '5000')
  const change = page.getByRole('status').filter({ hasText: '找零' })
  await change.getByText(/^¥/).waitFor()
  await page.getByText(/^收据编号 20\d\d-\d{6}$/).waitFor()
  await nowFocused(page, '打印小票')
  await expectAccessible(page)
  const [popup, reply] = await Promise.all([
    page.waitForEvent('popup'),
    page.waitForResponse(response => response.url().endsWith('/print')),
    page.keyboard.press('Enter'),
  ])
  await popup.close()
  const { url } = paymentsApi.printReceipt.output.parse(await reply.json())
  const text = pdfText(await (await page.request.get(url)).body())
  for (const said of ['现金', '本收据不作为发票', '人民币大写']) expect(text).toContain(said)
  await page.keyboard.press('F2')
  await nowFocused(page, '房号、姓名或手机号')
  await expectQuiet(page)
})

test('a part is taken by card, and given back with a red receipt by who may', async () => {
  const cashier = await office.as('cashier', 'desk')
  await nowFocused(cashier, '房号、姓名或手机号')
  await enter(cashier, '1-1-201')
  await nowFocused(cashier, '收到现金')
  await cashier.getByLabel('这次收', { exact: true }).fill('100')
  await cashier.getByText(/^部分缴，还欠 ¥/).waitFor()
  await cashier.getByText('刷卡', { exact: true }).click()
  await cashier.getByLabel('POS 单号').fill('004512')
  await cashier.getByRole('button', { name: '收款 ¥100.00' }).click()
  await cashier.getByText('已收 ¥100.00').waitFor()
  await expectQuiet(cashier)

  const page = await office.as('accountant', 'orders')
  await rowOf(page, '1-1-201', '¥100.00').getByRole('button').click()
  const shown = dialog(page, '支付单')
  await shown.getByText('004512').waitFor()
  await shown.getByRole('button', { name: '退款' }).click()
  const refund = dialog(page, '前台退款')
  await refund.getByLabel('原因').fill('房号录错了')
  await expectAccessible(page)
  await refund.getByRole('button', { name: '退款 ¥100.00' }).click()
  await dialog(page, '收据')
    .getByText(/红字收据，冲销/)
    .waitFor()
  await expectAccessible(page)
  await expectQuiet(page)
})

test('a deposit is taken, and given back once its receipt is handed in', async () => {
  const cashier = await office.as('cashier', 'desk')
  await nowFocused(cashier, '房号、姓名或手机号')
  await enter(cashier, '1-1-101')
  await cashier.getByRole('button', { name: '收押金' }).click()
  const take = dialog(cashier, '收押金 · 1-1-101')
  await take.getByLabel('押金名称').fill('装修押金')
  await take.getByLabel('金额').fill('2000')
  await expectAccessible(cashier)
  await take.getByRole('button', { name: '收款' }).click()
  await cashier.getByText(/^收据编号 Y20\d\d-\d{6}$/).waitFor()
  await expectQuiet(cashier)

  const page = await office.as('accountant')
  await goTo(page, '押金')
  await rowOf(page, '1-1-101', '装修押金').getByRole('button', { name: '退款' }).click()
  const give = dialog(page, /^退装修押金/)
  await give.getByText('收回了押金收据').click()
  await expectAccessible(page)
  await give.getByRole('button', { name: '退款' }).click()
  await rowOf(page, '1-1-101', '已退').waitFor()
  await expectQuiet(page)
})
