/** The README's pictures, taken of the running product: `npx tsx e2e/pictures.ts` after `npm run build:admin` and `npm run build:h5`. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { billingApi } from '@linli/shared/billing/api'
import { feeApi } from '@linli/shared/billing/fee-api'
import { deskApi } from '@linli/shared/payments/desk-api'
import { addDays, addMonths, beijingDate, instantAt, monthEnd, monthStart } from '@linli/shared/time'
import type { Client } from '@linli/infra/local/client'
import { computeDrafts, signInOffice } from '@linli/infra/local/office'
import { readSamples } from '@linli/infra/local/samples'
import { seed } from '@linli/infra/local/seed'
import { startStack } from '@linli/infra/local/stack'
import { totpNow } from '@linli/infra/local/local-state'
import type { FrameLocator, Page } from 'playwright-core'
import { openBrowser } from './browser/open-browser'

const halfMinuteMs = 30_000
const halfMinutes = () => Math.floor(Date.now() / halfMinuteMs)
const lastCodes = new Map<string, number>()

const folder = join(import.meta.dirname, '../docs/pictures')

const stack = await startStack({ dir: join(mkdtempSync(join(tmpdir(), 'linli-pictures-')), 'state'), throwAway: true })
await seed(stack, 300, line => console.log(line), { toLookAt: true })
const samples = await readSamples(stack.state)
const begun = halfMinutes()
const browser = await openBrowser()
try {
  mkdirSync(folder, { recursive: true })
  await daysAtTheDesk()
  await phonePictures()
  await officePictures()
} finally {
  await browser.close()
  await stack.stop()
}

function dateNow(): string {
  return beijingDate(new Date(stack.clock.nowMs()).toISOString())
}

/** What somebody types to sign in: a code counts once, and the sample estate's own sign-in may have used this half minute's. */
async function loginOf(role: string) {
  const person = samples?.staff.find(each => each.role === role)
  if (!person) throw new Error(`no ${role}`)
  const { username, password, totpSecret } = person
  const nth = Math.max((lastCodes.get(role) ?? begun) + 1, halfMinutes())
  lastCodes.set(role, nth)
  while (halfMinutes() + 1 < nth) await pause()
  return { username, password, totp: totpNow(totpSecret, nth * halfMinuteMs) }
}

async function signInAs(role: string): Promise<Client> {
  return signInOffice(stack.url, await loginOf(role))
}

/** Homes that pay at the counter on four mornings, all but those of the sample residents. */
async function daysAtTheDesk(): Promise<void> {
  const communityId = samples?.communityId ?? ''
  const first = dateNow()
  for (const [nth, building] of ['1', '2', '3', '2'].entries()) {
    await stack.advance({ until: instantAt(addDays(first, nth + 1), '08:40') })
    const cashier = await signInAs('cashier')
    const { items } = await cashier.call(billingApi.listArrears, {
      communityId,
      prefix: `${building}-2-`,
      limit: 50 + 15 * nth,
    })
    for (const roomId of new Set(items.map(({ object }) => object.id))) {
      const bills = items
        .filter(({ object }) => object.id === roomId)
        .map(({ billId, dueFen }) => ({ roomId, billId, dueFen, amountFen: dueFen }))
      await cashier.call(deskApi.collect, {
        communityId,
        bills,
        channel: 'pos',
        number: `POS${nth}${roomId.slice(-8)}`,
        paidBy: '住户',
      })
    }
  }
}

async function phonePictures(): Promise<void> {
  const page = await openPage(1600, 960)
  await page.goto(stack.url)
  const phone = page.frameLocator('#phone iframe')
  await page.getByRole('button', { name: '正在用' }).first().waitFor()
  await handTo(page, 'owner')
  await phone.getByText('微信登录').tap()
  await phone.getByText('去缴费').first().waitFor()
  await pause()
  await page.locator('#phone iframe').screenshot({ path: join(folder, 'phone-home.png') })
  await phone.getByText('去缴费').first().tap()
  await phone.getByText('物业费').first().waitFor()
  // Who has something in hand.
  await page.getByRole('button', { name: /^李伟/ }).tap()
  await page.getByRole('heading', { name: '李伟的手机' }).waitFor()
  const field = page.frameLocator('#field iframe')
  await field.getByText('微信登录').tap()
  await field.getByRole('switch', { name: /^上岗/ }).waitFor()
  await signInByHand(page.frameLocator('#office iframe'), 'manager')
  await page.frameLocator('#office iframe').getByText('收缴率').first().waitFor()
  await page.getByRole('heading', { name: '把住户手机交给' }).scrollIntoViewIfNeeded()
  await pause(2500)
  await page.screenshot({ path: join(folder, 'stage.png') })
  await phone.getByText('物业费').first().tap()
  await phone.getByText('怎么算的').waitFor()
  await pause()
  await page.locator('#phone iframe').screenshot({ path: join(folder, 'phone-bill.png') })
  await handTo(page, 'elder')
  await phone.getByText('微信登录').tap()
  await phone.getByText('这次要交').first().waitFor()
  await pause()
  await page.locator('#phone iframe').screenshot({ path: join(folder, 'phone-large.png') })
  await page.context().close()
}

async function officePictures(): Promise<void> {
  if (!samples) throw new Error('no sample people')
  const { communityId } = samples
  const office = await signInAs('accountant')
  const { items } = await office.call(feeApi.listFeeItems, { communityId })
  const month = monthStart(addMonths(monthStart(dateNow()), 1))
  const run = await computeDrafts(office, communityId, {
    from: month,
    to: monthEnd(month),
    feeItemIds: items.map(item => item.feeItemId),
  })
  const page = await openPage(1280, 800)
  await page.goto(`${stack.url}/admin/`)
  await signInByHand(page, 'manager')
  await page.getByText('收缴率').first().waitFor()
  await pause(2500)
  await page.screenshot({ path: join(folder, 'office-overview.png') })
  await page.goto(`${stack.url}/admin/c/${communityId}/runs/${run.runId}`)
  await page.getByRole('heading', { name: '按收费项目' }).waitFor()
  await pause()
  await page.screenshot({ path: join(folder, 'office-review.png') })
}

async function signInByHand(page: Page | FrameLocator, role: string): Promise<void> {
  const { username, password, totp } = await loginOf(role)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码').fill(password)
  await page.getByLabel('动态码').fill(totp)
  await page.getByRole('button', { name: /登\s*录/ }).tap()
}

async function openPage(width: number, height: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  // What is due and what is late follows the estate's clock, in every frame.
  await context.clock.setSystemTime(stack.clock.nowMs())
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  return page
}

async function handTo(page: Page, user: string): Promise<void> {
  const name = samples?.residents.find(resident => resident.user === user)?.name ?? ''
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).tap()
  await page.getByRole('heading', { name: `${name}的手机` }).waitFor()
}

/** Lets pictures and charts come to rest. */
async function pause(ms = 800): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, ms))
}
