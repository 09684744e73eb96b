import { randomBytes } from 'node:crypto'
import { zipSync } from 'fflate'
import iconv from 'iconv-lite'
import * as z from 'zod'
import type { Reply } from '../wechat/http'
import type { Call } from './api'
import type { Trade } from './book'
import { type AlipayContext, merchantOf } from './context'
import { beijing, yuan } from './notice'
import { Refusal } from './refusal'
import { read } from './trades'

const Asked = z.looseObject({ bill_type: z.literal('trade'), bill_date: z.iso.date() })
const livesMs = 30_000

/** 查询对账单下载地址: from ten o'clock on the next day; a day without trades has none. */
export function askBill(context: AlipayContext, call: Call): Record<string, unknown> {
  const { bill_date: date } = read(Asked, call.content)
  const { ref } = call.merchant.config
  const readyAt = Date.parse(`${date}T10:00:00+08:00`) + 86_400_000
  const isMissing = context.faults.take('bill-missing', date) !== undefined
  if (isMissing || context.now().getTime() < readyAt || rowsOf(context, ref, date).length === 0)
    throw new Refusal('isp.bill_not_exist', '账单不存在')
  const token = randomBytes(16).toString('hex')
  const isSpent = context.faults.take('bill-expired', date) !== undefined
  context.bills.set(token, { ref, date, until: context.now().getTime() + (isSpent ? -1 : livesMs) })
  return { bill_download_url: `${context.url()}/bill?token=${token}` }
}

/** The zip of two GBK files behind an address that lives for 30 seconds. */
export function downloadBill(context: AlipayContext, token: string): Reply {
  const bill = context.bills.get(token)
  if (!bill || bill.until < context.now().getTime()) return { status: 403, body: 'expired' }
  const { sellerId } = merchantOf(context, bill.ref).config
  const rows = rowsOf(context, bill.ref, bill.date)
  const name = `${sellerId}_${bill.date.replaceAll('-', '')}_`
  const gbk = (lines: string[]) => new Uint8Array(iconv.encode(lines.join('\r\n'), 'gbk'))
  const more = context.faults.take('bill-footer', bill.date) ? 1 : 0
  const files = {
    [`${name}业务明细.csv`]: gbk(detailsOf(sellerId, bill.date, rows, more)),
    [`${name}业务明细(汇总).csv`]: gbk(['#支付宝业务汇总查询', `#账号：[${sellerId}]`, '']),
  }
  return { status: 200, headers: { 'Content-Type': 'application/zip' }, body: Buffer.from(zipSync(files)) }
}

type Row = { trade: Trade; kind: '交易' | '退款'; fen: number; at: string; requestNo: string }

/** Payments by the day they were made, refunds by theirs. */
function rowsOf(context: AlipayContext, ref: string, date: string): Row[] {
  const isThen = (at: string | undefined) => at !== undefined && beijing(new Date(at)).startsWith(date)
  return Object.values(context.book.trades)
    .filter(trade => trade.ref === ref)
    .flatMap(trade => [
      ...(trade.paidAt && isThen(trade.paidAt)
        ? [{ trade, kind: '交易' as const, fen: trade.totalFen, at: trade.paidAt, requestNo: '' }]
        : []),
      ...trade.refunds
        .filter(({ at }) => isThen(at))
        .map(({ refundFen, at, outRequestNo }) => ({
          trade,
          kind: '退款' as const,
          fen: -refundFen,
          at,
          requestNo: outRequestNo,
        })),
    ])
}

const columns = [
  '支付宝交易号',
  '商户订单号',
  '业务类型',
  '商品名称',
  '创建时间',
  '完成时间',
  '门店编号',
  '门店名称',
  '操作员',
  '终端号',
  '对方账户',
  '订单金额（元）',
  '商家实收（元）',
  '支付宝红包（元）',
  '集分宝（元）',
  '支付宝优惠（元）',
  '商家优惠（元）',
  '券核销金额（元）',
  '券名称',
  '商家红包消费金额（元）',
  '卡消费金额（元）',
  '退款批次号/请求号',
  '服务费（元）',
  '分润（元）',
  '备注',
]

function detailsOf(sellerId: string, date: string, rows: Row[], more: number): string[] {
  const of = (kind: Row['kind']) => rows.filter(row => row.kind === kind)
  const sum = (some: Row[]) => yuan(some.reduce((total, { fen }) => total + fen, 0))
  const [paid, back] = [of('交易'), of('退款')]
  return [
    '#支付宝业务明细查询',
    `#账号：[${sellerId}0156]`,
    `#起始日期：[${date} 00:00:00]   终止日期：[${date} 23:59:59]`,
    '#-----------------------------------------业务明细列表----------------------------------------',
    columns.join(','),
    ...rows.map(lineOf),
    '#-----------------------------------------业务明细列表结束------------------------------------',
    `#交易合计：${paid.length + more}笔，商家实收共${sum(paid)}元，商家优惠共0.00元`,
    `#退款合计：${back.length}笔，商家实收退款共${sum(back)}元，商家优惠退款共0.00元`,
    `#导出时间：[${date} 09:00:00]`,
    '',
  ]
}

/** Each cell ends in a tab, so that a spreadsheet leaves long numbers alone; 0.6 % is the channel's fee. */
function lineOf({ trade, kind, fen, at, requestNo }: Row): string {
  const time = beijing(new Date(at))
  const fee = yuan(-Math.round(fen * 0.006))
  const cells = new Map([
    ['支付宝交易号', trade.tradeNo ?? ''],
    ['商户订单号', trade.outTradeNo],
    ['业务类型', kind],
    ['商品名称', trade.subject.replaceAll(',', ' ')],
    ['创建时间', time],
    ['完成时间', time],
    ['对方账户', '*红(138****0001)'],
    ['订单金额（元）', yuan(fen)],
    ['商家实收（元）', yuan(fen)],
    ['退款批次号/请求号', requestNo],
    ['服务费（元）', fee],
  ])
  const filled = (column: string) => cells.get(column) ?? (column.endsWith('（元）') ? '0.00' : '')
  return columns.map(column => `${filled(column)}\t`).join(',')
}
