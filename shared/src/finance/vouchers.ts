import { type Fen, sumFen } from '../money'
import { type JournalAccount, type PostingKind, postingKindNames } from '../payments/schema'
import { monthEnd } from '../time'
import type { FeeRegime, JournalTotal, MonthReport } from './month-schema'
import { type AccountCode, type BookAccount, bookingName, type FinanceSettings, type Voucher } from './voucher-schema'

type Report = Pick<MonthReport, 'month' | 'regime' | 'totals'> & {
  items: Pick<MonthReport['items'][number], 'feeItemId' | 'name'>[]
}
type Settings = Pick<FinanceSettings, 'word' | 'firstNumber' | 'codes'>

/**
 * A month's vouchers, one for each kind of posting that moved something, numbered in the order of the kinds: the same
 * books give the same numbers. What has no code is named in `missing`, and then there are no vouchers.
 */
export function vouchersOf(report: Report, settings: Settings): { vouchers: Voucher[]; missing: string[] } {
  const names = new Map(report.items.map(({ feeItemId, name }) => [feeItemId, name]))
  const missing = new Set<string>()
  const kinds = [...new Set(report.totals.map(({ kind }) => kind))]
  const vouchers = kinds.flatMap(kind => {
    const lines = booked(
      report.totals.filter(total => total.kind === kind),
      report.regime,
      settings.codes,
      total => missing.add(bookingName(total, id => names.get(id))),
    ).map(({ code, name, amountFen }) => ({
      summary: summaryOf(kind, report.month),
      code,
      name,
      ...sides(kind, amountFen),
    }))
    return lines.length === 0 ? [] : [{ kind, lines }]
  })
  if (missing.size > 0) return { vouchers: [], missing: [...missing].sort() }
  return {
    missing: [],
    vouchers: vouchers.map(({ lines }, i) => ({
      number: settings.firstNumber + i,
      word: settings.word,
      date: monthEnd(report.month),
      month: report.month,
      lines: lines.sort((a, b) => Number(b.debitFen !== 0) - Number(a.debitFen !== 0) || (a.code < b.code ? -1 : 1)),
    })),
  }
}

/**
 * Where 酬金制 keeps what 包干制 earns: the fees less 优惠, their late fees and what is kept of a deposit are the owners'
 * money, and what is spent comes out of it (物业服务收费管理办法 9).
 */
export const bookAccountOf = (account: JournalAccount, regime: FeeRegime): BookAccount =>
  regime === 'held' && ofOwners.has(account) ? 'held' : account
const ofOwners: ReadonlySet<JournalAccount> = new Set(['revenue', 'late_fee', 'discount', 'expense'])

/** The code of the fee item, channel or kind of expense, else that of the account. */
export const codeOf = (
  codes: readonly AccountCode[],
  of: {
    account: BookAccount
    feeItemId?: string | undefined
    channel?: string | undefined
    category?: string | undefined
  },
): AccountCode | undefined => {
  const own = codes.filter(({ account }) => account === of.account)
  return (
    own.find(({ feeItemId }) => feeItemId !== undefined && feeItemId === of.feeItemId) ??
    own.find(({ channel }) => channel !== undefined && channel === of.channel) ??
    own.find(({ category }) => category !== undefined && category === of.category) ??
    own.find(({ feeItemId, channel, category }) => [feeItemId, channel, category].every(part => part === undefined))
  )
}

type Booking = Pick<AccountCode, 'code' | 'name'> & { amountFen: Fen }

/** One line a code: what several items book to one account is one sum. */
function booked(
  totals: JournalTotal[],
  regime: FeeRegime,
  codes: readonly AccountCode[],
  lacks: (total: Pick<JournalTotal, 'feeItemId' | 'channel' | 'category'> & { account: BookAccount }) => void,
): Booking[] {
  const lines = new Map<string, Booking>()
  for (const { account: posted, feeItemId, channel, category, amountFen } of totals) {
    const account = bookAccountOf(posted, regime)
    const found = codeOf(codes, { account, feeItemId, channel, category })
    if (!found) {
      lacks({ account, feeItemId, channel, category })
      continue
    }
    const { code, name } = found
    const line = lines.get(code)
    lines.set(code, { code, name, amountFen: sumFen([line?.amountFen ?? 0, amountFen]) })
  }
  return [...lines.values()].filter(({ amountFen }) => amountFen !== 0)
}

const reversals: readonly PostingKind[] = ['voiding', 'opening_reversal', 'expense_reversal']

/** Reversals are written in red on the side that they take back: turnover then is what really happened. */
function sides(kind: PostingKind, amountFen: Fen): { debitFen: Fen; creditFen: Fen } {
  const isDebit = reversals.includes(kind) ? amountFen < 0 : amountFen > 0
  return isDebit ? { debitFen: amountFen, creditFen: 0 } : { debitFen: 0, creditFen: 0 - amountFen }
}

const summaryOf = (kind: PostingKind, month: string) => `${Number(month.slice(5))}月${postingKindNames[kind]}`
