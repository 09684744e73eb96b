import { createHash } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import * as z from 'zod'
import { BillRows } from './bill-rows'
import type { TradeBill, TradeBillLine } from './pay-gateway'
import { scaledDecimal } from './scaled-decimal'
import { type Caller, codeOf } from './wechat-call'

const Address = z.object({ hash_type: z.literal('SHA1'), hash_value: z.string(), download_url: z.url() })

/**
 * Fetches a merchant's day as it streams, and checks its SHA-1, its count and its totals at the end: the download itself
 * is unsigned. Throws payments.channel_down, payments.bill_damaged.
 */
export async function readTradeBill(
  caller: Pick<Caller, 'tradeBill' | 'download'>,
  date: string,
  take: (page: TradeBillLine[]) => void,
): Promise<TradeBill | 'none' | 'creating'> {
  const { status, data } = await caller.tradeBill(date)
  if (codeOf(data) === 'NO_STATEMENT_EXIST') return 'none'
  if (codeOf(data) === 'STATEMENT_CREATING') return 'creating'
  const address = Address.safeParse(data)
  if (status !== 200 || !address.success) throw new AppError('payments.channel_down')
  const hash = createHash('sha1')
  const reader = new WechatBillReader(take)
  const file = await caller.download(address.data.download_url, bytes => {
    hash.update(bytes)
    reader.push(bytes)
  })
  if (file.status !== 200) throw new AppError('payments.channel_down')
  if (hash.digest('hex') !== address.data.hash_value.toLowerCase()) throw new AppError('payments.bill_damaged')
  return { hash: address.data.hash_value.toLowerCase(), lines: reader.end() }
}

const pageSize = 1000
const totalsHead = '总交易单数'
type Columns = Record<'order' | 'transaction' | 'state' | 'amount' | 'refund' | 'refundNo' | 'fee', number>

/**
 * Reads a bill (交易账单, ALL): a header row, rows of back-ticked cells in yuan, a totals header, a totals row. Throws
 * payments.bill_damaged at the first thing that is not so, at the latest in `end`.
 */
export class WechatBillReader {
  readonly #rows: BillRows
  readonly #take: (page: TradeBillLine[]) => void
  #columns: Columns | undefined
  #page: TradeBillLine[] = []
  #lines = 0
  #paidFen = 0
  #refundedFen = 0
  #totals: { columns: string[]; cells?: string[] } | undefined

  constructor(take: (page: TradeBillLine[]) => void) {
    this.#take = take
    this.#rows = new BillRows(row => this.#row(row))
  }

  push(bytes: Uint8Array): void {
    this.#rows.push(bytes)
  }

  /** How many lines there were. */
  end(): number {
    this.#rows.end()
    this.#give()
    const total = (name: string, places: number) => {
      const at = this.#totals?.columns.indexOf(name) ?? -1
      return scaledDecimal(this.#totals?.cells?.[at] ?? '', places)
    }
    sure(total(totalsHead, 0) === this.#lines)
    sure(total('订单总金额', 2) === this.#paidFen && total('申请退款总金额', 2) === this.#refundedFen)
    return this.#lines
  }

  #row(row: string): void {
    if (!this.#columns) this.#columns = columnsOf(row)
    else if (this.#totals) this.#totals.cells ??= cellsOf(row)
    else if (row.startsWith(totalsHead)) this.#totals = { columns: row.split(',').map(cell => cell.trim()) }
    else this.#line(cellsOf(row), this.#columns)
  }

  #line(cells: string[], at: Columns): void {
    const state = cells[at.state]
    const amountFen = scaledDecimal(cells[at.amount] ?? '', 2)
    const refundFen = scaledDecimal(cells[at.refund] ?? '', 2)
    const feeMilli = scaledDecimal(cells[at.fee] ?? '', 5)
    sure(state !== undefined && amountFen !== undefined && refundFen !== undefined && feeMilli !== undefined)
    const isRefund = state === 'REFUND'
    this.#lines += 1
    this.#paidFen += amountFen
    this.#refundedFen += refundFen
    this.#page.push({
      orderId: cells[at.order] ?? '',
      transactionId: cells[at.transaction] ?? '',
      kind: isRefund ? 'refund' : state === 'SUCCESS' ? 'payment' : 'undone',
      amountFen: isRefund ? refundFen : amountFen,
      refundNo: isRefund ? (cells[at.refundNo] ?? '') : '',
      feeMilli,
    })
    if (this.#page.length === pageSize) this.#give()
  }

  #give(): void {
    const page = this.#page
    this.#page = []
    if (page.length > 0) this.#take(page)
  }
}

function columnsOf(row: string): Columns {
  const names = row
    .replace(/^\uFEFF/, '')
    .split(',')
    .map(cell => cell.trim())
  const column = (name: string) => {
    const at = names.indexOf(name)
    sure(at >= 0)
    return at
  }
  return {
    order: column('商户订单号'),
    transaction: column('微信订单号'),
    state: column('交易状态'),
    amount: column('订单金额'),
    refund: column('申请退款金额'),
    refundNo: column('商户退款单号'),
    fee: column('手续费'),
  }
}

/** `a,`b → the cells without their back-ticks; a cell may hold a comma. */
const cellsOf = (row: string): string[] => (row.startsWith('`') ? row.slice(1) : row).split(',`')

function sure(isSo: boolean): asserts isSo {
  if (!isSo) throw new AppError('payments.bill_damaged')
}
