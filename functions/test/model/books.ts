import { expectedOf } from '@linli/shared/finance/till-rules'
import { DeskChannel } from '@linli/shared/payments/schema'
import { addDays, daysBetween, maxDate, minDate, monthEnd, monthOf, monthStart } from '@linli/shared/time'
import { expect } from 'vitest'
import { movementsOf } from '@linli/shared/billing/movements'
import { coverName } from '../../src/billing/cover'
import type { StoredBill } from '../../src/billing/store'
import { hashOf } from '../../src/payments/seal'
import type { StoredPosting } from '../../src/payments/store'
import type { Books } from './books-of'

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)

/** What must hold of any books at any time. `cashFen` is the money that is really there, `spentFen` what was spent. */
export function expectSound(books: Books, { cashFen, spentFen }: { cashFen: number; spentFen: number }): void {
  expectChained(books)
  const { bills, lots, deposits, ledger } = books
  const live = bills.filter(({ state }) => state !== 'void')
  const { receivable = 0, prepayment = 0, deposit = 0, channel_cash: cash = 0, late_fee: late = 0 } = ledger.accounts
  expect({ cash, receivable, prepayment, deposit, late, expense: ledger.accounts.expense ?? 0 }).toEqual({
    cash: cashFen,
    receivable: sum(live.map(bill => bill.amountFen - bill.paidFen)),
    prepayment: 0 - sum(lots.map(lot => lot.leftFen)),
    deposit: 0 - sum(deposits.filter(each => each.state === 'held').map(each => each.amountFen)),
    late: 0 - sum(bills.map(bill => bill.lateFeePaidFen)),
    expense: spentFen,
  })
  for (const bill of bills) expectPaidOnce(bill)
  expectDiscounts(books)
  expectTills(books)
  for (const lot of lots) same(lot.leftFen >= 0, true)
  expectDaysOnce(live)
}

/** Postings balance, are numbered without gaps as their receipts are, name the hash before them, and add up to the balances. */
function expectChained({ postings, ledger }: Books): void {
  const accounts: Record<string, number> = {}
  const receipts = new Map<string, number>()
  let [seq, hash] = [0, '']
  for (const posting of postings) {
    same(sum(posting.lines.map(line => line.amountFen)), 0)
    for (const line of posting.lines) accounts[line.account] = (accounts[line.account] ?? 0) + line.amountFen
    seq += 1
    same(posting.seq, seq)
    same(posting.previousHash, hash)
    hash = ownHash(posting)
    same(posting.hash, hash)
    const [series, number] = posting.receiptSerial?.split('-') ?? []
    if (series === undefined) continue
    receipts.set(series, (receipts.get(series) ?? 0) + 1)
    same(Number(number), receipts.get(series))
  }
  expect({ seq: ledger.seq, hash: ledger.hash, accounts: ledger.accounts }).toEqual({ seq, hash, accounts })
}

/** The hash that a posting must have by its own words and the hash before it. */
const hashes = new WeakMap<StoredPosting, string>()
function ownHash(posting: StoredPosting): string {
  const { seq = 0, postingDate = '', receiptSerial, previousHash = '' } = posting
  const hash = hashes.get(posting) ?? hashOf(posting, seq, postingDate, receiptSerial, previousHash)
  hashes.set(posting, hash)
  return hash
}

/** Asserts what is asked hundreds of thousands of times: an assertion that holds costs a comparison. */
function same(found: unknown, wanted: unknown): void {
  if (found !== wanted) expect(found).toBe(wanted)
}

/** Never more than its amount, and what is on it is what came, less what went. */
function expectPaidOnce(bill: StoredBill): void {
  same(Math.max(Math.min(bill.amountFen, 0), Math.min(bill.paidFen, Math.max(bill.amountFen, 0))), bill.paidFen)
  const movements = movementsOf(bill)
  same(sum(movements.map(each => each.principalFen)), bill.paidFen)
  same(sum(movements.map(each => each.lateFeeFen)), bill.lateFeePaidFen)
  if (bill.state === 'void' || bill.state === 'published') same(bill.paidFen, 0)
  if (bill.state === 'paid') same(bill.paidFen, bill.amountFen)
}

/** What was taken off for paying on time is what the bills say: it lessens what was earned, and is no money. */
function expectDiscounts({ bills, ledger }: Books): void {
  const taken = bills.flatMap(movementsOf).map(({ discountFen = 0 }) => discountFen)
  same(ledger.accounts.discount ?? 0, sum(taken))
}

/** What the cashiers' days hold of each channel is what the journal says came in through it, less what went out. */
function expectTills({ days, postings }: Books): void {
  for (const channel of DeskChannel.options) {
    const lines = postings.flatMap(posting => posting.lines).filter(line => line.account === 'channel_cash')
    same(
      sum(days.map(day => expectedOf(day, channel))),
      sum(lines.filter(line => line.channel === channel).map(line => line.amountFen)),
    )
  }
}

/** No day of one fee item and object stands in two live bills. */
function expectDaysOnce(live: StoredBill[]): void {
  const until = new Map<string, string>()
  for (const bill of live
    .filter(({ adjusts }) => !adjusts)
    .toSorted((a, b) => (a.period.from < b.period.from ? -1 : 1))) {
    const name = `${bill.object.id} ${coverName(bill)}`
    same(bill.period.from > (until.get(name) ?? ''), true)
    until.set(name, bill.period.to)
  }
}

/** A closed month's report stays byte for byte, and nothing is posted into it any more. */
export function expectClosedUnchanged(before: Books, after: Books): void {
  for (const [month, text] of before.reports) expect(after.reports.get(month)).toBe(text)
  const last = [...before.reports.keys()].sort().at(-1)
  const posted = new Set(before.postings.map(({ postingId }) => postingId))
  for (const posting of after.postings)
    if (!posted.has(posting.postingId)) same(monthOf(posting.postingDate ?? '') > (last ?? ''), true)
}

type Price = { from: string; price: number }

/**
 * A whole month of one home that one run has billed: what its payers owe adds up to what one payer would, each price's
 * days rounded once. @param prices of the monthly fee item, in order; `built` in 1/100 m², of the homes that keep theirs
 */
export function expectSplitsAddUp(
  { bills }: Books,
  feeItemId: string,
  prices: Price[],
  built: ReadonlyMap<string, number>,
): number {
  let split = 0
  const months = new Map<string, StoredBill[]>()
  for (const bill of bills) {
    if (bill.feeItemId !== feeItemId || bill.state === 'void' || bill.rev > 0 || bill.adjusts) continue
    if (!built.has(bill.object.id)) continue
    const name = `${bill.object.id} ${bill.period.from.slice(0, 7)} ${bill.runId}`
    months.set(name, [...(months.get(name) ?? []), bill])
  }
  for (const own of months.values()) {
    const [first] = own
    if (!first || own.length < 2) continue
    const from = monthStart(first.period.from)
    const of = daysBetween(from, monthEnd(from)) + 1
    const days = sum(own.map(({ period }) => daysBetween(period.from, period.to) + 1))
    if (days < of) continue
    split += 1
    expect(sum(own.map(bill => bill.amountFen))).toBe(
      sum(prices.map((each, i) => priced(each, prices[i + 1]?.from, from, of, built.get(first.object.id) ?? 0))),
    )
  }
  return split
}

/** The days of a month at this price: price × area × days ÷ days of the month, half-up to the fen. */
function priced({ from, price }: Price, next: string | undefined, month: string, of: number, area: number): number {
  const first = maxDate(from, month)
  const last = next === undefined ? monthEnd(month) : minDate(addDays(next, -1), monthEnd(month))
  if (first > last) return 0
  const [n, d] = [BigInt(price) * BigInt(area) * BigInt(daysBetween(first, last) + 1), BigInt(of) * 10_000n]
  return Number((2n * n + d) / (2n * d))
}
