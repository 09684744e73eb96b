import { AppError } from '@linli/shared/errors'
import { Id } from '@linli/shared/ids'
import * as z from 'zod'
import { type CarriedBill, billingOfRooms, claimOf, holdersWithBills } from '../billing/carry-bills'
import { communityPart, leavingRooms, roomsPart } from '../communities/carry'
import { type Head, journalAfter, journalHead, markersOf } from '../payments/carry-journal'
import { lotsOf } from '../payments/carry-lots'
import { orderIds, ordersAsOf } from '../payments/carry-orders'
import { paidBack, refundsAsOf } from '../payments/carry-refunds'
import { chained, type ChainEnd, chainStart, Tally } from '../payments/journal-chain'
import { seal } from '../payments/seal'
import { peoplePart } from '../people/carry'
import type { ArchiveWriter } from './archive-writer'
import { type Part, pieces, type Source } from './part'
import { ownParts } from './parts'

const atOnce = 100
const mostRounds = 8
const roundMs = 700

export type Collected = { head: Head; accounts: Record<string, number>; differences: Record<string, number> }

/**
 * Reads a whole community while it goes on working. Money moves meanwhile, so everything is held to one moment of the
 * sealed journal: rooms whose bills do not add up to their postings are read again until they do, or nothing moves.
 */
export async function collect(
  source: Source,
  archive: ArchiveWriter,
  report: (records: number) => Promise<void>,
): Promise<Collected> {
  const walk = new Walk(source, archive, report)
  await walk.everything(communityPart)
  await walk.rooms()
  const collected = await walk.untilTheyAgree()
  await walk.orders()
  for (const own of ownParts) await walk.everything(own)
  await walk.everything(peoplePart)
  await report(archive.records)
  return collected
}

const RoomId = z.object({ roomId: Id })
/** Postings of what has no order. */
const movesByItself: readonly string[] = [
  'refund',
  'refund_start',
  'refund_release',
  'deposit_return',
  'expense',
  'expense_reversal',
]

class Walk {
  /** What the open bills of each room claim. */
  readonly #claims = new Map<string, number>()
  readonly #again = new Map<string, Awaited<ReturnType<typeof billingOfRooms>>>()
  readonly #tally = new Tally()
  #end: ChainEnd = chainStart
  /** Transactions that the journal knows, and the orders that they paid. */
  readonly #paidBy = new Map<string, string>()

  constructor(
    readonly source: Source,
    readonly archive: ArchiveWriter,
    readonly report: (records: number) => Promise<void>,
  ) {}

  async everything(part: Part): Promise<void> {
    for await (const records of part.read(this.source)) {
      await this.archive.add(part.name, records)
      await this.report(this.archive.records)
    }
  }

  async rooms(): Promise<void> {
    for await (const rooms of roomsPart.read(this.source))
      await this.archive.add(
        'rooms',
        rooms.map(room => this.#met(room)),
      )
    await this.#billing([...this.#claims.keys()])
    const holders = await holdersWithBills(this.source)
    await this.#billing(holders.filter(id => !this.#claims.has(id)))
  }

  async #billing(ids: string[]): Promise<void> {
    for (const some of pieces(ids, atOnce)) {
      for (const id of some) this.#claims.set(id, this.#claims.get(id) ?? 0)
      const { bills, covers } = await billingOfRooms(this.source, some)
      this.#claimed(bills)
      await this.archive.add('bills', bills)
      await this.archive.add('covers', covers)
      await this.report(this.archive.records)
    }
  }

  async untilTheyAgree(): Promise<Collected> {
    const { ctx, communityId } = this.source
    let before = ''
    for (let round = 1; ; round++) {
      await seal(ctx.deps, communityId)
      const head = await journalHead(ctx, communityId)
      const isQuiet = head.seq === this.#end.seq
      await this.#readJournal(head)
      const differences = this.#differences()
      const now = JSON.stringify(differences)
      const isOver = now === '{}' || (round > 1 && isQuiet && now === before) || round === mostRounds
      if (isOver) {
        await this.#writeAgain()
        return { head, accounts: this.#tally.accounts, differences }
      }
      before = now
      if (round > 1) await new Promise(resolve => setTimeout(resolve, roundMs))
      for (const roomId of Object.keys(differences)) await this.#readAgain(roomId)
    }
  }

  /** Orders as they stood when the journal ended: what was paid after that is on its way still. */
  async orders(): Promise<void> {
    const { seen } = this.source
    for await (const ids of orderIds(this.source)) for (const id of ids) seen.orders.add(id)
    for (const ids of pieces([...seen.orders], atOnce)) {
      const found = await ordersAsOf(this.source, ids, this.#paidBy)
      const { orders, refunds } = await refundsAsOf(this.source, found)
      await this.archive.add('orders', orders)
      await this.archive.add('refunds', refunds)
      await this.archive.add('prepayment-lots', await lotsOf(this.source, orders))
      await this.report(this.archive.records)
    }
  }

  #met(room: unknown): unknown {
    const { roomId } = RoomId.parse(room)
    this.source.seen.rooms.add(roomId)
    this.#claims.set(roomId, this.#claims.get(roomId) ?? 0)
    return room
  }

  #claimed(bills: CarriedBill[]): void {
    for (const bill of bills) {
      const { id } = bill.object
      this.#claims.set(id, (this.#claims.get(id) ?? 0) + claimOf(bill))
    }
  }

  async #readJournal(head: Head): Promise<void> {
    const { seen } = this.source
    for await (const postings of journalAfter(this.source, this.#end, head)) {
      for (const posting of postings) {
        this.#end = chained(this.#end, posting)
        this.#tally.add(posting)
        if (posting.orderId) seen.orders.add(posting.orderId)
        if (movesByItself.includes(posting.kind)) seen.moved.add(posting.sourceId)
        if (posting.kind === 'refund') seen.moved.add(paidBack(posting.sourceId))
        if (posting.kind === 'credit') for (const { billId } of posting.lines) if (billId) seen.moved.add(billId)
        const month = posting.at.slice(0, 7)
        if (seen.firstMonth === undefined || month < seen.firstMonth) seen.firstMonth = month
      }
      const markers = await markersOf(this.source, postings)
      for (const { transactionId, orderId } of markers) {
        this.#paidBy.set(transactionId, orderId)
        seen.orders.add(orderId)
        seen.moved.add(orderId)
      }
      await this.archive.add('journal', postings)
      await this.archive.add('transactions', markers)
      await this.report(this.archive.records)
    }
    if (this.#end.hash !== head.hash) throw new AppError('exports.damaged', { message: '账本的末尾和它的校验值对不上' })
  }

  #differences(): Record<string, number> {
    const ids = new Set([...this.#claims.keys(), ...this.#tally.receivable.keys()])
    const of = (id: string) => (this.#claims.get(id) ?? 0) - (this.#tally.receivable.get(id) ?? 0)
    return Object.fromEntries([...ids].map(id => [id, of(id)] as const).filter(([, fen]) => fen !== 0))
  }

  async #readAgain(roomId: string): Promise<void> {
    if (!this.#claims.has(roomId)) {
      const rooms = await leavingRooms(this.source, [roomId])
      // None: a holder whose first bill came meanwhile.
      if (rooms.length > 0)
        await this.archive.add(
          'rooms',
          rooms.map(room => this.#met(room)),
        )
    }
    const read = await billingOfRooms(this.source, [roomId])
    this.#claims.set(roomId, 0)
    this.#claimed(read.bills)
    this.#again.set(roomId, read)
  }

  async #writeAgain(): Promise<void> {
    for (const { bills, covers } of this.#again.values()) {
      await this.archive.add('bills-again', bills)
      await this.archive.add('covers-again', covers)
    }
  }
}
