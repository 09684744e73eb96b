import { readFile } from 'node:fs/promises'
import { makeCsv, makeXlsx } from '@linli/functions/test/workbooks'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible'
import { dialog, expectQuiet, goTo, type Office, openOffice, rowOf, search } from './office'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.stop())

const header = ['楼栋', '单元', '房号', '建筑面积', '业主姓名', '手机号', '身份证号']
const rows = [
  ['9栋', '1单元', '101', '89.50', '张伟', '13900001001', ''],
  ['9栋', '1单元', '102', '76.20', '李娜', '13900001002', ''],
  ['9栋', '1单元', '103', '约九十', '王强', '13900001003', ''],
  ['9栋', '1单元', '104', '80', '赵敏', '1390000100', ''],
  ['9栋', '1单元', '105', '80', '周杰', '13900001005', '110101199003070019'],
  ['9栋', '1单元', '101', '89.50', '张伟', '13900001001', ''],
]
const workbook = {
  name: '九栋.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: makeXlsx({ 房屋: [['梧桐苑九栋'], header, ...rows] }),
}

async function upload(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await goTo(page, '导入')
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('heading', { level: 1, name: file.name }).waitFor()
}

const counted = async (page: Page, name: string) =>
  Number(await page.locator('.counts section').filter({ hasText: name }).locator('.count-value').textContent())

test('a workbook is previewed with its bad rows named, corrected and imported, each room once', async () => {
  const page = await office.as('clerk')
  await goTo(page, '导入')
  await page.locator('input[type=file]').setInputFiles({ ...workbook, name: '九栋.xls' })
  await page.getByRole('alert').getByText('旧的 .xls 请先另存为 .xlsx').waitFor()
  await upload(page, workbook)
  await page.getByRole('button', { name: '导入 2 间房屋' }).waitFor()
  expect(await counted(page, '可导入')).toBe(2)
  expect(await counted(page, '有问题')).toBe(3)
  expect(await counted(page, '重复')).toBe(1)
  await rowOf(page, '5', '建筑面积', '约九十', '面积不是数字').waitFor()
  await rowOf(page, '6', '手机号', '13******00', '不是 11 位手机号').waitFor()
  await rowOf(page, '7', '身份证号', '110***********0019', '校验位不对').waitFor()
  await rowOf(page, '8', '和第 3 行是同一间房 9-1-101').waitFor()
  await page.getByRole('tab', { name: '各楼栋合计' }).click()
  await rowOf(page, '9', '2', '165.70 m²').waitFor()
  await page.getByRole('tab', { name: '认出的列' }).click()
  await rowOf(page, '身份证号', '证件号码').waitFor()
  await page.getByRole('tab', { name: /^有问题的行/ }).click()
  await expectAccessible(page)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载有问题的行' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('有问题的行-九栋.csv')
  const problems = (await readFile(await download.path(), 'utf8')).replace('\ufeff', '').trimEnd().split('\r\n')
  expect(problems).toHaveLength(5)
  expect(problems[2]).toContain('1390000100,')

  await page.getByRole('button', { name: '导入 2 间房屋' }).click()
  await page.getByText('已导入 2 间房屋').waitFor()

  const cells = problems.map(line => line.split(','))
  const corrected = cells.slice(0, 4).map(line => line.slice(0, header.length))
  Object.assign(corrected[1] ?? [], { 3: '90' })
  Object.assign(corrected[2] ?? [], { 5: '13900001004' })
  Object.assign(corrected[3] ?? [], { 6: '' })
  await upload(page, { name: '改好的.csv', mimeType: 'text/csv', buffer: makeCsv(corrected, 'gbk') })
  await page.getByText('没有问题', { exact: true }).waitFor()
  await page.getByRole('button', { name: '导入 3 间房屋' }).click()
  await page.getByText('已导入 3 间房屋').waitFor()
  await page.getByRole('link', { name: '去看房屋' }).click()
  await page.getByRole('heading', { level: 1, name: '房屋' }).waitFor()
  await search(page.getByRole('searchbox', { name: '查找房号、姓名、电话或单号' }), '9栋1单元104')
  await dialog(page, '房屋 9-1-104').getByText('赵敏').waitFor()
  await page.keyboard.press('Escape')
  await expectQuiet(page)
})

test('the same file again opens what became of it; the same rooms in another file change nothing', async () => {
  const page = await office.as('clerk')
  await upload(page, workbook)
  await page.getByText('已导入 2 间房屋').waitFor()
  expect(await page.getByRole('button', { name: /^导入 / }).count()).toBe(0)
  await upload(page, {
    name: '再来一份.csv',
    mimeType: 'text/csv',
    buffer: makeCsv([header, ...rows.slice(0, 2)], 'utf-8-bom'),
  })
  await page.getByText('这份表里的房屋都已经在系统里，没有要改的').waitFor()
  expect(await counted(page, '没有变化')).toBe(2)
  await upload(page, { name: '不是表格.xlsx', mimeType: workbook.mimeType, buffer: Buffer.from('not a workbook') })
  await page.getByRole('alert').getByText('这次导入没有成功').waitFor()
  await page.getByRole('button', { name: '换一个文件' }).waitFor()
  await goTo(page, '导入')
  await rowOf(page, '不是表格.xlsx', '没成功').waitFor()
  await rowOf(page, '九栋.xlsx', '已导入', '小林').waitFor()
  await goTo(page, '房屋')
  await search(page.getByRole('searchbox', { name: '房号开头' }), '9栋')
  await page.getByText('共 5 条').waitFor()
  await expectQuiet(page)
})
