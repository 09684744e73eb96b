import { readFile } from 'node:fs/promises'
import { openZip } from '@linli/functions/imports/zip-archive'
import type { Download, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { dialog, expectQuiet, goTo, type Office, openOffice, rowOf, search } from './office'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.stop())

const passphrase = '竹外桃花三两枝 2026'

async function downloaded(page: Page, press: () => Promise<void>): Promise<{ download: Download; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { download, bytes: await readFile(await download.path()) }
}

test('a list is taken along as it is shown', async () => {
  const page = await office.as('clerk', 'rooms')
  await search(page.getByRole('searchbox', { name: '房号开头' }), '1-1')
  const shown = Number(/\d+/.exec((await page.getByText(/^共 \d+ 条$/).textContent()) ?? ''))
  // Their number is there a moment before they are.
  await page
    .locator('tbody tr')
    .nth(shown - 1)
    .waitFor()
  const { bytes, download } = await downloaded(page, () => page.getByRole('button', { name: '导出 .xlsx' }).click())
  expect(download.suggestedFilename()).toMatch(/房屋-房号_1-1-.*\.xlsx$/)
  const xml = openZip(bytes).read('xl/worksheets/sheet1.xml')?.toString() ?? ''
  expect(xml.match(/<row /g)).toHaveLength(shown + 1)
  expect(xml.match(/<c r="A\d+"[^>]*><is><t xml:space="preserve">1-1-/g)).toHaveLength(shown)
  await goTo(page, '导出')
  await rowOf(page, '房屋', '房号 1-1', '已完成').waitFor()
  expect(await page.getByRole('button', { name: '导出全部资料' }).count()).toBe(0)
  await expectQuiet(page)
})

test('a whole community goes out under a passphrase, and does not come back where it is already', async () => {
  const page = await office.as('manager', 'exports')
  await page.getByRole('button', { name: '导出全部资料' }).click()
  const form = dialog(page, '导出小区的全部资料')
  await form.getByLabel('口令', { exact: true }).fill('太短了')
  await form.getByLabel('再输一遍口令').fill('另一个')
  await form.getByRole('button', { name: '开始导出' }).click()
  await form.getByText('口令至少 12 个字').first().waitFor()
  await form.getByText('两遍口令不一样').waitFor()
  await expectAccessible(page)
  for (const label of ['口令', '再输一遍口令']) await form.getByLabel(label, { exact: true }).fill(passphrase)
  await form.getByRole('button', { name: '开始导出' }).click()
  const row = rowOf(page, '全部资料', '已完成')
  await row.waitFor()
  const { bytes, download } = await downloaded(page, () => row.getByRole('button', { name: '下载' }).click())
  expect(bytes.subarray(0, 15).toString()).toBe('LINLI-EXPORT 1\n')
  expect(bytes.includes('王建国')).toBe(false)

  await page.getByRole('button', { name: '恢复一个小区' }).click()
  const back = dialog(page, '恢复一个小区')
  await back
    .getByLabel(/导出的文件/)
    .setInputFiles({ name: download.suggestedFilename(), mimeType: 'application/octet-stream', buffer: bytes })
  await back.getByLabel('口令', { exact: true }).fill(passphrase)
  await back.getByRole('button', { name: '上传并恢复' }).click()
  await rowOf(page, '恢复小区', '没成功', '这里已经有这个小区').waitFor()
  await expectAccessible(page)
  for (const width of [1280, 1024]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
  }
  await expectQuiet(page)
})
