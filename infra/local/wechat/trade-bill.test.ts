import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { FaultInput } from './faults'
import { callPay, type Fixture, prepaid, startFixture } from './fixture'

const MINUTE = 60_000
const DAY = 86_400_000

let fixture: Fixture
let serial = 0

beforeEach(async () => {
  fixture = await startFixture({ at: '2026-11-22T15:58:00Z' })
})
afterEach(() => fixture.stop())

const number = () => `ABCDEF01JD8Z3K5N7Q9RST${String(++serial).padStart(10, '0')}`
const payNow = async (total: number, fault?: FaultInput) => {
  const outTradeNo = number()
  const sheet = await prepaid(fixture, { out_trade_no: outTradeNo, amount: { total } })
  if (fault) fixture.gateway.control.fault(fault)
  await fixture.gateway.control.pay({ ...sheet, decision: 'approve' })
  return outTradeNo
}
const ask = async (date: string, rest = '') => {
  const answer = await callPay(
    fixture.gateway.url,
    fixture.merchant,
    'GET',
    `/v3/bill/tradebill?bill_date=${date}${rest}`,
  )
  return { status: answer.status, ...Answer.parse(JSON.parse(answer.text)) }
}
const Answer = z.object({
  code: z.string().optional(),
  hash_type: z.string().optional(),
  hash_value: z.string().optional(),
  download_url: z.string().optional(),
})
const download = (url: string | undefined) => {
  const { pathname, search } = new URL(url ?? '')
  return callPay(fixture.gateway.url, fixture.merchant, 'GET', pathname + search)
}
const bill = async (date: string, rest = '') => {
  const asked = await ask(date, rest)
  const { text } = await download(asked.download_url)
  expect(sha1(text)).toBe(asked.hash_value)
  return parse(text)
}
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex')

/** A reader of its own: header, backticked rows, totals header, backticked totals. */
function parse(text: string) {
  expect(text.startsWith('\uFEFF交易时间,')).toBe(true)
  const lines = text.slice(1).trimEnd().split('\r\n')
  const split = lines.findIndex(line => line.startsWith('总交易单数'))
  const zip = (names: string, values: string) => {
    const cells = values.split(',')
    expect(cells.every(cell => cell.startsWith('`'))).toBe(true)
    return Object.fromEntries(names.split(',').map((name, index) => [name, cells[index]?.slice(1) ?? '']))
  }
  return {
    rows: lines.slice(1, split).map(line => zip(lines[0] ?? '', line)),
    totals: zip(lines[split] ?? '', lines[split + 1] ?? ''),
  }
}

describe('the trade bill', () => {
  it('is being made until 10:00 of the next Beijing day, then lists that day alone', async () => {
    const first = await payNow(12_345)
    fixture.advance(2 * MINUTE)
    const afterMidnight = await payNow(1)
    expect((await ask('2026-11-22')).code).toBe('STATEMENT_CREATING')
    fixture.advance(10 * 60 * MINUTE - 1)
    expect((await ask('2026-11-22')).code).toBe('STATEMENT_CREATING')
    fixture.advance(1)
    const { rows } = await bill('2026-11-22')
    expect(rows.map(row => row.商户订单号)).toEqual([first])
    expect(rows[0]).toMatchObject({
      交易时间: '2026-11-22 23:58:00',
      订单金额: '123.45',
      交易状态: 'SUCCESS',
      申请退款金额: '0.00',
    })
    fixture.advance(DAY)
    expect((await bill('2026-11-23')).rows.map(row => row.商户订单号)).toEqual([afterMidnight])
    fixture.advance(DAY)
    expect(await ask('2026-11-24')).toMatchObject({ status: 400, code: 'NO_STATEMENT_EXIST' })
    expect((await ask('2026-12-24')).code).toBe('PARAM_ERROR')
  })

  it('sums what it lists, to the fen', async () => {
    const paid = await payNow(8955)
    await payNow(10_001, { kind: 'voucher', fen: 1000 })
    await fixture.gateway.control.foreignTrade('jinxiu', 99)
    await fixture.gateway.control.refund(paid, 55)
    fixture.advance(DAY)
    const { rows, totals } = await bill('2026-11-22')
    const sum = (name: string) => rows.reduce((total, row) => total + Math.round(Number(row[name]) * 100), 0)
    expect(rows).toHaveLength(4)
    expect(totals.总交易单数).toBe('4')
    expect([sum('订单金额'), totals.订单总金额]).toEqual([19_055, '190.55'])
    expect([sum('应结订单金额'), totals.应结订单总金额]).toEqual([18_055, '180.55'])
    expect([sum('申请退款金额'), totals.申请退款总金额]).toEqual([55, '0.55'])
    expect(Number(totals.手续费总金额)).toBeCloseTo(
      rows.reduce((total, row) => total + Number(row.手续费), 0),
      5,
    )
    expect(rows.find(row => row.代金券金额 === '10.00')).toMatchObject({ 订单金额: '100.01', 应结订单金额: '90.01' })
    const refunds = await bill('2026-11-22', '&bill_type=REFUND')
    expect(refunds.rows).toHaveLength(1)
    const payments = await bill('2026-11-22', '&bill_type=SUCCESS')
    expect([payments.rows.length, Object.keys(payments.totals).length]).toEqual([3, 4])
  })

  it('comes zipped when asked, its hash over the unzipped file; the download is unsigned and lives five minutes', async () => {
    await payNow(100)
    fixture.advance(DAY)
    const asked = await ask('2026-11-22', '&tar_type=GZIP')
    const file = await download(asked.download_url)
    expect(sha1(gunzipSync(file.bytes).toString())).toBe(asked.hash_value)
    expect(file.headers['wechatpay-signature']).toBeUndefined()
    fixture.advance(5 * MINUTE + 1)
    expect((await download(asked.download_url)).status).toBe(400)
    const unsigned = await fetch(`${fixture.gateway.url}/v3/billdownload/file?token=x`)
    expect(unsigned.status).toBe(401)
  })
})

describe('bill faults', () => {
  it('missing, being made, truncated, wrong hash', async () => {
    await payNow(100)
    await payNow(200)
    fixture.advance(DAY)
    const { fault } = fixture.gateway.control
    fault({ kind: 'bill-creating' })
    expect((await ask('2026-11-22')).code).toBe('STATEMENT_CREATING')
    fault({ kind: 'bill-missing' })
    expect((await ask('2026-11-22')).code).toBe('NO_STATEMENT_EXIST')
    for (const kind of ['bill-truncated', 'bill-hash'] as const) {
      fault({ kind })
      const asked = await ask('2026-11-22')
      expect(sha1((await download(asked.download_url)).text)).not.toBe(asked.hash_value)
    }
    expect((await bill('2026-11-22')).rows).toHaveLength(2)
  })

  it('a row left out, a row with another amount', async () => {
    const [first, second] = [await payNow(100), await payNow(200)]
    fixture.advance(DAY)
    fixture.gateway.control.fault({ kind: 'bill-row-missing', match: first })
    fixture.gateway.control.fault({ kind: 'bill-amount', match: second, fen: 201 })
    const { rows, totals } = await bill('2026-11-22')
    expect(rows.map(row => [row.商户订单号, row.订单金额])).toEqual([[second, '2.01']])
    expect(totals.订单总金额).toBe('2.01')
  })
})
