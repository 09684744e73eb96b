import * as z from 'zod'
import { CommunityId } from '../ids'
import { Fen, sumFen } from '../money'
import { HistoryRow } from '../opening/schema'
import { BusinessDate } from '../time'
import { Period } from './fee-schema'
import { ChargedObject } from './schema'

export const StatementKind = z.enum([
  'opening_arrears',
  'bill',
  'void',
  'payment',
  'refund',
  'credit',
  'discount',
  'opening_prepayment',
  'prepayment',
  'prepayment_used',
  'prepayment_refunded',
  'prepayment_returned',
  'prepayment_reversed',
  'opening_deposit',
  'deposit',
  'deposit_returned',
  'deposit_reversed',
])
export type StatementKind = z.infer<typeof StatementKind>

/** What each account of the room holds: 应收, 预存, 押金. */
export const StatementBalance = z.object({ receivableFen: Fen, prepaymentFen: Fen, depositFen: Fen })
export type StatementBalance = z.infer<typeof StatementBalance>

/** One movement; `changes` names the accounts that it moves. */
export const StatementEntry = z.object({
  date: BusinessDate,
  kind: StatementKind,
  /** The bill, order, lot or deposit that it is of. */
  sourceId: z.string(),
  itemName: z.string(),
  period: Period.optional(),
  payerName: z.string().optional(),
  /** What moves: receivable (a bill is positive, a payment negative), prepayment or deposit. */
  account: z.enum(['receivable', 'prepayment', 'deposit']),
  amountFen: Fen,
  /** 违约金 that came with a payment: income, never receivable. */
  lateFeeFen: Fen.optional(),
  /** Why a bill is void. */
  note: z.string().optional(),
})
export type StatementEntry = z.infer<typeof StatementEntry>

/** One calendar year of a statement, or what of it lies in the period. `historyFen` is what the old books had, in no sum. */
export const StatementYear = z.object({
  year: z.string(),
  before: StatementBalance,
  billedFen: Fen,
  paidFen: Fen,
  /** What else was owed less by: 优惠 and 补差 that were credited. */
  creditedFen: Fen,
  /** 违约金 that was paid, less what went back. */
  lateFeeFen: Fen,
  after: StatementBalance,
  historyFen: Fen,
})
export type StatementYear = z.infer<typeof StatementYear>

/** 对账单 of a room and period: what was open before, each movement with the balance after it, what is open at the end. */
export const Statement = z.object({
  communityId: CommunityId,
  object: ChargedObject,
  from: BusinessDate,
  to: BusinessDate,
  before: StatementBalance,
  /** Years that are told by their sums alone, because there is too much: their last day, and what was open after it. */
  earlier: z.object({ to: BusinessDate, after: StatementBalance }).optional(),
  items: z.array(StatementEntry.extend({ after: StatementBalance })),
  after: StatementBalance,
  billedFen: Fen,
  paidFen: Fen,
  /** Years in which something moved, the first first: the balance before one is the balance after the last. */
  years: z.array(StatementYear),
  /** 历史缴费 of the period, as the old books had it: in none of the sums. */
  history: z.array(HistoryRow),
})
export type Statement = z.infer<typeof Statement>

/** More than anybody reads, and less than an answer holds. */
export const mostListed = 1_500

/**
 * The movements that are listed one by one: all, or those of the last years that fit; of a single year always all. The
 * years before them keep their sums.
 */
export function listed({ items }: Pick<Statement, 'items'>, most = mostListed): Pick<Statement, 'items' | 'earlier'> {
  const last = items.at(-1)
  if (!last || items.length <= most) return { items: [...items] }
  const firstOf = (year: string) => items.findIndex(({ date }) => date >= `${year}-01-01`)
  let year = last.date.slice(0, 4)
  for (let at = firstOf(year); at > 0; at = firstOf(year)) {
    const before = items[at - 1]?.date.slice(0, 4) ?? year
    if (items.length - firstOf(before) > most) break
    year = before
  }
  const at = firstOf(year)
  const told = items[at - 1]
  if (!told) return { items: [...items] }
  return { items: items.slice(at), earlier: { to: `${Number(year) - 1}-12-31`, after: told.after } }
}

const order: readonly StatementKind[] = StatementKind.options
const field = { receivable: 'receivableFen', prepayment: 'prepaymentFen', deposit: 'depositFen' } as const

/** The entries of a period in order with the balance after each; what lies before it is summed up, what lies after is left out. */
export function balanced(
  entries: readonly StatementEntry[],
  { from, to }: Period,
): Pick<Statement, 'before' | 'items' | 'after' | 'billedFen' | 'paidFen'> {
  const sorted = [...entries].sort(
    (a, b) => compare(a.date, b.date) || rank(a) - rank(b) || compare(keyOf(a), keyOf(b)),
  )
  const before = sumOf(sorted.filter(({ date }) => date < from))
  let after = before
  const within = sorted
    .filter(({ date }) => from <= date && date <= to)
    .map(entry => {
      after = plus(after, entry)
      return { ...entry, after }
    })
  return {
    before,
    items: within,
    after,
    ...receivableSums(within),
  }
}

function receivableSums(entries: readonly StatementEntry[]): { billedFen: Fen; paidFen: Fen } {
  const fen = (kinds: StatementKind[]) =>
    sumFen(
      entries.flatMap(({ account, kind, amountFen }) =>
        account === 'receivable' && kinds.includes(kind) ? [amountFen] : [],
      ),
    )
  return { billedFen: fen(['bill', 'opening_arrears', 'void']), paidFen: 0 - fen(['payment', 'refund']) }
}

/** The same by calendar year, with what the old books had of each. */
export function yearsOf({ before, items, history }: Pick<Statement, 'before' | 'items' | 'history'>): StatementYear[] {
  const yearOf = (date: string) => date.slice(0, 4)
  const past = history.flatMap(({ paidOn, paidFen }) => (paidOn ? [{ year: yearOf(paidOn), paidFen }] : []))
  const years = new Set([...items.map(({ date }) => yearOf(date)), ...past.map(({ year }) => year)])
  let balance = before
  return [...years].sort(compare).map(year => {
    const own = items.filter(({ date }) => yearOf(date) === year)
    const start = balance
    balance = own.at(-1)?.after ?? balance
    const { billedFen, paidFen } = receivableSums(own)
    return {
      year,
      before: start,
      billedFen,
      paidFen,
      creditedFen: start.receivableFen + billedFen - paidFen - balance.receivableFen,
      lateFeeFen: sumFen(own.map(({ lateFeeFen = 0 }) => lateFeeFen)),
      after: balance,
      historyFen: sumFen(past.flatMap(each => (each.year === year ? [each.paidFen] : []))),
    }
  })
}

const keyOf = ({ itemName, period, sourceId }: StatementEntry) => `${itemName}#${period?.from ?? ''}#${sourceId}`
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const rank = ({ kind }: StatementEntry) => order.indexOf(kind)
const nothing: StatementBalance = { receivableFen: 0, prepaymentFen: 0, depositFen: 0 }
const plus = (sum: StatementBalance, { account, amountFen }: StatementEntry): StatementBalance => ({
  ...sum,
  [field[account]]: sumFen([sum[field[account]], amountFen]),
})
const sumOf = (entries: StatementEntry[]) => entries.reduce(plus, nothing)
