import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { choose, dialog, expectQuiet, goTo, type Office, openOffice, payMonth, rowOf } from './office'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.stop())

/** The books are sealed a second or two later, and what follows from them a little after that. */
const untilTold = (page: Page, name: string) =>
  expect
    .poll(
      async () => {
        await page.reload()
        const told = page.getByRole('heading', { name }).waitFor({ timeout: 2_000 })
        return told.then(
          () => true,
          () => false,
        )
      },
      { timeout: 40_000, interval: 500 },
    )
    .toBe(true)

test('money spent is entered, set against the year’s budget, and taken out by a reversal', async () => {
  const page = await office.as('accountant', 'expenses')
  await page.getByText('这一年还没有支出，也没有预算').waitFor()
  await page.getByRole('button', { name: '设预算' }).click()
  await dialog(page, / 年支出预算$/)
    .getByLabel('清洁卫生')
    .fill('12000')
  await page.getByRole('button', { name: '保存预算' }).click()
  await page.getByRole('heading', { name: '全年预算用了 0.00%' }).waitFor()

  await page.getByRole('button', { name: '登记支出' }).click()
  const form = dialog(page, '登记支出')
  await form.getByRole('button', { name: '登记', exact: true }).click()
  await form.getByText('请填写付款单号').waitFor()
  await choose(page, '类别', '清洁卫生')
  await form.getByLabel('金额').fill('13000')
  await form.getByLabel('收款单位').fill('洁净保洁公司')
  await form.getByLabel('付款单号').fill('B20261101')
  await form.getByLabel('附件编号').fill('F-12')
  await expectAccessible(page)
  await form.getByRole('button', { name: '登记', exact: true }).click()
  await rowOf(page, '清洁卫生', '洁净保洁公司', '¥13,000.00', '已记账').waitFor()
  await untilTold(page, '清洁卫生已经用了预算的 108.33%')
  await rowOf(page, '清洁卫生', '¥12,000.00', '-¥1,000.00').waitFor()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)

  await page
    .getByRole('button', { name: /^20\d\d-/ })
    .first()
    .click()
  const drawer = dialog(page, /洁净保洁公司$/)
  await drawer.getByText('B20261101').waitFor()
  await drawer.getByRole('button', { name: '冲销' }).click()
  const asking = dialog(page, '冲销 ¥13,000.00')
  await asking.getByLabel('原因').fill('重复登记')
  await asking.getByRole('button', { name: '冲销 ¥13,000.00' }).click()
  await rowOf(page, '-¥13,000.00', '冲销').waitFor()
  await rowOf(page, '¥13,000.00', '已冲销').waitFor()
  await expectQuiet(page)
})

test('who pays on time is told by building and by home, and a home’s years on paper', async () => {
  await payMonth(office, 'owner')
  const page = await office.as('manager')
  await goTo(page, '按时缴费')
  await untilTold(page, '按时率 100.00%')
  await rowOf(page, '1-1-101', '王建国', '100.00%').waitFor()
  await expectAccessible(page)
  await page.setViewportSize({ width: 1024, height: 768 })
  await expectNoSidewaysScroll(page)
  await page.getByText('晚缴多的在前', { exact: true }).click()
  await page.getByText('没有这样的住户').waitFor()
  await page.getByText('按房号', { exact: true }).click()
  await page.getByRole('link', { name: '1-1-101' }).click()
  await page.getByText('近三年').click()
  const [popup] = await Promise.all([page.waitForEvent('popup'), page.getByRole('button', { name: '打印 A4' }).click()])
  await popup.close()
  await expectAccessible(page)
  await expectQuiet(page)
})
