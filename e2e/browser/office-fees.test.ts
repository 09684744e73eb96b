import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { choose, dialog, expectQuiet, type Office, openOffice, rowOf } from './office'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.stop())

test('an expression is tried on rooms before it is saved, and told where it is wrong', async () => {
  const page = await office.as('manager', 'fees')
  await page.getByRole('button', { name: '新增收费项目' }).click()
  const form = dialog(page, '新增收费项目')
  await form.getByLabel('名称').fill('电梯运行费')
  await choose(page, '计算方式', '自定义公式')
  await form.getByLabel('公式', { exact: true }).fill('最大(单价 × 楼层, 20)')
  await form.getByLabel('试算用的单价，例如 2.30').fill('0.5')
  await form.getByRole('button', { name: '用十个房屋试算' }).click()
  await form.getByText('“楼层”：公式里有不认识的名称').first().waitFor()
  await form.getByLabel('公式', { exact: true }).fill('最大(单价 × 建筑面积, 20)')
  await form.getByRole('button', { name: '用十个房屋试算' }).click()
  await form
    .getByText(/单价 0\.5，建筑面积/)
    .first()
    .waitFor()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await form.getByRole('button', { name: '新增这个项目' }).click()
  await rowOf(page, '电梯运行费', '最大(单价 × 建筑面积, 20)').waitFor()
  await expectQuiet(page)
})

test('a meter’s price has tiers, from which use on and what it costs', async () => {
  const page = await office.as('manager', 'fees')
  await page.getByRole('button', { name: '新增收费项目' }).click()
  const form = dialog(page, '新增收费项目')
  await form.getByLabel('名称').fill('代收水费')
  await choose(page, '计算方式', '仪表用量 × 单价')
  await choose(page, '阶梯', '按月')
  await form.getByRole('button', { name: '新增这个项目' }).click()
  await page.getByRole('button', { name: '新增收费标准' }).click()
  const price = dialog(page, '「代收水费」的新收费标准')
  await price.getByLabel('单价', { exact: true }).fill('3.5')
  await price.getByRole('button', { name: '加一档' }).click()
  await price.getByLabel('用量超过').fill('10')
  await price.getByLabel('单价（元）').fill('5')
  await price.getByLabel('依据写明').fill('市水价文件')
  await expectAccessible(page)
  await price.getByRole('button', { name: '按这个标准收' }).click()
  await page.getByText('3.50 元/吨，每月超过 10 吨 5.00 元').first().waitFor()
  await expectQuiet(page)
})

test('a room is given a coefficient of its own, and it is taken back', async () => {
  const page = await office.as('manager', 'assignments?room=1-1-101')
  await page.getByRole('button', { name: '设定收费约定' }).click()
  const form = dialog(page, /收费约定/)
  await choose(page, '收费项目', '电梯运行费')
  await form.getByLabel('系数', { exact: true }).fill('1.2')
  await expectAccessible(page)
  await form.getByRole('button', { name: '按这个收' }).click()
  await rowOf(page, '电梯运行费', '系数 1.20').waitFor()
  await rowOf(page, '电梯运行费').getByRole('button', { name: '取消约定' }).click()
  await dialog(page, '取消「电梯运行费」的约定').getByRole('button', { name: '取消约定' }).click()
  await expect.poll(() => rowOf(page, '电梯运行费').count()).toBe(0)
  await expectQuiet(page)
})
