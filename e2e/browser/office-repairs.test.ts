import { totpNow } from '@linli/infra/local/local-state'
import { signInOffice } from '@linli/infra/local/office'
import type { Client } from '@linli/infra/local/client'
import { readSamples } from '@linli/infra/local/samples'
import { identityApi } from '@linli/shared/identity/api'
import { repairsApi } from '@linli/shared/repairs/api'
import { myRepairsApi } from '@linli/shared/repairs/my-api'
import { workApi } from '@linli/shared/repairs/work-api'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { expectComplaintJourney } from './complaint-journey'
import { expectNoticeJourney } from './notice-journey'
import { expectVisitorJourney } from './visitor-journey'
import { dialog, expectQuiet, goTo, type Office, openOffice, rowOf, search } from './office'

let office: Office
let worker: Client
beforeAll(async () => {
  office = await openOffice()
  const { stack, communityId } = office.estate
  const wang = (await readSamples(stack.state))?.staff.find(({ role }) => role === 'repairer')
  if (!wang) throw new Error('nobody repairs in the sample estate')
  const { username, password, totpSecret } = wang
  worker = await signInOffice(stack.url, { username, password, totp: totpNow(totpSecret) })
  await worker.call(workApi.setShift, { communityId, onShift: true })
})
afterAll(() => office.stop())

const column = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })
const cardIn = (page: Page, name: string, text: string) =>
  column(page, name).getByRole('listitem').filter({ hasText: text })

test('who calls is entered by keyboard, given out with why, repaired, and confirmed by telephone', async () => {
  const page = await office.as('clerk', 'repairs')
  await page.getByRole('heading', { level: 1, name: '报修看板' }).waitFor()
  await page.keyboard.press('Alt+N')
  const form = dialog(page, '登记报修')
  await form.getByLabel('房号、电话或姓名').focus()
  await page.keyboard.type('1栋1单元101')
  await page.keyboard.press('Enter')
  await form.getByText('1栋1单元101 ✓').waitFor()
  await form.getByLabel('类型').and(page.locator(':focus')).waitFor()
  await page.keyboard.type('水管漏水')
  await page.keyboard.press('Enter')
  await form.getByLabel('报修人').fill('王建国')
  await form.getByLabel('哪里坏了').fill('厨房水管漏水')
  await form.getByLabel('联系电话').fill('12')
  await page.keyboard.press('Tab')
  await form.getByText('请填写电话号码').waitFor()
  await expectAccessible(page)
  await form.getByLabel('联系电话').fill('13800138000')
  await form.getByLabel('哪里坏了').press('Enter')
  const card = cardIn(page, '待派', '水管漏水')
  await card.getByText(/^还剩 59 分$|^还剩 1 小时$/).waitFor()
  await expectAccessible(page)

  // By the menu, with why.
  await card.getByRole('button', { name: '派给…' }).click()
  const choices = dialog(page, /^派给谁/)
  await choices.getByText('水暖 · 不限片区 · 手上没有单').waitFor()
  await choices.getByText('不合适：没有登记这项技能').waitFor()
  await expectAccessible(page)
  await choices.getByRole('button', { name: '派给王强' }).click()
  await cardIn(page, '处理中', '王强').waitFor()

  const { communityId } = office.estate
  const [order] = (await worker.call(workApi.myWork, { communityId })).items
  const of = { communityId, repairId: order?.repairId ?? '' }
  await worker.call(workApi.settleResponsibility, { ...of, responsibility: 'fee', reason: '公共立管' })
  await worker.call(workApi.start, of)
  await worker.call(workApi.finish, of)
  await page.reload()
  await cardIn(page, '待确认', '水管漏水')
    .getByRole('button', { name: /^打开工单/ })
    .click()
  const drawer = dialog(page, /水管漏水$/)
  await drawer.getByText('13800138000').waitFor()
  await drawer.getByText('物业费包含').first().waitFor()
  await drawer.getByLabel('备注').fill('老客户，上次也是这里')
  await drawer.getByRole('button', { name: '记下内部备注' }).click()
  await drawer.getByRole('listitem').filter({ hasText: '老客户' }).getByText('仅内部可见').waitFor()
  await expectAccessible(page)
  await drawer.getByRole('button', { name: '回访确认…' }).click()
  const visit = dialog(page, /^电话回访/)
  await visit.getByRole('button', { name: '记下回访，确认修好' }).click()
  await visit.getByText('请写明住户怎么说').waitFor()
  await visit.getByLabel('回访记录').fill('王先生说不漏了')
  await visit.getByRole('button', { name: '记下回访，确认修好' }).click()
  await drawer.getByText('已确认').first().waitFor()
  await page.keyboard.press('Escape')
  await cardIn(page, '已完成', '水管漏水').waitFor()
  await expectQuiet(page)
})

test('dragging does what the menu offers, and says why where it does not', async () => {
  const { communityId } = office.estate
  const where = { kind: 'public' as const, building: '1', spot: '2 单元大堂' }
  const said = { communityId, source: 'patrol' as const, where, text: '灯不亮', name: '巡检' }
  const desk = office.estate.office
  const lawn = { kind: 'public' as const, spot: '南门草坪' }
  await desk.call(repairsApi.enter, { ...said, kind: 'greening', where: lawn, text: '树枝断了' })
  const page = await office.as('clerk', 'repairs')
  await page.getByRole('button', { name: '自动派单' }).click()
  const plan = dialog(page, '派出 0 单，还有 1 单没派')
  await plan.getByText('没有人登记「绿化」技能').waitFor()
  await plan.getByRole('button', { name: '关闭' }).last().click()
  const { repairId, number } = await desk.call(repairsApi.enter, { ...said, kind: 'other' })
  await page.reload()
  const drag = async (from: string, to: string) =>
    cardIn(page, from, '大堂').dragTo(column(page, to).getByRole('heading'))
  await drag('待派', '处理中')
  await dialog(page, /^派给谁/)
    .getByRole('button', { name: '派给王强' })
    .click()
  await cardIn(page, '处理中', '大堂').waitFor()
  await drag('处理中', '待派')
  await page.getByText(/要换人请用「换人…」/).waitFor()
  await drag('处理中', '等配件')
  await page.getByText('现在是「已派单」，不能暂停').waitFor()
  await worker.call(workApi.start, { communityId, repairId })
  await page.reload()
  await cardIn(page, '处理中', '大堂').waitFor()
  await drag('处理中', '等配件')
  await dialog(page, '为什么暂停').getByRole('button', { name: '暂停维修' }).click()
  const paused = cardIn(page, '等配件', '大堂')
  await paused.getByText('停了 0 分').waitFor()
  await drag('等配件', '处理中')
  await cardIn(page, '处理中', '大堂').waitFor()

  // The same as a table, under a filter that stands in the address; found by its number from anywhere.
  await page.getByText('列表', { exact: true }).click()
  await page.getByLabel('状态').click()
  await page.locator('.ant-select-dropdown:visible').getByText('处理中', { exact: true }).click()
  await rowOf(page, number, '大堂').waitFor()
  expect(page.url()).toContain('column=working')
  await goTo(page, '房屋')
  await search(page.getByRole('searchbox', { name: '查找房号、姓名、电话或单号' }), number)
  await rowOf(page, number, '大堂').waitFor()
  expect(await page.getByRole('row').count()).toBe(2)
  for (const path of ['repairs', 'repairs?view=table']) {
    await page.goto(office.url(path))
    await page.getByText('大堂').first().waitFor()
    for (const width of [1280, 1024]) {
      await page.setViewportSize({ width, height: 800 })
      await expectNoSidewaysScroll(page)
    }
    await expectAccessible(page)
  }
  await expectQuiet(page)
})

test('somebody in the field is invited, registered and dismissed; times and prices are set', async () => {
  const page = await office.as('manager', 'workers')
  await rowOf(page, '王强', '水暖').waitFor()
  await page.getByRole('button', { name: '邀请员工' }).click()
  const form = dialog(page, '邀请员工')
  await form.getByLabel('姓名').fill('赵师傅')
  await form.getByRole('button', { name: '发邀请码' }).click()
  const code = dialog(page, '赵师傅 的邀请码')
  await code.getByText(/^[0-9A-Z]{4}( [0-9A-Z]{4}){3}$/).waitFor()
  await expectAccessible(page)
  await code.getByRole('button', { name: '关闭' }).last().click()
  await rowOf(page, '赵师傅', '等本人登录').getByRole('button', { name: '登记技能' }).click()
  const card = dialog(page, '维修人员 赵师傅')
  await card.getByLabel('电梯').check()
  await card.getByLabel('片区').fill('1栋、2')
  for (const day of ['周一', '周二', '周三']) await card.getByLabel(day).check()
  await card.getByRole('button', { name: '保存' }).click()
  await rowOf(page, '赵师傅', '电梯', '1、2', '周一至周三 08:00–17:00').waitFor()
  await rowOf(page, '赵师傅', '等本人登录').getByRole('button', { name: '离职…' }).click()
  await dialog(page, '赵师傅 离职').getByRole('button', { name: '解除岗位，马上生效' }).click()
  await rowOf(page, '赵师傅', '已离职').waitFor()

  await goTo(page, '报修设置')
  await page.getByLabel('水管漏水 响应时限（分钟）').fill('20')
  await page.getByRole('button', { name: '保存设置' }).click()
  await page.getByText('水管漏水：两个时限都要填写大于 0 的整数').waitFor()
  await page.getByLabel('水管漏水 完成时限（分钟）').fill('240')
  await page.getByRole('button', { name: '添加一项' }).click()
  await page.getByLabel('项目 5').fill('更换水龙头')
  await page.getByLabel('单价（元） 5').fill('45.5')
  await page.getByRole('button', { name: '保存设置' }).click()
  await page.getByText('已保存').waitFor()
  await page.reload()
  await page.getByText('20 分 / 4 小时', { exact: true }).waitFor()
  expect(await page.getByLabel('单价（元） 5').inputValue()).toBe('45.50')
  await expectAccessible(page)
  await expectQuiet(page)
})

test('what came by 12345 is handed on, answered, published and closed, and not by whom it concerns', () =>
  expectComplaintJourney(office))

test('who is not satisfied on the telephone has the order opened again; costs and statistics lead to their orders', async () => {
  const { communityId, residents, as } = office.estate
  const desk = office.estate.office
  const resident = await as(residents[0]?.user ?? '')
  const [home] = (await resident.call(identityApi.me, {})).homes
  const mine = { communityId, roomId: home?.roomId ?? '' }
  const { personId } = await worker.call(workApi.myShift, { communityId })
  const repaired = async (spot: string) => {
    const where = { kind: 'public' as const, building: '1', spot }
    const { repairId } = await resident.call(myRepairsApi.report, { ...mine, kind: 'other', where, text: '关不上' })
    const of = { communityId, repairId }
    await desk.call(repairsApi.accept, of)
    await desk.call(repairsApi.assign, { ...of, personId })
    await worker.call(workApi.start, of)
    await worker.call(workApi.recordWork, {
      ...of,
      materials: [{ name: '闭门器', quantity: 1, unit: '个' }],
      minutes: 20,
    })
    await worker.call(workApi.finish, of)
    await resident.call(myRepairsApi.confirm, { ...mine, repairId })
  }
  await repaired('东门')
  await repaired('西门')
  const page = await office.as('clerk')
  await page.getByRole('link', { name: '去回访' }).click()
  await rowOf(page, '东门').click()
  const drawer = dialog(page, /其他$/)
  await drawer.getByRole('button', { name: '记下回访…' }).click()
  const call = dialog(page, /^电话回访/)
  await call.getByLabel('不满意').check()
  await call.getByRole('button', { name: '记下回访' }).click()
  await call.getByText('请写一句住户怎么说').waitFor()
  await call.getByLabel('住户怎么说').fill('还是关不上')
  await expectAccessible(page)
  await call.getByRole('button', { name: '记下回访' }).click()
  await drawer.getByText('回访不满意：还是关不上').first().waitFor()
  await page.keyboard.press('Escape')
  await rowOf(page, '东门').waitFor({ state: 'detached' })

  await rowOf(page, '西门').click()
  await drawer.getByRole('button', { name: '记成本…' }).click()
  const costs = dialog(page, '成本')
  await costs.getByLabel('人工（元）').fill('50')
  await costs.getByLabel('材料（元）').fill('1.234')
  await costs.getByLabel('外包（元）').click()
  await costs.getByText('请写金额，最多两位小数').waitFor()
  await costs.getByLabel('材料（元）').fill('85.5')
  await costs.getByLabel('维修资金').check()
  await costs.getByRole('button', { name: '保存成本' }).click()
  await drawer.getByText('¥135.50').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await goTo(page, '报修统计')
  await page.getByText('成本 ¥135.50，向住户收 ¥0.00').waitFor()
  await rowOf(page, '闭门器', '2 个').waitFor()
  await page.getByRole('img', { name: '按类型的数量柱形图' }).waitFor()
  for (const width of [1280, 1024]) {
    await page.setViewportSize({ width, height: 800 })
    await expectNoSidewaysScroll(page)
  }
  await expectAccessible(page)
  await page.getByRole('button', { name: '看表格' }).click()
  await expectAccessible(page)
  await rowOf(page, '其他').getByRole('button').click()
  await rowOf(page, '西门').waitFor()
  expect(page.url()).toMatch(/kind=other&period=\d{4}-\d\d/)
  await expectQuiet(page)
})

test('visitors: a gate, a ban, a permit, and the log', () => expectVisitorJourney(office))
test('notices: written, refused, published, objected to, printed, called about, withdrawn', () =>
  expectNoticeJourney(office))
