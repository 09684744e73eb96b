import { communityItem } from '@linli/functions/communities/store'
import { createStaff } from '@linli/functions/identity/create-staff'
import { makeContext } from '@linli/functions/context'
import { totpNow } from '@linli/infra/local/local-state'
import { computeDrafts, publishDrafts, signInOffice } from '@linli/infra/local/office'
import { feeApi } from '@linli/shared/billing/fee-api'
import { communitiesApi } from '@linli/shared/communities/api'
import { paymentsApi } from '@linli/shared/payments/api'
import { beijingDate, monthEnd, monthStart } from '@linli/shared/time'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Estate, openEstate } from './estate'
import { type Decision, Phone } from './phone'

let estate: Estate

beforeAll(async () => {
  estate = await openEstate()
  await secondEntity()
})
afterAll(() => estate.stop())

/** A second company that collects here, with a fee item and a bill of it for every room. */
async function secondEntity() {
  const { stack, communityId } = estate
  const ctx = makeContext(stack.deps, { kind: 'system' }, [`C#${communityId}#`, 'G#communities#'])
  const login = { username: 'second-manager', password: 'correct horse battery' }
  const community = await estate.office.call(communitiesApi.get, { communityId })
  const { companyId, name: communityName, entities } = community
  const to = { companyId, communityId, communityName, name: '赵经理', roles: ['manager' as const] }
  const { totpSecret } = await createStaff(makeContext(stack.deps, { kind: 'system' }, []), { ...login, ...to })
  const office = await signInOffice(stack.url, { ...login, totp: totpNow(totpSecret) })
  // Where money goes is set by whoever sets a deployment up.
  const second = { ...first(entities), entityId: ctx.newId(), name: '清源停车管理有限公司' }
  await ctx.db.writeMany([{ put: communityItem({ ...community, entities: [...entities, second] }) }])
  const item = await office.call(feeApi.createFeeItem, {
    communityId,
    name: '停车服务费',
    formula: { kind: 'fixed' },
    cycle: { kind: 'month' },
    timing: 'prepaid',
    rounding: { mode: 'half_up', unit: 'fen' },
    invoiceable: true,
    nature: 'own_revenue',
    lateFee: null,
    collectingEntityId: second.entityId,
    dueDays: 27,
    active: true,
  })
  const { feeItemId } = item
  const month = monthStart(beijingDate(new Date(stack.clock.nowMs()).toISOString()))
  const ground = { kind: 'contract' as const, text: '停车服务合同' }
  await office.call(feeApi.addTariff, { communityId, feeItemId, from: month, price: 1_000_000, ground })
  const window = { from: month, to: monthEnd(month), feeItemIds: [feeItemId] }
  await publishDrafts(office, communityId, await computeDrafts(office, communityId, window))
}

function first<T>(all: readonly T[]): T {
  const [one] = all
  if (one === undefined) throw new Error('none')
  return one
}

/** What this phone says at its first, second … payment, the last again and again. */
const saying = (...decisions: Decision[]): { decision: Decision } => ({
  get decision() {
    return (decisions.length > 1 ? decisions.shift() : decisions[0]) ?? 'approve'
  },
})
const paidOrders = (phone: Phone) => phone.callsOf('requestPayment').length

test('two homes and two companies: said before it starts, paid one after another by itself, one page at the end', async () => {
  const phone = await new Phone(estate, 'two-rooms', { timerSpeed: 20 }).signIn()
  await phone.until('去缴费')
  await phone.switchTab('tabs/bills/index')
  await phone.until('几处房屋一起缴')
  await phone.tap('几处房屋一起缴')
  await phone.until('停车服务费')
  expect(phone.all('.own-place')).toHaveLength(2)
  await phone.tap('去缴费')
  await phone.until('分 2 次付')
  expect(phone.text()).toMatch(/第 1 次 梧桐苑 .*第 2 次 梧桐苑 /)
  expect(paidOrders(phone)).toBe(0)
  await phone.tap('开始付 ¥')
  await phone.until('都缴好了')
  expect(phone.text()).toContain('分 2 次付的')
  expect(paidOrders(phone)).toBe(2)
  const client = await estate.as('two-rooms')
  const { homes } = await client.call(paymentsApi.dueOfAll, {})
  expect(homes.flatMap(({ bills }) => bills)).toEqual([])
  await phone.tap('清源停车管理有限公司')
  await phone.until('人民币大写')
  expect(phone.text()).toContain('停车服务费')
  expect(phone.errors).toEqual([])
})

test('cancelled at the second: what is paid stays paid, what is left is named, and one tap goes on', async () => {
  const will = saying('approve', 'cancel', 'approve')
  const phone = await new Phone(estate, 'tenant', { timerSpeed: 20, will }).signIn()
  await phone.until('去缴费')
  // From the bills of one home the sheet is there at once, about those that are ticked.
  await phone.switchTab('tabs/bills/index')
  await phone.until('停车服务费')
  await phone.tap('去缴费')
  await phone.until('分 2 次付')
  const { homes } = await (await estate.as('tenant')).call(paymentsApi.dueOfAll, {})
  const two = ['停车服务费', '物业费'].flatMap(
    name => homes.flatMap(({ bills }) => bills).find(bill => bill.feeItemName === name)?.billId ?? [],
  )
  await phone.open(`/payments/all/index?bills=${two.join()}`)
  await phone.until('分 2 次付')
  expect(phone.all('.own-bill .ll-tick--on')).toHaveLength(2)
  await phone.tap('开始付 ¥')
  await phone.until('停在第 2 次')
  expect(phone.text()).toMatch(/这次没有付款.*已经到账 ¥.*看收据.*还没有付梧桐苑 /)
  expect(phone.callsOf('request').filter(call => String(call.options.url).endsWith('/close'))).toHaveLength(1)
  await phone.tap('接着付 ¥')
  await phone.until('都缴好了')
  expect(paidOrders(phone)).toBe(3)
  expect(phone.errors).toEqual([])
})

test('代缴: from the share to the receipt; the payer sees a masked room and nothing else, the sharer hears it', async () => {
  const mother = await new Phone(estate, 'owner', { timerSpeed: 20 }).signIn()
  await mother.until('去缴费')
  await mother.switchTab('tabs/bills/index')
  await mother.until('请家人代缴')
  await mother.tap('请家人代缴')
  await mother.until('对方只看到')
  await mother.type('您的称呼', '妈妈')
  await mother.tap('做成卡片')
  await mother.until('卡片做好了')
  const card = Object(await mother.lifecycle('onShareAppMessage', { from: 'button' }))
  expect(card.path).toMatch(/^\/payments\/link\/index\?code=[\w-]{38}$/)
  expect(card.title).toMatch(/^妈妈请您代付 ¥[\d,.]+$/)

  const son = new Phone(estate, 'guest', { timerSpeed: 20 })
  await son.launch(String(card.path))
  expect(son.text()).toContain('有人请您代缴物业费')
  await son.tap('微信登录')
  await son.until('妈妈请您代付')
  expect(son.text()).toContain('梧桐苑 1栋*单元**1')
  await son.type('怎么称呼您', '小明')
  await son.tap('付款 ¥')
  await son.until('都缴好了')
  await son.tap('邻里物业')
  await son.until('人民币大写')
  const owner = estate.residents.find(({ user }) => user === 'owner')
  expect(son.text()).toContain('1栋*单元**1')
  expect(son.text()).not.toMatch(new RegExp(`1单元|收费对象|开发票|m²|${owner?.name}`))
  await son.open(String(card.path))
  await son.until('是您付的，收据在这里')

  const { communityId } = estate
  await mother.tap('发出的卡片')
  await mother.until('付好了')
  expect(mother.text()).toContain('小明')
  const late = new Phone(estate, 'late-guest')
  await late.launch(`/payments/link/index?code=${communityId}${'A'.repeat(32)}`)
  await late.tap('微信登录')
  await late.until('这张卡片不能用了')
  expect([...mother.errors, ...son.errors, ...late.errors]).toEqual([])
})
