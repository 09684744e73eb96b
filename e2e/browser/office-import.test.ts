import { readFile } from 'node:fs/promises'
import { makeCsv, makeXlsx } from '@linli/functions/test/workbooks'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { dialog, expectQuiet, goTo, type Office, openOffice, rowOf, search } from './office'

let office: Office
const pictures = process.env['LINLI_PICTURES']
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
const owing = ['101', '102', '103', '104'].map((room, n) => [
  `商用-9栋1单元${room}`,
  '物业费',
  '2025-01~2025-12',
  100 + n,
])
const workbook = {
  name: '九栋.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: makeXlsx({
    房屋: [['梧桐苑九栋'], header, ...rows],
    欠费: [['房号', '收费项目', '费用期间', '欠费金额'], ...owing, ['合计', '', '', 406]],
  }),
}

async function upload(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await goTo(page, '导入')
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('heading', { level: 1, name: file.name }).waitFor()
}

const counted = async (page: Page, name: string) =>
  Number(await page.locator('.counts section').filter({ hasText: name }).locator('.count-value').textContent())

/** What the form of a rule begins with; when it is on its way out, the next one is waited for. */
async function ruleFrom(page: Page): Promise<string> {
  const form = dialog(page, '写一条房名规则')
  await form.waitFor()
  return form.getByLabel('表里怎么写').inputValue()
}

const openStep = (page: Page, name: string) => page.getByRole('tab', { name }).click()

test('a workbook of two sheets is put right in the page, by a rule, cells and a file, and goes in whole', async () => {
  const page = await office.as('clerk')
  await goTo(page, '导入')
  await page.locator('input[type=file]').setInputFiles({ ...workbook, name: '九栋.pdf' })
  await page.getByRole('alert').getByText('请选 .xls、.xlsx 或 .csv 文件').waitFor()
  await upload(page, workbook)
  await page.getByRole('button', { name: '导入 2 间房屋' }).waitFor()
  expect(await counted(page, '有问题')).toBe(7)
  expect(await counted(page, '重复')).toBe(1)
  await openStep(page, '表格和列')
  await page.getByRole('region', { name: '工作表「欠费」' }).getByText('期初余额').waitFor()
  await page.getByRole('listitem').filter({ hasText: '身份证号' }).getByText('证件号码').waitFor()
  await expectAccessible(page)

  await openStep(page, '房名')
  await page.getByText('4 行 · 4 种写法').waitFor()
  await page.getByRole('button', { name: '改一改再用' }).click()
  expect(await ruleFrom(page)).toBe('商用-')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '写一条规则' }).click()
  expect(await ruleFrom(page)).toBe('')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^采用规则：.*商用/ }).click()
  await page.getByText('规则变了，还没有生效').waitFor()
  await expectAccessible(page)

  await openStep(page, '有问题的行')
  await rowOf(page, '房屋', '5', '建筑面积', '面积不是数字').getByRole('textbox').fill('90')
  await rowOf(page, '6', '手机号', '不是 11 位手机号').getByPlaceholder('13******00').fill('13900001004')
  await page.getByText('改了 2 个格子，规则变了，还没有生效').waitFor()
  await goTo(page, '房屋')
  await goTo(page, '导入')
  await page.getByRole('button', { name: '九栋.xlsx' }).click()
  await openStep(page, '有问题的行')
  await page.getByText('改了 2 个格子，规则变了，还没有生效').waitFor()
  await page.setViewportSize({ width: 1024, height: 800 })
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: '保存并重新读' }).click()
  await page.getByRole('button', { name: '导入 8 条' }).waitFor()
  await rowOf(page, '7', '身份证号', '校验位不对').getByPlaceholder('110***********0019').waitFor()
  await rowOf(page, '8', '9-1-101', '只导入一次').waitFor()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载有问题的行' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('有问题的行-九栋.csv')
  const bad = (await readFile(await download.path(), 'utf8')).replace('\ufeff', '').trimEnd().split('\r\n')
  expect(bad).toHaveLength(3)
  const corrected = bad.slice(0, 2).map(line => line.split(',').map(cell => (/\d{17}/.test(cell) ? '' : cell)))
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '改好的.csv', mimeType: 'text/csv', buffer: makeCsv(corrected, 'gbk') })
  await page.getByRole('button', { name: '导入 9 条' }).waitFor()
  await page
    .getByText('会写进系统：房屋 5 间、期初欠费 4 笔。业主随房屋一起登记。期初欠费、预存和押金先是草稿')
    .waitFor()
  await openStep(page, '核对合计')
  await rowOf(page, '欠费 第 6 行', '¥406.00', '一致').waitFor()
  await rowOf(page, '期初欠费', '物业费', '4', '¥406.00').waitFor()
  const levels = await page
    .locator('main :is(h1, h2, h3):visible')
    .evaluateAll(all => all.map(each => Number(each.tagName[1])))
  expect(levels.filter((level, i) => i > 0 && level - (levels[i - 1] ?? 0) > 1)).toEqual([])
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: '导入 9 条' }).click()
  await page.getByText('已导入 房屋 5 间、期初欠费 4 笔').waitFor()
  await page.getByRole('link', { name: '去看房屋' }).click()
  await page.getByRole('heading', { level: 1, name: '房屋' }).waitFor()
  await search(page.getByRole('searchbox', { name: '查找房号、姓名、电话或单号' }), '9栋1单元104')
  await dialog(page, '房屋 9-1-104').getByText('赵敏').waitFor()
  await page.keyboard.press('Escape')
  await expectQuiet(page)
})

test('the same file again opens what became of it; it is taken back whole, and reads as it was corrected', async () => {
  const page = await office.as('clerk')
  await upload(page, workbook)
  await page.getByText('已导入 房屋 5 间').waitFor()
  expect(await page.getByRole('button', { name: /^导入 / }).count()).toBe(0)
  await upload(page, {
    name: '再来一份.csv',
    mimeType: 'text/csv',
    buffer: makeCsv([header, ...rows.slice(0, 2)], 'utf-8-bom'),
  })
  await page.getByText('这份表里的内容都已经在系统里，没有要改的').waitFor()
  expect(await counted(page, '没有变化')).toBe(2)
  await upload(page, {
    name: '不是表格.xlsx',
    mimeType: workbook.mimeType,
    buffer: Buffer.from('PK\u0003\u0004 damaged'),
  })
  await page.getByRole('alert').getByText('这次导入没有成功').waitFor()
  await page.getByRole('button', { name: '换一个文件' }).waitFor()
  await goTo(page, '导入')
  await rowOf(page, '不是表格.xlsx', '没成功').waitFor()
  await rowOf(page, '九栋.xlsx', '已导入', '没人引用就能撤', '小林').getByRole('button', { name: '九栋.xlsx' }).click()
  await page.getByRole('button', { name: '撤销这次导入' }).click()
  const asked = dialog(page, '撤销这次导入？')
  await asked.getByText('会去掉这次写进的 房屋 5 间、期初欠费 4 笔').waitFor()
  await asked.getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByText('这次导入已经撤销，系统里和导入前一样').waitFor()
  await page.getByRole('button', { name: '再读一遍这个文件' }).click()
  await page.getByRole('button', { name: '导入 9 条' }).waitFor()
  await goTo(page, '房屋')
  await search(page.getByRole('searchbox', { name: '房号开头' }), '9栋')
  await page.getByText('没找到「9-」').waitFor()
  await expectQuiet(page)
})

test('of two rows about one room one is left out, and a wrong number is left blank, in the page', async () => {
  const page = await office.as('clerk')
  const name = '两行一间.csv'
  const two = [
    ['8栋', '1单元', '101', '89.50', '张伟', '1390000110', ''],
    ['8栋', '1单元', '102', '76.20', '李娜', '13900001102', ''],
    ['8栋', '1单元', '102', '67.20', '李娜', '13900001102', ''],
  ]
  await upload(page, { name, mimeType: 'text/csv', buffer: makeCsv([header, ...two], 'gbk') })
  await page.getByText('没有可以导入的行，请先改好').waitFor()
  await page.getByRole('button', { name: '第 2 行「手机号」留空' }).click()
  await rowOf(page, '手机号', '不是 11 位手机号').getByPlaceholder('这一格留空').waitFor()
  await page.getByRole('button', { name: '不要第 4 行' }).click()
  await rowOf(page, '这一行不导入').getByRole('button', { name: '还是要第 4 行' }).click()
  await page.getByRole('button', { name: '不要第 4 行' }).click()
  await page.getByText('改了 1 个格子，去掉 1 行，还没有生效').waitFor()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  await page.getByRole('button', { name: '保存并重新读' }).click()
  await page.getByRole('button', { name: '导入 2 间房屋' }).waitFor()
  expect([await counted(page, '有问题'), await counted(page, '跳过')]).toEqual([0, 1])
  await expectQuiet(page)
})

test('the sums of sixty buildings: what differs comes first, the rest is folded; items add up by building', async () => {
  const page = await office.as('clerk')
  const buildings = Array.from({ length: 60 }, (_, n) => n + 201)
  const homes = buildings.flatMap(n => [
    [`${n}栋`, '1单元', '101', '80.50', '', '', ''],
    [`${n}栋`, '1单元', '102', '90', '', '', ''],
  ])
  // What is there with another area does not go in, and is in no sum of what does.
  homes.push(['1栋', '1单元', '101', '1', '', '', ''])
  // One subtotal for each building; that of building 233 is not what its rows add up to.
  const debts = buildings.flatMap(n => [
    [`${n}-1-101`, '物业费', '2025-01~2025-12', 100, ''],
    [`${n}-1-102`, '生活垃圾处理费', '2025-01~2025-12', 20.5, ''],
    ['小计', '', '', n === 233 ? 130.5 : 120.5, ''],
  ])
  const name = '六十栋.xlsx'
  const owed = [['房号', '收费项目', '费用期间', '欠费金额', '备注'], ...debts, ['合计', '', '', 7230, '']]
  const buffer = makeXlsx({ 房屋: [header, ...homes], 欠费: owed })
  await upload(page, { ...workbook, name, buffer })
  await page.getByRole('button', { name: /^导入 / }).waitFor()
  await openStep(page, '核对合计')
  const own = page.getByRole('table', { name: '和表里的小计比' }).getByRole('row')
  expect(await own.nth(1).textContent()).toMatch(/欠费 第 100 行.*130\.50.*120\.50.*差 ¥10\.00/)
  expect(await own.count()).toBe(21)
  await page.getByRole('button', { name: '看全部 61 个小计' }).click()
  expect(await own.count()).toBe(62)
  await page.getByText('有 1 条和系统里的不一样，不会导入').waitFor()
  const items = page.getByRole('table', { name: '各项金额' })
  await items.getByRole('row').filter({ hasText: '物业费' }).filter({ hasText: '¥6,000.00' }).waitFor()
  await items.getByRole('row').filter({ hasText: '生活垃圾处理费' }).filter({ hasText: '¥1,230.00' }).waitFor()
  await page.getByLabel('楼栋', { exact: true }).click()
  await page.keyboard.type('203')
  await page.keyboard.press('Enter')
  await items.getByRole('row').filter({ hasText: '物业费' }).filter({ hasText: '¥100.00' }).waitFor()
  const places = page.getByRole('table', { name: '各楼栋房屋' }).getByRole('row')
  expect(await places.nth(1).textContent()).toBe('合计12010,230.00 m²')
  expect(await places.count()).toBe(52)
  await page.getByRole('button', { name: '看全部 60 栋' }).click()
  expect(await places.count()).toBe(62)
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  if (pictures) await page.screenshot({ path: `${pictures}/totals.png`, fullPage: true })
  await expectQuiet(page)
})

test('an import that bills refer to is not taken back: what they are is listed, with the way there', async () => {
  const page = await office.as('clerk')
  await goTo(page, '导入')
  await page.getByRole('row').filter({ hasText: '没人引用就能撤' }).getByRole('button').first().click()
  await page.getByRole('button', { name: '撤销这次导入' }).click()
  await dialog(page, '撤销这次导入？').getByRole('button', { name: '撤销这次导入' }).click()
  await page.getByRole('heading', { name: '没有撤销：下面这些用到了这次导入的内容' }).waitFor()
  await rowOf(page, '房屋 1-', '已有账单').getByRole('link', { name: '去看' }).click()
  await dialog(page, /^房屋 1-/).waitFor()
  await page.keyboard.press('Escape')
  await expectQuiet(page)
})
