import { invoicesApi } from '@linli/shared/invoices/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { dialog, expectQuiet, type Office, openOffice, rowOf } from './office'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.stop())

test('an invoice is asked for at the office, refused, asked for again, downloaded and reversed', async () => {
  const { estate } = office
  estate.stack.tax.faults.add({ kind: 'refuse', reason: '购买方税号不存在' })
  const cashier = await office.as('cashier', 'desk')
  await cashier.getByLabel('房号、姓名或手机号').fill('1-1-102')
  await cashier.keyboard.press('Enter')
  await cashier.getByRole('button', { name: /^收款 ¥/ }).click()
  await cashier.getByText(/^已收 ¥/).waitFor()

  const page = await office.as('accountant', 'invoices')
  await expectAccessible(page)
  await page.getByRole('button', { name: '开发票' }).click()
  await page.getByLabel('房号、姓名或手机号').fill('1-1-102')
  await page.keyboard.press('Enter')
  const form = dialog(page, '给 1-1-102 开发票')
  await form.getByText('代收代付，由供应单位开票').first().waitFor()
  const bills = form.getByRole('checkbox', { name: /^选择 物业费/ })
  await bills.first().check()
  await form.getByText('单位', { exact: true }).click()
  await form.getByLabel('抬头', { exact: true }).fill('福州某某有限公司')
  await form.getByLabel('税号（统一社会信用代码）').fill('91350100M000100Y42')
  await form.getByRole('button', { name: /^开票 1 笔/ }).click()
  await form.getByText(/^税号不对/).waitFor()
  await expectAccessible(page)
  await form.getByLabel('税号（统一社会信用代码）').fill('91350100M000100Y43')
  await form.getByRole('button', { name: /^开票 1 笔/ }).click()

  const shown = dialog(page, '发票')
  await shown.getByText('没有开出来：购买方税号不存在').waitFor()
  await expectAccessible(page)
  await shown.getByRole('button', { name: '再开一次' }).click()
  await shown.getByText(/^\d{20}$/).waitFor()
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    shown.getByRole('button', { name: '下载 PDF' }).click(),
  ])
  await popup.close()
  await shown.getByRole('button', { name: '红冲' }).click()
  const confirm = dialog(page, '红冲这张发票？')
  await confirm.getByLabel('原因').fill('抬头写错了')
  await confirm.getByRole('button', { name: '申请红冲' }).click()
  await shown.getByText('红冲中，等对方确认').waitFor()
  await expectAccessible(page)
  await estate.stack.advance({ duration: 'PT5M' })
  await page.reload()
  await dialog(page, '发票').getByText('已红冲').first().waitFor()
  await page.keyboard.press('Escape')
  await rowOf(page, '1-1-102', '福州某某有限公司').waitFor()
  for (const width of [1280, 1024]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
  }
  const { items } = await estate.office.call(invoicesApi.listInvoices, { communityId: estate.communityId })
  expect(items).toMatchObject([{ state: 'reversed', red: { reason: '抬头写错了' } }])
  await expectQuiet(page)
})

test('titles of a payer are kept, changed and removed', async () => {
  const page = await office.as('accountant', 'invoices')
  await page.getByRole('link', { name: '发票抬头' }).click()
  await page.getByLabel('房号、姓名或手机号').fill('1-1-102')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '新增抬头' }).first().click()
  const form = dialog(page, /新增抬头$/)
  await form.getByText('单位', { exact: true }).click()
  await form.getByLabel('抬头', { exact: true }).fill('福州某某有限公司')
  await form.getByLabel('税号（统一社会信用代码）').fill('91350100M000100Y43')
  await form.getByRole('button', { name: '保存抬头' }).click()
  await rowOf(page, '福州某某有限公司', '默认').waitFor()
  await expectAccessible(page)
  await rowOf(page, '福州某某有限公司').getByRole('button', { name: '修改' }).click()
  await dialog(page, '修改抬头').getByLabel('抬头', { exact: true }).fill('福州某某集团有限公司')
  await dialog(page, '修改抬头').getByRole('button', { name: '保存抬头' }).click()
  await rowOf(page, '福州某某集团有限公司').getByRole('button', { name: '删除' }).click()
  await dialog(page, '删除这个抬头？').getByRole('button', { name: '删除抬头' }).click()
  await page.getByText('还没有抬头，开发票时可以记住，也可以在这里新增').first().waitFor()
  await expectQuiet(page)
})
