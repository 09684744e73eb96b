import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { choose, dialog, expectQuiet, type Office, openOffice } from './office'

let office: Office
beforeAll(async () => {
  office = await openOffice({ later: 'P90D' })
})
afterAll(() => office.stop())

test('who owes is listed; why is written down, with what is done about it; and the task gets its result', async () => {
  const page = await office.as('manager', 'arrears')
  const rows = page.getByRole('table', { name: '欠费' }).getByRole('row')
  await expect
    .poll(async () => {
      await page.getByRole('button', { name: '重新汇总' }).click()
      await page.reload()
      await page.getByRole('table', { name: '欠费' }).or(page.getByText('没有欠费')).first().waitFor()
      return rows.count()
    })
    .toBeGreaterThan(1)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await rows.nth(1).getByRole('button').last().click()
  await page.getByRole('button', { name: '登记原因' }).click()
  const form = dialog(page, /为什么没有缴$/)
  await choose(page, '原因', '经济困难')
  await form.getByLabel('要做的事（可不填）').fill('商量分期')
  await form.getByRole('button', { name: '登记原因' }).click()
  await form.getByText('请写明由谁做').waitFor()
  await form.getByLabel('由谁做').fill('王客服')
  await form.getByLabel('期限').fill('2030-01-31')
  await form.getByRole('button', { name: '登记原因' }).click()
  await page.getByText('商量分期，王客服 跟进到 2030-01-31').waitFor()
  await expectAccessible(page)

  await page.goto(office.url('arrears?tab=tasks'))
  await page.getByRole('button', { name: '写结果' }).click()
  const result = dialog(page, /的跟进有什么结果$/)
  await result.getByLabel('结果').fill('同意分两个月缴')
  await result.getByRole('button', { name: '完成跟进' }).click()
  await page.getByText('没有要跟进的').waitFor()
  await page.getByText('已完成', { exact: true }).first().click()
  await page.getByText('同意分两个月缴').waitFor()
  await expectQuiet(page)
})
