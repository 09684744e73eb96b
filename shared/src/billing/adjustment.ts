import { type Fen, sumFen } from '../money'
import { recomputeLine } from './amount'
import type { BillLine } from './fee-schema'
import type { Bill } from './schema'

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

/** What a bill charges now: its own lines, or what its last live 补差 corrected them to. */
export function correctedSoFar(
  original: Pick<Bill, 'lines'>,
  adjustments: readonly Pick<Bill, 'lines' | 'state'>[],
): BillLine[] {
  const last = adjustments.findLast(({ state }) => state !== 'void')
  return last ? last.lines.filter(line => !line.reversed) : original.lines
}

/** A negative 补差: first what is still due on the bill that it corrects, the rest goes to its payer. */
export const creditSplit = (creditFen: Fen, dueFen: Fen): { toBillFen: Fen; lotFen: Fen } => {
  const toBillFen = Math.min(creditFen, dueFen)
  return { toBillFen, lotFen: creditFen - toBillFen }
}

/** The exact negative of a line; of a reversed one, the line itself. */
export function reversedLine({ reversed, ...line }: BillLine): BillLine {
  const other: BillLine = reversed ? line : { ...line, reversed: true }
  return { ...other, ...recomputeLine(other) }
}
