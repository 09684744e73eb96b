import { Deposit, PrepaymentLot } from '@linli/shared/payments/held-schema'
import * as z from 'zod'
import { StoredBill } from '../../src/billing/store'
import { KeptReport, StoredDay } from '../../src/finance/store'
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

/** Reads items of a kind; one that was not written since is not read again. */
export function reader<T extends object>(schema: z.ZodType<T>): (item: object) => T {
  const known = new WeakMap<object, T>()
  return item => {
    const found = known.get(item) ?? schema.parse(item)
    known.set(item, found)
    return found
  }
}
const read = {
  bill: reader(StoredBill),
  posting: reader(StoredPosting),
  order: reader(StoredOrder),
  lot: reader(PrepaymentLot),
  deposit: reader(Deposit),
  day: reader(StoredDay),
  report: reader(KeptReport),
  ledger: reader(Ledger),
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
    if (sk.startsWith('bill#')) books.bills.push(read.bill(item))
    else if (pk.includes('#journal#')) books.postings.push(read.posting(item))
    else if (sk === 'order') books.orders.push(read.order(item))
    else if (sk === 'lot') books.lots.push(read.lot(item))
    else if (sk === 'deposit') books.deposits.push(read.deposit(item))
    else if (pk.includes('#till-days#')) books.days.push(read.day(item))
    else if (pk.endsWith('#month-reports')) books.reports.set(sk, read.report(item).text)
    else if (sk === 'ledger') books.ledger = read.ledger(item)
  }
  books.postings.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
  return books
}
