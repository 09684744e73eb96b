import { type Fen, sumFen } from '../money'
import { recomputeLine } from './amount'
import type { BillLine } from './fee-schema'

/**
 * 补差: the corrected bill − the original, both rounded. The original's lines come reversed, each the exact negative of
 * itself, then the corrected ones: all of them recompute. May be negative.
 */
export function adjustmentOf(
  original: readonly BillLine[],
  corrected: readonly BillLine[],
): { lines: BillLine[]; totalFen: Fen } {
  const lines = [...original.map(reversedLine), ...corrected]
  return { lines, totalFen: sumFen(lines.map(line => line.amountFen)) }
}

/** The exact negative of a line; of a reversed one, the line itself. */
export function reversedLine({ reversed, ...line }: BillLine): BillLine {
  const other: BillLine = reversed ? line : { ...line, reversed: true }
  return { ...other, ...recomputeLine(other) }
}
