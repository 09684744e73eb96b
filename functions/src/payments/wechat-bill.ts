import { createHash } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import { parseYuan } from '@linli/shared/money'
import * as z from 'zod'
import type { TradeBill, TradeBillLine } from './pay-gateway'
import { type Caller, codeOf } from './wechat-call'

const Address = z.object({ hash_type: z.literal('SHA1'), hash_value: z.string(), download_url: z.url() })

/** Fetches a merchant's day, checks its hash and its totals row. Throws payments.channel_down when either is wrong: nothing partial. */
export async function readTradeBill(caller: Caller, date: string): Promise<TradeBill | 'none' | 'creating'> {
  const { status, data } = await caller.tradeBill(date)
  if (codeOf(data) === 'NO_STATEMENT_EXIST') return 'none'
  if (codeOf(data) === 'STATEMENT_CREATING') return 'creating'
  const address = Address.safeParse(data)
  if (status !== 200 || !address.success) throw new AppError('payments.channel_down')
  const file = await caller.download(address.data.download_url)
  const sha1 = createHash('sha1').update(file.bytes).digest('hex')
  if (file.status !== 200 || sha1 !== address.data.hash_value.toLowerCase()) throw new AppError('payments.channel_down')
  return { sha1, lines: parseTradeBill(new TextDecoder().decode(file.bytes)) }
}

/** Reads the bill's text: a header row, rows of back-ticked cells, then a totals header and a totals row. Throws payments.channel_down. */
export function parseTradeBill(text: string): TradeBillLine[] {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(line => line.trim() !== '')
  const header = (rows[0] ?? '').split(',').map(cell => cell.trim())
  const totalsAt = rows.findIndex(row => row.startsWith('总交易单数'))
  if (totalsAt < 0 || !rows[totalsAt + 1]) throw new AppError('payments.channel_down')
  const column = (name: string) => {
    const at = header.indexOf(name)
    if (at < 0) throw new AppError('payments.channel_down')
    return at
  }
  const at = {
    order: column('商户订单号'),
    transaction: column('微信订单号'),
    state: column('交易状态'),
    amount: column('订单金额'),
    refund: column('申请退款金额'),
  }
  const lines = rows.slice(1, totalsAt).map(row => {
    const cells = cellsOf(row)
    const fen = (i: number) => {
      const value = parseYuan(cells[i] ?? '')
      if (value === undefined) throw new AppError('payments.channel_down')
      return value
    }
    return {
      orderId: cells[at.order] ?? '',
      transactionId: cells[at.transaction] ?? '',
      state: cells[at.state] ?? '',
      amountFen: fen(at.amount),
      refundFen: fen(at.refund),
    }
  })
  if (Number(cellsOf(rows[totalsAt + 1] ?? '')[0]) !== lines.length) throw new AppError('payments.channel_down')
  return lines
}

/** `a,`b → the cells without their back-ticks; a cell may hold a comma. */
const cellsOf = (row: string): string[] =>
  row
    .replace(/^`/, '')
    .split(',`')
    .map(cell => cell.trim())
