import * as z from 'zod'
import { CommunityId, Id } from '../ids'
import { Fen } from '../money'
import { Channel, channelNames, JournalAccount } from '../payments/schema'
import { YearMonth } from '../time'
import { ExpenseCategory, expenseCategoryNames } from './expense-category'
import { FeeRegime } from './month-schema'

/** Accounts that a voucher books to: the journal's, and what 酬金制 holds in the place of revenue. */
export const BookAccount = z.enum([...JournalAccount.options, 'held'])
export type BookAccount = z.infer<typeof BookAccount>
export const bookAccountNames: Record<BookAccount, string> = {
  receivable: '应收账款',
  channel_cash: '资金',
  prepayment: '预收账款',
  revenue: '物业服务收入',
  liability: '代收代付',
  late_fee: '违约金收入',
  suspense: '待查收款',
  discount: '优惠',
  deposit: '押金',
  opening_balance: '期初',
  expense: '物业服务支出',
  cash_difference: '待处理现金长短款',
  refund_payable: '应退款',
  channel_fee: '渠道手续费',
  held: '代管物业费（酬金制）',
}

/** Which account of the ledger software something books to: of all of it, one fee item, one channel, one kind of expense. */
export const AccountCode = z.object({
  account: BookAccount,
  feeItemId: Id.optional(),
  channel: Channel.optional(),
  category: ExpenseCategory.optional(),
  code: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z][0-9A-Za-z.\-_]{0,29}$/, '科目编码只能是数字、字母和 . - _'),
  name: z.string().trim().min(1, '请填写科目名称').max(60),
})
export type AccountCode = z.infer<typeof AccountCode>

/** How a community's vouchers are made. `firstNumber`: the ledger software may have vouchers of its own before ours. */
export const FinanceSettings = z.object({
  communityId: CommunityId,
  regime: FeeRegime,
  /** 凭证字 */
  word: z.string().trim().min(1, '请填写凭证字').max(4),
  firstNumber: z.number().int().min(1).max(99_999),
  maker: z.string().trim().max(20),
  codes: z.array(AccountCode).max(400, '科目最多 400 行'),
  version: z.number().int(),
})
export type FinanceSettings = z.infer<typeof FinanceSettings>

export const VoucherLine = z.object({
  summary: z.string(),
  code: z.string(),
  name: z.string(),
  /** One of them is 0; a reversal (红字) is negative on the side that it takes back. */
  debitFen: Fen,
  creditFen: Fen,
})
export type VoucherLine = z.infer<typeof VoucherLine>

/** 记账凭证: what one kind of posting came to in a month. */
export const Voucher = z.object({
  number: z.number().int(),
  word: z.string(),
  date: z.string(),
  month: YearMonth,
  lines: z.array(VoucherLine).min(2),
})
export type Voucher = z.infer<typeof Voucher>

/** 企业会计准则 as small companies keep it; each community puts its own codes in their place. */
export const usualCodes: AccountCode[] = [
  { account: 'receivable', code: '1122', name: '应收账款' },
  { account: 'channel_cash', channel: 'cash', code: '1001', name: '库存现金' },
  { account: 'channel_cash', code: '1002', name: '银行存款' },
  { account: 'channel_cash', channel: 'wechat', code: '1012.01', name: '其他货币资金_微信' },
  { account: 'channel_cash', channel: 'alipay', code: '1012.02', name: '其他货币资金_支付宝' },
  { account: 'prepayment', code: '2203', name: '预收账款' },
  { account: 'revenue', code: '6001', name: '主营业务收入_物业服务收入' },
  { account: 'liability', code: '2241.01', name: '其他应付款_代收代付' },
  { account: 'late_fee', code: '6301', name: '营业外收入_违约金' },
  { account: 'discount', code: '6001.99', name: '主营业务收入_收费优惠' },
  { account: 'suspense', code: '2241.09', name: '其他应付款_待查收款' },
  { account: 'deposit', code: '2241.02', name: '其他应付款_押金' },
  { account: 'opening_balance', code: '4104', name: '利润分配_期初调整' },
  { account: 'held', code: '2241.03', name: '其他应付款_代管物业费' },
  { account: 'expense', code: '6401', name: '主营业务成本_物业服务支出' },
  { account: 'refund_payable', code: '2241.08', name: '其他应付款_应退款' },
  { account: 'cash_difference', code: '1901', name: '待处理财产损溢_现金长短款' },
  { account: 'channel_fee', code: '6603.02', name: '财务费用_渠道手续费' },
]

/** 「资金（微信支付）」, 「物业服务收入（物业费）」: what an account is of, for whoever has to give it a code. */
export const bookingName = (
  {
    account,
    channel,
    feeItemId,
    category,
  }: {
    account: BookAccount
    channel?: Channel | undefined
    feeItemId?: string | undefined
    category?: ExpenseCategory | undefined
  },
  feeItemName: (feeItemId: string) => string | undefined,
): string => {
  const item = feeItemId && (feeItemName(feeItemId) ?? '已删除的收费项目')
  const of = channel ? channelNames[channel] : (item ?? (category && expenseCategoryNames[category]))
  return of ? `${bookAccountNames[account]}（${of}）` : bookAccountNames[account]
}
