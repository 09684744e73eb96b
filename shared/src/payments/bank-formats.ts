import { BankFormat } from './bank-format'

const number = (width: number) => ({ width, fill: 'zeros' }) as const

/** Fields of fixed width in GBK, amounts in fen: as city banks and card centres take them. */
const fixed = BankFormat.parse({
  formatId: 'fixed-gbk',
  name: '定长文本（GBK，金额到分）',
  encoding: 'gbk',
  extension: 'txt',
  debit: {
    header: [
      { text: 'F', width: 1 },
      { value: 'batchNumber', width: 20 },
      { value: 'date', width: 8, as: 'day' },
      { value: 'count', ...number(8) },
      { value: 'totalFen', ...number(15) },
    ],
    line: [
      { value: 'line', ...number(8) },
      { value: 'account', width: 32 },
      { value: 'accountName', width: 60 },
      { value: 'amountFen', ...number(13) },
      { value: 'agreementNumber', width: 30 },
      { value: 'message', width: 40 },
    ],
  },
  result: {
    header: [
      { text: 'R', width: 1 },
      { value: 'batchNumber', width: 20 },
      { value: 'date', width: 8, as: 'day' },
      { value: 'count', ...number(8) },
      { value: 'totalFen', ...number(15) },
    ],
    line: [
      { value: 'line', ...number(8) },
      { value: 'account', width: 32 },
      { value: 'amountFen', ...number(13) },
      { value: 'paidOn', width: 8, as: 'day' },
      { value: 'code', width: 4 },
      { value: 'message', width: 40 },
    ],
  },
  success: ['0000'],
  failures: {
    '1001': '余额不足',
    '1002': '账户已销户',
    '1003': '账户已冻结或挂失',
    '1004': '账号与户名不符',
    '1005': '没有代扣协议，或者协议已解除',
    '1006': '超过代扣限额',
    '9999': '银行系统出错，可以再扣一次',
  },
})

/** A .csv with a head and a last line of totals, amounts in yuan. */
const delimited = BankFormat.parse({
  formatId: 'csv-totals',
  name: '逗号分隔（UTF-8，带合计行，金额到元）',
  encoding: 'utf8',
  extension: 'csv',
  separator: ',',
  debit: {
    header: [{ text: 'BATCH' }, { value: 'batchNumber' }, { value: 'date' }],
    line: [
      { value: 'line' },
      { value: 'agreementNumber' },
      { value: 'accountName' },
      { value: 'account' },
      { value: 'amountFen', as: 'yuan' },
      { value: 'message' },
    ],
    trailer: [{ text: 'TOTAL' }, { value: 'count' }, { value: 'totalFen', as: 'yuan' }],
  },
  result: {
    header: [{ text: 'RESULT' }, { value: 'batchNumber' }, { value: 'date' }],
    line: [
      { value: 'line' },
      { value: 'account' },
      { value: 'amountFen', as: 'yuan' },
      { value: 'code' },
      { value: 'paidOn' },
      { value: 'message' },
    ],
    trailer: [{ text: 'TOTAL' }, { value: 'count' }, { value: 'totalFen', as: 'yuan' }],
  },
  success: ['S', 'SUCCESS'],
  failures: {
    E01: '余额不足',
    E02: '账户已销户',
    E03: '账户状态不正常',
    E04: '账号与户名不符',
    E05: '协议不存在或已到期',
    E06: '超过单笔或当日限额',
    E99: '银行处理失败，可以再扣一次',
  },
})

export const bankFormats: readonly BankFormat[] = [fixed, delimited]

export const bankFormat = (formatId: string): BankFormat | undefined =>
  bankFormats.find(format => format.formatId === formatId)

/** What a bank's code says of a line; undefined for one that the format does not know. */
export function outcomeOf(
  { success, failures }: BankFormat,
  code: string,
): { outcome: 'paid' } | { outcome: 'failed'; reason: string } | undefined {
  if (success.includes(code)) return { outcome: 'paid' }
  const reason = Object.hasOwn(failures, code) ? failures[code] : undefined
  return reason === undefined ? undefined : { outcome: 'failed', reason }
}
