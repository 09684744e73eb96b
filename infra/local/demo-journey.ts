import { billingApi } from '@linli/shared/billing/api'
import { formatYuan } from '@linli/shared/money'
import { paymentsApi } from '@linli/shared/payments/api'
import { reconciliationApi } from '@linli/shared/payments/reconciliation-api'
import type { OfficeRole } from '@linli/shared/permissions'
import { addDays, beijingDate, formatMonth, instantAt, monthEnd, monthStart } from '@linli/shared/time'
import { estateRows, estateWorkbook } from './estate'
import { totpNow } from './local-state'
import { computeDrafts, confirmImport, previewWorkbook, publishDrafts, signInOffice } from './office'
import { bindHomes, confirmPayment, signInResident, untilReceipt } from './resident'
import { createSampleCompany, sampleFeeItems } from './sample-company'
import type { Stack } from './stack'

const roomCount = 60

/**
 * From a workbook of rooms to a paid and reconciled bill, through the API as the office and a resident do it. `step` is
 * told each step with its amounts. Answers whether everything came out even.
 */
export async function demoJourney(stack: Stack, step: (text: string) => void): Promise<boolean> {
  step(`本机的整套系统已启动：${stack.url}`)
  const { communityId, staff } = await createSampleCompany(stack)
  const signIn = async (role: OfficeRole) => {
    const person = staff.find(each => each.role === role)
    if (!person) throw new Error(`no ${role}`)
    const { username, password, totpSecret } = person
    const client = await signInOffice(stack.url, { username, password, totp: totpNow(totpSecret) })
    step(`${person.title}${person.name}用密码和动态码登录`)
    return client
  }
  const office = await signIn('manager')

  const rows = estateRows(roomCount)
  const preview = await previewWorkbook(office, communityId, {
    name: '梧桐苑.xlsx',
    bytes: estateWorkbook(rows, '梧桐苑'),
  })
  step(`读了工作簿：可导入 ${preview.counts.ready} 间，有问题 ${preview.counts.bad} 行`)
  const imported = await confirmImport(office, communityId, preview.importId)
  step(`导入完成：${imported.counts.ready} 间房屋`)

  const today = stack.deps.nowMs()
  const month = beijingDate(new Date(today).toISOString())
  const feeItemIds = await sampleFeeItems(office, communityId, month)
  const run = await computeDrafts(office, communityId, { from: monthStart(month), to: monthEnd(month), feeItemIds })
  for (const item of run.byItem)
    step(`草稿 ${item.name} ${formatMonth(month)}：${item.count} 张，¥${formatYuan(item.amountFen)}`)
  const published = await publishDrafts(office, communityId, run)
  step(`出账 ${published.count} 张，合计 ¥${formatYuan(published.amountFen)}`)

  const [first] = rows
  if (!first) throw new Error('no rooms')
  const phone = { url: stack.url, gateway: stack.gateway }
  const resident = await signInResident(phone, 'demo-owner')
  const [home] = await bindHomes(phone, resident, {
    user: 'demo-owner',
    phone: first.phone,
    surname: first.owner.slice(0, 1),
  })
  if (!home) throw new Error('no home was found')
  step(`业主${first.owner}用微信登录，按手机号和姓氏绑定 ${home.roomCode}`)
  const { items } = await resident.call(billingApi.myBills, { communityId, roomId: home.roomId })
  for (const bill of items)
    step(`  待缴 ${bill.feeItemName} ${formatMonth(bill.period.from)} ¥${formatYuan(bill.dueFen)}`)
  const { order, pay } = await resident.call(paymentsApi.createOrder, {
    communityId,
    bills: items.map(({ billId }) => ({ roomId: home.roomId, billId })),
  })
  if (!pay) throw new Error('no payment parameters')
  step(`支付单 ${order.orderId} 合计 ¥${formatYuan(order.amountFen)}，商户私钥已签名`)
  const sheet = await confirmPayment(phone, pay)
  step(`在微信里确认付款：${sheet.result}，网关验过签名，回调已加密签名送出`)
  const paid = await untilReceipt(resident, order)
  step(`到账 ¥${formatYuan(paid.paidFen ?? 0)}，收据 ${paid.receiptSerial}`)
  const receipt = await office.call(paymentsApi.getReceipt, { communityId, orderId: order.orderId })
  step(`物业看到收据 ${receipt.serial}：${receipt.amountText}，渠道单号 ${receipt.transactionId}`)

  const date = beijingDate(paid.paidAt ?? '')
  await stack.advance({ until: instantAt(addDays(date, 1), '10:05') })
  step(`时钟拨到 ${addDays(date, 1)} 10:05，取 ${date} 的渠道账单`)
  const accountant = await signIn('accountant')
  const result = await accountant.call(reconciliationApi.reconcile, {
    communityId,
    merchantRef: order.merchantRef,
    date,
  })
  step(
    `渠道 ${result.channelCount} 笔 ¥${formatYuan(result.channelFen)}，我方 ${result.localCount} 笔 ¥${formatYuan(result.localFen)}，差异 ${result.differences}`,
  )
  const { accounts, seq } = await accountant.call(paymentsApi.balances, { communityId })
  const total = Object.values(accounts).reduce((sum, fen) => sum + fen, 0)
  step(`账本 ${seq} 笔，各科目合计 ¥${formatYuan(total)}`)
  const even =
    result.differences === 0 &&
    result.channelFen === order.amountFen &&
    result.localFen === order.amountFen &&
    total === 0
  step(even ? '账平了' : '账不平，请看上面的差异')
  return even
}
