import { Deposit, PrepaymentLot } from '@linli/shared/payments/held-schema'
import { addDays, daysBetween, maxDate, minDate, monthEnd, monthOf, monthStart } from '@linli/shared/time'
import { expect } from 'vitest'
import * as z from 'zod'
import { movementsOf } from '@linli/shared/billing/movements'
import { coverName } from '../../src/billing/cover'
import { StoredBill } from '../../src/billing/store'
import { KeptReport, StoredDay } from '../../src/finance/store'
import { hashOf } from '../../src/payments/seal'
import { StoredOrder, StoredPosting } from '../../src/payments/store'
import type { MemoryTable } from '../memory/table'

const Ledger = z.object({ seq: z.number(), hash: z.string(), accounts: z.record(z.string(), z.number()).default({}) })

/** All that an office's books say, by what lies in its table. */
export type Books = {
  bills: StoredBill[]
  orders: StoredOrder[]
  /** In the order in which they were sealed. */
  postings: StoredPosting[]
  lots: PrepaymentLot[]
  deposits: Deposit[]
  days: StoredDay[]
  /** Of closed months, byte for byte. */
  reports: Map<string, string>
  ledger: z.infer<typeof Ledger>
}

export function booksOf(table: MemoryTable, communityId: string): Books {
  const books: Books = {
    bills: [],
    orders: [],
    postings: [],
    lots: [],
    deposits: [],
    days: [],
    reports: new Map(),
    ledger: Ledger.parse({ seq: 0, hash: '' }),
  }
  for (const item of table.itemsOf(`C#${communityId}#`)) {
    const [pk, sk] = [String(item.pk), String(item.sk)]
    if (sk.startsWith('bill#')) books.bills.push(StoredBill.parse(item))
    else if (pk.includes('#journal#')) books.postings.push(StoredPosting.parse(item))
    else if (sk === 'order') books.orders.push(StoredOrder.parse(item))
    else if (sk === 'lot') books.lots.push(PrepaymentLot.parse(item))
    else if (sk === 'deposit') books.deposits.push(Deposit.parse(item))
    else if (pk.includes('#till-days#')) books.days.push(StoredDay.parse(item))
    else if (pk.endsWith('#month-reports')) books.reports.set(sk, KeptReport.parse(item).text)
    else if (sk === 'ledger') books.ledger = Ledger.parse(item)
  }
  books.postings.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
  return books
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)

/** What must hold of any books at any time. `cashFen` is the money that is really there. */
export function expectSound(books: Books, cashFen: number): void {
  expectChained(books)
  const { bills, lots, deposits, ledger } = books
  const live = bills.filter(({ state }) => state !== 'void')
  const { receivable = 0, prepayment = 0, deposit = 0, channel_cash: cash = 0, late_fee: late = 0 } = ledger.accounts
  expect({ cash, receivable, prepayment, deposit, late }).toEqual({
    cash: cashFen,
    receivable: sum(live.map(bill => bill.amountFen - bill.paidFen)),
    prepayment: 0 - sum(lots.map(lot => lot.leftFen)),
    deposit: 0 - sum(deposits.filter(each => each.state === 'held').map(each => each.amountFen)),
    late: 0 - sum(bills.map(bill => bill.lateFeePaidFen)),
  })
  for (const bill of bills) expectPaidOnce(bill)
  for (const lot of lots) expect(lot.leftFen).toBeGreaterThanOrEqual(0)
  expectDaysOnce(live)
}

/** Postings balance, are numbered without gaps, name the hash before them, and add up to the balances. */
function expectChained({ postings, ledger }: Books): void {
  const accounts: Record<string, number> = {}
  let [seq, hash] = [0, '']
  for (const posting of postings) {
    expect(sum(posting.lines.map(line => line.amountFen))).toBe(0)
    for (const line of posting.lines) accounts[line.account] = (accounts[line.account] ?? 0) + line.amountFen
    seq += 1
    expect([posting.seq, posting.previousHash]).toEqual([seq, hash])
    hash = hashOf(posting, seq, posting.postingDate ?? '', posting.receiptSerial, hash)
    expect(posting.hash).toBe(hash)
  }
  expect({ seq: ledger.seq, hash: ledger.hash, accounts: ledger.accounts }).toEqual({ seq, hash, accounts })
}

/** Never more than its amount, and what is on it is what came, less what went. */
function expectPaidOnce(bill: StoredBill): void {
  expect(bill.paidFen).toBeGreaterThanOrEqual(Math.min(bill.amountFen, 0))
  expect(bill.paidFen).toBeLessThanOrEqual(Math.max(bill.amountFen, 0))
  const movements = movementsOf(bill)
  expect(sum(movements.map(each => each.principalFen))).toBe(bill.paidFen)
  expect(sum(movements.map(each => each.lateFeeFen))).toBe(bill.lateFeePaidFen)
  if (bill.state === 'void') expect(bill.paidFen).toBe(0)
}

/** No day of one fee item and object stands in two live bills. */
function expectDaysOnce(live: StoredBill[]): void {
  const until = new Map<string, string>()
  for (const bill of live
    .filter(({ adjusts }) => !adjusts)
    .toSorted((a, b) => (a.period.from < b.period.from ? -1 : 1))) {
    const name = `${bill.object.id} ${coverName(bill)}`
    expect(bill.period.from > (until.get(name) ?? '')).toBe(true)
    until.set(name, bill.period.to)
  }
}

/** A closed month's report stays byte for byte, and nothing is posted into it any more. */
export function expectClosedUnchanged(before: Books, after: Books): void {
  for (const [month, text] of before.reports) expect(after.reports.get(month)).toBe(text)
  const last = [...before.reports.keys()].sort().at(-1)
  const posted = new Set(before.postings.map(({ postingId }) => postingId))
  for (const posting of after.postings)
    if (!posted.has(posting.postingId)) expect(monthOf(posting.postingDate ?? '') > (last ?? '')).toBe(true)
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
