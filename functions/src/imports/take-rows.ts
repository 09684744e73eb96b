import type { CellObject, Range } from '@e965/xlsx'
import type { SheetRow } from '@linli/shared/imports/schema'
import { workbookLimits } from './workbook-limits'
import { WorkbookRefused } from './workbook-refused'
import { cellText } from './xlsx-cell'

/**
 * The rows of a sheet, trimmed to their last filled cell. A cell merged downwards speaks for every row it covers that
 * has something of its own; merging to the right is left as it is.
 */
export function* takeRows(data: CellObject[][], merges: readonly Range[], is1904: boolean): Generator<SheetRow> {
  const waiting = merges.filter(({ s, e }) => e.r > s.r).sort((a, b) => b.s.r - a.s.r)
  const covering = new Map<number, { text: string; until: number }>()
  for (const at of data.keys()) {
    const source = data[at]
    if (!source) continue
    data[at] = []
    const cells = readCells(source, is1904)
    for (const [column, { text, until }] of covering) {
      if (at > until) covering.delete(column)
      else if (cells.length > 0 && !cells[column]) fill(cells, column, text)
    }
    for (let next = waiting.at(-1); next && next.s.r <= at; next = waiting.at(-1)) {
      covering.set(next.s.c, { text: cells[next.s.c] ?? '', until: next.s.r === at ? next.e.r : at })
      waiting.pop()
    }
    if (cells.length > 0) yield { row: at + 1, cells }
  }
}

function readCells(source: readonly CellObject[], is1904: boolean): string[] {
  const cells: string[] = []
  source.forEach((cell, column) => {
    const text = cellText(cell, is1904)
    if (text !== '') fill(cells, column, text)
  })
  return cells
}

function fill(cells: string[], column: number, text: string): void {
  if (column >= workbookLimits.columns) throw new WorkbookRefused('too_many_columns')
  while (cells.length <= column) cells.push('')
  cells[column] = text
}
