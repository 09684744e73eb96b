import { pdfText } from '@linli/functions/test/pdf-text'
import { financeApi } from '@linli/shared/finance/api'
import { formatYuan } from '@linli/shared/money'
import { paymentsApi } from '@linli/shared/payments/api'
import { deskQrApi } from '@linli/shared/payments/desk-qr-api'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { dialog, expectQuiet, goTo, type Office, openOffice, rowOf } from './office'
import { codeOnScreen } from './read-code'

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

test('a code on the screen: taken back it is closed, scanned it is the receipt; both without the till', async () => {
  const page = await office.as('cashier', 'desk')
  await nowFocused(page, '房号、姓名或手机号')
  await enter(page, '1-1-301')
  await nowFocused(page, '收到现金')
  const open = page.getByRole('button', { name: '微信支付扫码收' })
  const show = async () => {
    const [reply] = await Promise.all([
      page.waitForResponse(response => response.url().endsWith('/desk/qr-orders')),
      open.click(),
    ])
    return deskQrApi.createDeskQr.output.parse(await reply.json())
  }
  const code = dialog(page, '微信支付扫码收款')
  await show()
  await code.getByText(/^还有 (10:00|9:5\d)$/).waitFor()
  await expectAccessible(page)
  await code.getByRole('button', { name: '取消收款码' }).click()
  await code.waitFor({ state: 'hidden' })
  const { codeUrl, order } = await show()
  await code.getByText(formatYuan(order.amountFen)).waitFor()
  expect(await codeOnScreen(code.locator('.desk-scan-code'))).toBe(codeUrl)
  await office.estate.stack.gateway.control.scan({ codeUrl, user: 'whoever' })
  await page.getByText(/^收据编号 20\d\d-\d{6}$/).waitFor()
  await code.waitFor({ state: 'hidden' })
  await expectQuiet(page)
})

test('a day is counted and signed, checked by somebody else, and the month is closed with its vouchers', async () => {
  const cashier = await office.as('cashier', 'my-till')
  await cashier.getByRole('button', { name: '日结', exact: true }).click()
  const day = dialog(cashier, /^日结 /)
  await day.getByText('日结单').waitFor()
  await day.getByText('未日结').waitFor()
  await expectAccessible(cashier)
  await day.getByRole('button', { name: '日结', exact: true }).click()
  const count = dialog(cashier, /^清点 /)
  await count.getByLabel('现金合计（含备用金）').fill('1')
  await count.getByText(/^短款 ¥/).waitFor()
  await count.getByLabel('刷卡张数').fill('1')
  await count.getByLabel('刷卡合计').fill('100')
  await expectAccessible(cashier)
  await count.getByRole('button', { name: '签字，日结' }).click()
  await count.getByText('现金或单据对不上，请写明原因').waitFor()
  await count.getByLabel('说明').fill('找零少收，明天补上')
  await count.getByRole('button', { name: '签字，日结' }).click()
  await day.getByText('待复核').waitFor()
  await day.getByText(/^短款 ¥/).waitFor()
  await expectAccessible(cashier)
  for (const width of [1280, 1024]) {
    await cashier.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(cashier)
  }
  await expectQuiet(cashier)

  const { month, checks } = financeApi.nextMonth.output.parse(
    await (await office.as('accountant')).evaluate(
      async path => (await fetch(path)).json(),
      `/v1/c/${office.estate.communityId}/closing`,
    ),
  )
  expect(checks.filter(({ stops }) => stops).map(({ count: left }) => left > 0)).toEqual([true, true])
  await office.estate.stack.advance({ duration: 'P40D' })
  const page = await office.as('manager', `tills?month=${month}`)
  await rowOf(page, '待复核').getByRole('button').click()
  const theirs = dialog(page, /^日结 /)
  await theirs.getByRole('button', { name: '复核通过' }).click()
  await dialog(page, /^复核 /)
    .getByRole('button', { name: '复核通过' })
    .click()
  await theirs.getByText('已复核').waitFor()
  await page.keyboard.press('Escape')
  // The accountant gave a part back by card and a deposit in cash, out of the float.
  await rowOf(page, '未日结').getByRole('button').click()
  await theirs.getByRole('button', { name: '代为日结' }).click()
  const own = dialog(page, /^清点 /)
  await own.getByLabel('现金合计（含备用金）').fill('0')
  await own.getByLabel('备用金', { exact: true }).fill('2000')
  await own.getByLabel('刷卡张数').fill('1')
  await own.getByLabel('刷卡合计').fill('-100')
  await own.getByText('现金正好').waitFor()
  await own.getByRole('button', { name: '签字，日结' }).click()
  await theirs.getByText('待复核').waitFor()
  await page.keyboard.press('Escape')

  await goTo(page, '月结')
  await expectAccessible(page)
  await page.getByRole('button', { name: /^结 .*的账$/ }).click()
  await dialog(page, /^结 /)
    .getByRole('button', { name: /^结 .*的账$/ })
    .click()
  await rowOf(page, '已结账').getByRole('button').click()
  const report = dialog(page, /月报$/)
  await report.getByRole('heading', { name: '科目余额' }).waitFor()
  await expectAccessible(page)
  await report.getByRole('link', { name: '看凭证' }).click()
  await page.getByRole('button', { name: '导出', exact: true }).click()
  const link = page.getByRole('link', { name: /^文件准备好了/ })
  await link.waitFor()
  const file = await (await page.request.get((await link.getAttribute('href')) ?? '')).body()
  expect(file.subarray(0, 2).toString()).toBe('PK')
  await expectAccessible(page)
  await page.getByRole('button', { name: '凭证设置' }).click()
  await dialog(page, '凭证设置').getByLabel('编码 1', { exact: true }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.goto(office.url(`journal?month=${month}`))
  await rowOf(page, '收款').waitFor()
  await expectAccessible(page)
  await expectQuiet(page)
})
