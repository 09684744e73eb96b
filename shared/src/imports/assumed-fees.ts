import { FileFees } from './fees-of-file'
import type { FoundTable } from './recognise'
import { headerSentences } from './words'

/** A 已缴至 that no column and no cell names a fee for is the property fee's: said of the column, for a person to check. */
export function assumeFees(tables: readonly FoundTable[], known: readonly string[]): void {
  const main = new FileFees(known).main() ?? '物业费'
  for (const table of tables) {
    if (table.kind !== 'balances' || table.columns.some(({ field }) => field === 'feeName')) continue
    for (const [at, column] of table.columns.entries()) {
      if (column.field !== 'paidThrough' || column.feeName !== undefined) continue
      table.columns[at] = { ...column, feeName: main, guessed: true }
      table.sentences.push(headerSentences.assumedFee(column.header, main))
    }
  }
}
