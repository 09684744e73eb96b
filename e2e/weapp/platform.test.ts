import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Estate, openEstate } from './estate'
import { Phone } from './phone'

let estate: Estate

beforeAll(async () => {
  estate = await openEstate()
})
afterAll(() => estate.stop())

/** Words that change by the clock stand for two seconds at least. */
const timerSpeed = 10

const atTheSheet = async (user: string, stubs: ConstructorParameters<typeof Phone>[2]): Promise<Phone> => {
  const phone = await new Phone(estate, user, { timerSpeed, ...stubs }).signIn()
  await phone.until('去缴费')
  await phone.openPaySheet()
  return phone
}

test('requestPayment gets the six signed parameters, with callbacks; its success is only a claim', async () => {
  const phone = await atTheSheet('tenant', { stubs: { requestPayment: () => ({ errMsg: 'requestPayment:ok' }) } })
  await phone.tap('付款 ¥')
  await phone.until('已付款，正在等到账确认')
  const [call] = phone.callsOf('requestPayment')
  expect(Object.keys(call?.options ?? {}).sort()).toEqual(
    ['appId', 'nonceStr', 'package', 'paySign', 'signType', 'timeStamp'].sort(),
  )
  expect(call?.options.package).toMatch(/^prepay_id=/)
  // Nobody paid at the channel: the page never says so.
  await phone.until('还在确认')
  expect(phone.text()).not.toContain('缴好了')
})

test('requestPayment that throws away its callbacks is left after 60 s', async () => {
  const phone = await atTheSheet('two-rooms', { stubs: { requestPayment: () => new Promise(() => undefined) } })
  const started = performance.now()
  await phone.tap('付款 ¥')
  await phone.until('正在查有没有付成')
  expect(performance.now() - started).toBeGreaterThanOrEqual(60_000 / timerSpeed - 50)
})

test('the phone button asks WeChat by itself; a refusal is a sentence, and the button is there again', async () => {
  const phone = new Phone(estate, 'newcomer', {
    stubs: { getPhoneNumber: () => ({ errMsg: 'getPhoneNumber:fail user deny' }) },
  })
  await phone.signIn()
  await phone.tap('绑定房屋')
  await phone.tap('用手机号找')
  await phone.tap('同意并继续')
  await phone.until('第一步')
  const button = phone.find('用微信绑定的手机号').closest('wx-button')
  expect(button?.getAttribute('open-type')).toBe('getPhoneNumber')
  phone.resetRequests()
  await phone.tap('用微信绑定的手机号')
  expect(phone.text()).toContain('没有拿到手机号')
  expect(phone.text()).toContain('用微信绑定的手机号')
  expect(phone.requests()).toEqual([])
})

test('不同意 leads back, and nothing was asked of WeChat or stored', async () => {
  const phone = await new Phone(estate, 'elder').signIn()
  await phone.switchTab('tabs/me/index')
  await phone.tap('再加一个家')
  phone.resetRequests()
  await phone.tap('用手机号找')
  if (phone.text().includes('只用来核对')) await phone.tap('不同意')
  expect(phone.requests()).toEqual([])
})

test('subscription: refused templates are not recorded, and nothing is sent to the server', async () => {
  const phone = await atTheSheet('owner', { accepts: () => false })
  await phone.tap('付款 ¥')
  await phone.until('收通知')
  phone.resetRequests()
  await phone.tap('收通知')
  await phone.until('这里的消息里也能看到')
  expect(phone.callsOf('requestSubscribeMessage')).toHaveLength(1)
  // The page itself may still ask for the receipt's number; nothing is written.
  expect(phone.requests().filter(request => !request.startsWith('GET '))).toEqual([])
})

test('login that WeChat refuses is a sentence on the first screen', async () => {
  const phone = new Phone(estate, 'owner', { stubs: { login: () => Promise.reject(new Error('timeout')) } })
  await phone.signIn()
  expect(phone.text()).toContain('登录没有成功，请再试一次')
  expect(phone.requests()).toEqual([])
})
