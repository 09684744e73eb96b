import { billingApi } from '@linli/shared/billing/api'
import { vacancyApi } from '@linli/shared/billing/vacancy-api'
import { communitiesApi } from '@linli/shared/communities/api'
import { identityApi } from '@linli/shared/identity/api'
import { paymentsApi } from '@linli/shared/payments/api'
import { beijingDate } from '@linli/shared/time'
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
  await form.getByLabel('公式', { exact: true }).fill(`1${'+1'.repeat(200)}`)
  await form.getByRole('button', { name: '用十个房屋试算' }).click()
  await form.getByText('公式太复杂，超过计算限制，请拆短一些').first().waitFor()
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

test('an owner says that the home is empty: it is looked at, and approved for a while', async () => {
  const { communityId } = office.estate
  const owner = await office.estate.as('two-rooms')
  const [home] = (await owner.call(identityApi.me, {})).homes
  const asked = {
    communityId,
    roomId: home?.roomId ?? '',
    from: beijingDate(new Date().toISOString()),
    reason: '在外地工作',
  }
  await owner.call(vacancyApi.askVacancy, asked)
  const page = await office.as('manager', 'assignments?tab=waiting')
  const row = rowOf(page, '在外地工作')
  await expectAccessible(page)
  await row.getByRole('button', { name: '验房后决定' }).click()
  const form = dialog(page, /空置优惠/)
  await form.getByText('决定和原因业主看得到').waitFor()
  await form.getByLabel('哪天查看的').fill('2026-01-02')
  await form.getByRole('button', { name: '记下这个决定' }).click()
  await form.getByText('请填写').first().waitFor()
  await choose(page, '收费项目', '物业费')
  await form.getByLabel('还收百分之几').fill('70')
  await form.getByLabel('原因', { exact: true }).fill('水电三个月没有走')
  await expectAccessible(page)
  await form.getByRole('button', { name: '记下这个决定' }).click()
  await page.getByText('没有等验房的申请').waitFor()
  await page.getByText('全部空置优惠').click()
  await rowOf(page, '已同意', '收 70%').waitFor()
  await expectQuiet(page)
})

test('a price over another, a split over no area and days outside a contract are refused in their forms', async () => {
  const page = await office.as('manager', 'fees')
  await page.getByRole('button', { name: '代收水费' }).click()
  await page.getByRole('button', { name: '新增收费标准' }).click()
  const price = dialog(page, '「代收水费」的新收费标准')
  await price.getByLabel('单价', { exact: true }).fill('4')
  await price.getByLabel('依据写明').fill('市水价文件')
  await price.getByRole('button', { name: '按这个标准收' }).click()
  await price.getByText(/起已经有收费标准，请换日期，让两个标准前后相接/).waitFor()
  await expectAccessible(page)

  for (const [name, formula] of [
    ['公摊电费', '公摊'],
    ['商铺租金', '按合同租金'],
  ] as const) {
    await page.goto(office.url('fees'))
    await page.getByRole('button', { name: '新增收费项目' }).click()
    const form = dialog(page, '新增收费项目')
    await form.getByLabel('名称').fill(name)
    await choose(page, '计算方式', formula)
    await form.getByRole('button', { name: '新增这个项目' }).click()
    await dialog(page, name).waitFor()
  }
  const { communityId, office: clerk } = office.estate
  const empty = { areas: { built: 0, inner: 0 }, status: 'vacant' as const }
  await clerk.call(communitiesApi.createRoom, { communityId, building: '99', unit: '1', room: '101', ...empty })
  await page.goto(office.url('pools?create=1'))
  const pool = dialog(page, '新建公摊')
  await pool.getByText('一栋楼').click()
  await pool.getByLabel('楼栋').fill('99')
  await choose(page, '按哪种面积', '套内面积')
  await pool.getByLabel('金额（元）').fill('100')
  await pool.getByRole('button', { name: '分摊', exact: true }).click()
  await pool.getByText('总面积或总用量是零，没法分摊，请换一种分摊方式').waitFor()

  await page.goto(office.url('contracts?create=1'))
  const contract = dialog(page, '登记合同')
  await contract.getByLabel('合同编号').fill('HT-9')
  await contract.getByLabel('承租方', { exact: true }).fill('好邻超市')
  await contract.getByLabel('第一天').fill('2030-01-01')
  await contract.getByLabel('最后一天').fill('2030-12-31')
  await contract.getByLabel('每月租金（元）').fill('1000')
  await contract.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByRole('button', { name: 'HT-9' }).click()
  await page.getByRole('button', { name: 'HT-9 的收费约定' }).click()
  const terms = dialog(page, 'HT-9 的收费约定')
  await terms.getByLabel('系数').fill('0.5')
  await terms.getByRole('button', { name: '按这个收' }).click()
  await expect.poll(() => terms.count()).toBe(0)
  const { items } = await clerk.call(billingApi.listAssignments, { communityId })
  expect(items).toContainEqual(expect.objectContaining({ feeItemName: '商铺租金', coefficient: 5_000 }))
  await page.getByRole('button', { name: '提前结束' }).click()
  const end = dialog(page, '提前结束合同')
  await end.getByLabel('最后一天').fill('2031-01-31')
  await end.getByLabel('原因').fill('提前退租')
  await end.getByRole('button', { name: '结束合同' }).click()
  await end.getByText('结束日期要在合同期内：2030年1月1日至2030年12月31日').waitFor()
  await expectAccessible(page)
  await expectQuiet(page)
})

test('who pays is changed for a list of rooms, previewed, done', async () => {
  const page = await office.as('accountant', 'bulk')
  await page.getByRole('button', { name: '批量改缴费人' }).click()
  const form = dialog(page, '批量改缴费人')
  await form.getByText('填房号').click()
  await form.getByLabel('房号', { exact: true }).fill('1-1-101 9栋9单元999')
  await form
    .getByRole('checkbox', { name: /^物业费/ })
    .first()
    .check()
  await form.getByLabel('姓名或单位全称', { exact: true }).fill('青山科技有限公司')
  await form.getByLabel('从哪天起').fill('2020-01-01')
  await form.getByLabel('原因').fill('整户出租')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await form.getByRole('button', { name: '试算' }).click()
  await page.getByText(/^共 \d+ 项$/).waitFor()
  await rowOf(page, '没有这间房屋，请检查房号').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^执行 \d+ 项$/ }).click()
  await dialog(page, '确认执行？')
    .getByRole('button', { name: /^执行 \d+ 项$/ })
    .click()
  await page.getByText(/^做好 \d+ 项，没做成 1 项$/).waitFor()
  await expectQuiet(page)
})

test('a slip that was taken is asked back', async () => {
  const page = await office.as('cashier', 'desk')
  for (const room of ['1-1-102', '1-1-201']) {
    await page.getByLabel('房号、姓名或手机号').fill(room)
    await page.keyboard.press('Enter')
    await page.getByText('转账', { exact: true }).click()
    await page.getByLabel('银行流水号').fill('BK20260077')
    await page.getByRole('button', { name: /^收款 ¥/ }).click()
    if (room === '1-1-201') {
      await page.getByText(/^这张回单已用于 1-1-102/).waitFor()
      await page.getByRole('button', { name: '已核对单号，仍然收款' }).click()
    }
    await page.getByText(/^已收 ¥/).waitFor()
    if (room === '1-1-102') await page.getByRole('button', { name: '下一位' }).click()
  }
  await expectQuiet(page)
})

test('who may says which merchant collects; orders that are being paid are seen first', async () => {
  const { stack, communityId } = office.estate
  const resident = await office.estate.as('two-rooms')
  const { homes } = await resident.call(identityApi.me, {})
  // One of the two homes has just paid at the desk.
  const lists = homes.map(({ roomId }) => resident.call(billingApi.myBills, { communityId, roomId }))
  const [open] = (await Promise.all(lists)).flatMap(({ items }) => items)
  const bills = open ? [{ roomId: open.object.id, billId: open.billId }] : []
  await resident.call(paymentsApi.createOrder, { communityId, bills })
  const { mchid = '' } = stack.deps.env.LINLI_WECHATPAY_MERCHANTS[0] ?? {}
  const page = await office.as('manager', 'fees')
  await page.getByRole('button', { name: '收款商户' }).click()
  const drawer = dialog(page, '收款商户').first()
  await drawer.getByText(`linli（尾号 ${mchid.slice(-4)}）`).waitFor()
  await expectAccessible(page)
  await drawer.getByRole('button', { name: '修改' }).first().click()
  await choose(page, '微信支付', '不在线上收款')
  await choose(page, '物业费 · 微信支付', `linli（尾号 ${mchid.slice(-4)}）`)
  await choose(page, '物业费 · 支付宝', '同上')
  await choose(page, '支付宝', '不在线上收款')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await drawer.getByText(`物业费：微信支付 linli（尾号 ${mchid.slice(-4)}）`).waitFor()
  await drawer.getByRole('button', { name: '修改' }).first().click()
  await choose(page, '物业费 · 微信支付', '同上')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('还有 1 笔订单正在支付').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '我知道了，仍然保存' }).click()
  await drawer.getByText('没有，全部收费项目都用上面的商户').first().waitFor()
  await drawer.getByRole('button', { name: '修改' }).first().click()
  await choose(page, '微信支付', `linli（尾号 ${mchid.slice(-4)}）`)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await drawer.getByText(`linli（尾号 ${mchid.slice(-4)}）`).waitFor()
  await expectQuiet(page)
  const clerk = await office.as('clerk', 'fees')
  await clerk.getByRole('heading', { level: 1, name: '收费项目' }).waitFor()
  expect(await clerk.getByRole('button', { name: '收款商户' }).count()).toBe(0)
})
