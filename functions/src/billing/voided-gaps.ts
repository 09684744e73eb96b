import type { Period } from '@linli/shared/billing/fee-schema'
import type { VoidedGap } from '@linli/shared/billing/run-schema'
import { addDays } from '@linli/shared/time'
import type { ChargedRoom } from '../communities/charged-room'
import { chargeRoom } from './charge-room'
import { coveredDays, type ItemCover, voidedPeriods } from './cover'
import { uncovered } from './day-ranges'
import type { ItemCharges } from './item-charges'
import type { Developer } from './payer-spans'

const lookBackDays = 366
const mostNamed = 20

/**
 * Days before a run's window that a voided bill gave back, that nothing covers since, and that the room would be charged
 * for: a run bills its own window only, so without a word nobody would miss them. A year back.
 */
export function voidedGaps(
  room: ChargedRoom,
  charges: ItemCharges,
  cover: ItemCover | undefined,
  developer: Developer,
  before: string,
): Omit<VoidedGap, 'feeItemName'>[] {
  if (!cover?.revs) return []
  const earliest = addDays(before, -lookBackDays)
  const isOwed = (period: Period) =>
    chargeRoom(room, charges, cover, developer, period).some(line => line.flag === 'failed' || line.amountFen !== 0)
  return voidedPeriods(cover)
    .filter(({ from, to }) => earliest <= from && to < before)
    .flatMap(period => uncovered(period, coveredDays(cover)))
    .filter(isOwed)
    .map(period => ({ roomId: room.roomId, code: room.code, period }))
}

/** How many there are, and the first by name. */
export class GapTally {
  #count = 0
  readonly #first: VoidedGap[] = []

  add(feeItemName: string, gaps: Omit<VoidedGap, 'feeItemName'>[]): void {
    this.#count += gaps.length
    this.#first.push(...gaps.slice(0, mostNamed - this.#first.length).map(gap => ({ ...gap, feeItemName })))
  }

  total() {
    return this.#count > 0 ? { count: this.#count, first: this.#first } : undefined
  }
}
