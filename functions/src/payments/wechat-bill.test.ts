import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { TradeBillLine } from './pay-gateway'
import { scaledDecimal } from './scaled-decimal'
import { readTradeBill, WechatBillReader } from './wechat-bill'

const heads =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
type Row = Partial<Record<string, string>>
const paid: Row = {
  微信订单号: '4200001',
  商户订单号: 'A1',
  交易状态: 'SUCCESS',
  手续费: '0.06600',
  订单金额: '12.00',
  申请退款金额: '0.00',
}
const voucher: Row = {
  ...paid,
  微信订单号: '4200002',
  商户订单号: 'A2',
  应结订单金额: '9.00',
  代金券金额: '3.00',
  商品名称: '一,二',
}
const refund: Row = {
  ...paid,
  交易状态: 'REFUND',
  商户退款单号: 'R1',
  手续费: '-0.01000',
  订单金额: '0.00',
  申请退款金额: '2.00',
}
const revoked: Row = { ...paid, 微信订单号: '4200003', 交易状态: 'REVOKED', 手续费: '0.00000', 订单金额: '1.00' }

const textOf = (rows: Row[], totals = [String(rows.length), '25.00', '2.00']) => {
  const names = heads.split(',')
  const details = rows.map(row => names.map(name => `\`${row[name] ?? ''}`).join(','))
  const end = ['总交易单数,订单总金额,申请退款总金额', totals.map(cell => `\`${cell}`).join(',')]
  return `\uFEFF${[heads, ...details, ...end].join('\r\n')}\r\n`
}
const whole = textOf([paid, voucher, refund, revoked])

function read(text: string, step = 64): TradeBillLine[] {
  const lines: TradeBillLine[] = []
  const reader = new WechatBillReader(page => lines.push(...page))
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += step) reader.push(bytes.subarray(at, at + step))
  expect(reader.end()).toBe(lines.length)
  return lines
}

const caller = (text: string, hash: string) => ({
  tradeBill: () =>
    Promise.resolve({
      status: 200,
      data: { hash_type: 'SHA1', hash_value: hash, download_url: 'https://bills.example/file' },
    }),
  download: (_: string, take: (bytes: Uint8Array) => void) => {
    take(Buffer.from(text))
    return Promise.resolve({ status: 200 })
  },
})
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex')

describe('a trade bill', () => {
  it('is read alike wherever its bytes are cut: vouchers count by 订单金额, a refund by 申请退款金额', () => {
    const lines = read(whole, whole.length * 3)
    expect(lines).toEqual([
      { orderId: 'A1', transactionId: '4200001', kind: 'payment', amountFen: 1200, refundNo: '', feeMilli: 6600 },
      { orderId: 'A2', transactionId: '4200002', kind: 'payment', amountFen: 1200, refundNo: '', feeMilli: 6600 },
      { orderId: 'A1', transactionId: '4200001', kind: 'refund', amountFen: 200, refundNo: 'R1', feeMilli: -1000 },
      { orderId: 'A1', transactionId: '4200003', kind: 'undone', amountFen: 100, refundNo: '', feeMilli: 0 },
    ])
    for (const step of [1, 2, 3, 7, 1000]) expect(read(whole, step)).toEqual(lines)
    expect(read(whole.replaceAll('\r', '').trimEnd())).toEqual(lines)
  })

  it.each([
    ['is cut off', whole.slice(0, Math.floor(whole.length * 0.6))],
    ['lacks its totals', whole.slice(0, whole.indexOf('总交易单数'))],
    ['lacks a row', textOf([paid, voucher, refund], ['4', '24.00', '2.00'])],
    ['has another sum', textOf([paid, voucher, refund, revoked], ['4', '25.01', '2.00'])],
    ['has another sum of refunds', textOf([paid, voucher, refund, revoked], ['4', '25.00', '2.01'])],
    ['has an amount that is none', whole.replace('`12.00', '`1２.00')],
    ['lacks a column', whole.replace('申请退款金额', '别的')],
    ['is empty', ''],
  ])('that %s is refused', (_, text) => {
    expect(() => read(text)).toThrow('渠道账单没有下载完整')
  })

  it('is believed with its own hash alone', async () => {
    const ask = (hash: string) => readTradeBill(caller(whole, hash), '2026-11-20', () => undefined)
    await expect(ask(sha1(whole).toUpperCase())).resolves.toEqual({ hash: sha1(whole), lines: 4 })
    await expect(ask(sha1(`${whole} `))).rejects.toMatchObject({ code: 'payments.bill_damaged' })
  })
})

it.each([
  ['12.30', 2, 1230],
  ['0', 2, 0],
  ['-0.12351', 5, -12351],
  ['1.2300', 2, 123],
  ['1.234', 2, undefined],
  ['', 2, undefined],
  ['.5', 2, undefined],
  ['1.2.3', 2, undefined],
  ['1e3', 2, undefined],
  ['99999999999999999', 2, undefined],
])('%s with %d places is %s', (text, places, value) => {
  expect(scaledDecimal(text, places)).toBe(value)
})
