import { makeXlsx } from '@linli/functions/test/workbooks'
import { computeDrafts, previewWorkbook } from '@linli/infra/local/office'
import { feeApi } from '@linli/shared/billing/fee-api'
import { addMonths, beijingDate, monthEnd, monthStart } from '@linli/shared/time'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll, tornFigures } from './accessible'
import { dialog, expectQuiet, goTo, type Office, openOffice, rowOf, search } from './office'

let office: Office
let runId: string
let importId: string
beforeAll(async () => {
  office = await openOffice()
  const { office: clerk, communityId } = office.estate
  const { items } = await clerk.call(feeApi.listFeeItems, { communityId })
  const month = monthStart(addMonths(monthStart(beijingDate(new Date().toISOString())), 1))
  const feeItemIds = items.map(item => item.feeItemId)
  ;({ runId } = await computeDrafts(clerk, communityId, { from: month, to: monthEnd(month), feeItemIds }))
  const rows = [
    ['房号', '建筑面积', '业主姓名'],
    ['9-1-101', '89.5', '张伟'],
    ['9-1-102', '很大', '李娜'],
  ]
  const file = { name: '一份名字很长很长的房屋和业主信息登记表（第二次修改）.xlsx', bytes: makeXlsx({ 房屋: rows }) }
  ;({ importId } = await previewWorkbook(clerk, communityId, file))
})
afterAll(() => office.stop())

/** What each page shows once it is there, and what opens over it. */
const pages: [path: () => string, settled: (page: Page) => Promise<unknown>][] = [
  [() => '', page => page.getByRole('img', { name: /每天到账的柱形图/ }).waitFor()],
  [() => 'rooms', page => rowOf(page, '1-1-101').waitFor()],
  [() => 'people', page => rowOf(page, '王建国').waitFor()],
  [() => 'bindings', page => page.getByText('没有等您确认的申请').waitFor()],
  [() => 'imports', page => rowOf(page, '等确认').waitFor()],
  [() => `imports/${importId}`, page => rowOf(page, '建筑面积', '面积不是数字').waitFor()],
  [() => 'spaces', page => page.getByText('还没有登记车位').waitFor()],
  [() => 'vehicles', page => page.getByText('还没有登记车辆').waitFor()],
  [() => 'meters', page => page.getByText('还没有登记仪表').waitFor()],
  [() => 'readings', page => page.getByText('先选一个楼栋').waitFor()],
  [() => 'readings?show=held', page => page.getByText('没有待复核的读数').waitFor()],
  [() => 'contracts', page => page.getByText('还没有合同', { exact: true }).waitFor()],
  [() => 'stays', page => page.getByRole('button', { name: '计算停车费' }).waitFor()],
  [() => 'pools', page => page.getByText('还没有公摊', { exact: true }).waitFor()],
  [() => 'assignments', page => page.getByText('还没有登记', { exact: true }).waitFor()],
  [() => 'assignments?tab=waiting', page => page.getByText('没有等验房的申请').waitFor()],
  [() => 'fees', page => rowOf(page, '物业费').waitFor()],
  [() => 'runs', page => rowOf(page, '等核对').waitFor()],
  [() => `runs/${runId}`, page => rowOf(page, '1-1-101').waitFor()],
  [() => 'bills', page => rowOf(page, '1-1-101').waitFor()],
  [() => 'bills?tab=arrears', page => rowOf(page, '1-1-101').waitFor()],
  [() => 'questions', page => page.getByText('都答复了').waitFor()],
  [() => 'orders', page => rowOf(page, '已到账').waitFor()],
  [() => 'receipts', page => rowOf(page, '微信支付').waitFor()],
  [() => 'exports', page => page.getByText('还没有导出').waitFor()],
  [() => 'audit', page => rowOf(page, '出账').waitFor()],
]
/** Pages whose first row opens a drawer, and those with a form. */
const drawers = ['rooms', 'people', 'fees', 'bills', 'orders', 'receipts']
const forms = new Map(
  Object.entries({
    rooms: '新增房屋',
    meters: '登记仪表',
    contracts: '登记合同',
    pools: '新建公摊',
    fees: '新增收费项目',
    runs: '开始一批',
    exports: '导出全部资料',
  }),
)

test('every page, form and drawer: nothing serious for a screen reader, no sideways scroll, no figure torn, nothing in the console', async () => {
  const page = await office.as('manager')
  for (const [path, settled] of pages) {
    await page.setViewportSize({ width: 1280, height: 800 })
    // The page's own sign is waited for; a picture that is late keeps nobody.
    await page.goto(office.url(path()), { waitUntil: 'domcontentloaded' })
    await settled(page)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    expect(await page.evaluate(tornFigures)).toEqual([])
    await page.setViewportSize({ width: 1024, height: 768 })
    await expectNoSidewaysScroll(page)
    expect(await page.evaluate(tornFigures)).toEqual([])
    const form = forms.get(path())
    if (form) {
      await page.getByRole('button', { name: form }).click()
      await page.getByRole('dialog').getByRole('button', { name: '取消' }).waitFor()
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    }
    if (!drawers.includes(path())) continue
    await page.locator('.table-open').first().click()
    await page.getByRole('dialog').locator('dl, .paper').first().waitFor()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  }
  await expectQuiet(page)
})

test('a read that fails says so and is tried again; the rest of the page stands', async () => {
  const page = await office.as('manager')
  const fail = {
    status: 500,
    json: { error: { code: 'request.internal', message: '系统出了点问题', requestId: 'R1' } },
  }
  const different = ['rooms', 'fees', `imports/${importId}`, `runs/${runId}`, 'bills']
  for (const [path, settled] of pages.filter(([path]) => different.includes(path()))) {
    const isRead = (url: URL) => url.pathname.startsWith(`/v1/c/${office.estate.communityId}/`)
    await page.route(isRead, route => route.fulfill(fail))
    await page.goto(office.url(path()))
    const failed = page.getByRole('alert').filter({ hasText: '没有加载出来' }).first()
    await failed.getByText('编号 R1').waitFor()
    await page.unroute(isRead)
    await failed.getByRole('button', { name: '再试一次' }).click()
    await settled(page)
  }
  await expectQuiet(page)
})

test('a write that is not answered keeps what was typed; pressed again, it is done once', async () => {
  const page = await office.as('clerk', 'rooms')
  await page.getByRole('button', { name: '新增房屋' }).click()
  const create = dialog(page, '新增房屋')
  const typed = { 楼栋: '8', 单元: '1', 房号: '801', '建筑面积（m²）': '66.6' }
  for (const [label, text] of Object.entries(typed)) await create.getByLabel(label).fill(text)
  const action = create.getByRole('button', { name: '新增这间房屋' })
  await page.route('**/rooms', async route => {
    await route.fetch()
    await route.abort()
  })
  await action.click()
  await create.getByRole('alert').getByText('没有连上服务器，请检查网络后再试').waitFor()
  for (const [label, text] of Object.entries(typed)) expect(await create.getByLabel(label).inputValue()).toBe(text)
  await page.unroute('**/rooms')
  await action.click()
  await dialog(page, '房屋 8-1-801').waitFor()
  await page.keyboard.press('Escape')
  await goTo(page, '房屋')
  await search(page.getByRole('searchbox', { name: '房号开头' }), '8栋')
  await page.getByText('共 1 条').waitFor()
  await expectQuiet(page)
})
