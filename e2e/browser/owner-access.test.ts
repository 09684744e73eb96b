import { aPhoto } from '@linli/functions/test/file-story'
import type { Client } from '@linli/infra/local/client'
import { totpNow } from '@linli/infra/local/local-state'
import { signInOffice, until } from '@linli/infra/local/office'
import { readSamples } from '@linli/infra/local/samples'
import { confirmPayment, untilReceipt } from '@linli/infra/local/resident'
import { billingApi } from '@linli/shared/billing/api'
import { feeApi } from '@linli/shared/billing/fee-api'
import { forumApi } from '@linli/shared/forum/api'
import { forumDeskApi } from '@linli/shared/forum/desk-api'
import { FontSize, type Home } from '@linli/shared/identity/schema'
import { identityApi } from '@linli/shared/identity/api'
import { paymentsApi } from '@linli/shared/payments/api'
import { payLinkApi } from '@linli/shared/payments/pay-link-api'
import { beijingDate, daysBetween, formatDate } from '@linli/shared/time'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Estate, openEstate } from '../weapp/estate'
import { openBrowser } from './open-browser'
import { OwnerPhone } from './owner-phone'

let estate: Estate
let browser: Browser
/** Somebody with two homes, one of them paid for. */
let phone: OwnerPhone
let nobody: OwnerPhone
let newcomer: OwnerPhone
let bill: { communityId: string; roomId: string; billId: string }
let paid: string
let paidOn: string
/** Of what was said in the forum. */
let postId: string
/** Of a card that asks somebody else to pay. */
let code: string

/** Past the due date and the days of grace, and in the year after the one that the phone believes. */
const thisYear = Number(beijingDate(new Date().toISOString()).slice(0, 4))
const nextYear = `${thisYear + 1}-01-10`
const later = Math.max(50, daysBetween(beijingDate(new Date().toISOString()), nextYear))

beforeAll(async () => {
  ;[estate, browser] = await Promise.all([openEstate({ later: `P${later}D` }), openBrowser()])
  const client = await estate.as('two-rooms')
  const homes = (await client.call(identityApi.me, {})).homes
  const billsOf = async ({ communityId, roomId }: Home) =>
    (await client.call(billingApi.myBills, { communityId, roomId })).items.map(each => ({ ...each, roomId }))
  const [own = [], other = []] = await Promise.all(homes.map(billsOf))
  const first = own.find(each => each.feeItemName === '物业费')
  if (!first) throw new Error('nothing to pay')
  bill = { communityId: first.communityId, roomId: first.roomId, billId: first.billId }
  await offerMonths(first.feeItemId)
  await openForum(client)
  const { order, pay } = await client.call(paymentsApi.createOrder, {
    communityId: bill.communityId,
    bills: other.map(({ roomId, billId }) => ({ roomId, billId })),
  })
  if (!pay) throw new Error('no payment parameters')
  await confirmPayment({ url: estate.stack.url, gateway: estate.stack.gateway }, pay)
  const shared = await client.call(payLinkApi.makePayLink, {
    communityId: bill.communityId,
    roomId: bill.roomId,
    billIds: own.map(({ billId }) => billId),
    sharedBy: '妈妈',
  })
  code = shared.code
  const receipt = await untilReceipt(client, order)
  paid = receipt.orderId
  paidOn = formatDate(beijingDate(receipt.paidAt ?? ''))
  nobody = await OwnerPhone.open(browser, estate)
  newcomer = await OwnerPhone.open(browser, estate, 'newcomer')
  phone = await OwnerPhone.open(browser, estate, 'two-rooms')
})
afterEach(() => phone.page.unrouteAll({ behavior: 'ignoreErrors' }))
afterAll(async () => {
  await browser.close()
  await estate.stop()
})

/** A code of this half minute may be used already: the next one is taken too. */
async function signIn(wanted: 'accountant' | 'manager'): Promise<Client> {
  const person = (await readSamples(estate.stack.state))?.staff.find(({ role }) => role === wanted)
  if (!person) throw new Error(`the sample estate has no ${wanted}`)
  const { username, password, totpSecret } = person
  return signInOffice(estate.stack.url, { username, password, totp: totpNow(totpSecret, Date.now() + 30_000) })
}

/** A forum with one post, which its author sees at once and others once it passed. */
async function openForum(client: Client) {
  const { communityId, roomId } = bill
  const manager = await signIn('manager')
  await manager.call(forumDeskApi.saveSettings, { communityId, on: true, topics: ['停车'], version: 0 })
  const group = { item: '赣南脐橙', wanted: 20, until: `${nextYear.slice(0, 4)}-12-31`, pickUp: '南门岗亭' }
  const said = { communityId, roomId, kind: 'group_buy', calledAs: 'ms', text: '亲戚家果园的，甜', group } as const
  postId = (await client.call(forumApi.post, said)).postId
  await until(
    () => client.call(forumApi.get, { communityId, roomId, postId }),
    ({ post }) => post.state === 'approved',
  )
}

/** 预缴 of the fee item, with something to gain. */
async function offerMonths(feeItemId: string) {
  const office = await signIn('accountant')
  const at = { communityId: bill.communityId }
  const item = (await office.call(feeApi.listFeeItems, at)).items.find(each => each.feeItemId === feeItemId)
  if (!item) throw new Error('no fee item')
  const { tariffs: _tariffs, ...terms } = item
  await office.call(feeApi.updateFeeItem, { ...terms, prepayMonths: 12, atOnce: { kind: 'pay_get', pay: 10, get: 2 } })
}

const billPage = () => `billing/bill/index?${new URLSearchParams(bill)}`

/** Opens a page, does something on it, and says what is wrong with it. */
async function stumbles(
  who: OwnerPhone,
  size: FontSize,
  path: string,
  words: string | RegExp,
  act?: (who: OwnerPhone) => Promise<void>,
): Promise<string[]> {
  await who.go(path, words, size)
  await act?.(who)
  return (await who.stumbles()).map(problem => `${path} ${size}: ${problem}`)
}

/** Taps, and waits for the sheet that rises. */
const sheetOf =
  (words: string | RegExp) =>
  async ({ page }: OwnerPhone): Promise<void> => {
    await page.getByText(words).filter({ visible: true }).last().tap()
    await page.locator('.ll-sheet').filter({ visible: true }).waitFor()
  }

async function tapKind({ page }: OwnerPhone): Promise<void> {
  await page.getByText('水管漏水').filter({ visible: true }).last().tap()
  await page.getByText('说说情况').waitFor()
}

test.each(FontSize.options)('%s: every page is for weak eyes, screen readers and broad thumbs', async size => {
  const found = [
    ...(await stumbles(nobody, size, 'tabs/home/index', '微信登录')),
    ...(await stumbles(newcomer, size, 'tabs/home/index', '加上您的家')),
    ...(await stumbles(newcomer, size, 'identity/phone/index', '只用来核对')),
    ...(await stumbles(phone, size, 'tabs/home/index', /去[缴交]费/)),
    ...(await stumbles(phone, size, 'tabs/home/index', /去[缴交]费/, sheetOf(/1栋1单元20[12]/))),
    ...(await stumbles(phone, size, 'tabs/bills/index', '全选')),
    ...(await stumbles(phone, size, billPage(), '怎么算的')),
    ...(await stumbles(phone, size, billPage(), '怎么算的', sheetOf('收费标准'))),
    ...(await stumbles(phone, size, billPage(), '怎么算的', sheetOf(/^去[缴交]费$/))),
    ...(await stumbles(phone, size, `billing/question/index?${new URLSearchParams(bill)}`, '我对这笔费用有异议')),
    ...(await stumbles(phone, size, `billing/prepay/index?${new URLSearchParams(bill)}`, /^去付/)),
    ...(await stumbles(phone, size, `payments/paid/index?orderId=${paid}`, /[缴交]好了/)),
    ...(await stumbles(phone, size, 'payments/receipts/index', '笔')),
    ...(await stumbles(phone, size, `payments/receipt/index?orderId=${paid}`, '存成图片')),
    ...(await stumbles(phone, size, `payments/receipt/index?orderId=${paid}`, '存成图片', sheetOf('存成图片'))),
    ...(await stumbles(phone, size, 'payments/prepayments/index', '没有预存款')),
    ...(await stumbles(phone, size, 'billing/statement/index', '还没付的')),
    ...(await stumbles(phone, size, 'messages/list/index', '未读')),
  ]
  expect(found).toEqual([])
})

test.each(FontSize.options)('%s: so are those of paying for all homes, and for somebody else', async size => {
  const home = new URLSearchParams({ communityId: bill.communityId, roomId: bill.roomId })
  const found = [
    ...(await stumbles(phone, size, `billing/vacancy/index?${home}`, '从哪天起没人住')),
    ...(await stumbles(phone, size, `repairs/list/index?${home}`, '没有正在修的东西')),
    ...(await stumbles(phone, size, `repairs/new/index?${home}`, '哪里坏了')),
    ...(await stumbles(phone, size, `repairs/new/index?${home}`, '哪里坏了', tapKind)),
    ...(await stumbles(phone, size, 'payments/all/index', '梧桐苑')),
    ...(await stumbles(phone, size, 'payments/all/index', '梧桐苑', sheetOf(/^去[缴交]费$/))),
    ...(await stumbles(phone, size, `payments/share/index?${home}&billIds=${bill.billId}`, '您的称呼')),
    ...(await stumbles(phone, size, `payments/links/index?${home}`, '收回')),
    ...(await stumbles(newcomer, size, `payments/link/index?code=${code}`, '妈妈请您代付')),
  ]
  expect(found).toEqual([])
})

test.each(FontSize.options)('%s: so are those about the person, and of the forum', async size => {
  const home = new URLSearchParams({ communityId: bill.communityId, roomId: bill.roomId })
  const found = [
    ...(await stumbles(phone, size, `forum/list/index?${home}`, '赣南脐橙')),
    ...(await stumbles(phone, size, `forum/new/index?${home}`, '发什么')),
    ...(await stumbles(phone, size, `forum/one/index?${home}&postId=${postId}`, '还没有人回复', sheetOf('回复'))),
    ...(await stumbles(phone, size, 'tabs/me/index', '我的家')),
    ...(await stumbles(phone, size, 'tabs/services/index', '收据')),
    ...(await stumbles(phone, size, 'identity/family/index', '住在一起的人')),
    ...(await stumbles(phone, size, 'identity/family/index', '邀请家人', sheetOf('邀请家人或租户'))),
    ...(await stumbles(phone, size, 'identity/bind/index', '自己填')),
    ...(await stumbles(phone, size, 'identity/request/index', '小区名称')),
    ...(await stumbles(phone, size, 'identity/type-size/index', '特大')),
    ...(await stumbles(phone, size, 'identity/privacy/index', '同意了什么')),
    ...(await stumbles(phone, size, 'identity/privacy/index', '注销账号', sheetOf('注销账号'))),
  ]
  expect(found).toEqual([])
  expect([nobody, newcomer, phone].flatMap(who => who.troubles)).toEqual([])
})

test('Taro’s own icons at the top say what they do', async () => {
  await phone.show('messages/list/index', '未读')
  await phone.page.getByRole('button', { name: '回首页' }).waitFor()
  await phone.page.getByText('已到账').first().tap()
  await phone.page.getByText('人民币大写').waitFor()
  await phone.page.getByRole('button', { name: '返回' }).tap()
  const unread = phone.page.getByText('未读').filter({ visible: true }).first()
  await unread.waitFor()
  expect(await unread.isVisible()).toBe(true)
})

test('特大: the bills have most of the page, and what keeps the receipt’s picture is in sight', async () => {
  const { page } = phone
  await phone.show('tabs/bills/index', '全选', 'xlarge')
  const [list, bar] = await Promise.all([
    page.locator('.ll-card').first().boundingBox(),
    page.locator('.ll-foot').boundingBox(),
  ])
  expect((bar?.y ?? 0) - (list?.y ?? 740)).toBeGreaterThan(300)
  await phone.show(`payments/receipt/index?orderId=${paid}`, '存成图片', 'xlarge')
  await sheetOf('存成图片')(phone)
  const button = await page.getByRole('button', { name: '下载图片' }).boundingBox()
  expect((button?.y ?? 740) + (button?.height ?? 740)).toBeLessThan(740)
})

test.each(['standard', 'xlarge'] as const)('%s: so are the moments when something is missing', async size => {
  const { page } = phone
  const busy = { status: 503, json: { error: { code: 'request.internal', message: '', requestId: '01JX' } } }
  await page.route('**/home', route => route.fulfill(busy))
  const failed = await stumbles(phone, size, 'tabs/home/index', '没有加载出来')
  await page.route('**/home', route => route.abort())
  const offline = await stumbles(phone, size, 'tabs/home/index', '没有网络')
  await page.route('**/home', () => undefined)
  const slow = await stumbles(phone, size, 'tabs/home/index', '邻里', () => page.locator('.ll-skeleton').waitFor())
  const today = { notices: [], expected: [], forum: false }
  const nothing = { seesBills: false, due: { count: 0, amountFen: 0, overdue: 0 }, bills: [], ...today }
  await page.route('**/home', route => route.fulfill({ json: nothing }))
  const hidden = await stumbles(phone, size, 'tabs/home/index', '账单由业主查看')
  await page.route('**/my-bills*', route => route.fulfill({ json: { items: [] } }))
  const empty = await stumbles(phone, size, 'tabs/bills/index', /没有要[缴交]的费用/)
  expect([...failed, ...offline, ...slow, ...hidden, ...empty]).toEqual([])
})

test('the years of receipts are those of the server, and the picture can be taken home', async () => {
  const { page } = phone
  await phone.show('payments/receipts/index', paidOn)
  const years = page.getByRole('radio').filter({ hasText: /^\d{4} 年$/ })
  expect(await years.allTextContents()).toEqual([`${thisYear + 1} 年`, `${thisYear} 年`])
  await phone.show(`payments/receipt/index?orderId=${paid}`, '存成图片')
  await page.getByText('存成图片').tap()
  const download = page.waitForEvent('download')
  await page.getByText('下载图片').tap()
  expect((await download).suggestedFilename()).toMatch(/收款收据.*\.png$/)
})

test('the photos of a report reach the bucket from a browser', async () => {
  const { page } = phone
  const { communityId, roomId } = bill
  await phone.show(`repairs/new/index?${new URLSearchParams({ communityId, roomId })}`, '哪里坏了')
  await tapKind(phone)
  await page.locator('textarea').fill('厨房水槽下面一直滴水')
  const chooser = page.waitForEvent('filechooser')
  await page.getByText('拍照或选照片').tap()
  await (await chooser).setFiles({ name: 'sink.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() })
  await page.getByRole('button', { name: '提交' }).tap()
  const photo = page.getByRole('button', { name: /报修时的照片，第 1 张/ }).locator('img')
  await photo.waitFor()
  const width = await photo.evaluate(async (img: HTMLImageElement) => (await img.decode(), img.naturalWidth))
  expect(width).toBeGreaterThan(0)
  expect(await phone.stumbles()).toEqual([])
})

test.each(['standard', 'xlarge'] as const)(
  '%s: an order that was left behind, on every page that tells it',
  async size => {
    const client = await estate.as('two-rooms')
    const { communityId, roomId, billId } = bill
    const { order } = await client.call(paymentsApi.createOrder, { communityId, bills: [{ roomId, billId }] })
    const { page } = phone
    const found = [
      ...(await stumbles(phone, size, 'tabs/home/index', '继续付款')),
      ...(await stumbles(phone, size, 'tabs/bills/index', '继续付款')),
      ...(await stumbles(phone, size, billPage(), '继续付款')),
      ...(await stumbles(phone, size, `payments/confirming/index?orderId=${order.orderId}`, '继续付款')),
      ...(await stumbles(
        phone,
        size,
        `payments/confirming/index?orderId=${order.orderId}&said=paid-claimed`,
        '等待确认',
      )),
    ]
    await page.route('**/check', route => route.abort())
    found.push(...(await stumbles(phone, size, 'tabs/home/index', '看进度')))
    found.push(...(await stumbles(phone, size, 'tabs/bills/index', '看进度')))
    await client.call(paymentsApi.closeOrder, { communityId, orderId: order.orderId })
    expect(found).toEqual([])
  },
)
