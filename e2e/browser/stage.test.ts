import { joiningApi } from '@linli/shared/identity/joining-api'
import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Estate, openEstate } from '../weapp/estate'
import { expectAccessible } from './accessible'
import { openBrowser, patienceMs } from './open-browser'

let estate: Estate
let browser: Browser
let page: Page
let phone: FrameLocator
let troubles: string[]

beforeAll(async () => {
  ;[estate, browser] = await Promise.all([openEstate(), openBrowser()])
})
afterAll(async () => {
  await browser.close()
  await estate.stop()
})

beforeEach(async () => {
  await page?.context().close()
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    hasTouch: true,
    locale: 'zh-CN',
    // What is measured while it fades in has other colours.
    reducedMotion: 'reduce',
  })
  page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  troubles = []
  page.on('pageerror', error => troubles.push(error.message))
  page.on('console', message => {
    if (message.text().includes('Content Security Policy')) troubles.push(message.text())
  })
  await page.goto(estate.stack.url)
  phone = page.frameLocator('#phone iframe')
  await page.getByRole('button', { name: '正在用' }).first().waitFor()
})

const nameOf = (user: string) => estate.residents.find(resident => resident.user === user)?.name ?? ''

async function handTo(user: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${nameOf(user)}`) }).tap()
  await page.getByRole('heading', { name: `${nameOf(user)}的手机` }).waitFor()
}

const sheet = (title: string) => page.getByRole('dialog', { name: title })

async function openPaymentSheet(): Promise<void> {
  await phone.getByText('微信登录').tap()
  await phone.getByText('去缴费').first().tap()
  await phone.getByText('全选').waitFor()
  await phone.getByText('去缴费').last().tap()
  await phone.getByText(/^付款 ¥/).tap()
  await sheet('微信支付').waitFor()
}

test('a resident pays on the phone, and the office beside it sees the order', async () => {
  await handTo('owner')
  await openPaymentSheet()
  await sheet('微信支付').getByText('邻里物业服务有限公司').first().waitFor()
  const amount = (await sheet('微信支付').locator('.amount').textContent()) ?? ''
  expect(amount).toMatch(/^¥\d+\.\d\d$/)
  await expectAccessible(page)
  await sheet('微信支付').getByRole('button', { name: '确认支付' }).tap()
  await phone.locator('#app').getByText('缴好了').waitFor()
  await phone.getByText(`${amount} 已到账`).waitFor()
  await phone.getByText('看收据').tap()
  await phone.getByText('本收据不作为发票').first().waitFor()

  await page.getByRole('tab', { name: '付款和通知' }).tap()
  const row = page.getByRole('row', { name: amount })
  await row.getByText('已支付').waitFor()
  await row.getByText('已确认').waitFor()

  const office = page.frameLocator('#office iframe')
  const state = await page.evaluate(async () => (await fetch('/_local/state')).json())
  const cashier = state.staff.find((person: { role: string }) => person.role === 'cashier')
  await office.getByLabel('用户名').fill(cashier.username)
  await office.getByLabel('密码').fill(cashier.password)
  await office.getByLabel('动态码').fill(cashier.totp)
  await office.getByRole('button', { name: /登\s*录/ }).tap()
  await office.getByRole('link', { name: '支付单' }).tap()
  await office.getByText(amount).first().waitFor()
  expect(troubles).toEqual([])
})

test('cancelled and refused payments reach the phone as WeChat tells them', async () => {
  await handTo('two-rooms')
  await openPaymentSheet()
  await page.keyboard.press('Escape')
  await phone.getByText('这次没有付款').waitFor()
  await phone.getByText('重新付款').tap()
  await sheet('微信支付').getByRole('button', { name: '余额不足' }).tap()
  await sheet('支付没有成功').getByText('银行卡可用余额不足').waitFor()
  await sheet('支付没有成功').getByRole('button', { name: '知道了' }).tap()
  await phone.getByText('付款没有成功').waitFor()
  expect(troubles).toEqual([])
})

test('the phone number is asked as WeChat asks, and may be refused', async () => {
  await handTo('newcomer')
  await phone.getByText('微信登录').tap()
  await phone.getByText('加上您的家').waitFor()
  await phone.getByText('绑定房屋', { exact: true }).last().tap()
  await phone.getByText('用手机号找').tap()
  await phone.getByText('同意并继续').tap()
  await phone.getByText('用微信绑定的手机号').tap()
  const asked = sheet('邻里 申请获取并验证您的手机号')
  await asked.getByRole('button', { name: '不允许' }).tap()
  await asked.waitFor({ state: 'detached' })
  await phone.getByText('用微信绑定的手机号').tap()
  await asked.getByLabel('手机号', { exact: true }).fill('138')
  await asked.getByRole('button', { name: '允许', exact: true }).tap()
  await asked.getByText('手机号要 11 位数字').waitFor()
  await asked.getByText(/^微信绑定号码/).tap()
  await asked.getByRole('button', { name: '允许', exact: true }).tap()
  await phone.getByText('第二步').waitFor()
  expect(troubles).toEqual([])
})

test('only the phone in the frame is answered', async () => {
  await handTo('owner')
  await phone.getByText('微信登录').waitFor()
  const answered = await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const heard: unknown[] = []
    frame.contentWindow?.addEventListener('message', event => heard.push(event.data))
    const ask = { linli: 1, id: 'x', kind: 'login', payload: {} }
    window.postMessage(ask, window.location.origin)
    window.dispatchEvent(
      new MessageEvent('message', { data: ask, origin: window.location.origin, source: frame.contentWindow }),
    )
    const real = document.querySelector<HTMLIFrameElement>('#phone iframe')
    window.dispatchEvent(
      new MessageEvent('message', { data: ask, origin: 'https://evil.example', source: real?.contentWindow }),
    )
    real?.contentWindow?.addEventListener('message', event => heard.push(event.data))
    await new Promise(resolve => setTimeout(resolve, 1500))
    return heard
  })
  expect(answered).toEqual([])
})

test('the staff phone beside it: signed in by WeChat, 今天 is theirs; who holds the other phone stays signed in', async () => {
  await handTo('owner')
  await phone.getByText('微信登录').tap()
  await phone
    .getByText(/去缴费|本期已缴清/)
    .first()
    .waitFor()
  const field = page.frameLocator('#field iframe')
  await page.getByRole('button', { name: /^李伟/ }).tap()
  await page.getByRole('heading', { name: '李伟的手机' }).waitFor()
  await field.getByText('微信登录').tap()
  await field.getByText('手上没有工单').waitFor()
  await field.getByRole('switch', { name: /^上岗/ }).waitFor()
  await field.getByText('我的', { exact: true }).last().tap()
  await field.getByText(/梧桐苑 维修/).waitFor()
  await page.getByRole('button', { name: /^王强/ }).tap()
  await field.getByText('微信登录').waitFor()
  await page.locator('#phone').getByRole('button', { name: '重新打开' }).tap()
  await phone
    .getByText(/去缴费|本期已缴清/)
    .first()
    .waitFor()
  await expectAccessible(page)
  expect(troubles).toEqual([])
})

test('the gateway is made to misbehave, and calmed', async () => {
  await page.getByRole('tab', { name: '让微信出错' }).tap()
  await page.getByText('现在一切正常').waitFor()
  await page.getByRole('button', { name: '发两遍' }).tap()
  await page.getByText('等着出的错').waitFor()
  expect(estate.stack.gateway.control.faults()).toMatchObject([{ kind: 'duplicate', ms: 1000 }])
  await page.getByRole('button', { name: '全部取消' }).tap()
  await page.getByText('现在一切正常').waitFor()
  expect(estate.stack.gateway.control.faults()).toEqual([])
})

test('the clock moves on, and everybody sees it', async () => {
  const before = estate.stack.clock.nowMs()
  await page.getByRole('button', { name: '过 1 小时' }).tap()
  await page.getByRole('status').filter({ hasText: '现在是' }).waitFor({ state: 'attached' })
  expect(estate.stack.clock.nowMs() - before).toBeGreaterThanOrEqual(3_600_000)
})

test('a printed letter is found by its room, and scanned by the phone in hand', async () => {
  const { office, communityId } = estate
  const wish = { communityId, building: '1', who: 'anyone_left', layout: 'page' } as const
  const { printId } = await office.call(joiningApi.printLetters, wish)
  const state = async () => (await office.call(joiningApi.getPrint, { communityId, printId })).state
  await expect.poll(state, { timeout: 20_000 }).toBe('ready')
  const newcomer = estate.residents.find(({ user }) => user === 'newcomer')
  const room = /\d+-\d+-\d+/.exec(newcomer?.about ?? '')?.[0] ?? ''
  await handTo('newcomer')
  await page.getByRole('tab', { name: '信和海报' }).tap()
  await page.getByLabel('按房号或楼栋找').fill('9-9-999')
  await page.getByText('没有这样的码').waitFor()
  await page.getByLabel('按房号或楼栋找').fill(room)
  const letter = page.getByRole('listitem').filter({ hasText: `${room} 的信` })
  await letter.getByRole('button', { name: `用${newcomer?.name}的手机扫` }).tap()
  await phone.getByText('第一步：验证手机号').waitFor()
  await expectAccessible(page)
  expect(troubles).toEqual([])
})

test('every tab and every sheet at both widths: nothing serious for a screen reader, no sideways scroll', async () => {
  for (const width of [1440, 1280, 1024]) {
    await page.setViewportSize({ width, height: 900 })
    for (const tab of ['谁在用', '付款和通知', '发出的消息', '让微信出错']) {
      await page.getByRole('tab', { name: tab }).tap()
      await expectAccessible(page)
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await page.getByRole('tab', { name: '谁在用' }).tap()
    // The codes that sign somebody in stand in the last column.
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('#panel table, #panel table *')].some(
        each =>
          each.getBoundingClientRect().right > (document.querySelector('#panel')?.getBoundingClientRect().right ?? 0),
      ),
    )
    expect([width, cut]).toEqual([width, false])
  }
  await handTo('co-owner')
  await page.getByRole('tab', { name: '谁在用' }).focus()
  await page.keyboard.press('ArrowRight')
  expect(await page.getByRole('tab', { name: '付款和通知' }).getAttribute('aria-selected')).toBe('true')
})
