import type { Period } from '@linli/shared/billing/fee-schema'
import type { ChargedDetails } from '@linli/shared/billing/rule'
import type { ChargedThing, Payer } from '@linli/shared/billing/schema'
import type { Cover } from './cover'

/**
 * A charge whose days are given with it and do not follow from the fee item's cycle: a share of a common cost, a meter's
 * reading. `problem` says why there is none.
 */
export type GivenCharge = {
  period: Period
  details?: ChargedDetails
  problem?: string
  /** Its days can be charged apart, such as those of a month: only what is not billed is. */
  divisible?: true
  /** Of the household, where it is not the room itself. */
  charged?: ChargedThing
  /** The days that stand beside the thing itself, where they do. */
  cover?: Cover
  /** Who owes, where it is not the household. */
  payer?: Payer
}
