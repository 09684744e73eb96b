import { makeXlsx } from '@linli/functions/test/workbooks'
import { confirmImport, previewWorkbook } from '@linli/infra/local/office'
import { paymentsApi } from '@linli/shared/payments/api'
import type { Order } from '@linli/shared/payments/schema'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { dialog, expectQuiet, goTo, type Office, openOffice, payMonth, rowOf, search } from './office'
import { pdfText } from '@linli/functions/test/pdf-text'

let office: Office
let order: Order
beforeAll(async () => {
  office = await openOffice()
  order = await payMonth(office, 'owner')
})
afterAll(() => office.stop())

/** Presses 打印收据 and answers the file that opens in a window of its own. */
async function print(page: Page): Promise<Buffer> {
  const [popup, reply] = await Promise.all([
    page.waitForEvent('popup'),
    page.waitForResponse(response => response.url().includes(order.orderId) && response.request().method() === 'POST'),
    page.getByRole('button', { name: '打印收据（PDF）' }).click(),
  ])
  await popup.close()
  const { url } = paymentsApi.printReceipt.output.parse(await reply.json())
  const file = await page.request.get(url)
  expect(file.headers()['content-type']).toBe('application/pdf')
  return file.body()
}

test('the money is on the overview, in the orders and on a receipt that prints', async () => {
  const page = await office.as('manager')
  const received = page.locator('.sums section').filter({ hasText: '当期实收' }).locator('.sum-value')
  await received.getByText('¥280.23').waitFor()
  await page.getByRole('heading', { name: /^本月到账最多的是 .*：¥/ }).waitFor()
  await page.getByRole('button', { name: '看表格' }).click()
  await page.getByRole('table', { name: '本月每天到账' }).waitFor()

  await goTo(page, '支付单')
  await rowOf(page, '1-1-101', '¥280.23', '已到账').getByRole('button').click()
  const shown = dialog(page, '支付单')
  await shown.getByText(order.orderId).waitFor()
  await rowOf(page, '物业费', '¥272.23').waitFor()
  await expectAccessible(page)
  await shown.getByRole('link', { name: '看收据' }).click()

  const receipt = dialog(page, '收据')
  await receipt.getByText(order.receiptSerial ?? 'no serial').waitFor()
  await receipt.getByText('贰佰捌拾元贰角叁分').waitFor()
  await expectAccessible(page)
  const file = await print(page)
  expect(file.subarray(0, 5).toString()).toBe('%PDF-')
  const text = pdfText(file)
  expect(text).toContain('280.23')
  expect(text).toContain(order.receiptSerial)
  expect(text).toContain('贰佰捌拾元贰角叁分')
  expect(text).not.toContain('补打')
  await page.getByText('已打开打印文件').waitFor()
  expect(pdfText(await print(page))).toContain('补打')
  await page.getByText('第 2 次打印，注明补打').waitFor()

  await receipt.getByRole('link', { name: '看支付单' }).click()
  await shown.getByRole('link', { name: '看操作记录' }).click()
  await page.getByRole('heading', { name: /的操作历史$/ }).waitFor()
  await rowOf(page, '住户', '生成支付单', '¥280.23').waitFor()
  await rowOf(page, '微信支付', '收款到账', '到账 ¥280.23').waitFor()
  await rowOf(page, '王经理', '打印收据', '第 2 次').waitFor()
  await page
    .getByRole('link', { name: /^王经理/ })
    .first()
    .click()
  await page.getByRole('heading', { name: /做过的$/ }).waitFor()
  await rowOf(page, '出账').waitFor()
  await expectQuiet(page)
})

test('what is unpaid stands room by room, with its total, and one room is found', async () => {
  const page = await office.as('accountant', 'bills?tab=arrears')
  await page.getByText(/^全部未缴本金 ¥.*，违约金另计$/).waitFor()
  await expectAccessible(page)
  await search(page.getByLabel('房号开头，如 3-2-'), '1-1-102')
  await page.getByText(/^找到的未缴本金 ¥/).waitFor()
  const rooms = await page.getByRole('row').getByRole('button').allTextContents()
  expect(new Set(rooms)).toEqual(new Set(['1-1-102']))
  await expectQuiet(page)
})

test('a paid bill leads to its order, cannot be voided, and its window may be blocked', async () => {
  const page = await office.as('manager', 'bills')
  await rowOf(page, '1-1-101', '物业费', '已缴', '¥272.23').getByRole('button').click()
  const bill = dialog(page, /^物业费/)
  await bill.getByText('王建国').nth(1).waitFor()
  expect(await bill.getByRole('button', { name: '作废' }).count()).toBe(0)
  await bill.getByRole('link', { name: '支付单' }).click()
  await dialog(page, '支付单').getByRole('link', { name: '看收据' }).click()
  await page.evaluate(() => {
    window.open = () => null
  })
  await page.getByRole('button', { name: '打印收据（PDF）' }).click()
  await page.getByRole('link', { name: '浏览器没有打开新窗口，请点这里' }).waitFor()
  await expectQuiet(page)
})

test('old balances are imported, compared, confirmed, and stand in the statement beside the history', async () => {
  const balances = [
    ['房号', '收费项目', '已缴至', '欠费金额', '欠费期间', '预存金额', '装修押金', '欠费人'],
    ['1-1-101', '物业费', '', '125.50', '2024-01-01至2024-03-31', '300', '2000', ''],
    ['1-1-102', '物业费', '2026-06-30', '88', '2023-05-01至2023-05-31', '', '', '赵前'],
  ]
  const history = [
    ['房屋', '收费项目', '开始时间', '结束时间', '缴费时间', '应缴金额', '实缴金额', '收银员'],
    ['1-1-101', '物业费', '2023-01-01', '2023-12-31', '2023-02-03', '1200', '1200', '小张'],
  ]
  const { office: clerk, communityId } = office.estate
  const bytes = makeXlsx({ 期初余额: balances, 历史缴费: history })
  const read = await previewWorkbook(clerk, communityId, { name: '期初.xlsx', bytes })
  await confirmImport(clerk, communityId, read.importId)

  const page = await office.as('accountant', 'opening')
  await rowOf(page, '1-1-102', '赵前').waitFor()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: '确认入账 4 笔' }).click()
  const asking = dialog(page, '确认期初余额')
  expect(await asking.getByRole('button', { name: /^确认入账/ }).isDisabled()).toBe(true)
  await asking.getByText('我已经和旧账的合计核对一致').click()
  await asking.getByRole('button', { name: /^确认入账/ }).click()
  await page.getByText('已入账 4 笔').waitFor()
  await page.getByText('没有这样的期初余额').waitFor()

  await goTo(page, '押金')
  await rowOf(page, '1-1-101', '装修押金', '¥2,000.00').waitFor()
  await goTo(page, '历史缴费')
  await page.getByText('2023年2月').waitFor()
  await rowOf(page, '1-1-101', '2023-02-03', '¥1,200.00').waitFor()
  await page.getByText('按房号').click()
  await page.getByText('要找哪一笔？').waitFor()
  await search(page.getByRole('searchbox', { name: '房号', exact: true }), '1栋1单元101')
  await rowOf(page, '1-1-101', '2023-02-03', '¥1,200.00').waitFor()
  await page.getByText('按项目').click()
  await search(page.getByPlaceholder(/^收费项目全名/), '物业费')
  await rowOf(page, '1-1-101', '2023-02-03', '¥1,200.00').waitFor()
  await goTo(page, '房屋')
  await page.getByRole('button', { name: '1-1-102' }).click()
  await dialog(page, '房屋 1-1-102').getByText('物业费已缴至').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '1-1-101' }).click()
  await page.getByRole('link', { name: '看对账单' }).click()
  await page.getByLabel('从').fill('2022-01-01')
  await rowOf(page, '期初欠费', '¥125.50').waitFor()
  await rowOf(page, '2023-02-03', '¥1,200.00').waitFor()
  await expectAccessible(page)
  await page.setViewportSize({ width: 1024, height: 768 })
  await expectNoSidewaysScroll(page)
  await expectQuiet(page)
})
