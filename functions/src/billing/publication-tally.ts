import type { Bill, BillingRun } from '@linli/shared/billing/schema'
import { sumFen } from '@linli/shared/money'

type HeldBack = NonNullable<BillingRun['heldBack']>
type Counted = Pick<BillingRun, 'heldBack' | 'issued'>
const mostNamed = 20

/** What a publication issues and what it holds back; `before` is what earlier ones, or an attempt that broke off, counted. */
export class PublicationTally {
  readonly #issued: { count: number; amountFen: number }
  readonly #held: HeldBack

  constructor(before: Counted) {
    this.#issued = { ...(before.issued ?? { count: 0, amountFen: 0 }) }
    this.#held = { ...(before.heldBack ?? { count: 0, codes: [], bills: 0, amountFen: 0 }) }
  }

  /** The bills of some rooms, and those of them that were held back; a room comes once. */
  add(bills: Bill[], heldBack: Bill[]): void {
    this.#issued.count += bills.length - heldBack.length
    this.#issued.amountFen += fenOf(bills) - fenOf(heldBack)
    const codes = [...new Set(heldBack.map(bill => bill.object.code))]
    this.#held.count += codes.length
    this.#held.codes = [...this.#held.codes, ...codes].slice(0, mostNamed)
    this.#held.bills += heldBack.length
    this.#held.amountFen += fenOf(heldBack)
  }

  /** For the run; `heldBack` stands there only when there is something. */
  counted(): Counted {
    return { issued: { ...this.#issued }, ...(this.#held.bills > 0 && { heldBack: { ...this.#held } }) }
  }
}

const fenOf = (bills: Bill[]) => sumFen(bills.map(bill => bill.amountFen))
