import { AppError } from '@linli/shared/errors'
import type { Difference } from '@linli/shared/payments/reconciliation-schema'
import type { TradeBillLine } from './pay-gateway'
import type { SettledTable } from './settled-table'

/** A difference as it is found: its id, day and time follow when it is kept. */
export type Found = Pick<Difference, 'kind' | 'orderId' | 'transactionId' | 'refundNo' | 'localFen' | 'channelFen'>

/** A day that differs more than this is of the wrong merchant: it is refused whole, and nothing of it is kept. */
export const mostDifferences = 20_000

/**
 * Holds a bill, page by page, to what we settled on its day (DOMAIN "Reconciliation"). It asks nobody: what our day lacks
 * (`unknown`) and refunds (`refunds`) are looked up afterwards. Throws payments.bill_too_different.
 */
export class DayComparison {
  readonly found: Found[] = []
  readonly unknown: TradeBillLine[] = []
  readonly refunds: TradeBillLine[] = []
  payments = { count: 0, fen: 0 }
  refunded = { count: 0, fen: 0 }
  foreign = { count: 0, fen: 0 }
  #feeMilli = 0

  constructor(
    readonly communityId: string,
    readonly settled: SettledTable,
  ) {}

  /** 手续费 of our trades in fen, rounded once, half away from zero. */
  get feeFen(): number {
    const [size, sign] = [Math.abs(this.#feeMilli), this.#feeMilli < 0 ? -1 : 1]
    return sign * Math.floor((size + 500) / 1000) + 0
  }

  take(page: readonly TradeBillLine[]): void {
    for (const line of page) this.#line(line)
    if (this.found.length + this.unknown.length + this.refunds.length > mostDifferences)
      throw new AppError('payments.bill_too_different')
  }

  #line(line: TradeBillLine): void {
    if (!isOrderOf(this.communityId, line.orderId)) {
      this.foreign.count += 1
      this.foreign.fen += line.kind === 'refund' ? -line.amountFen : line.kind === 'payment' ? line.amountFen : 0
      return
    }
    this.#feeMilli += line.feeMilli
    if (line.kind === 'refund') {
      this.refunded.count += 1
      this.refunded.fen += line.amountFen
      this.refunds.push(line)
    } else this.#payment(line)
  }

  #payment(line: TradeBillLine): void {
    const at = this.settled.find(line.transactionId)
    if (line.kind === 'undone') {
      if (at < 0) return
      this.settled.meet(at)
      this.found.push({ kind: 'STATUS_MISMATCH', ...wordsOf(line), channelFen: 0, localFen: this.settled.fenAt(at) })
      return
    }
    this.payments.count += 1
    this.payments.fen += line.amountFen
    if (at < 0) this.unknown.push(line)
    else this.#known(line, at)
  }

  #known(line: TradeBillLine, at: number): void {
    const localFen = this.settled.fenAt(at)
    const wasMet = this.settled.meet(at)
    if (wasMet || this.settled.isRepeated(at))
      this.found.push({
        kind: 'DUPLICATE',
        ...wordsOf(line),
        channelFen: line.amountFen,
        ...(!wasMet && { localFen }),
      })
    if (!wasMet && localFen !== line.amountFen)
      this.found.push({ kind: 'AMOUNT_MISMATCH', ...wordsOf(line), channelFen: line.amountFen, localFen })
  }
}

export const wordsOf = ({ orderId, transactionId }: TradeBillLine) => ({ orderId, transactionId })

/** Ours are known by the form of their number; whoever else uses the merchant is not our business. */
export const isOrderOf = (communityId: string, orderId: string): boolean =>
  orderId.length === 32 && orderId.startsWith(communityId) && orderForm.test(orderId)
const orderForm = /^[0-9A-HJKMNP-TV-Z]{32}$/
