import iconv from 'iconv-lite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { functionEnvironment } from '../../../infra/check/sample-environment'
import { type AlipayGateway, startAlipayGateway } from '../../../infra/local/alipay/gateway'
import { parseEnv } from '../env'
import { packed, ZipWriter } from '../exports/zip-writer'
import { makeAlipay } from './alipay'
import { AlipayBillReader, detailsOf } from './alipay-bill'
import type { PayGateway, TradeBillLine } from './pay-gateway'

let gateway: AlipayGateway
let pay: PayGateway
let clock = Date.parse('2026-11-22T04:00:00Z')
let serial = 0
let orderId = ''

beforeAll(async () => {
  gateway = await startAlipayGateway({ origin: 'http://127.0.0.1:1', now: () => new Date(clock), timer: false })
  const { config } = await gateway.control.merchant('anju')
  const env = parseEnv({
    ...functionEnvironment,
    LINLI_ALIPAY_GATEWAY: gateway.gateway,
    LINLI_ALIPAY_MERCHANTS: JSON.stringify([config]),
  })
  pay = makeAlipay(env, () => clock)
})
afterAll(() => gateway.stop())
beforeEach(() => {
  gateway.control.clearFaults()
  orderId = `ABCDEF${String(++serial).padStart(26, '0')}`
})

const order = () => ({
  orderId,
  description: '物业费 2026年11月',
  amountFen: 8955,
  expiresAt: new Date(clock + 900_000).toISOString(),
})
const paidOrder = async () => {
  await pay.qr('anju', order())
  gateway.control.pay(orderId)
}
const callsOf = (method: string) =>
  gateway.control.calls().filter(call => call.method === method && call.outTradeNo === orderId)

describe('Alipay, asked', () => {
  it('knows no order before its code is scanned, nothing to close either, and then tells its state', async () => {
    await pay.qr('anju', order())
    expect([await pay.query('anju', orderId), await pay.close('anju', orderId)]).toEqual(['unknown_order', 'not_yet'])
    gateway.control.scan(orderId)
    expect(await pay.query('anju', orderId)).toMatchObject({ state: 'unpaid', amountFen: 8955 })
    gateway.control.pay(orderId)
    expect(await pay.query('anju', orderId)).toMatchObject({ state: 'paid', paidAt: new Date(clock).toISOString() })
    expect(await pay.close('anju', orderId)).toBe('paid')
    await expect(pay.qr('anju', order())).rejects.toMatchObject({ code: 'payments.order_closed' })
  })

  it('closes what was scanned and not paid', async () => {
    await pay.qr('anju', order())
    gateway.control.scan(orderId)
    expect([await pay.close('anju', orderId), await pay.close('anju', orderId)]).toEqual(['closed', 'closed'])
    expect(gateway.control.pay(orderId)).toBe(false)
  })

  it('asks twice and no more: after an error, after an answer that nobody signed, with the same number', async () => {
    gateway.control.fault({ kind: 'system-error' })
    expect((await pay.qr('anju', order())).codeUrl).toMatch(/^https:/)
    gateway.control.fault({ kind: 'bad-answer-signature' })
    expect((await pay.qr('anju', order())).codeUrl).toMatch(/^https:/)
    gateway.control.fault({ kind: 'bad-answer-signature', count: 2 })
    await expect(pay.query('anju', orderId)).rejects.toMatchObject({ code: 'payments.channel_down' })
    expect([callsOf('alipay.trade.precreate').length, callsOf('alipay.trade.query').length]).toEqual([3, 2])
  })

  it('shows a page in a browser, and leads back from it', async () => {
    const { url } = await pay.payPage('anju', { ...order(), returnUrl: 'https://linli.invalid/owner/#bill' })
    const opened = await fetch(url)
    expect(await opened.text()).toContain('¥89.55')
    const body = new URLSearchParams({ decision: 'approve' })
    const answer = await fetch(opened.url, { method: 'POST', body, redirect: 'manual' })
    expect(answer.headers.get('location')).toMatch(/^https:\/\/linli\.invalid\/owner\//)
    expect(await pay.query('anju', orderId)).toMatchObject({ state: 'paid' })
  })
})

describe('a refund by Alipay', () => {
  const refund = (outRefundNo: string, amountFen: number) =>
    pay.refund('anju', { orderId, transactionId: '', outRefundNo, amountFen, totalFen: 8955, reason: '多收了' })

  it('is there when money moved; the same number again is asked for, and moves nothing', async () => {
    await paidOrder()
    expect(await refund('r1', 955)).toMatchObject({ state: 'succeeded', amountFen: 955 })
    expect(await refund('r1', 955)).toMatchObject({ state: 'processing' })
    expect(await pay.queryRefund('anju', { orderId, outRefundNo: 'r1' })).toMatchObject({
      state: 'succeeded',
      amountFen: 955,
      succeededAt: new Date(clock).toISOString(),
    })
    expect(await pay.queryRefund('anju', { orderId, outRefundNo: 'r2' })).toBe('unknown_refund')
    await expect(refund('r2', 8001)).rejects.toMatchObject({ code: 'payments.refund_refused' })
    expect(await refund('r2', 8000)).toMatchObject({ state: 'succeeded' })
    expect(await pay.query('anju', orderId)).toMatchObject({ state: 'refunded', refundedFen: 8955 })
  })

  it('that nobody answered is repeated by its number, and is one', async () => {
    await paidOrder()
    gateway.control.fault({ kind: 'time-out-after', ms: 10, match: orderId })
    expect(await refund('r1', 955)).toMatchObject({ state: 'processing' })
    expect(gateway.control.trade(orderId)?.refunds).toHaveLength(1)
    gateway.control.fault({ kind: 'refund-no-balance' })
    await expect(refund('r2', 1)).rejects.toMatchObject({ code: 'payments.refund_no_balance' })
  })
})

describe('a day’s bill of Alipay', () => {
  const day = '2026-11-22'
  it('is being made until ten, is read from a zip in GBK, and none of it where its footer does not add up', async () => {
    await paidOrder()
    await pay.refund('anju', {
      orderId,
      transactionId: '',
      outRefundNo: 'b1',
      amountFen: 55,
      totalFen: 8955,
      reason: '',
    })
    clock += 12 * 3_600_000
    const lines: TradeBillLine[] = []
    const take = (page: TradeBillLine[]) => lines.push(...page)
    expect(await pay.tradeBill('anju', day, take)).toBe('creating')
    clock += 10 * 3_600_000
    const bill = await pay.tradeBill('anju', day, take)
    expect(bill).toEqual({ lines: lines.length })
    const { tradeNo: transactionId } = gateway.control.trade(orderId) ?? {}
    expect(lines.filter(line => line.orderId === orderId)).toEqual([
      { orderId, transactionId, kind: 'payment', amountFen: 8955, refundNo: '', feeMilli: expect.any(Number) },
      { orderId, transactionId, kind: 'refund', amountFen: 55, refundNo: 'b1', feeMilli: expect.any(Number) },
    ])
    for (const [kind, code] of [
      ['bill-footer', 'payments.bill_damaged'],
      ['bill-expired', 'payments.channel_down'],
    ] as const) {
      gateway.control.fault({ kind })
      await expect(pay.tradeBill('anju', day, take)).rejects.toMatchObject({ code })
    }
    expect(await pay.tradeBill('anju', '2026-11-20', take)).toBe('none')
  })

  it('is inflated piece by piece, and never past what its zip declares', async () => {
    const text = `#支付宝业务明细查询\n${'0123456789'.repeat(2_000_000)}`
    const head = Buffer.from(iconv.encode(text.slice(0, 11), 'gbk'))
    const file = Buffer.concat([head, Buffer.from(text.slice(11))])
    const parts: Buffer[] = []
    const writer = new ZipWriter(part => void parts.push(Buffer.from(part)))
    await writer.put('a.csv', await packed('#'))
    await writer.put('b.csv', await packed(file))
    await writer.end()
    const zip = Buffer.concat(parts)
    const sizes: number[] = []
    for await (const piece of detailsOf(zip)) sizes.push(piece.length)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(file.length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(65_536)
    const all = async (bytes: Buffer) => {
      for await (const _ of detailsOf(bytes)) continue
    }
    const directory = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    const lies = Buffer.from(zip)
    lies.writeUInt32LE(70_000, directory + 24)
    let seen = 0
    const taking = (async () => {
      for await (const piece of detailsOf(lies)) seen += piece.length
    })()
    await expect(taking).rejects.toMatchObject({ code: 'payments.bill_damaged' })
    expect(seen).toBeLessThanOrEqual(70_000)
    const other = Buffer.from(zip)
    other.writeUInt32LE(1, directory + 16)
    for (const bytes of [other, zip.subarray(0, 100), Buffer.alloc(0)])
      await expect(all(bytes)).rejects.toMatchObject({ code: 'payments.bill_damaged' })
  })

  it.each(['', '#支付宝业务明细查询', '支付宝交易号,商户订单号\n#业务明细列表结束'])('%j is no bill', text => {
    const reader = new AlipayBillReader(() => undefined)
    expect(() => {
      reader.push(Buffer.from(text))
      reader.end()
    }).toThrow('渠道账单没有下载完整')
  })
})
