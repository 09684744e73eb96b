import { type BillResult, billLines } from '@linli/shared/billing/amount'
import type { FeeItem, Period, Tariff } from '@linli/shared/billing/fee-schema'
import { AreaKind, type Formula } from '@linli/shared/billing/formula-schema'
import { periodsOf } from '@linli/shared/billing/periods'
import type { ChargedDetails } from '@linli/shared/billing/rule'
import type { Areas } from '@linli/shared/communities/schema'
import type { BusinessDate } from '@linli/shared/time'
import type { ChargedRoom } from '../communities/charged-room'
import type { GivenCharge } from './given-charges'

export type ChargedItem = Pick<FeeItem, 'feeItemId' | 'formula' | 'cycle' | 'timing' | 'rounding' | 'scope'> & {
  tariffs: Tariff[]
  /** Some room was billed for this item before: a room that was not is new. */
  billedThrough?: string | undefined
}

/** Enough for the layouts and dates of an estate; past it the answers are computed again. */
const mostKept = 5000

/** A fee item's periods and lines. Equal rooms of an estate have equal answers, so each is computed once. */
export class ItemCharges {
  readonly #periods = new Map<string, Period[]>()
  readonly #lines = new Map<string, BillResult>()

  /** `given`: what a room is charged where its days do not follow from the cycle. */
  constructor(
    readonly item: ChargedItem,
    readonly given?: (room: ChargedRoom, window: Period) => GivenCharge[],
  ) {}

  /** Of one charge's own details, such as no other has. */
  linesOf(details: ChargedDetails, period: Period): BillResult {
    return billLines({ item: this.item, object: details, period, tariffs: this.item.tariffs })
  }

  /** The item's periods in a window, for an object charged from `start`, its anniversaries counted from `anchor`. */
  periods(
    window: Period,
    start: BusinessDate | undefined,
    anchor: BusinessDate | undefined,
    end?: BusinessDate,
  ): Period[] {
    const { cycle, timing } = this.item
    return kept(this.#periods, `${start}|${end}|${this.#anchorOf(anchor)}|${window.from}|${window.to}`, () =>
      periodsOf({ cycle, timing, start, end, anchor }, window),
    )
  }

  lines(
    areas: Areas,
    anchor: BusinessDate | undefined,
    period: Period,
    { coefficient, vacancies }: Pick<ChargedDetails, 'coefficient' | 'vacancies'> = {},
  ): BillResult {
    const { formula, tariffs } = this.item
    const vacant = vacancies ? JSON.stringify(vacancies) : ''
    const key = `${measured(formula, areas)}|${coefficient}|${vacant}|${this.#anchorOf(anchor)}|${period.from}|${period.to}`
    return kept(this.#lines, key, () =>
      billLines({ item: this.item, object: { areas, anchor, coefficient, vacancies }, period, tariffs }),
    )
  }

  /** Only these cycles look at the anchor. */
  #anchorOf(anchor: BusinessDate | undefined) {
    const { kind } = this.item.cycle
    return kind === 'anniversary' || kind === 'once' ? anchor : ''
  }
}

/** What a formula looks at of a room. */
function measured(formula: Formula, areas: Areas): string {
  if (formula.kind === 'area') return String(areas[formula.area])
  return formula.kind === 'expression' ? AreaKind.options.map(kind => areas[kind]).join() : ''
}

function kept<T>(answers: Map<string, T>, key: string, compute: () => T): T {
  const known = answers.get(key)
  if (known !== undefined) return known
  if (answers.size >= mostKept) answers.clear()
  const answer = compute()
  answers.set(key, answer)
  return answer
}
