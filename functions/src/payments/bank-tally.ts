import type { BankBatch, BankLineState } from '@linli/shared/payments/bank-schema'
import type { StoredBatch } from './bank-store'

/** The counters of a state in a batch. */
const counters = {
  planned: ['plannedCount', 'plannedFen'],
  no_mandate: ['noMandateCount', 'noMandateFen'],
  left_out: ['leftOutCount', 'leftOutFen'],
  sent: ['sentCount', 'sentFen'],
  paid: ['paidCount', 'paidFen'],
  failed: ['failedCount', 'failedFen'],
} as const satisfies Record<BankLineState, readonly [keyof StoredBatch, keyof StoredBatch]>

/** A batch as it is shown. */
export function shownBatch(batch: StoredBatch): BankBatch {
  const sum = (state: BankLineState) => {
    const [count, fen] = counters[state]
    return { count: batch[count], amountFen: batch[fen] }
  }
  return {
    ...batch,
    tally: {
      planned: sum('planned'),
      no_mandate: sum('no_mandate'),
      left_out: sum('left_out'),
      sent: sum('sent'),
      paid: sum('paid'),
      failed: sum('failed'),
    },
  }
}

/** What one line's step adds to the batch's counters. */
export function moved(from: BankLineState, to: BankLineState, amountFen: number): Record<string, number> {
  const [fromCount, fromFen] = counters[from]
  const [toCount, toFen] = counters[to]
  return { [fromCount]: -1, [fromFen]: -amountFen, [toCount]: 1, [toFen]: amountFen }
}

/** The counters of lines that were just planned. */
export function tallyOf(lines: readonly { state: BankLineState; amountFen: number }[]): Record<string, number> {
  const tally: Record<string, number> = {}
  for (const [count, fen] of Object.values(counters)) {
    tally[count] = 0
    tally[fen] = 0
  }
  for (const { state, amountFen } of lines) {
    const [count, fen] = counters[state]
    tally[count] = (tally[count] ?? 0) + 1
    tally[fen] = (tally[fen] ?? 0) + amountFen
  }
  return tally
}
