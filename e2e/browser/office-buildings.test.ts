import { afterAll, beforeAll, expect, test } from 'vitest'
import { addBuildings } from '../weapp/more-buildings'
import { expectAccessible } from './accessible'
import { dialog, expectQuiet, type Office, openOffice, rowOf } from './office'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.stop())

const optionsOf = '.ant-select-dropdown:visible .ant-select-item-option'

test('a few buildings are chosen from the list', async () => {
  const page = await office.as('clerk', 'rooms')
  await page.getByLabel('楼栋', { exact: true }).click()
  expect(await page.locator(optionsOf).allTextContents()).toEqual(['全部楼栋', '1 栋（8 间）'])
  await page.locator(optionsOf).getByText('1 栋（8 间）').click()
  await page.waitForURL(/prefix=1-/)
  await page.getByRole('button', { name: '1-1-101' }).waitFor()
  await expectQuiet(page)
})

test('among more buildings than the list holds, one is found by the beginning of its number', async () => {
  await addBuildings(office.estate, 123)
  const page = await office.as('clerk', 'rooms')
  const select = page.getByLabel('楼栋', { exact: true })
  await select.click()
  await select.fill('12')
  await page.locator(optionsOf).getByText('123 栋（1 间）').waitFor()
  expect(await page.locator(optionsOf).allTextContents()).toEqual(
    ['12', '120', '121', '122', '123'].map(building => `${building} 栋（1 间）`),
  )
  await page.locator(optionsOf).getByText('123 栋（1 间）').click()
  await page.waitForURL(/prefix=123-/)
  await page.getByRole('button', { name: '123-1-101' }).waitFor()
  await page.reload()
  await page.locator('.bar-select').getByText('123 栋', { exact: true }).waitFor()
  await expectAccessible(page)
  await select.fill('999')
  await page.getByText('没有这个楼栋').waitFor()
  await expectQuiet(page)
})

test('a public place is registered where it stands, and its label printed', async () => {
  const page = await office.as('manager', 'places')
  await page.getByText('还没有登记公共区域').waitFor()
  await page.getByRole('button', { name: '登记公共区域' }).click()
  const form = dialog(page, '登记公共区域')
  await form.getByLabel('名称').fill('东侧电梯')
  await form.getByLabel('楼栋').fill('999栋')
  await form.getByLabel('坐标').fill('一百米外')
  await form.getByRole('button', { name: '保存' }).click()
  await form.getByText('请写成两个数字').waitFor()
  await form.getByLabel('坐标').fill('31.230416, 121.473701')
  await form.getByRole('button', { name: '保存' }).click()
  await form.getByText('没有这栋楼').waitFor()
  await form.getByLabel('楼栋').fill('1栋')
  await expectAccessible(page)
  await form.getByRole('button', { name: '保存' }).click()
  await rowOf(page, '东侧电梯', '31.230416, 121.473701').waitFor()
  await page.getByRole('button', { name: '打印位置码' }).click()
  await page.getByLabel('1栋 东侧电梯 的位置码').waitFor()
  await page.getByText('坏了？用「邻里」扫码报修').waitFor()
  await expectAccessible(page)
  await expectQuiet(page)
})
