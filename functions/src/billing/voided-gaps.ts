import type { Period } from '@linli/shared/billing/fee-schema'
import type { VoidedGap } from '@linli/shared/billing/run-schema'
import { addDays, minDate } from '@linli/shared/time'
import type { ChargedRoom } from '../communities/charged-room'
import { chargeGivenOf, chargeRoom } from './charge-room'
import { type Cover, coveredDays, coverName, voidedPeriods } from './cover'
import { uncovered } from './day-ranges'
import type { ItemCharges } from './item-charges'
import type { Developer } from './payer-spans'

const lookBackDays = 366
const mostNamed = 20

type Gap = Omit<VoidedGap, 'feeItemName'>
type Asked = [room: ChargedRoom, charges: ItemCharges, cover: Cover | undefined, developer: Developer]

/**
 * Days before a run's window that nothing covers and that the room would be charged for: a voided bill gave them back, or
 * a reading came in after the run of its month. A run bills its own window only, so without a word nobody would miss
 * them. A year back.
 */
export function unbilledGaps(
  room: ChargedRoom,
  charges: ItemCharges,
  cover: Cover | undefined,
  developer: Developer,
  window: Period,
): Gap[] {
  if (!cover && !charges.given) return []
  const asked: Asked = [room, charges, cover, developer]
  const earliest = addDays(window.from, -lookBackDays)
  const periods = charges.item.formula.kind === 'meter' ? unreadGaps(asked, window) : voidedGaps(asked, window.from)
  return periods
    .filter(({ from }) => earliest <= from)
    .map(period => ({ roomId: room.roomId, code: room.code, period }))
}

/** Days between the last bill of a meter and its first reading in the window: a reading that is billed nowhere. */
function unreadGaps([room, charges, cover]: Asked, window: Period): Period[] {
  const { feeItemId } = charges.item
  const first = new Map<string, string>()
  for (const { charged, period } of charges.given?.(room, window) ?? []) {
    const name = coverName({ feeItemId, ...(charged && { charged }) })
    first.set(name, minDate(first.get(name) ?? period.from, period.from))
  }
  return [...first].flatMap(([name, day]) => {
    const before = cover?.items[name]?.ranges.findLast(({ to }) => to < day)
    const gap = before && { from: addDays(before.to, 1), to: addDays(day, -1) }
    return gap && gap.from <= gap.to ? [gap] : []
  })
}

/** What voided bills of the room, or of its spaces, gave back. */
function voidedGaps([room, charges, cover, developer]: Asked, before: string): Period[] {
  const { feeItemId } = charges.item
  const isOwed = (name: string, period: Period) =>
    (charges.given
      ? chargeGivenOf(room, charges, cover, developer, period)
      : chargeRoom(room, charges, cover?.items[feeItemId], developer, period)
    ).some(
      ({ charged, flag, amountFen }) =>
        coverName({ feeItemId, ...(charged && { charged }) }) === name && (flag === 'failed' || amountFen !== 0),
    )
  const own = charges.given?.(room, { from: addDays(before, -lookBackDays), to: before }) ?? []
  const items = own.reduce((all, each) => ({ ...all, ...each.cover?.items }), cover?.items ?? {})
  return Object.entries(items)
    .filter(([name]) => name === feeItemId || name.startsWith(`${feeItemId}#`))
    .flatMap(([name, item]) =>
      voidedPeriods(item)
        .filter(({ to }) => to < before)
        .flatMap(period => uncovered(period, coveredDays(item)))
        .filter(period => isOwed(name, period)),
    )
}

/** How many there are, and the first by name. */
export class GapTally {
  #count = 0
  readonly #first: VoidedGap[] = []

  add(feeItemName: string, gaps: Gap[]): void {
    this.#count += gaps.length
    this.#first.push(...gaps.slice(0, mostNamed - this.#first.length).map(gap => ({ ...gap, feeItemName })))
  }

  total() {
    return this.#count > 0 ? { count: this.#count, first: this.#first } : undefined
  }
}
