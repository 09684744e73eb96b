import { billingApi } from '@linli/shared/billing/api'
import { identityApi } from '@linli/shared/identity/api'
import { paymentsApi } from '@linli/shared/payments/api'
import { confirmPayment, untilReceipt } from '@linli/infra/local/resident'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Estate, openEstate } from './estate'
import { Phone, type PhoneOptions } from './phone'

let estate: Estate
let orderId: string

/** Past the days of grace: the receipt has a 违约金. */
beforeAll(async () => {
  estate = await openEstate({ later: 'P50D' })
  const client = await estate.as('owner')
  const [home] = (await client.call(identityApi.me, {})).homes
  const { communityId = '', roomId = '' } = home ?? {}
  const { items } = await client.call(billingApi.myBills, { communityId, roomId })
  const bills = items.map(({ billId }) => ({ roomId, billId }))
  const { order, pay } = await client.call(paymentsApi.createOrder, { communityId, bills })
  if (!pay) throw new Error('no payment parameters')
  await confirmPayment({ url: estate.stack.url, gateway: estate.stack.gateway }, pay)
  orderId = (await untilReceipt(client, order)).orderId
})
afterAll(() => estate.stop())

/** The receipt on a phone, and how its host answers about the album. */
async function receiptOn(stubs: PhoneOptions['stubs']): Promise<Phone> {
  const phone = await new Phone(estate, 'owner', {
    stubs: { canvasToTempFilePath: () => ({ tempFilePath: 'wxfile://receipt.png' }), ...stubs },
  }).signIn()
  await phone.until('本期已缴清')
  await phone.open(`/payments/receipt/index?orderId=${orderId}`)
  await phone.until('存成图片')
  return phone
}

test('the picture says what the paper says, whole, and lands in the album', async () => {
  const phone = await receiptOn({ saveImageToPhotosAlbum: () => ({}) })
  await phone.tap('存成图片')
  await phone.until('已存到手机相册')
  const picture = phone.canvas.text()
  for (const fact of [
    '房屋',
    '收费对象',
    '付款人',
    '渠道单号',
    '付款时间',
    '收款单位',
    '统一社会信用代码',
    '合计',
    '违约金',
  ])
    expect(picture).toContain(fact)
  expect(picture).toContain('收款收据')
  expect(picture).toMatch(/编号 \S*\d{4}/)
  expect(picture.replaceAll('\n', '')).toMatch(/人民币大写：\S+[分整]/)
  expect(picture).toContain('本收据不作为发票')
  const onPage = phone.text().match(/¥[\d,.]+/g) ?? []
  expect(onPage.length).toBeGreaterThan(3)
  for (const sum of onPage) expect(picture).toContain(sum)
  expect(phone.canvas.cut()).toEqual([])

  const { width, height } = phone.canvas
  expect(phone.callsOf('canvasToTempFilePath').at(-1)?.options).toMatchObject({ width, height, destHeight: height })
  expect(phone.callsOf('saveImageToPhotosAlbum').at(-1)?.options.filePath).toBe('wxfile://receipt.png')
  expect(phone.errors).toEqual([])
})

test('not allowed to use the album: says what to do, opens the setting, and saves', async () => {
  const may = { save: false }
  const phone = await receiptOn({
    saveImageToPhotosAlbum: () => (may.save ? {} : Promise.reject(new Error('auth deny'))),
    openSetting: () => {
      may.save = true
      return { authSetting: { 'scope.writePhotosAlbum': true } }
    },
  })
  await phone.tap('存成图片')
  await phone.until('图片没有存成')
  expect(phone.text()).toContain('要先允许存到相册')
  expect(phone.text()).not.toMatch(/auth|deny/)
  await phone.tap('去打开')
  await phone.until('已存到手机相册')
  expect(phone.text()).not.toContain('图片没有存成')
})

test('a setting that was left as it was saves nothing and asks again', async () => {
  const phone = await receiptOn({
    saveImageToPhotosAlbum: () => Promise.reject(new Error('auth denied')),
    openSetting: () => ({ authSetting: { 'scope.writePhotosAlbum': false } }),
  })
  await phone.tap('存成图片')
  await phone.until('去打开')
  await phone.tap('去打开')
  expect(phone.callsOf('saveImageToPhotosAlbum')).toHaveLength(1)
  expect(phone.text()).toContain('去打开')
})

test('a "no" of this moment is no fault; a fault, and a phone that forbids it, are sentences', async () => {
  const answer = { says: 'cancel' }
  const phone = await receiptOn({ saveImageToPhotosAlbum: () => Promise.reject(new Error(answer.says)) })
  await phone.tap('存成图片')
  await phone.until('存成图片')
  expect(phone.text()).not.toMatch(/没有存成|已存到/)
  answer.says = 'system permission denied'
  await phone.tap('存成图片')
  await phone.until('请在手机的设置里，允许微信用相册')
  answer.says = 'file not exists'
  await phone.tap('存成图片')
  await phone.until('图片没有存成，请再试一次')
  await phone.until('存成图片')
  expect(phone.errors).toEqual([])
})
