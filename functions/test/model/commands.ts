import { AppError } from '@linli/shared/errors'
import { addDays, addMonths, monthEnd, monthOf } from '@linli/shared/time'
import * as fc from 'fast-check'
import { expect } from 'vitest'
import { adjustBill, previewAdjustment } from '../../src/billing/adjust-bill'
import { addTariff } from '../../src/billing/add-tariff'
import { statement } from '../../src/billing/statement'
import { voidBill } from '../../src/billing/void-bill'
import { waiveLateFee } from '../../src/billing/waive-late-fee'
import { nextToClose } from '../../src/finance/month-checks'
import { loadRoom } from '../../src/communities/rooms'
import { refundOrder } from '../../src/payments/refund-order'
import { refundPrepayment } from '../../src/payments/refund-prepayment'
import { returnDeposit } from '../../src/payments/return-deposit'
import { settle } from '../../src/payments/settle'
import { takeDeposit } from '../../src/payments/take-deposit'
import { takePrepayment } from '../../src/payments/take-prepayment'
import { addOccupancy } from '../../src/people/add-occupancy'
import { endOccupancy } from '../../src/people/end-occupancy'
import { closeDayRight, closeWholeMonth } from '../closing'
import { payAtDesk } from '../desk'
import { issue, measureAgain } from '../make-billing'
import { makeOrder } from '../payments'
import { type Act, atOf, type Draw, nothing, openOf, pick, reason } from './act'
import { expectClosedUnchanged, expectSound, expectSplitsAddUp } from './books'
import type { Books } from './books-of'
import { moreActs } from './more-acts'
import type { Office } from './office'

/** What the model knows for itself: the money that changed hands, the prices, and how often each command went through. */
export type Model = {
  cashFen: number
  /** Of it, what was spent: it came in by no bill. */
  spentFen: number
  prices: { from: string; price: number }[]
  done: Map<string, number>
  /** Of each home, what its last statement was made of. */
  stated: Map<string, object[]>
  /** As the last command left them. */
  books?: Books
}

const firstMonth = '2026-01-01'
const cash = { channel: 'cash' as const, paidBy: '李小红' }
const paidAtDesk = ({ orders }: Books) => orders.filter(order => order.desk && order.state === 'paid' && !order.takes)

const acts: Record<string, Act> = {
  ...moreActs,
  async publish({ place, feeItems }, _books, { month, which }) {
    const from = addMonths(firstMonth, month)
    const items = which % 3 === 0 ? feeItems : feeItems.slice(which % feeItems.length)
    await issue(place, { from, to: monthEnd(from), feeItems: items })
    return nothing
  },
  async changeTariff({ place, feeItems }, _books, { fen, month, which }) {
    const from = addDays(addMonths(firstMonth, month), which * 5)
    const price = 10_000 + fen
    const ground = { kind: 'contract' as const, text: '业主大会决定' }
    await addTariff(place.ctx, {
      communityId: place.communityId,
      feeItemId: feeItems[0]?.feeItemId ?? '',
      from,
      price,
      ground,
    })
    return { price: { from, price } }
  },
  async transfer(office, _books, { which, month }) {
    const at = atOf(office, which)
    const ctx = office.desk
    const from = addDays(addMonths(firstMonth, month), 3 + which * 4)
    const { occupancies } = await loadRoom(ctx, at.communityId, at.roomId)
    const seller = occupancies.find(each => each.role === 'owner' && each.to === undefined && each.from < from)
    if (!seller) return
    await addOccupancy(ctx, {
      ...at,
      person: { kind: 'natural', name: `买家${String.fromCodePoint(0x4e00 + month * 40 + which)}` },
      role: 'owner',
      from,
    })
    await endOccupancy(ctx, { ...at, occupancyId: seller.occupancyId, to: addDays(from, -1) })
    return nothing
  },
  async pay({ desk, place }, books, { which }) {
    const bill = pick(openOf(books), which)
    if (!bill) return
    return { cashFen: (await payAtDesk(desk, place, [bill])).amountFen }
  },
  async partPay({ desk, place }, books, { which, fen }) {
    const bill = pick(openOf(books), which)
    if (!bill) return
    return { cashFen: (await payAtDesk(desk, place, [bill], { part: fen, channel: 'pos' })).amountFen }
  },
  /** Online, told twice by the channel; now and then the same order is paid a second time. */
  async payOnline({ deps, place, merchant }, books, { which, fen }) {
    const bill = pick(openOf(books), which)
    if (!bill) return
    const order = await makeOrder(place, [bill], merchant, deps.newId(), true)
    const paidAt = new Date(deps.nowMs()).toISOString()
    const payment = { transactionId: `T${order.orderId.slice(-20)}`, paidAt, amountFen: order.amountFen }
    for (let told = 0; told < 2; told++) await settle(place.ctx, order, payment)
    if (fen % 3 > 0) return { cashFen: order.amountFen }
    await settle(place.ctx, order, { ...payment, transactionId: `D${order.orderId.slice(-20)}` })
    return { cashFen: 2 * order.amountFen }
  },
  /** Online, paid some time after the order was made: what it stands for may be settled, void or given back by then. */
  async order({ deps, place, merchant, waiting }, books, { which }) {
    const bill = pick(openOf(books), which)
    if (!bill) return
    waiting.push(await makeOrder(place, [bill], merchant, deps.newId(), true))
    return nothing
  },
  /** The channel took the money when the order was made: its month may be closed by now. */
  async tell({ place, waiting }, _books, { which }) {
    const [order] = waiting.splice(which % Math.max(1, waiting.length), 1)
    if (!order) return
    const { amountFen, createdAt: paidAt } = order
    await settle(place.ctx, order, { transactionId: `L${order.orderId.slice(-20)}`, paidAt, amountFen })
    return { cashFen: amountFen }
  },
  /** The second home is measured again: what was billed before is wrong from now on. */
  async measure({ place, rooms }, _books, { fen }) {
    await measureAgain(place, rooms[1]?.roomId, 8_000 + fen)
    return nothing
  },
  async adjust({ desk, place }, { bills }, { which }) {
    const bill = pick(
      bills.filter(({ state, object, adjusts }) => state !== 'void' && !adjusts && object.code.endsWith('2')),
      which,
    )
    if (!bill) return
    const at = { communityId: place.communityId, roomId: bill.object.id, billId: bill.billId }
    const { amountFen } = await previewAdjustment(desk, at)
    await adjustBill(desk, { ...at, amountFen, reason })
    return nothing
  },
  async void({ desk, place }, books, { which, fen }) {
    const bill = pick(openOf(books), which)
    if (!bill) return
    const at = { communityId: place.communityId, roomId: bill.object.id, billId: bill.billId }
    await voidBill(desk, { ...at, reason, reissue: fen % 2 === 0 })
    return nothing
  },
  async refund({ desk, place }, books, { which }) {
    const order = pick(paidAtDesk(books), which)
    if (!order) return
    const { amountFen } = await refundOrder(desk, { communityId: place.communityId, orderId: order.orderId, reason })
    return { cashFen: -Math.abs(amountFen) }
  },
  async prepay(office, _books, { which, fen }) {
    await takePrepayment(office.desk, { ...atOf(office, which), amountFen: fen, ...cash })
    return { cashFen: fen }
  },
  async giveBack({ desk, place }, { lots }, { which, fen }) {
    const lot = pick(
      lots.filter(each => each.leftFen > 0),
      which,
    )
    if (!lot) return
    await refundPrepayment(desk, { communityId: place.communityId, lotId: lot.lotId, amountFen: fen, reason })
    return { cashFen: -fen }
  },
  async takeDeposit(office, _books, { which, fen }) {
    await takeDeposit(office.desk, { ...atOf(office, which), name: '装修押金', amountFen: fen, ...cash })
    return { cashFen: fen }
  },
  async returnDeposit({ desk, place }, { deposits }, { which, fen }) {
    const held = pick(
      deposits.filter(({ state }) => state === 'held'),
      which,
    )
    if (!held) return
    const deductedFen = fen % 2 ? 0 : Math.min(fen, held.amountFen)
    const more = { deductedFen, reason, channel: 'cash' as const }
    await returnDeposit(desk, { communityId: place.communityId, depositId: held.depositId, proof: 'loss', ...more })
    return { cashFen: deductedFen - held.amountFen }
  },
  /** The days of the next month that can be closed, and the month. */
  async close({ deps, desk, place }, { days }) {
    const { communityId } = place
    const { month } = await nextToClose(desk, communityId)
    if (month >= monthOf(desk.today())) return
    const open = days.filter(({ date, state }) => monthOf(date) === month && state === 'open')
    for (const { cashierId, date } of open) await closeDayRight(desk, { communityId, cashierId, date })
    await closeWholeMonth(deps, desk, { communityId, month })
    return nothing
  },
  async waive({ desk, place }, books, { which, fen }) {
    const bill = pick(openOf(books), which)
    if (!bill) return
    const at = { communityId: place.communityId, roomId: bill.object.id, billId: bill.billId }
    await waiveLateFee(desk, { ...at, amountFen: fen % 100, reason })
    return nothing
  },
}

const inOrder = (prices: Model['prices']) => prices.toSorted((a, b) => (a.from < b.from ? -1 : 1))

/**
 * What every home's statement ends with is what its bills and money at the office say. It is made of nothing else, so that
 * of a home whose records are all as they were it is not asked again.
 */
async function expectStatements(office: Office, stated: Model['stated'], books: Books): Promise<void> {
  for (const [which, { roomId }] of office.rooms.entries()) {
    const bills = books.bills.filter(bill => bill.object.id === roomId)
    const paidFor = new Set(
      books.orders.filter(({ shares }) => shares.some(each => each.object.id === roomId)).map(each => each.orderId),
    )
    const lots = books.lots.filter(lot => ('object' in lot ? lot.object.id === roomId : paidFor.has(lot.orderId)))
    const deposits = books.deposits.filter(each => each.object.id === roomId)
    const records = [...bills, ...lots, ...deposits]
    const before = stated.get(roomId)
    if (before?.length === records.length && records.every((record, i) => record === before[i])) continue
    stated.set(roomId, records)
    const { after } = await statement(office.desk, { ...atOf(office, which), from: '2026-01-01', to: '2026-12-31' })
    expect(after).toMatchObject({
      receivableFen: bills.reduce((sum, bill) => sum + (bill.state === 'void' ? 0 : bill.amountFen - bill.paidFen), 0),
      prepaymentFen: lots.reduce((sum, lot) => sum + lot.leftFen, 0),
      depositFen: deposits.reduce((sum, each) => sum + (each.state === 'held' ? each.amountFen : 0), 0),
    })
  }
}

/** One act of a random office. Refusals are answers too; after either, the books must be sound. */
class Command implements fc.AsyncCommand<Model, Office> {
  constructor(
    readonly kind: string,
    readonly draw: Draw,
  ) {}

  check = () => true

  async run(model: Model, office: Office): Promise<void> {
    const act = acts[this.kind]
    if (!act) throw new TypeError(`no act ${this.kind}`)
    office.deps.clock.advance(this.draw.fen * 60_000)
    const before = model.books ?? (await office.books())
    try {
      const effect = await act(office, before, this.draw)
      model.cashFen += effect?.cashFen ?? 0
      model.spentFen += effect?.spentFen ?? 0
      if (effect?.price) model.prices = inOrder([...model.prices, effect.price])
      if (effect) model.done.set(this.kind, (model.done.get(this.kind) ?? 0) + 1)
    } catch (refused) {
      // What no verb says of itself is a defect, not a refusal.
      if (!(refused instanceof AppError)) throw refused
    }
    model.books = await office.books()
    expectSound(model.books, model)
    expectClosedUnchanged(before, model.books)
    const built = new Map(office.rooms.slice(0, 1).map(room => [room.roomId, room.areas.built ?? 0]))
    const splits = expectSplitsAddUp(model.books, office.feeItems[0]?.feeItemId ?? '', model.prices, built)
    if (splits > 0) model.done.set('split', (model.done.get('split') ?? 0) + 1)
    if (model.books.ledger.accounts.discount) model.done.set('discount', (model.done.get('discount') ?? 0) + 1)
    await expectStatements(office, model.stated, model.books)
  }

  toString = () => `${this.kind}(${this.draw.which}, ${this.draw.fen}, ${this.draw.month})`
}

export const kinds = [...Object.keys(acts), 'split', 'discount']

const draw = fc.record({ which: fc.nat(5), fen: fc.integer({ min: 1, max: 9_000 }), month: fc.nat(4) })

/** Up to `maxCommands` of all kinds, mixed. */
export const commands = (maxCommands: number) =>
  fc.commands(
    [...Object.keys(acts), 'publish', 'publish', 'pay', 'partPay', 'adjust', 'waive', 'close'].map(kind =>
      draw.map(each => new Command(kind, each)),
    ),
    { maxCommands, size: 'max' },
  )
