import { communitiesApi } from '@linli/shared/communities/api'
import { addMonths, beijingDate, formatMonth, monthOf, monthStart } from '@linli/shared/time'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible'
import { choose, dialog, expectQuiet, goTo, type Office, openOffice, rowOf } from './office'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.stop())

const today = beijingDate(new Date().toISOString())
const nextMonth = formatMonth(monthOf(addMonths(monthStart(today), 1)))

test('a fee item gets its price with the ground it stands on', async () => {
  const page = await office.as('accountant', 'fees')
  await page.getByRole('button', { name: '新增收费项目' }).click()
  const create = dialog(page, '新增收费项目')
  await create.getByLabel('名称').fill('电梯维护费')
  await choose(page, '计算方式', '固定金额')
  await create.getByRole('button', { name: '新增这个项目' }).click()
  const item = dialog(page, '电梯维护费')
  await item.getByText('还没有收费标准').waitFor()
  await item.getByRole('button', { name: '新增收费标准' }).click()
  const tariff = dialog(page, '「电梯维护费」的新收费标准')
  await tariff.getByLabel('单价').fill('12.34567')
  await tariff.getByRole('button', { name: '按这个标准收' }).click()
  await tariff.getByText('单价最多四位小数').waitFor()
  expect(await tariff.getByText('请填写').count()).toBe(1)
  await tariff.getByLabel('单价').fill('12.50')
  await tariff.getByLabel('依据写明').fill('2026 年业主大会第 3 号决议')
  await choose(page, '收费依据', '业主表决')
  await tariff.getByRole('button', { name: '按这个标准收' }).click()
  await item.getByText('业主表决：2026 年业主大会第 3 号决议').waitFor()
  await item.getByText('12.50 元/月').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await rowOf(page, '电梯维护费', '12.50 元/月').waitFor()
  await expectQuiet(page)
})

/** Somebody else corrects a room meanwhile: 10 m² more. */
async function widen(code: string): Promise<void> {
  const { communityId, office: clerk } = office.estate
  const { items } = await clerk.call(communitiesApi.listRooms, { communityId, prefix: code, limit: 20 })
  const room = items.find(each => each.code === code)
  if (!room) throw new Error(`no room ${code}`)
  const { roomId, version, status, handoverDate } = room
  const areas = { ...room.areas, built: room.areas.built + 1000 }
  await clerk.call(communitiesApi.updateRoom, { communityId, roomId, version, status, handoverDate, areas })
}

async function startRun(page: Page): Promise<void> {
  await goTo(page, '出账')
  await page.getByRole('button', { name: '开始一批' }).click()
  await dialog(page, '算一批草稿账单').waitFor()
}

test('chosen rooms are computed alone; a room that is not there is named, and what was typed stays', async () => {
  const page = await office.as('clerk')
  await startRun(page)
  const start = dialog(page, '算一批草稿账单')
  await start.getByRole('button', { name: '下一月' }).click()
  await start.getByText('只算几间').click()
  const rooms = start.getByRole('textbox', { name: '房屋' })
  await rooms.fill('1栋1单元101，1-1-102 9-9-909')
  await start.getByRole('button', { name: '开始计算' }).click()
  await start.getByRole('alert').getByText('没有找到 9-9-909').waitFor()
  expect(await rooms.inputValue()).toBe('1栋1单元101，1-1-102 9-9-909')
  await rooms.fill('1栋1单元101，1-1-102')
  await start.getByRole('button', { name: '开始计算' }).click()
  await page.getByRole('heading', { level: 1, name: `出账核对 ${nextMonth}` }).waitFor()
  await page.getByText('只算 2 间房屋').waitFor()
  await rowOf(page, '电梯维护费', '2', '¥25.00').waitFor()
  await page.getByText('核对好了，请项目经理或财务出账').waitFor()
  await page.getByRole('button', { name: '放弃这批草稿' }).click()
  await dialog(page, '放弃这批草稿？').getByRole('button', { name: '放弃这批草稿' }).click()
  await page.getByText('已放弃这批草稿').waitFor()
  await goTo(page, '出账')
  await rowOf(page, nextMonth, '已放弃', '小林').waitFor()
  await expectQuiet(page)
})

test('the community is computed, reviewed against the last month and published; a bill shows how it was computed', async () => {
  const page = await office.as('accountant')
  await startRun(page)
  const start = dialog(page, '算一批草稿账单')
  await start.getByRole('button', { name: '下一月' }).click()
  await start.getByRole('button', { name: '开始计算' }).click()
  await page.getByRole('heading', { name: '按收费项目' }).waitFor()
  const tile = (name: string) => page.locator('.tiles section').filter({ hasText: name }).locator('.tile-value')
  expect(await tile('张数').textContent()).toBe('24')
  expect(await tile('和上期相差').textContent()).toBe('+¥100.00')
  const looks = page.getByRole('group', { name: '需要看一眼' })
  await looks.getByRole('button', { name: /^全部草稿 24/ }).click()
  await page.getByRole('button', { name: '1-1-101' }).first().click()
  const draft = dialog(page, nextMonth)
  await draft.getByText('怎么算的').waitFor()
  await draft.getByRole('button', { name: '关闭' }).click()
  await draft.waitFor({ state: 'hidden' })

  await widen('1-1-302')
  await page.reload()
  await page.getByText('1 间房屋的资料在计算后改过').waitFor()
  await page.getByRole('paragraph').filter({ hasText: '1-1-302' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '重新计算' }).click()
  await rowOf(page, '物业费', '+¥23.00').waitFor()
  expect(await page.getByText('在计算后改过').count()).toBe(0)
  const publish = page.getByRole('button', { name: /^出账 24 张，合计 ¥/ })
  await publish.click()
  await dialog(page, '确认出账？')
    .getByRole('button', { name: /^出账 24 张/ })
    .click()
  await page.getByText(/^已出账 24 张，合计 ¥/).waitFor()
  await page.getByText(/^周会计 在 .* 出账$/).waitFor()

  await page.getByRole('link', { name: '看账单' }).click()
  await rowOf(page, '1-1-101', '物业费', nextMonth).getByRole('button').click()
  const bill = dialog(page, `物业费 ${nextMonth}`)
  await bill.getByText('建筑面积 118.36 m² × 2.30 元').waitFor()
  await bill.getByText('¥272.23').first().waitFor()
  await expectAccessible(page)

  await bill.getByRole('button', { name: '作废', exact: true }).click()
  const voiding = dialog(page, '作废 1-1-101 的物业费？')
  await voiding.getByRole('button', { name: '作废 ¥272.23 并重开' }).click()
  await voiding.getByText('请写明原因').waitFor()
  await voiding.getByLabel('原因').fill('面积登记有误')
  await voiding.getByRole('button', { name: '作废 ¥272.23 并重开' }).click()
  await bill.getByText('第 2 版（重开）').waitFor()
  await bill.getByRole('button', { name: '关闭' }).click()
  await rowOf(page, '1-1-101', '物业费', '作废').waitFor()
  await expectQuiet(page)
})

test('one room alone is billed for what the others do not have yet', async () => {
  const page = await office.as('manager')
  await startRun(page)
  const start = dialog(page, '算一批草稿账单')
  for (const item of ['物业费', '生活垃圾处理费']) await start.getByRole('checkbox', { name: item }).uncheck()
  await start.getByText('只算几间').click()
  await start.getByRole('textbox', { name: '房屋' }).fill('1-1-301')
  await start.getByRole('button', { name: '开始计算' }).click()
  await page.getByText('只算 1 间房屋').waitFor()
  await page.getByRole('button', { name: '出账 1 张，合计 ¥12.50' }).click()
  await dialog(page, '确认出账？')
    .getByRole('button', { name: /^出账 1 张/ })
    .click()
  await page.getByText('已出账 1 张，合计 ¥12.50').waitFor()
  await goTo(page, '操作记录')
  await rowOf(page, '王经理', '出账', '¥12.50').waitFor()
  await rowOf(page, '周会计', '作废账单').waitFor()
  await expectQuiet(page)
})
