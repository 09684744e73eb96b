import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { insightApi } from '@linli/shared/insight/api'
import { identityApi } from '@linli/shared/identity/api'
import { type Estate, openEstate } from './estate'
import { type Decision, Phone } from './phone'

let estate: Estate

beforeAll(async () => {
  estate = await openEstate()
})
afterEach(() => estate.stack.gateway.control.clearFaults())
afterAll(() => estate.stop())

/** A phone with the sheet of one bill open, its minutes so many times as fast. */
async function atTheSheet(user: string, will: { decision: Decision }, timerSpeed = 20): Promise<Phone> {
  const phone = await new Phone(estate, user, { will, timerSpeed }).signIn()
  await phone.until('去缴费')
  await phone.openPaySheet()
  return phone
}

const channelAnswers = (phone: Phone) =>
  phone.requests().filter(request => request.endsWith('/check') || request.endsWith('/close'))

test('cancelled: said calmly, the order is given back at the channel, and paying again works from there', async () => {
  const will: { decision: Decision } = { decision: 'cancel' }
  const phone = await atTheSheet('tenant', will)
  await phone.tap('付款 ¥')
  await phone.until('这次没有付款')
  expect(phone.text()).toContain('账单还在，随时可以再来')
  expect(
    channelAnswers(phone)
      .map(request => request.split('/').at(-1))
      .slice(0, 2),
  ).toEqual(['check', 'close'])

  const resident = await estate.as('tenant')
  const [home] = (await resident.call(identityApi.me, {})).homes
  const { communityId = '', roomId = '' } = home ?? {}
  expect((await resident.call(insightApi.home, { communityId, roomId })).confirming).toBeUndefined()

  will.decision = 'approve'
  await phone.tap('重新付款 ¥')
  await phone.until('缴好了')
  expect(phone.errors).toEqual([])
})

test('refused by the bank: its reason, what else can be done, and no code', async () => {
  const phone = await atTheSheet('two-rooms', { decision: 'refuse' })
  await phone.tap('付款 ¥')
  await phone.until('付款没有成功')
  expect(phone.text()).toContain('银行卡可用余额不足，可以换张卡再试，或到前台缴')
  expect(phone.text()).not.toMatch(/fail|[a-z]{4}/)
  await phone.tap('打电话给物业')
  expect(phone.callsOf('makePhoneCall')).toHaveLength(1)
})

test('a phone that never answers, unpaid: a way on after 10 s, words at 20 s, and an end at 60 s', async () => {
  // Its words change by the clock: each must stand long enough to be read on a busy machine.
  const phone = await atTheSheet('two-rooms', { decision: 'ignore' }, 8)
  await phone.tap('付款 ¥')
  expect(phone.text()).toContain('正在等微信支付')
  await phone.until('看看到账没有')
  await phone.until('正在查有没有付成')
  expect(phone.route).toBe('payments/confirming/index')
  await phone.until('还在确认')
  expect(phone.text()).toContain('万一多付，会存入预存款或退还')

  // At the end WeChat's own word counts: nobody has paid, and the same order can be paid.
  await phone.until('这次没有付款')
  expect(phone.text()).toMatch(/继续付款 ¥[\d.]+/)
  const asked = channelAnswers(phone).length
  expect(asked).toBeGreaterThanOrEqual(5)
  expect(asked).toBeLessThanOrEqual(11)
  await new Promise(resolve => setTimeout(resolve, 1500))
  expect(channelAnswers(phone)).toHaveLength(asked)
  await phone.switchTab('tabs/home/index')
  await phone.until('继续付款 ¥')
})

test('paid, but the phone lost its word and the notice never came: the query finds the money', async () => {
  estate.stack.gateway.control.fault({ kind: 'drop', count: 20 })
  const phone = await atTheSheet('owner', { decision: 'lost' })
  await phone.tap('付款 ¥')
  await phone.until('看看到账没有')
  await phone.tap('看看到账没有')
  await phone.until('缴好了')
  expect(phone.callsOf('requestPayment')).toHaveLength(1)
  expect(phone.errors).toEqual([])
})

test('messages are offered after paying, by a tap, and what was accepted is recorded', async () => {
  const phone = await new Phone(estate, 'tenant', {
    timerSpeed: 20,
    accepts: id => id.includes('payment'),
  }).signIn()
  await phone.until('去缴费')
  await phone.openPaySheet()
  await phone.tap('付款 ¥')
  await phone.until('收通知')
  expect(phone.callsOf('requestSubscribeMessage')).toEqual([])
  await phone.tap('收通知')
  await phone.until('会用微信告诉您')
  const [asked] = phone.callsOf('requestSubscribeMessage')
  expect(asked?.options.tmplIds).toContain('local-payment-received')
  const recorded = phone.callsOf('request').find(call => String(call.options.url).endsWith('/messages/grants'))
  expect(recorded?.options.data).toBe('{"accepted":["payment_received","payment_reminder"]}')

  // What is left is read where it is chosen; what is switched off is asked for no more.
  await phone.open('/messages/settings/index')
  await phone.until('还能收 1 条')
  await phone.tap('缴费到账')
  await phone.until('不提醒')
  await phone.tap('账单和缴费，再同意几条')
  await phone.until('还能收 2 条')
  const again = phone.callsOf('requestSubscribeMessage').at(-1)
  expect(again?.options.tmplIds).toEqual(['local-bills-published', 'local-payment-reminder'])
})
