import { totpNow } from '@linli/infra/local/local-state'
import { confirmPayment, untilReceipt } from '@linli/infra/local/resident'
import { readSamples } from '@linli/infra/local/samples'
import { billingApi } from '@linli/shared/billing/api'
import { identityApi } from '@linli/shared/identity/api'
import { paymentsApi } from '@linli/shared/payments/api'
import type { Order } from '@linli/shared/payments/schema'
import type { OfficeRole } from '@linli/shared/permissions'
import { beijingDate } from '@linli/shared/time'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Estate, openEstate } from '../weapp/estate'
import { openBrowser, patienceMs } from './open-browser'

type Login = { username: string; password: string; totp: string }

/** The built office page in Chromium on a live stack of its own, and the people who work with it. */
export type Office = {
  estate: Estate
  /** The address of a page of the sample community. */
  url: (path?: string) => string
  /** What somebody types to sign in, with a code that is not spent: two within half a minute, a third is waited for. */
  loginOf: (role: OfficeRole) => Promise<Login>
  /** Lets `as` open this person's next window without signing in again. */
  keep: (role: OfficeRole, page: Page) => Promise<void>
  /** A window of nobody yet, with everything that moves. */
  open: () => Promise<Page>
  /** A window of this person at a page of the community, signed in by hand the first time; nothing moves. */
  as: (role: OfficeRole, path?: string) => Promise<Page>
  stop: () => Promise<void>
}

const halfMinuteMs = 30_000

export async function openOffice(wish: Parameters<typeof openEstate>[0] = {}): Promise<Office> {
  const [estate, browser] = await Promise.all([openEstate(wish), openBrowser()])
  const samples = await readSamples(estate.stack.state)
  const url = (path = '') => `${estate.stack.url}/admin/c/${estate.communityId}/${path}`
  const sessions = new Map<OfficeRole, Awaited<ReturnType<BrowserContext['storageState']>>>()

  const halfMinuteOf = (ms: number) => Math.floor(ms / halfMinuteMs)
  // Whose code of which half minute is spent; the estate has signed these two in.
  const spent = new Map<OfficeRole, number>([
    ['manager', halfMinuteOf(Date.now())],
    ['clerk', halfMinuteOf(Date.now())],
  ])

  async function loginOf(role: OfficeRole): Promise<Login> {
    const person = samples?.staff.find(each => each.role === role)
    if (!person) throw new Error(`the sample estate has no ${role}`)
    const last = spent.get(role) ?? 0
    // The code of the next half minute is accepted too, so that mostly nobody has to wait.
    while (halfMinuteOf(Date.now()) < last) await new Promise(resolve => setTimeout(resolve, 200))
    const halfMinute = Math.max(halfMinuteOf(Date.now()), last + 1)
    spent.set(role, halfMinute)
    const totp = totpNow(person.totpSecret, halfMinute * halfMinuteMs)
    return { username: person.username, password: person.password, totp }
  }

  async function openWindow(role?: OfficeRole): Promise<Page> {
    const storageState = role && sessions.get(role)
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      // What is measured while it fades in has other colours.
      reducedMotion: role ? 'reduce' : 'no-preference',
      ...(storageState && { storageState }),
    })
    const page = await context.newPage()
    page.setDefaultTimeout(patienceMs)
    watch(page)
    return page
  }

  async function as(role: OfficeRole, path = ''): Promise<Page> {
    const page = await openWindow(role)
    await page.goto(url(path))
    if (!sessions.has(role)) {
      await signIn(page, await loginOf(role))
      await keep(role, page)
    }
    await menuOf(page).waitFor()
    return page
  }

  async function keep(role: OfficeRole, page: Page): Promise<void> {
    await menuOf(page).waitFor()
    sessions.set(role, await page.context().storageState())
  }

  const stop = async () => {
    await browser.close()
    await estate.stop()
  }
  return { estate, url, loginOf, keep, open: () => openWindow(), as, stop }
}

/** A resident pays what this month asks, as the phone would. */
export async function payMonth(office: Office, user: string): Promise<Order> {
  const { stack, communityId } = office.estate
  const resident = await office.estate.as(user)
  const { homes } = await resident.call(identityApi.me, {})
  const roomId = homes[0]?.roomId ?? ''
  const { items } = await resident.call(billingApi.myBills, { communityId, roomId })
  const month = beijingDate(new Date().toISOString()).slice(0, 7)
  const bills = items
    .filter(({ period }) => period.from.startsWith(month))
    .map(({ billId, object }) => ({ roomId: object.id, billId }))
  const { order: made, pay } = await resident.call(paymentsApi.createOrder, { communityId, bills })
  if (pay) await confirmPayment(stack, pay)
  return untilReceipt(resident, made)
}

export const menuOf = (page: Page) => page.getByRole('navigation', { name: '主菜单' })

export async function signIn(page: Page, { username, password, totp }: Login): Promise<void> {
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(password)
  await page.getByLabel('动态码').fill(totp)
  await page.getByRole('button', { name: '登录' }).click()
}

/** Through the menu, as a person goes. */
export async function goTo(page: Page, title: string): Promise<void> {
  await menuOf(page).getByRole('link', { name: title, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

/** The row of a table with all of these texts in it. */
export const rowOf = (page: Page, ...texts: (string | RegExp)[]) =>
  texts.reduce((rows, hasText) => rows.filter({ hasText }), page.getByRole('row')).first()

/** A sheet or drawer over the page, by its title. */
export const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })

/** Chooses in an antd select, by what a person reads. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click()
}

const troubles = new WeakMap<Page, string[]>()

/** A refused call is told on the page, so the browser's own line about it is no trouble; everything else is. */
function watch(page: Page): void {
  const heard: string[] = []
  troubles.set(page, heard)
  page.on('pageerror', error => heard.push(error.message))
  page.on('console', message => {
    const isRefusal = message.text().startsWith('Failed to load resource') && message.location().url.includes('/v1/')
    if (['error', 'warning'].includes(message.type()) && !isRefusal) heard.push(message.text())
  })
}

/** Nothing has gone wrong behind the page's back; closes its window. */
export async function expectQuiet(page: Page): Promise<void> {
  expect(troubles.get(page)).toEqual([])
  await page.context().close()
}

/** Types into a search field and sends it from there: a drawer that closes meanwhile may take the focus elsewhere. */
export async function search(field: Locator, text: string): Promise<void> {
  await field.fill(text)
  await field.press('Enter')
}
