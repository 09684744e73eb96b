import * as z from 'zod'
import { formatScaled, yuanScale } from '../money'
import type { FinanceSettings, Voucher, VoucherLine } from './voucher-schema'

export const VoucherSystem = z.enum(['kingdee', 'yonyou'])
export type VoucherSystem = z.infer<typeof VoucherSystem>
export const voucherSystemNames: Record<VoucherSystem, string> = {
  kingdee: '金蝶（K/3、KIS 引入标准格式凭证）',
  yonyou: '用友（U8、T3 总账工具）',
}

/** What a column may say; `blank` stands where the import asks for the column and we have nothing to put there. */
export type VoucherField =
  | 'date'
  | 'year'
  | 'period'
  | 'word'
  | 'number'
  | 'code'
  | 'name'
  | 'currency'
  | 'currencyName'
  | 'amount'
  | 'debit'
  | 'credit'
  | 'maker'
  | 'summary'
  | 'zero'
  | 'one'
  | 'entry'
  | 'serial'
  | 'blank'

/** How a field's value is kept in a workbook: money from fen, as a number that adds up. */
export const voucherFieldKinds: Record<VoucherField, 'text' | 'money' | 'count' | 'date'> = {
  date: 'date',
  year: 'text',
  period: 'text',
  word: 'text',
  number: 'text',
  code: 'text',
  name: 'text',
  currency: 'text',
  currencyName: 'text',
  amount: 'money',
  debit: 'money',
  credit: 'money',
  maker: 'text',
  summary: 'text',
  zero: 'count',
  one: 'count',
  entry: 'count',
  serial: 'count',
  blank: 'text',
}

type Column = { title: string; field: VoucherField }
type Layout = { sheet: string; columns: Column[]; number: (value: number) => string }
const columns = (...all: [string, VoucherField][]): Column[] => all.map(([title, field]) => ({ title, field }))

/**
 * The columns that the programs read, in their order, as data: 金蝶 K/3 「引入标准格式凭证」, whose sheet is Page1; 用友 U8
 * 「总账工具」, where rows of one date, word and number are one voucher.
 */
export const voucherLayouts: Record<VoucherSystem, Layout> = {
  kingdee: {
    sheet: 'Page1',
    number: String,
    columns: columns(
      ['凭证日期', 'date'],
      ['会计年度', 'year'],
      ['会计期间', 'period'],
      ['凭证字', 'word'],
      ['凭证号', 'number'],
      ['科目代码', 'code'],
      ['科目名称', 'name'],
      ['币别代码', 'currency'],
      ['币别名称', 'currencyName'],
      ['原币金额', 'amount'],
      ['借方', 'debit'],
      ['贷方', 'credit'],
      ['制单', 'maker'],
      ['审核', 'blank'],
      ['核准', 'blank'],
      ['出纳', 'blank'],
      ['经办', 'blank'],
      ['结算方式', 'blank'],
      ['结算号', 'blank'],
      ['凭证摘要', 'summary'],
      ['数量', 'zero'],
      ['数量单位', 'blank'],
      ['单价', 'zero'],
      ['参考信息', 'blank'],
      ['业务日期', 'date'],
      ['往来业务编号', 'blank'],
      ['附件数', 'zero'],
      ['序号', 'serial'],
      ['系统模块', 'blank'],
      ['业务描述', 'blank'],
      ['汇率类型', 'blank'],
      ['汇率', 'one'],
      ['分录序号', 'entry'],
      ['核算项目', 'blank'],
      ['过账', 'zero'],
      ['机制凭证', 'blank'],
      ['现金流量', 'blank'],
    ),
  },
  yonyou: {
    sheet: '凭证',
    number: value => String(value).padStart(4, '0'),
    columns: columns(
      ['制单日期', 'date'],
      ['凭证类别字', 'word'],
      ['业务号', 'number'],
      ['附单据数', 'zero'],
      ['摘要', 'summary'],
      ['科目编码', 'code'],
      ['借方金额', 'debit'],
      ['贷方金额', 'credit'],
      ['数量', 'zero'],
      ['外币', 'zero'],
      ['汇率', 'zero'],
      ['制单人', 'maker'],
      ['结算方式', 'blank'],
      ['票号', 'blank'],
      ['发生日期', 'blank'],
      ['部门编码', 'blank'],
      ['个人编码', 'blank'],
      ['客户编码', 'blank'],
      ['供应商编码', 'blank'],
      ['业务员', 'blank'],
      ['项目编码', 'blank'],
    ),
  },
}

/** 用友's codes have no points between their levels. */
const codeFor = (system: VoucherSystem, code: string) => (system === 'yonyou' ? code.replaceAll('.', '') : code)

type Cell = string | number

/** The rows of a file below its head, one for each line of each voucher; amounts in fen. */
export function voucherRows(
  system: VoucherSystem,
  vouchers: readonly Voucher[],
  { maker }: Pick<FinanceSettings, 'maker'>,
): Cell[][] {
  const layout = voucherLayouts[system]
  return vouchers.flatMap(voucher =>
    voucher.lines.map((line, i) =>
      layout.columns.map(({ field }) => cellOf(field, { system, voucher, line, i, maker })),
    ),
  )
}

type Row = { system: VoucherSystem; voucher: Voucher; line: VoucherLine; i: number; maker: string }

function cellOf(field: VoucherField, { system, voucher, line, i, maker }: Row): Cell {
  const cells: Record<VoucherField, Cell> = {
    date: voucher.date,
    year: voucher.date.slice(0, 4),
    period: String(Number(voucher.date.slice(5, 7))),
    word: voucher.word,
    number: voucherLayouts[system].number(voucher.number),
    code: codeFor(system, line.code),
    name: line.name,
    currency: 'RMB',
    currencyName: '人民币',
    amount: line.debitFen === 0 ? line.creditFen : line.debitFen,
    debit: line.debitFen,
    credit: line.creditFen,
    maker,
    summary: line.summary,
    zero: 0,
    one: 1,
    entry: i,
    serial: voucher.number,
    blank: '',
  }
  return cells[field]
}

/** RFC 4180; amounts in yuan. Text never begins a formula, whatever a person wrote. */
export function voucherCsv(system: VoucherSystem, rows: Cell[][]): string {
  const { columns: all } = voucherLayouts[system]
  const cells = rows.map(row =>
    row.map((cell, i) => {
      const kind = voucherFieldKinds[all[i]?.field ?? 'blank']
      return kind === 'money' ? formatScaled(Number(cell), yuanScale) : quoted(String(cell))
    }),
  )
  return [all.map(({ title }) => title), ...cells].map(row => `${row.join(',')}\r\n`).join('')
}

const quoted = (text: string) => {
  const safe = /^[=+\-@]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
