/** The README's pictures, taken of the running product: `npx tsx e2e/pictures.ts` after `npm run build:admin` and `npm run build:h5`. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { feeApi } from '@linli/shared/billing/fee-api'
import { addMonths, beijingDate, monthEnd, monthStart } from '@linli/shared/time'
import { computeDrafts, signInOffice } from '@linli/infra/local/office'
import { readSamples } from '@linli/infra/local/samples'
import { seed } from '@linli/infra/local/seed'
import { startStack } from '@linli/infra/local/stack'
import { totpNow } from '@linli/infra/local/local-state'
import type { Page } from 'playwright-core'
import { openBrowser } from './browser/open-browser'

const folder = join(import.meta.dirname, '../docs/pictures')

const stack = await startStack({ dir: join(mkdtempSync(join(tmpdir(), 'linli-pictures-')), 'state'), throwAway: true })
await seed(stack, 300, line => console.log(line))
const samples = await readSamples(stack.state)
const browser = await openBrowser()
try {
  mkdirSync(folder, { recursive: true })
  await phonePictures()
  await officePictures()
} finally {
  await browser.close()
  await stack.stop()
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
  await pause()
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
  const [manager, accountant] = ['manager', 'accountant'].map(role =>
    samples?.staff.find(person => person.role === role),
  )
  if (!samples || !manager || !accountant) throw new Error('no sample people')
  const { communityId } = samples
  const office = await signInOffice(stack.url, {
    username: accountant.username,
    password: accountant.password,
    totp: totpNow(accountant.totpSecret),
  })
  const { items } = await office.call(feeApi.listFeeItems, { communityId })
  const month = monthStart(addMonths(monthStart(beijingDate(new Date(stack.clock.nowMs()).toISOString())), 1))
  const run = await computeDrafts(office, communityId, {
    from: month,
    to: monthEnd(month),
    feeItemIds: items.map(item => item.feeItemId),
  })
  const page = await openPage(1280, 800)
  await page.goto(`${stack.url}/admin/`)
  await page.getByLabel('用户名').fill(manager.username)
  await page.getByLabel('密码').fill(manager.password)
  // The sample company's own sign-in may have used this half minute's.
  await page.getByLabel('动态码').fill(totpNow(manager.totpSecret, Date.now() + 30_000))
  await page.getByRole('button', { name: /登\s*录/ }).tap()
  await page.getByText('收缴率').first().waitFor()
  await pause(2500)
  await page.screenshot({ path: join(folder, 'office-overview.png') })
  await page.goto(`${stack.url}/admin/c/${communityId}/runs/${run.runId}`)
  await page.getByRole('heading', { name: '按收费项目' }).waitFor()
  await pause()
  await page.screenshot({ path: join(folder, 'office-review.png') })
}

async function openPage(width: number, height: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
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
