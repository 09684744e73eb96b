import { billingApi } from '@linli/shared/billing/api'
import { identityApi } from '@linli/shared/identity/api'
import { formatYuan } from '@linli/shared/money'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Estate, openEstate } from './estate'
import { Phone } from './phone'

let estate: Estate

beforeAll(async () => {
  // Past the due date and the days of grace: there is a late fee to show.
  estate = await openEstate({ later: 'P50D' })
})
afterAll(() => estate.stop())

const nameOf = (user: string) => estate.residents.find(resident => resident.user === user)?.name ?? ''

test('from the first screen to the receipt: sign in, bind, look, pay, and it is there', async () => {
  const phone = new Phone(estate, 'newcomer', { timerSpeed: 20 })
  await phone.signIn()
  await phone.until('加上您的家')

  await phone.tap('绑定房屋')
  await phone.tap('用手机号找')
  expect(phone.text()).toContain('只用来核对您的住户身份')
  expect(phone.callsOf('request').filter(call => String(call.options.url).includes('identity/phone'))).toEqual([])
  await phone.tap('同意并继续')
  await phone.until('第一步')
  await phone.tap('用微信绑定的手机号')
  await phone.until('第二步')
  await phone.type('姓氏', nameOf('newcomer').slice(0, 1))
  await phone.tap('找我的家')
  await phone.until('是这里吗')
  expect(phone.text()).toMatch(/1栋1单元\d+ · 业主 .\*/)
  await phone.tap('是我家')
  await phone.until(/待缴 \d 笔/)
  expect(phone.route).toBe('tabs/home/index')

  const resident = await estate.as('newcomer')
  const [home] = (await resident.call(identityApi.me, {})).homes
  if (!home) throw new Error('not bound')
  const { communityId, roomId } = home
  const { items } = await resident.call(billingApi.myBills, { communityId, roomId })
  const total = `¥${formatYuan(items.reduce((sum, bill) => sum + bill.dueFen + bill.lateFeeFen, 0))}`
  expect(phone.text()).toContain(total)

  await phone.tap('去缴费')
  await phone.until('全选')
  expect(phone.text()).toContain(total)
  expect(phone.text()).toContain('违约金')
  expect(phone.nodes()).toBeLessThan(1000)

  await phone.tap('物业费 ')
  await phone.until('怎么算的')
  expect(phone.route).toBe('billing/bill/index')
  expect(phone.text()).toContain('建筑面积 89.50 m² × 2.30 元')
  expect(phone.text()).toContain('合同约定每天 0.05%')
  await phone.back()

  await phone.tap('去缴费')
  expect(phone.text()).toContain('微信支付')
  await phone.tap(`付款 ${total}`)
  await phone.until('缴好了')
  expect(phone.route).toBe('payments/paid/index')
  expect(phone.text()).toContain(`${total} 已到账`)
  await phone.until(/收据编号\S*\d{4}/)

  await phone.tap('看收据')
  await phone.until('收款收据')
  expect(phone.text()).toContain('本收据不作为发票')
  expect(phone.text()).toMatch(/人民币大写：.*元/)
  expect(phone.text()).toContain('建筑面积 89.50 m² × 2.30 元')

  await phone.switchTab('tabs/home/index')
  await phone.until('本期已缴清')
  await phone.switchTab('tabs/bills/index')
  await phone.until('没有要缴的费用')
  await phone.tap('看看缴过的')
  await phone.until('缴的')
  expect(phone.errors).toEqual([])
})

test('the first screen of somebody who is signed in: one request, small and few setData, few nodes', async () => {
  const before = await new Phone(estate, 'owner').signIn()
  await before.until('去缴费')
  const cold = new Phone(estate, 'owner', { storage: Object.fromEntries(before.storage) })
  await cold.launch()
  await cold.until('去缴费')
  expect(cold.requests()).toEqual([expect.stringMatching(/^GET \/v1\/c\/\w+\/rooms\/\w+\/home$/)])
  expect(cold.setData.calls).toBeLessThanOrEqual(6)
  expect(cold.setData.bytes).toBeLessThanOrEqual(32 * 1024)
  expect(cold.nodes()).toBeLessThanOrEqual(400)
  expect(cold.depth()).toBeLessThan(30)
})

test('no network at the start: the last content, marked; nothing can be paid from it', async () => {
  const before = await new Phone(estate, 'owner').signIn()
  await before.until('去缴费')
  const due = /待缴 \d 笔/.exec(before.text())?.[0]
  await before.switchTab('tabs/bills/index')
  await before.until('全选')
  const offline = new Phone(estate, 'owner', {
    storage: Object.fromEntries(before.storage),
    stubs: { request: () => Promise.reject(new Error('timeout')) },
  })
  await offline.launch()
  await offline.until(/没有网络，这是 \d+:\d\d 的内容/)
  expect(offline.text()).toContain(due)
  await offline.switchTab('tabs/bills/index')
  await offline.until('没有网络')
  expect(offline.text()).toContain('物业费')
  expect(offline.text()).not.toContain('全选')

  const empty = new Phone(estate, 'owner', {
    storage: { 'linli.token': before.storage.get('linli.token'), 'linli.me': before.storage.get('linli.me') },
    stubs: { request: () => Promise.reject(new Error('timeout')) },
  })
  await empty.launch()
  await empty.until('没有加载出来')
  await empty.tap('打电话给物业')
  expect(empty.callsOf('makePhoneCall')).toHaveLength(1)
})

test('the type size of the account comes with the person to another phone, with its words and its tabs', async () => {
  const phone = await new Phone(estate, 'elder').signIn()
  await phone.until('这次要交')
  expect(phone.all('.ll--xl')).toHaveLength(1)
  expect(phone.all('.ll-tabs__item')).toHaveLength(3)
  expect(phone.callsOf('hideTabBar').length).toBeGreaterThan(0)
  await phone.tap('去交费')
  await phone.until('全选')
  expect(phone.text()).toContain('服务')
  expect(phone.callsOf('setNavigationBarTitle').at(-1)?.options.title).toBe('交费')
})
