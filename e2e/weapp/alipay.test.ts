import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { forumDeskApi } from '@linli/shared/forum/desk-api'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { AlipayPhone, type AlipayWill } from './alipay-phone'
import { inWechatDialect } from './alipay-templates'
import { alipayOwner } from './build'
import { type Estate, openEstate, staffOf } from './estate'
import { Phone } from './phone'

let estate: Estate
let app: ReturnType<typeof inWechatDialect>

beforeAll(async () => {
  app = inWechatDialect(alipayOwner())
  estate = await openEstate()
})
afterEach(() => estate.stack.alipay.control.clearFaults())
afterAll(async () => {
  app.remove()
  await estate.stop()
})

/** Somebody whom the register knows by number, in Alipay for the first time, at home. */
async function moveIn(user: string, will: AlipayWill, agrees = () => true): Promise<AlipayPhone> {
  const resident = estate.residents.find(each => each.user === user)
  if (!resident) throw new Error(`nobody is ${user}`)
  const options = { will, agrees, phone: resident.phone, timerSpeed: 20 }
  const phone = new AlipayPhone(estate, app.folder, `alipay-${user}`, options)
  await phone.launch()
  await phone.tap('支付宝登录')
  await phone.until('绑定房屋')
  await phone.tap('绑定房屋')
  await phone.tap('用手机号找')
  await phone.tap('同意并继续')
  await phone.until('第一步')
  await phone.tap('用支付宝绑定的手机号')
  if (!agrees()) return phone
  await phone.until('第二步')
  await phone.type('姓氏', resident.name.slice(0, 1))
  await phone.tap('找我的家')
  await phone.until('是这里吗')
  await phone.tap('是我家')
  await phone.until(/待缴 \d 笔/)
  return phone
}

const tradeOf = (phone: AlipayPhone) => {
  const tradeNO = phone.callsOf('tradePay').at(-1)?.options.tradeNO
  return estate.stack.alipay.control.trades().find(({ tradeNo }) => tradeNo === tradeNO)
}

test('from the first screen to the receipt: sign in, bind, look, cancel, pay by my.tradePay', async () => {
  const will: AlipayWill = { decision: 'cancel' }
  const phone = await moveIn('newcomer', will)
  expect(phone.route).toBe('tabs/home/index')
  await phone.tap('去缴费')
  await phone.until('全选')
  await phone.tap('物业费 ')
  await phone.until('怎么算的')
  await phone.tap('去缴费')
  await phone.until('付款方式')
  expect(phone.text()).toContain('支付宝')
  await phone.tap('付款 ¥')
  await phone.until('这次没有付款')
  expect(Object.keys(phone.callsOf('tradePay')[0]?.options ?? {})).toEqual(['tradeNO'])
  expect(tradeOf(phone)?.status).toBe('TRADE_CLOSED')

  will.decision = 'approve'
  await phone.tap('重新付款 ¥')
  await phone.until('缴好了')
  await phone.until(/收据编号\S*\d{4}/)
  expect(tradeOf(phone)?.status).toBe('TRADE_SUCCESS')
  await phone.tap('看收据')
  await phone.until('收款收据')
  expect(phone.text()).toContain('支付宝')
  expect(phone.text()).not.toMatch(/微信告诉|消息/)

  // 邻里, once there is one: said here, it waits for a person, because Alipay has no checker.
  const at = { communityId: estate.communityId }
  const manager = await staffOf(estate, 'manager')
  await manager.call(forumDeskApi.saveSettings, { ...at, on: true, topics: [], version: 0 })
  await phone.switchTab('tabs/home/index')
  await phone.lifecycle('onPullDownRefresh')
  await phone.until('闲聊、团购、找东西、提建议')
  await phone.tap('闲聊、团购、找东西、提建议')
  await phone.until('还没有人说话')
  await phone.tap('发一条')
  await phone.type('想说什么', '今晚的月亮真圆')
  await phone.tap('发布')
  await phone.until('正在审核，通过后邻居就能看到')
  const waiting = async () => (await estate.office.call(forumDeskApi.shelf, { ...at, shelf: 'review' })).items
  await expect.poll(async () => (await waiting())[0]?.why, { timeout: 20_000 }).toBe('no_checker')
  const [post] = await waiting()
  await estate.office.call(forumDeskApi.decide, { ...at, postId: post?.postId ?? '', round: 1, allow: true })
  await phone.back()
  await phone.lifecycle('onPullDownRefresh')
  await phone.until('今晚的月亮真圆')
  expect(phone.text()).not.toMatch(/微信|审核中/)
  await phone.tap('今晚的月亮真圆')
  await phone.until('还没有人回复')
  await phone.tap('赞')
  await phone.until('已赞 1')
  expect(phone.errors).toEqual([])
})

test('refused by the bank: its reason; paid and not told: found by the question, never by the phone’s word', async () => {
  const will: AlipayWill = { decision: 'refuse' }
  const phone = await moveIn('tenant', will)
  const openSheet = async () => {
    await phone.switchTab('tabs/bills/index')
    await phone.until('全选')
    await phone.tap('物业费 ')
    await phone.until('怎么算的')
    await phone.tap('去缴费')
    await phone.until('付款方式')
  }
  await openSheet()
  await phone.tap('付款 ¥')
  await phone.until('付款没有成功')
  expect(phone.text()).toContain('银行卡可用余额不足，可以换张卡再试，或到前台缴')

  will.decision = 'lost'
  estate.stack.alipay.control.fault({ kind: 'drop' })
  await openSheet()
  await phone.tap('付款 ¥')
  await phone.until('缴好了')
  expect(phone.errors).toEqual([])
})

test('a bill that is open in the other app is freed there first; my.tradePay that never answers is left after 60 s', async () => {
  const there = await new Phone(estate, 'two-rooms', {
    timerSpeed: 20,
    stubs: { requestPayment: () => new Promise(() => undefined) },
  }).signIn()
  await there.until('去缴费')
  await there.openPaySheet()
  await there.tap('付款 ¥')
  await there.until('正在等微信支付')

  const phone = await moveIn('two-rooms', { decision: 'silent' })
  await phone.switchTab('tabs/bills/index')
  await phone.until('全选')
  await phone.tap('物业费 ')
  await phone.until('怎么算的')
  await phone.tap('去缴费')
  await phone.until('付款方式')
  await phone.tap('付款 ¥')
  await phone.until('正在等支付宝')
  await phone.until('缴好了')
})

test('who does not let the number be known is offered another way', async () => {
  const phone = await moveIn('elder', { decision: 'approve' }, () => false)
  await phone.idle()
  expect(phone.callsOf('getPhoneNumber')).toEqual([])
  expect(phone.text()).toContain('没有拿到手机号')
  expect(phone.text()).toContain('自己填')
})

const forbidden = /微信|weixin:\/\/|\bwx\./
/** The compiler writes Chinese as escapes. */
const plain = (text: string) =>
  text.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

test('the Alipay build names no other payment app, and says role and label to a screen reader', () => {
  const folder = alipayOwner()
  const said = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.(js|axml|sjs|json|acss)$/.test(file))
    .map(file => ({ file, text: plain(readFileSync(path.join(folder, file), 'utf8')) }))
  expect(said.some(({ text }) => text.includes('支付宝'))).toBe(true)
  expect(said.filter(({ text }) => forbidden.test(text)).map(({ file }) => file)).toEqual([])
  const base = said.find(({ file }) => file === 'base.axml')?.text ?? ''
  for (const tag of ['view', 'button', 'input'])
    expect(base).toMatch(new RegExp(`<${tag} [^>]*\\brole="\\{\\{[^>]*\\baria-label="\\{\\{`))
})
