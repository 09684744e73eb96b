import { createHash } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import { parseYuan } from '@linli/shared/money'
import { instantAt, addDays } from '@linli/shared/time'
import * as z from 'zod'
import { openZip } from '../imports/zip-archive'
import type { AlipayCaller } from './alipay-call'
import type { TradeBill, TradeBillLine } from './pay-gateway'

const Address = z.object({ bill_download_url: z.url() })

/**
 * A merchant's day (查询对账单下载地址): a zip of two GBK files, fetched at once because its address lives for 30 seconds. The
 * address is signed, the file is not: its own footer must add up. Throws payments.channel_down when anything is wrong.
 */
export async function readAlipayBill(
  caller: AlipayCaller,
  date: string,
  nowMs: number,
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
  return { sha1: createHash('sha1').update(bytes).digest('hex'), lines: parseAlipayBill(detailsOf(bytes)) }
}

/** The 业务明细 of the two files; their names are GBK too, so that what they say tells them apart. */
function detailsOf(bytes: Uint8Array): string {
  try {
    const { names, read } = openZip(Buffer.from(bytes))
    const texts = names.map(name => new TextDecoder('gb18030').decode(read(name)))
    return texts.find(text => text.startsWith('#支付宝业务明细查询')) ?? ''
  } catch (cause) {
    throw new AppError('payments.channel_down', { cause })
  }
}

const damaged = () => new AppError('payments.channel_down')

/**
 * Reads 业务明细: comments, a header, rows whose cells end in a tab, then 交易合计 and 退款合计, which must be what the rows add up
 * to. A refund is a row of its own. Throws payments.channel_down.
 */
export function parseAlipayBill(text: string): TradeBillLine[] {
  const rows = text.split(/\r?\n/)
  const headAt = rows.findIndex(row => row.startsWith('支付宝交易号'))
  const endAt = rows.findIndex(row => /^#-*业务明细列表结束-*$/.test(row))
  if (headAt < 0 || endAt < headAt) throw damaged()
  const header = cellsOf(rows[headAt] ?? '')
  const column = (name: string) => {
    const at = header.indexOf(name)
    if (at < 0) throw damaged()
    return at
  }
  const at = {
    transaction: column('支付宝交易号'),
    order: column('商户订单号'),
    kind: column('业务类型'),
    amount: column('订单金额（元）'),
    received: column('商家实收（元）'),
  }
  const seen = { 交易: { count: 0, fen: 0 }, 退款: { count: 0, fen: 0 } }
  const lines = rows.slice(headAt + 1, endAt).map((row): TradeBillLine => {
    const cells = cellsOf(row)
    const kind = Kind.safeParse(cells[at.kind])
    const [amountFen, receivedFen] = [parseYuan(cells[at.amount] ?? ''), parseYuan(cells[at.received] ?? '')]
    if (!kind.success || amountFen === undefined || receivedFen === undefined) throw damaged()
    seen[kind.data].count += 1
    seen[kind.data].fen += receivedFen
    const isRefund = kind.data === '退款'
    return {
      orderId: cells[at.order] ?? '',
      transactionId: cells[at.transaction] ?? '',
      state: isRefund ? 'REFUND' : 'SUCCESS',
      amountFen: isRefund ? 0 : amountFen,
      refundFen: isRefund ? Math.abs(amountFen) : 0,
    }
  })
  for (const [kind, total] of [
    ['交易', seen.交易],
    ['退款', seen.退款],
  ] as const)
    if (!saysTotal(rows.slice(endAt), kind, total)) throw damaged()
  return lines
}

const Kind = z.enum(['交易', '退款'])

/** `#交易合计：2笔，商家实收共0.02元，…` */
function saysTotal(footer: string[], kind: '交易' | '退款', { count, fen }: { count: number; fen: number }): boolean {
  const row = footer.find(each => each.startsWith(`#${kind}合计：`)) ?? ''
  const [, said, yuan = ''] = /合计：(\d+)笔，商家实收(?:退款)?共(-?[\d.]+)元/.exec(row) ?? []
  return Number(said) === count && Math.abs(parseYuan(yuan) ?? Number.NaN) === Math.abs(fen)
}

const cellsOf = (row: string): string[] => row.split(',').map(cell => cell.trim())
