import { communitiesApi } from '@linli/shared/communities/api'
import { meterApi } from '@linli/shared/billing/meter-api'
import { addDays, beijingDate } from '@linli/shared/time'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible'
import { choose, dialog, expectQuiet, goTo, type Office, openOffice, rowOf } from './office'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.stop())

const today = beijingDate(new Date().toISOString())
const ago = (days: number) => addDays(today, -days)
/** Two rooms of one building. */
async function rooms() {
  const { communityId, office: clerk } = office.estate
  const { items } = await clerk.call(communitiesApi.listRooms, { communityId, limit: 20 })
  const [first] = items
  const two = items.filter(({ building }) => building === first?.building).slice(0, 2)
  if (!first || two.length < 2) throw new Error('the estate has no two rooms of one building')
  return two
}

test('meters are registered, read one after the other, and odd readings wait for a person', async () => {
  const { communityId, office: clerk } = office.estate
  const [one, two] = await rooms()
  if (!one || !two) throw new Error('no rooms')
  const page = await office.as('clerk', 'meters')
  await page.getByRole('button', { name: '登记仪表' }).click()
  const form = dialog(page, '登记仪表')
  await form.getByLabel('房号').fill(one.code)
  await choose(page, '表的种类', '电表')
  await form.getByLabel('表号').fill('D-1001')
  await form.getByLabel('位数').fill('5')
  await form.getByLabel('起始读数').fill('99990')
  await form.getByLabel('起始日期').fill(ago(90))
  await form.getByRole('button', { name: '登记', exact: true }).click()
  await rowOf(page, 'D-1001', '99990').waitFor()
  const start = { reading: 100_000, readOn: ago(90) }
  const at = { kind: 'room', roomId: two.roomId } as const
  await clerk.call(meterApi.createMeter, { communityId, at, type: 'power', number: 'D-1002', ...start })

  await goTo(page, '抄表')
  await page.goto(office.url(`readings?building=${one.building}&on=${ago(60)}`))
  const field = (code: string) => page.getByRole('textbox', { name: `${code} D-` })
  await field(one.code).fill('15')
  await page.getByText(/比上次的 99990 小/).waitFor()
  await page.getByRole('checkbox', { name: /满度归零/ }).check()
  await rowOf(page, one.code, '25').waitFor()
  await field(one.code).press('Enter')
  expect(await field(two.code).evaluate(own => own === document.activeElement)).toBe(true)
  await page.keyboard.type('90')
  await page.getByText('填了 2 块，其中 1 块要改').waitFor()
  await expectAccessible(page)
  await field(two.code).fill('110')
  await page.getByRole('button', { name: '保存 2 条读数' }).click()
  await rowOf(page, two.code, '已抄').waitFor()

  await page.goto(office.url(`readings?building=${one.building}&on=${ago(30)}`))
  await field(one.code).fill('40')
  await field(two.code).fill('500')
  await rowOf(page, two.code, '比平时多三倍以上，保存后待复核').waitFor()
  await page.getByRole('button', { name: '保存 2 条读数' }).click()
  await rowOf(page, two.code, '待复核').waitFor()
  await page.getByText('待复核', { exact: true }).first().click()
  await rowOf(page, two.code, '110 → 500').getByRole('button', { name: '读数没错' }).click()
  const confirm = dialog(page, `${two.code} 的读数没有错`)
  await confirm.getByLabel('原因').fill('装修用电')
  await confirm.getByRole('button', { name: '确认读数' }).click()
  await page.getByText('没有待复核的读数').waitFor()
  await page.goto(office.url('meters'))
  await page.getByRole('button', { name: 'D-1002' }).click()
  await page.getByRole('img', { name: '最近 2 次用量' }).waitFor()
  await expectAccessible(page)
  await expectQuiet(page)
})

test('a common cost is split among a building to the fen', async () => {
  const [one] = await rooms()
  const page = await office.as('manager', 'fees')
  await page.getByRole('button', { name: '新增收费项目' }).click()
  const create = dialog(page, '新增收费项目')
  await create.getByLabel('名称').fill('公摊电费')
  await choose(page, '计算方式', '公摊')
  await create.getByRole('button', { name: '新增这个项目' }).click()
  await dialog(page, '公摊电费').waitFor()
  await page.goto(office.url('pools?create=1'))
  const form = dialog(page, '新建公摊')
  await form.getByText('一栋楼').click()
  await form.getByLabel('楼栋').fill(one?.building ?? '')
  await form.getByLabel('金额（元）').fill('100.01')
  await form.getByRole('button', { name: '分摊', exact: true }).click()
  await rowOf(page, '公摊电费', '¥100.01').waitFor()
  await page.getByRole('button', { name: '公摊电费' }).click()
  await dialog(page, '公摊电费').getByRole('heading', { name: '各户份额' }).waitFor()
  await expectAccessible(page)
  await expectQuiet(page)
})
