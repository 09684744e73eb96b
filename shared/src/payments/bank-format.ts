import * as z from 'zod'

/** What a field of a bank's file says. Amounts travel as fen, dates as YYYY-MM-DD, until a field says how it writes them. */
export const BankValue = z.enum([
  'batchNumber',
  'date',
  'line',
  'account',
  'accountName',
  'agreementNumber',
  'amountFen',
  'paidOn',
  'code',
  'message',
  'count',
  'totalFen',
])
export type BankValue = z.infer<typeof BankValue>
export type BankValues = Partial<Record<BankValue, string>>

/** One field: what it holds, or a fixed text; `width` in bytes of GBK, where the file has no separators. */
export const BankField = z.strictObject({
  value: BankValue.optional(),
  text: z.string().optional(),
  width: z.number().int().positive().optional(),
  /** Numbers are usually filled up with 0 on the left, words with spaces on the right. */
  fill: z.enum(['zeros', 'spaces']).default('spaces'),
  /** yuan: 205.85; day: 20261122. */
  as: z.enum(['plain', 'yuan', 'day']).default('plain'),
})
export type BankField = z.infer<typeof BankField>

const fields = z.array(BankField).min(1)
export const BankFileLayout = z.strictObject({
  header: fields.optional(),
  line: fields,
  trailer: fields.optional(),
})
export type BankFileLayout = z.infer<typeof BankFileLayout>

/** 代扣文件格式 of a bank, as data: what goes out, what comes back, and what its codes mean. */
export const BankFormat = z.strictObject({
  formatId: z.string().regex(/^[a-z0-9-]{2,30}$/),
  name: z.string(),
  encoding: z.enum(['gbk', 'utf8']),
  /** How a file is called: `txt`, `csv`. */
  extension: z.string(),
  /** Absent: fields of fixed width. */
  separator: z.enum([',', '|', '\t']).optional(),
  debit: BankFileLayout,
  result: BankFileLayout,
  /** Codes of success; every other one that is listed is a failure, with what it tells the office. */
  success: z.array(z.string()).min(1),
  failures: z.record(z.string(), z.string()),
})
export type BankFormat = z.infer<typeof BankFormat>
