import { identityApi } from '@linli/shared/identity/api'
import { invoicesApi } from '@linli/shared/invoices/api'
import { myInvoicesApi } from '@linli/shared/invoices/my-api'
import { billingApi } from '@linli/shared/billing/api'
import { paymentsApi } from '@linli/shared/payments/api'
import { confirmPayment, untilReceipt } from '@linli/infra/local/resident'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Estate, openEstate } from './estate'
import { Phone } from './phone'

let estate: Estate
let orderId = ''
let at: { communityId: string; roomId: string }

beforeAll(async () => {
  estate = await openEstate()
  const client = await estate.as('owner')
  const [home] = (await client.call(identityApi.me, {})).homes
  at = { communityId: home?.communityId ?? '', roomId: home?.roomId ?? '' }
  const { items } = await client.call(billingApi.myBills, at)
  const bills = items.map(({ billId }) => ({ roomId: at.roomId, billId }))
  const { order, pay } = await client.call(paymentsApi.createOrder, { communityId: at.communityId, bills })
  if (!pay) throw new Error('no payment parameters')
  await confirmPayment({ url: estate.stack.url, gateway: estate.stack.gateway }, pay)
  orderId = (await untilReceipt(client, order)).orderId
})
afterAll(() => estate.stop())

test('from a receipt with the default title: two taps, issued, and its link copied', async () => {
  const client = await estate.as('owner')
  const buyer = { kind: 'company', name: '福州某某有限公司', taxNumber: '91350100M000100Y43' } as const
  await client.call(myInvoicesApi.saveMyTitle, { ...at, buyer })
  const phone = await new Phone(estate, 'owner').signIn()
  await phone.open(`/payments/receipt/index?orderId=${orderId}`)
  await phone.until('开发票')
  await phone.tap('开发票')
  await phone.until('福州某某有限公司')
  expect(phone.text()).toContain('代收的费用由供应单位开票')
  const [button = ''] = /开票 ¥[\d,.]+/.exec(phone.text()) ?? []
  await phone.tap(button)
  await phone.until('发票号码')
  expect(phone.text()).toContain('已开好')
  expect(phone.text()).toContain('91350100M000100Y43')
  await phone.tap('复制发票链接')
  await phone.until('链接已复制')
  const link = String(phone.callsOf('setClipboardData').at(-1)?.options['data'])
  expect(
    Buffer.from(await (await fetch(link)).arrayBuffer())
      .subarray(0, 4)
      .toString(),
  ).toBe('%PDF')
  const { items } = await estate.office.call(invoicesApi.listInvoices, { communityId: at.communityId })
  expect(items).toMatchObject([{ state: 'issued', requestedBy: 'payer', buyer }])
  expect(phone.errors).toEqual([])
})

test('what stands in an invoice already cannot be chosen again', async () => {
  const phone = await new Phone(estate, 'owner').signIn()
  await phone.open(`/invoices/request/index?roomId=${at.roomId}`)
  await phone.until('选择账单')
  expect(phone.text()).toContain('已经开过，或没有可开的金额')
  expect(phone.text()).toContain('请选择账单')
  expect(phone.errors).toEqual([])
})
