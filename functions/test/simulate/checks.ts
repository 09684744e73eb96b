import { movementsOf } from '@linli/shared/billing/movements'
import { expectedOf } from '@linli/shared/finance/till-rules'
import type { JournalLine } from '@linli/shared/payments/schema'
import type { StoredBill } from '../../src/billing/store'
import { hashOf } from '../../src/payments/seal'
import { type Books, booksOf } from '../model/books-of'
import { checkRecords } from './checks-of-records'
import { short } from './gateway'
import type { Town } from './town'

type Say = (holds: boolean, otherwise: string) => void

/** Everything that does not hold of a town where nothing is under way any more, in sentences. */
export function brokenIn(town: Town): string[] {
  const broken: string[] = []
  const say: Say = (holds, otherwise) => {
    if (!holds) broken.push(otherwise)
  }
  const books = booksOf(town.store.table, town.estate.communityId)
  checkChain(books, say)
  checkMoney(town, books, say)
  const held = new Set(books.orders.filter(({ suspended }) => suspended).map(({ orderId }) => orderId))
  for (const bill of books.bills) checkBill(bill, books, held, say)
  checkOrders(town, books, say)
  checkTills(books, town.cashFen, say)
  checkRecords(town, say)
  for (const [name, times] of town.pushes) say(times === 1, `message ${name} was sent ${times} times`)
  return broken
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)
const linesOf = ({ postings }: Books) => postings.flatMap(({ lines }) => lines)
const onAccount = (lines: JournalLine[], account: string) =>
  sum(lines.filter(line => line.account === account).map(({ amountFen }) => amountFen))

/** Each posting balances, all are sealed: 1…n without a gap, one chain of hashes, balances that add up, receipts 1…n. */
function checkChain(books: Books, say: Say): void {
  const { ledger } = books
  const accounts: Record<string, number> = {}
  const receipts = new Map<string, number>()
  let [seq, hash] = [0, '']
  for (const posting of books.postings) {
    say(sum(posting.lines.map(({ amountFen }) => amountFen)) === 0, `a ${posting.kind} does not balance`)
    say(posting.seq !== undefined, `a ${posting.kind} was never sealed`)
    if (posting.seq === undefined) continue
    for (const { account, amountFen } of posting.lines) accounts[account] = (accounts[account] ?? 0) + amountFen
    seq += 1
    say(posting.seq === seq, `posting ${seq} has the number ${posting.seq}`)
    say(posting.previousHash === hash, `posting ${seq} does not name the hash before it`)
    const own = hashOf(posting, posting.seq, posting.postingDate ?? '', posting.receiptSerial, hash)
    say(posting.hash === own, `posting ${seq} has a hash of something else`)
    hash = posting.hash ?? ''
    const [series, number] = posting.receiptSerial?.split('-') ?? []
    if (series === undefined) continue
    receipts.set(series, (receipts.get(series) ?? 0) + 1)
    say(Number(number) === receipts.get(series), `receipt ${posting.receiptSerial} is number ${receipts.get(series)}`)
  }
  say(ledger.seq === seq && ledger.hash === hash, 'the head of the journal names another posting')
  for (const account of new Set([...Object.keys(accounts), ...Object.keys(ledger.accounts)]))
    say((accounts[account] ?? 0) === (ledger.accounts[account] ?? 0), `the balance of ${account} does not add up`)
}

/** Each fen that the channel took is in exactly one place, and none is there that it did not take. */
function checkMoney({ gateway, cashFen, named, given }: Town, books: Books, say: Say): void {
  const orders = new Map(books.orders.map(order => [order.orderId, order]))
  const known = new Set<string>()
  for (const { orderId, amountFen: askedFen, taken } of gateway.orders.values())
    for (const { transactionId, amountFen } of taken) {
      known.add(transactionId)
      const own = books.postings.filter(({ sourceId }) => sourceId === transactionId).flatMap(({ lines }) => lines)
      const name = `the ${amountFen} fen of order ${short(orderId)}`
      say(onAccount(own, 'channel_cash') === amountFen, `${name} are ${onAccount(own, 'channel_cash')} in the books`)
      const suspenseFen = onAccount(own, 'suspense')
      // What only the channel's bill told of was taken into suspense by hand, and out of it again.
      if (given.has(transactionId)) say(suspenseFen === 0, `${name} were given to a household and are still held`)
      else if (amountFen === askedFen && !named.has(transactionId))
        say(suspenseFen === 0, `${name} fit their order and are still held`)
      else say(suspenseFen === -amountFen, `${name} are to be held and are not`)
      say(orders.has(orderId), `${name} belong to an order that is gone`)
    }
  checkRefunds(gateway, books, say)
  const strange = books.postings.filter(
    ({ sourceId, kind, lines }) =>
      kind !== 'refund' &&
      kind !== 'channel_fee' &&
      lines.some(
        ({ channel, account }) => account === 'channel_cash' && (channel === 'wechat' || channel === 'alipay'),
      ) &&
      !known.has(sourceId),
  )
  say(strange.length === 0, `${strange.length} postings tell of money that the channel never took`)
  const lines = linesOf(books)
  const taken = [...gateway.orders.values()].flatMap(order => order.taken)
  say(onAccount(lines, 'channel_fee') === gateway.feeFen(), 'what the channels kept for themselves is not in the books')
  const cash = cashFen + sum(taken.map(({ amountFen }) => amountFen)) - gateway.refunds.givenFen() - gateway.feeFen()
  say(onAccount(lines, 'channel_cash') === cash, 'the money in the books is not the money that there is')
  say(onAccount(lines, 'refund_payable') === 0, 'there is money that is neither back nor with us')
  say(
    onAccount(lines, 'prepayment') === -sum(books.lots.map(({ leftFen }) => leftFen)),
    'lots are not what the journal says',
  )
  say(
    books.lots.every(({ leftFen }) => leftFen >= 0),
    'more was taken from a lot than it had',
  )
  const live = books.bills.filter(({ state }) => state !== 'void')
  const owed = sum(live.map(({ amountFen, paidFen }) => amountFen - paidFen))
  say(onAccount(lines, 'receivable') === owed, 'what bills still owe is not what the journal says')
  const late = sum(books.bills.map(({ lateFeePaidFen }) => lateFeePaidFen))
  say(onAccount(lines, 'late_fee') === -late, 'late fees of bills are not what the journal says')
}

/** What the channel gave back left our money once; what it did not, never. */
function checkRefunds({ refunds }: Town['gateway'], { postings }: Books, say: Say): void {
  for (const { outRefundNo, state, amountFen, orderId } of refunds.all.values()) {
    const own = postings.filter(({ sourceId, kind }) => kind === 'refund' && sourceId === outRefundNo.slice(1))
    const leftFen = -onAccount(
      own.flatMap(({ lines }) => lines),
      'channel_cash',
    )
    const wantedFen = state === 'succeeded' ? amountFen : 0
    say(leftFen === wantedFen, `a refund of ${short(orderId)} that is ${state} took ${leftFen} of ${amountFen} fen`)
  }
}

/** Never more than its amount, by movements that the journal has too, and nobody is paying it any more. */
function checkBill(bill: StoredBill, books: Books, held: ReadonlySet<string>, say: Say): void {
  const name = `the bill over ${bill.amountFen} fen`
  say(bill.paidFen >= 0 && bill.paidFen <= bill.amountFen, `${name} has ${bill.paidFen} fen on it`)
  const movements = movementsOf(bill)
  say(sum(movements.map(each => each.principalFen)) === bill.paidFen, `${name} does not say where its money came from`)
  const own = linesOf(books).filter(({ billId }) => billId === bill.billId)
  const isVoid = bill.state === 'void'
  const left = onAccount(own, 'receivable')
  say(left === (isVoid ? 0 : bill.amountFen - bill.paidFen), `${name} is paid by ${bill.paidFen} fen and owes ${left}`)
  say(bill.state !== 'paid' || bill.paidFen === bill.amountFen, `${name} is called paid with ${bill.paidFen} fen`)
  // A late fee may be left of a bill whose principal is paid.
  say(bill.state !== 'published' || bill.paidFen < bill.amountFen, `${name} is paid and called ${bill.state}`)
  say(
    bill.lateFee !== null || bill.state !== 'part_paid' || bill.paidFen < bill.amountFen,
    `${name} is called part_paid`,
  )
  say(!isVoid || bill.paidFen === 0, `${name} is void with money on it`)
  const isHeld = bill.payingOrderId !== undefined && !held.has(bill.payingOrderId)
  say(!isHeld, `${name} is still held by an order`)
}

/** No order hangs, and what the channel took is on the payer's screen. */
function checkOrders({ gateway, named, given }: Town, { orders }: Books, say: Say): void {
  for (const order of orders) {
    const name = `order ${short(order.orderId)}`
    const isOver = order.state === 'paid' || order.state === 'closed' || order.suspended === true
    say(isOver, `${name} is ${order.state} for ever`)
    if (order.state === 'paid' && !order.takes)
      say(order.receiptSerial !== undefined, `${name} is paid and never gets its receipt`)
    const channel = gateway.orders.get(order.orderId)
    // Asked for an order, the channel names its first charge alone: a second one that only its bill tells of is held by hand.
    const fits = channel?.taken.some(
      ({ amountFen, transactionId }) => amountFen === channel.amountFen && !named.has(transactionId),
    )
    // Money in suspense that was given to a household is an order of its own, which its channel knows nothing of.
    const isOnline = (order.channel === 'wechat' || order.channel === 'alipay') && !order.desk
    if (isOnline) say((order.state === 'paid') === (fits === true), `${name} is ${order.state}`)
    const taken = channel?.taken ?? []
    const isGiven = taken.some(({ transactionId }) => given.has(transactionId))
    const isHeld = !fits && taken.some(({ transactionId }) => !given.has(transactionId))
    // Once a person has decided about one of its charges, another one that is held stands in the office's list alone.
    say(
      (order.suspended === true) === isHeld || (isHeld && isGiven),
      `${name} ${isHeld ? 'does not say' : 'says'} that its money is held`,
    )
  }
}

/** The cashiers' days hold what they counted. */
function checkTills({ days, postings }: Books, cashFen: number, say: Say): void {
  const held = sum(days.map(day => expectedOf(day, 'cash')))
  say(held === cashFen, `the tills should hold ${held} fen and hold ${cashFen}`)
  const lines = postings.flatMap(posting => posting.lines).filter(({ channel }) => channel === 'cash')
  say(onAccount(lines, 'channel_cash') === cashFen, 'the cash in the journal is not the cash in the tills')
}
