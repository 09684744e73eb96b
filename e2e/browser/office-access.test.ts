import { OfficeRole } from '@linli/shared/permissions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from './accessible'
import { goTo, menuOf, type Office, openOffice, expectQuiet, signIn } from './office'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.stop())

test('a wrong code is refused with a sentence, the right one opens the page', async () => {
  const page = await office.open()
  // What is measured while it fades in has other colours.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(`${office.estate.stack.url}/admin/`)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByText('请填写用户名').waitFor()
  await page.getByText('动态码是 6 位数字').waitFor()
  const login = await office.loginOf('clerk')
  await signIn(page, { ...login, totp: login.totp === '000000' ? '111111' : '000000' })
  await page.getByRole('alert').getByText('用户名、密码或动态码不对').waitFor()
  expect(await page.getByLabel('用户名').inputValue()).toBe('clerk')
  expect(await page.getByLabel('密码').inputValue()).toBe(login.password)
  expect(await page.getByLabel('动态码').inputValue()).toBe('')
  await expectAccessible(page)
  await page.getByLabel('动态码').fill(login.totp)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: /^小林，/ }).waitFor()
  await office.keep('clerk', page)
  await expectQuiet(page)
})

test('the keyboard alone signs in, opens a page and a record, and comes back', async () => {
  const page = await office.open()
  await page.goto(office.url())
  await page.getByLabel('用户名').and(page.locator(':focus')).waitFor()
  const { username, password, totp } = await office.loginOf('cashier')
  for (const text of [username, password, totp]) {
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await office.keep('cashier', page)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文')
  const rooms = menuOf(page).getByRole('link', { name: '房屋', exact: true })
  for (let tabs = 0; tabs < 5 && !(await rooms.evaluate(link => link === document.activeElement)); tabs++)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '1-1-101' }).focus()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: '房屋 1-1-101' })
  await drawer.getByText('王建国').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '1-1-101' }).and(page.locator(':focus')).waitFor()
  await expectQuiet(page)
})

const homes = ['房屋', '公共区域', '住户', '绑定申请', '入住进度', '导入']
const repairs = ['报修看板', '投诉建议', '访客', '公告', '邻里论坛', '消息', '电话回访', '报修统计', '现场人员']
const parking = ['车位', '车辆']
const billing = [
  '收费项目',
  '房屋收费项目',
  '抄表',
  '合同',
  '公摊',
  '仪表',
  '出账',
  '账单',
  '批量处理',
  '账单咨询',
  '欠费和催缴',
  '期初余额',
  '历史缴费',
]
const money = ['支付单', '在线退款', '收据', '银行代扣', '代扣协议', '发票', '押金']
const finance = ['对账', '渠道结算', '待查收款', '日结复核', '月结', '支出和预算', '凭证', '账本']
const menus: Partial<Record<OfficeRole, string[]>> = {
  manager: [
    '收缴报表',
    '按时缴费',
    ...homes,
    ...repairs,
    '报修设置',
    ...parking,
    '临时停车',
    ...billing,
    '收费台',
    '日结',
    ...money,
    ...finance,
    '导出',
    '操作记录',
  ],
  accountant: [
    '收缴报表',
    '按时缴费',
    '房屋',
    '公共区域',
    '住户',
    '入住进度',
    ...parking,
    '临时停车',
    ...billing,
    '收费台',
    '日结',
    ...money,
    ...finance,
    '导出',
    '操作记录',
  ],
  clerk: ['收缴报表', '按时缴费', ...homes, ...repairs, ...parking, ...billing, ...money, '导出'],
  cashier: [
    '收缴报表',
    '按时缴费',
    '房屋',
    '公共区域',
    '住户',
    '入住进度',
    ...parking,
    '临时停车',
    ...billing,
    '收费台',
    '日结',
    ...money,
    '导出',
  ],
}

test.each(Object.entries(menus))('%s is offered what the role may do, and nothing else', async (role, pages) => {
  const page = await office.as(OfficeRole.parse(role))
  const [first, ...others] = await menuOf(page).getByRole('link').allTextContents()
  expect(['早上', '中午', '下午', '晚上']).toContain(first)
  expect(others).toEqual(pages)
  const isManager = role === 'manager'
  await goTo(page, '房屋')
  await page.getByRole('button', { name: '1-1-101' }).waitFor()
  expect(await page.getByRole('button', { name: '新增房屋' }).count()).toBe(isManager || role === 'clerk' ? 1 : 0)
  await goTo(page, '收费项目')
  await page.getByRole('button', { name: '物业费' }).waitFor()
  expect(await page.getByRole('button', { name: '新增收费项目' }).count()).toBe(
    isManager || role === 'accountant' ? 1 : 0,
  )
  await goTo(page, '出账')
  await page
    .getByRole('button', { name: /^\d{4}年/ })
    .first()
    .waitFor()
  expect(await page.getByRole('button', { name: '开始一批' }).count()).toBe(role === 'cashier' ? 0 : 1)
  await goTo(page, '账单')
  await page.getByRole('button', { name: '1-1-102' }).first().click()
  await page.getByRole('dialog').getByText('怎么算的').waitFor()
  expect(await page.getByRole('button', { name: '作废' }).count()).toBe(isManager || role === 'accountant' ? 1 : 0)
  await expectQuiet(page)
})

test('an address that the role may not open says so instead of failing', async () => {
  const page = await office.as('cashier', 'audit')
  await page.getByText('这里您暂时看不了').waitFor()
  expect(await page.getByRole('button', { name: '再试一次' }).count()).toBe(0)
  await page.goto(`${office.estate.stack.url}/admin/c/ZZZZZZ/rooms`)
  await page.getByRole('heading', { name: '没有这一页' }).waitFor()
  await expectQuiet(page)
})

test('a session that has ended leads to sign-in and back to the very place', async () => {
  const page = await office.as('accountant', 'bills')
  await page.getByRole('button', { name: '1-1-101' }).first().waitFor()
  await page.context().clearCookies()
  await page.getByText('未缴', { exact: true }).click()
  await page.getByText('请重新登录').waitFor()
  await signIn(page, await office.loginOf('accountant'))
  await page.getByRole('heading', { level: 1, name: '账单' }).waitFor()
  expect(page.url()).toContain('tab=arrears')
  await page.getByRole('button', { name: '1-1-101' }).first().waitFor()
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByLabel('用户名').waitFor()
  await page.goBack()
  await page.getByLabel('用户名').waitFor()
  await expectQuiet(page)
})
