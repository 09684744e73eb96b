import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { dialog, expectQuiet, goTo, type Office, openOffice } from './office'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.stop())

test('a mandate is typed, a batch is planned, sent and offered as a file', async () => {
  const page = await office.as('accountant', 'mandates')
  await page.getByRole('button', { name: '登记协议' }).click()
  const form = dialog(page, '登记代扣协议')
  await form.getByLabel('房屋').fill('1-1-101')
  await form.getByLabel('户名').fill('王建国')
  await form.getByLabel('开户行').fill('建设银行')
  await form.getByLabel('账号').fill('6222 0202 0011 2233')
  await form.getByLabel('协议号').fill('XY0001')
  await form.getByLabel('开始日期').fill('2020-01-01')
  await form.getByRole('button', { name: '登记' }).click()
  await page.getByText('6222 **** 2233').waitFor()
  await expectAccessible(page)
  await goTo(page, '银行代扣')
  await page.getByRole('button', { name: '新批次' }).click()
  const create = dialog(page, '新的代扣批次')
  await create.getByLabel('到期日不晚于').fill('2099-12-31')
  await create.getByRole('button', { name: '计算' }).click()
  await page.getByRole('button', { name: /^送盘 1 笔/ }).click()
  await dialog(page, '确认这个批次')
    .getByRole('button', { name: /^送盘 1 笔/ })
    .click()
  await page.getByRole('button', { name: '下载送盘文件' }).waitFor()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await expectQuiet(page)
})

test('the report shows a chart and the same figures as a table, by building too', async () => {
  const page = await office.as('manager', 'reports')
  await page.getByRole('table', { name: '收缴' }).waitFor()
  await page.getByRole('img', { name: /柱形图/ }).waitFor()
  await page.getByText('按楼栋', { exact: true }).click()
  await page.getByRole('row', { name: /^1 栋/ }).waitFor()
  await page.getByRole('table', { name: '账龄' }).waitFor()
  for (const width of [1280, 1024]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
  }
  expect(await page.getByRole('button', { name: '导出 .xlsx' }).count()).toBe(2)
  await expectAccessible(page)
  await expectQuiet(page)
})
