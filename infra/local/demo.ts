import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { billingApi } from '@linli/shared/billing/api'
import { formatYuan } from '@linli/shared/money'
import { paymentsApi } from '@linli/shared/payments/api'
import { addDays, beijingDate, formatMonth, instantAt, monthEnd, monthStart } from '@linli/shared/time'
import { estateRows, estateWorkbook } from './estate'
import { totpNow } from './local-state'
import { computeDrafts, confirmImport, previewWorkbook, publishDrafts, signInOffice } from './office'
import { bindHomes, confirmPayment, signInResident, untilReceipt } from './resident'
import { createSampleCompany, sampleFeeItems } from './sample-company'
import { startStack } from './stack'
import { StartError } from './start-error'

const roomCount = 60

/** `npm run demo`: from a workbook of rooms to a paid and reconciled bill, on a stack that is thrown away. Exit code 0 only without a difference. */
async function demo(): Promise<number> {
  const started = Date.now()
  const dir = join(await mkdtemp(join(tmpdir(), 'linli-demo-')), 'state')
  const stack = await startStack({ dir, throwAway: true })
  const step = (text: string) =>
    process.stdout.write(`${((Date.now() - started) / 1000).toFixed(1).padStart(5)} 秒  ${text}\n`)
  try {
    step(`本机的整套系统已启动：${stack.url}`)
    const { communityId, staff } = await createSampleCompany(stack)
    const [manager] = staff
    if (!manager) throw new Error('no manager')
    const office = await signInOffice(stack.url, {
      username: manager.username,
      password: manager.password,
      totp: totpNow(manager.totpSecret),
    })
    step(`${manager.title}${manager.name}用密码和动态码登录`)

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
    const result = await office.call(paymentsApi.reconcile, { communityId, merchantRef: order.merchantRef, date })
    step(
      `渠道 ${result.channelCount} 笔 ¥${formatYuan(result.channelFen)}，我方 ${result.localCount} 笔 ¥${formatYuan(result.localFen)}，差异 ${result.differences.length}`,
    )
    const { accounts, seq } = await office.call(paymentsApi.balances, { communityId })
    const total = Object.values(accounts).reduce((sum, fen) => sum + fen, 0)
    step(`账本 ${seq} 笔，各科目合计 ¥${formatYuan(total)}`)
    const even =
      result.differences.length === 0 &&
      result.channelFen === order.amountFen &&
      result.localFen === order.amountFen &&
      total === 0
    step(even ? '账平了' : '账不平，请看上面的差异')
    return even ? 0 : 1
  } finally {
    await stack.stop()
  }
}

try {
  process.exit(await demo())
} catch (error) {
  process.stderr.write(
    `${error instanceof StartError ? error.message : error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exit(1)
}
