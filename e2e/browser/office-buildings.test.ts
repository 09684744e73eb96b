import { afterAll, beforeAll, expect, test } from 'vitest'
import { addBuildings } from '../weapp/more-buildings'
import { expectAccessible } from './accessible'
import { expectQuiet, type Office, openOffice } from './office'

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
