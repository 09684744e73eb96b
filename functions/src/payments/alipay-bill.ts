import { AppError } from '@linli/shared/errors'
import { instantAt, addDays } from '@linli/shared/time'
import * as z from 'zod'
import { openZip } from '../imports/zip-archive'
import type { AlipayCaller } from './alipay-call'
import { BillRows } from './bill-rows'
import type { TradeBill, TradeBillLine } from './pay-gateway'
import { scaledDecimal } from './scaled-decimal'

const Address = z.object({ bill_download_url: z.url() })

/** A zip declares what it inflates to: a million lines are some 350 MB of text. */
const mostInflated = 2_000_000_000

/**
 * A merchant's day (查询对账单下载地址): a zip of two GBK files, fetched at once because its address lives for 30 seconds. The
 * zip is kept as it came, its directory stands at the end; what it holds is inflated piece by piece. The address is
 * signed, the file is not: its own footer must add up. Throws payments.channel_down, payments.bill_damaged.
 */
export async function readAlipayBill(
  caller: AlipayCaller,
  date: string,
  nowMs: number,
  take: (page: TradeBillLine[]) => void,
): Promise<TradeBill | 'none' | 'creating'> {
  const { subCode, data } = await caller.call('alipay.data.dataservice.bill.downloadurl.query', {
    bill_type: 'trade',
    bill_date: date,
  })
  // Alipay says the same of a day without trades and of one whose bill is still being made, which it is until 10:00.
  if (subCode === 'isp.bill_not_exist')
    return new Date(nowMs).toISOString() < instantAt(addDays(date, 1), '10:00') ? 'creating' : 'none'
  const address = Address.safeParse(data)
  if (subCode !== '' || !address.success) throw new AppError('payments.channel_down')
  const bytes = await caller.download(address.data.bill_download_url)
  const reader = new AlipayBillReader(take)
  for await (const piece of detailsOf(bytes)) reader.push(piece)
  return { lines: reader.end() }
}

/** The 业务明细 of the two files; their names are GBK too, so that what they say tells them apart. */
export async function* detailsOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('gb18030')
  try {
    const { names, pieces } = openZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), mostInflated)
    for (const name of names) {
      let isDetails: boolean | undefined
      for await (const piece of pieces(name)) {
        isDetails ??= decoder.decode(piece.subarray(0, 64)).startsWith('#支付宝业务明细查询')
        if (!isDetails) break
        yield piece
      }
      if (isDetails) return
    }
  } catch (cause) {
    throw new AppError('payments.bill_damaged', { cause })
  }
}

const pageSize = 1000
const Kind = z.enum(['交易', '退款'])
type Columns = Record<'transaction' | 'order' | 'kind' | 'amount' | 'received' | 'fee' | 'refundNo', number>

/**
 * Reads 业务明细 as its bytes come: comments, a header, rows whose cells end in a tab, then 交易合计 and 退款合计, which must be
 * what the rows add up to. A refund is a row of its own. Throws payments.bill_damaged, at the latest in `end`.
 */
export class AlipayBillReader {
  readonly #rows = new BillRows(row => this.#row(row), 'gb18030')
  readonly #take: (page: TradeBillLine[]) => void
  readonly #seen = { 交易: { count: 0, fen: 0 }, 退款: { count: 0, fen: 0 } }
  readonly #footer: string[] = []
  #columns: Columns | undefined
  #isOver = false
  #page: TradeBillLine[] = []

  constructor(take: (page: TradeBillLine[]) => void) {
    this.#take = take
  }

  push(bytes: Uint8Array): void {
    this.#rows.push(bytes)
  }

  /** How many lines there were. */
  end(): number {
    this.#rows.end()
    this.#give()
    sure(this.#isOver)
    for (const kind of Kind.options) sure(saysTotal(this.#footer, kind, this.#seen[kind]))
    return this.#seen.交易.count + this.#seen.退款.count
  }

  #row(row: string): void {
    if (this.#isOver) this.#footer.push(row)
    else if (!this.#columns) this.#columns = row.startsWith('支付宝交易号') ? columnsOf(row) : undefined
    else if (/^#-*业务明细列表结束-*$/.test(row)) this.#isOver = true
    else this.#line(cellsOf(row), this.#columns)
  }

  #line(cells: string[], at: Columns): void {
    const kind = Kind.safeParse(cells[at.kind])
    const amountFen = scaledDecimal(cells[at.amount] ?? '', 2)
    const receivedFen = scaledDecimal(cells[at.received] ?? '', 2)
    const fee = scaledDecimal(cells[at.fee] ?? '', 5)
    sure(kind.success && amountFen !== undefined && receivedFen !== undefined && fee !== undefined)
    this.#seen[kind.data].count += 1
    this.#seen[kind.data].fen += receivedFen
    const isRefund = kind.data === '退款'
    this.#page.push({
      orderId: cells[at.order] ?? '',
      transactionId: cells[at.transaction] ?? '',
      kind: isRefund ? 'refund' : 'payment',
      amountFen: Math.abs(amountFen),
      refundNo: isRefund ? (cells[at.refundNo] ?? '') : '',
      // What Alipay keeps is below 0 there, what it gives back above.
      feeMilli: 0 - fee,
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
  const names = cellsOf(row)
  const column = (name: string) => {
    const at = names.indexOf(name)
    sure(at >= 0)
    return at
  }
  return {
    transaction: column('支付宝交易号'),
    order: column('商户订单号'),
    kind: column('业务类型'),
    amount: column('订单金额（元）'),
    received: column('商家实收（元）'),
    fee: column('服务费（元）'),
    refundNo: column('退款批次号/请求号'),
  }
}

/** `#交易合计：2笔，商家实收共0.02元，…` */
function saysTotal(footer: string[], kind: '交易' | '退款', { count, fen }: { count: number; fen: number }): boolean {
  const row = footer.find(each => each.startsWith(`#${kind}合计：`)) ?? ''
  const [, said, yuan = ''] = /合计：(\d+)笔，商家实收(?:退款)?共(-?[\d.]+)元/.exec(row) ?? []
  return Number(said) === count && Math.abs(scaledDecimal(yuan, 2) ?? Number.NaN) === Math.abs(fen)
}

const cellsOf = (row: string): string[] => row.split(',').map(cell => cell.trim())

function sure(isSo: boolean): asserts isSo {
  if (!isSo) throw new AppError('payments.bill_damaged')
}
