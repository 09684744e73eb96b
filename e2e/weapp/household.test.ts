import { billingApi } from '@linli/shared/billing/api'
import { feeApi } from '@linli/shared/billing/fee-api'
import { questionApi } from '@linli/shared/billing/question-api'
import { vacancyApi } from '@linli/shared/billing/vacancy-api'
import { identityApi } from '@linli/shared/identity/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chooseCommunity } from './choose-community'
import { type Estate, openEstate, staffOf } from './estate'
import { Phone } from './phone'

let estate: Estate

beforeAll(async () => {
  estate = await openEstate()
})
afterAll(() => estate.stop())

test('自己填: building, unit, room; it waits, the office refuses with a reason, it is asked again and approved', async () => {
  const phone = await new Phone(estate, 'newcomer').signIn()
  await chooseCommunity(phone)
  const fill = async (name: string) => {
    await phone.until('楼栋')
    await phone.pick('楼栋', '1栋')
    await phone.pick('房号', '401')
    await phone.type('您的姓名', name)
    await phone.tap('发给物业确认')
    await phone.until('1栋1单元401 等物业确认')
  }
  await fill('刘小明')
  expect(phone.route).toBe('tabs/home/index')

  const { communityId } = estate
  const decide = async (approve: boolean) => {
    const { items } = await estate.office.call(identityApi.listBindingRequests, { communityId })
    const requestId = items[0]?.requestId ?? ''
    await estate.office.call(identityApi.decideBinding, {
      communityId,
      requestId,
      approve,
      ...(approve ? {} : { reason: '登记的业主不是这个名字' }),
    })
  }
  await decide(false)
  await phone.lifecycle('onShow')
  await phone.until('这次没有通过')
  expect(phone.text()).toContain('物业说：登记的业主不是这个名字')
  await phone.tap('打电话给物业')
  await phone.idle()
  expect(phone.callsOf('makePhoneCall').at(-1)?.options.phoneNumber).toBe('010-8620 0000')

  await phone.tap('重新申请')
  await phone.type('小区名称', '梧桐')
  await phone.tap('找小区')
  await phone.until('梧桐苑')
  await phone.tap('梧桐苑')
  await fill('刘明')
  await decide(true)
  await phone.lifecycle('onShow')
  await phone.until(/待缴|已缴清|账单由业主查看/)
  expect(phone.errors).toEqual([])
})

test('an owner invites; the card leads a guest in, who sees bills only when let, and is out at once when removed', async () => {
  const owner = await new Phone(estate, 'two-rooms').signIn()
  await owner.until('去缴费')
  await owner.tap('家人')
  await owner.until('住在一起的人')
  await owner.tap('邀请家人或租户')
  await owner.tap('一起看这个家')
  await owner.until('只能用一次')
  const card = Object(await owner.lifecycle('onShareAppMessage', { from: 'button' }))
  expect(card.path).toMatch(/^\/identity\/invitation\/index\?code=[\w-]{20,}$/)

  const guest = new Phone(estate, 'guest')
  await guest.launch(String(card.path))
  expect(guest.text()).toContain('微信登录')
  await guest.tap('微信登录')
  await guest.until('邀请您一起用')
  await guest.type('您的姓名', '黄小妹')
  await guest.tap('加入这个家')
  await guest.until('账单由业主查看')
  expect(guest.route).toBe('tabs/home/index')

  await owner.tap('关闭')
  await owner.until('有人加入您的家，微信告诉您')
  await owner.lifecycle('onShow')
  await owner.until('黄小妹')
  await owner.tap('黄小妹')
  await owner.tap('让黄小妹看账单和缴费')
  await owner.until('能看账单')
  await guest.lifecycle('onShow')
  await guest.until('去缴费')

  await owner.tap('黄小妹')
  await owner.tap('移除黄小妹')
  expect(owner.text()).toContain('马上就看不到这个家的任何内容')
  await owner.tap('移除黄小妹')
  await owner.until('住在一起的人')
  expect(owner.text()).not.toContain('黄小妹')
  await guest.lifecycle('onShow')
  await guest.until('加上您的家')
  expect([...owner.errors, ...guest.errors]).toEqual([])
})

test('a disputed bill says so in the list, and a settled one no more', async () => {
  const client = await estate.as('two-rooms')
  const [home] = (await client.call(identityApi.me, {})).homes
  const at = { communityId: estate.communityId, roomId: home?.roomId ?? '' }
  const [bill] = (await client.call(billingApi.myBills, at)).items
  const one = { ...at, billId: bill?.billId ?? '' }
  await client.call(questionApi.askQuestion, { ...one, text: '面积不对', disputes: true })
  const phone = await new Phone(estate, 'two-rooms').signIn()
  await phone.until('去缴费')
  await phone.tap('去缴费')
  await phone.until('有异议')
  await estate.office.call(billingApi.settleDispute, { ...one, reason: '已核对' })
  await phone.lifecycle('onShow')
  await expect.poll(() => phone.text().includes('有异议')).toBe(false)
  expect(phone.errors).toEqual([])
})

test('空置优惠: asked for on the phone, looked at, refused with its reason; asked again, approved until a day', async () => {
  const phone = await new Phone(estate, 'two-rooms').signIn()
  await phone.until('去缴费')
  await phone.tap('家人')
  await phone.until('住在一起的人')
  await phone.tap('空置优惠')
  const ask = async () => {
    await phone.until('从哪天起没人住')
    await phone.type('原因', '在外地工作，周末可以上门')
    await phone.tap('提交申请')
    await phone.until('等物业上门查看')
  }
  await ask()
  const { communityId } = estate
  const manager = await staffOf(estate, 'manager')
  const [waiting] = (await manager.call(vacancyApi.listVacancies, { communityId })).items
  const { items } = await manager.call(feeApi.listFeeItems, { communityId })
  const feeItemIds = items.filter(({ nature }) => nature === 'own_revenue').map(({ feeItemId }) => feeItemId)
  const at = { communityId, roomId: waiting?.roomId ?? '', from: '2026-01-01', inspectedOn: '2026-01-02' }
  await manager.call(vacancyApi.decideVacancy, { ...at, approved: false, reason: '查看时有人住' })
  await phone.lifecycle('onShow')
  await phone.until('物业说：查看时有人住')
  await ask()
  const yes = { approved: true, feeItemIds: feeItemIds.slice(0, 1), payablePct: 70, to: '2099-12-31' }
  await manager.call(vacancyApi.decideVacancy, { ...at, ...yes, reason: '确实没有人住' })
  await phone.lifecycle('onShow')
  await phone.until(/按 70% 收/)
  expect(phone.text()).toContain('至2099年12月31日')
  expect(phone.errors).toEqual([])
})

test('an invitation that is no code, and one that is over, are said in words', async () => {
  const phone = await new Phone(estate, 'owner', {
    stubs: { scanCode: () => ({ result: 'https://evil.example' }) },
  }).signIn()
  await phone.switchTab('tabs/me/index')
  await phone.tap('再加一个家')
  await phone.tap('扫邀请码')
  await phone.until('这不是邀请码，请核对')
  await phone.type('收到的是一串字', `${estate.communityId}${'x'.repeat(30)}`)
  await phone.tap('打开邀请')
  await phone.until(/过期|没有找到/)
})

test('type size: changes every page at once, and the account has it', async () => {
  const phone = await new Phone(estate, 'co-owner').signIn()
  await phone.until('去缴费')
  await phone.switchTab('tabs/me/index')
  await phone.tap('字号')
  await phone.tap('长辈版，字最大')
  expect(phone.all('.ll--xl')).toHaveLength(1)
  const me = await (await estate.as('co-owner')).call(identityApi.me, {})
  expect(me.fontSize).toBe('xlarge')
  await phone.back()
  expect(phone.all('.ll--xl')).toHaveLength(1)
  expect(phone.text()).toContain('服务')
})

test('privacy: a consent is withdrawn alone, the data is shown, the account goes', async () => {
  const phone = await new Phone(estate, 'tenant').signIn()
  await phone.until('去缴费')
  await phone.switchTab('tabs/me/index')
  await phone.tap('隐私与我的数据')
  const on = () => phone.all('[aria-role=switch]').map(row => row.getAttribute('aria-checked') !== null)
  const before = on()
  await phone.tap('处理我的住户资料')
  await phone.idle()
  expect(on()).toEqual([!before[0], before[1], before[2]])
  await phone.tap('看我的数据')
  await phone.until('整理于')

  await phone.tap('注销账号')
  for (const line of ['绑定、消息、手机号和访客码会删除', '账单和收据按法律保留', '名字都会换掉'])
    expect(phone.text()).toContain(line)
  await phone.tap('确认注销账号')
  await phone.until('微信登录')
  expect([...phone.storage.keys()].filter(key => /token|linli\.me|kept/.test(key))).toEqual([])
})

test('a login that ended elsewhere: said so, and nothing of the home is left on the phone', async () => {
  const phone = await new Phone(estate, 'elder').signIn()
  await phone.until('去交费')
  const stolen = new Phone(estate, 'elder', {
    storage: { ...Object.fromEntries(phone.storage), 'linli.token': `${String(phone.storage.get('linli.token'))}x` },
  })
  await stolen.launch()
  await stolen.until('请重新登录')
  expect([...stolen.storage.keys()].filter(key => /token|linli\.me|kept/.test(key))).toEqual([])
})
