import * as z from 'zod'
import type { BusinessDate } from '../time'

/** Why a bill cannot be computed. Such a bill fails loudly and is never 0. */
export const BillRefusal = z.enum([
  'bad_period',
  'no_anchor',
  'no_tariff',
  'double_tariff',
  'double_vacancy',
  'no_quantity',
  'finer_than_scale',
  'negative',
  'too_large',
  'no_reading',
  'reading_back',
  'no_digits',
  'not_rolled_over',
  'no_tier_basis',
  'no_share',
  'no_weight',
  'negative_weight',
  'no_contract',
  'outside_contract',
  'no_rent',
  'no_visit',
  'no_bands',
  'left_before_entered',
  'stay_too_long',
  'bad_expression',
  'unknown_variable',
  'no_variable',
  'division_by_zero',
  'expression_limit',
  'negative_result',
])
export type BillRefusal = z.infer<typeof BillRefusal>

/** `on` is the day that it is about; `what` names the variable, or shows where an expression is wrong. */
export type Refusal = { reason: BillRefusal; on?: BusinessDate; what?: string }

/** Thrown inside the rules only: `billLines` answers it. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.reason)
  }
}

export const refuse = (reason: BillRefusal, on?: BusinessDate): never => {
  throw new Refused({ reason, ...(on && { on }) })
}
