import * as z from 'zod'
import { endpoint, page, pageInput, Version } from '../contract'
import { CommunityId, Id } from '../ids'
import { TypedFen } from '../money'
import { Posting } from '../payments/schema'
import { BusinessDate, YearMonth } from '../time'
import { ClosedMonth, MonthCheck, MonthReport } from './month-schema'
import { Counted, SlipCount, TillDay, TillEntry } from './till-schema'
import { VoucherSystem } from './voucher-layouts'
import { AccountCode, FinanceSettings, Voucher } from './voucher-schema'

const place = { communityId: CommunityId }
const cashier = { kind: 'office', permission: 'payments:collect' } as const
const reader = { kind: 'office', permission: 'finance:read' } as const
const closer = { kind: 'office', permission: 'finance:close' } as const
const none = TypedFen.or(z.literal(0))
const signedFen = z.number().int().min(-999_999_999_999).max(999_999_999_999)
const slip = SlipCount.extend({ amountFen: signedFen })
const days = page(TillDay)
const entries = page(TillEntry).extend({ day: TillDay })

const counting = {
  cashFen: none,
  floatFen: none.default(0),
  pieces: Counted.shape.pieces,
  slips: z.strictObject({ pos: slip, transfer: slip, cheque: slip }).partial().default({}),
  note: z.string().trim().max(200).optional(),
  /** What the page showed that the till should hold, so that money in between is seen first. */
  movements: z.number().int(),
}

export const financeApi = {
  myDays: endpoint({
    id: 'finance.myDays',
    method: 'GET',
    path: '/v1/c/:communityId/my-till',
    summary: '我的日结，按月',
    access: cashier,
    input: { ...place, month: YearMonth, ...pageInput },
    output: days,
  }),
  /** The day with what the till should hold, and its movements, the first first. A day without any is open and empty. */
  myDay: endpoint({
    id: 'finance.myDay',
    method: 'GET',
    path: '/v1/c/:communityId/my-till/:date',
    summary: '我的一天：应有多少，收退明细',
    access: cashier,
    input: { ...place, date: BusinessDate, ...pageInput },
    output: entries,
  }),
  /** Once: what comes later for this day goes to the next open one. Wrong entries are put right by refunds of later days. */
  closeDay: endpoint({
    id: 'finance.closeDay',
    method: 'POST',
    path: '/v1/c/:communityId/my-till/:date/close',
    summary: '日结：清点现金和单据，签字',
    access: cashier,
    input: { ...place, date: BusinessDate, ...counting },
    output: TillDay,
  }),
  listDays: endpoint({
    id: 'finance.listDays',
    method: 'GET',
    path: '/v1/c/:communityId/tills',
    summary: '收费员日结，按月',
    access: reader,
    input: { ...place, month: YearMonth, ...pageInput },
    output: days,
  }),
  tillDay: endpoint({
    id: 'finance.tillDay',
    method: 'GET',
    path: '/v1/c/:communityId/tills/:cashierId/:date',
    summary: '一个收费员的一天',
    access: reader,
    input: { ...place, cashierId: Id, date: BusinessDate, ...pageInput },
    output: entries,
  }),
  /** For somebody who cannot do it any more: counted and signed by whoever takes it over. */
  closeTill: endpoint({
    id: 'finance.closeTill',
    method: 'POST',
    path: '/v1/c/:communityId/tills/:cashierId/:date/close',
    summary: '代人日结',
    access: closer,
    input: { ...place, cashierId: Id, date: BusinessDate, ...counting },
    output: TillDay,
  }),
  /** By somebody else than the cashier and whoever signed. */
  checkDay: endpoint({
    id: 'finance.checkDay',
    method: 'POST',
    path: '/v1/c/:communityId/tills/:cashierId/:date/check',
    summary: '复核日结',
    access: closer,
    input: { ...place, cashierId: Id, date: BusinessDate, note: z.string().trim().max(200).optional() },
    output: TillDay,
  }),
  /** Newest first; `next` is the one month that can be closed, with what is looked at before. */
  listMonths: endpoint({
    id: 'finance.listMonths',
    method: 'GET',
    path: '/v1/c/:communityId/closed-months',
    summary: '已结账的月份',
    access: reader,
    input: { ...place, ...pageInput },
    output: page(ClosedMonth),
  }),
  nextMonth: endpoint({
    id: 'finance.nextMonth',
    method: 'GET',
    path: '/v1/c/:communityId/closing',
    summary: '下一个要结账的月份，和结账前的检查',
    access: reader,
    input: place,
    output: z.object({ month: YearMonth, closing: ClosedMonth.optional(), checks: z.array(MonthCheck) }),
  }),
  /** A command to the sealer. Asking again for a month that did not get through wakes it up. */
  closeMonth: endpoint({
    id: 'finance.closeMonth',
    method: 'POST',
    path: '/v1/c/:communityId/closed-months/:month/close',
    summary: '月结',
    access: closer,
    input: { ...place, month: YearMonth, despite: z.array(MonthCheck.shape.name).default([]) },
    output: ClosedMonth,
  }),
  monthReport: endpoint({
    id: 'finance.monthReport',
    method: 'GET',
    path: '/v1/c/:communityId/closed-months/:month',
    summary: '月报：结账时的数，以后不变',
    access: reader,
    input: { ...place, month: YearMonth },
    output: z.object({ closing: ClosedMonth.optional(), report: MonthReport.optional() }),
  }),
  /** By posting date: what a month's books are made of, in sequence. */
  listPostings: endpoint({
    id: 'finance.listPostings',
    method: 'GET',
    path: '/v1/c/:communityId/postings',
    summary: '账本：一个月的分录，按登账顺序',
    access: reader,
    input: { ...place, month: YearMonth, ...pageInput },
    output: page(Posting),
  }),
  settings: endpoint({
    id: 'finance.settings',
    method: 'GET',
    path: '/v1/c/:communityId/finance-settings',
    summary: '凭证设置：科目编码，包干制或酬金制',
    access: reader,
    input: place,
    output: FinanceSettings,
  }),
  saveSettings: endpoint({
    id: 'finance.saveSettings',
    method: 'POST',
    path: '/v1/c/:communityId/finance-settings',
    summary: '保存凭证设置',
    access: closer,
    input: {
      ...place,
      regime: FinanceSettings.shape.regime,
      word: FinanceSettings.shape.word,
      firstNumber: FinanceSettings.shape.firstNumber,
      maker: FinanceSettings.shape.maker,
      codes: z.array(z.strictObject(AccountCode.shape)).max(400, '科目最多 400 行'),
      version: Version,
    },
    output: FinanceSettings,
  }),
  /** Of a closed month; `missing` names what has no account code, and then there are none. */
  vouchers: endpoint({
    id: 'finance.vouchers',
    method: 'GET',
    path: '/v1/c/:communityId/vouchers/:month',
    summary: '一个月的记账凭证',
    access: reader,
    input: { ...place, month: YearMonth },
    output: z.object({ isClosed: z.boolean(), vouchers: z.array(Voucher), missing: z.array(z.string()) }),
  }),
  /** A file for the ledger software; `url` is private and expires. The first one of a month fixes its numbers. */
  exportVouchers: endpoint({
    id: 'finance.exportVouchers',
    method: 'POST',
    path: '/v1/c/:communityId/vouchers/:month/export',
    summary: '导出凭证（金蝶、用友）',
    access: closer,
    input: { ...place, month: YearMonth, system: VoucherSystem, form: z.enum(['xlsx', 'csv']) },
    output: z.object({ url: z.string(), name: z.string(), vouchers: z.number().int() }),
  }),
}
