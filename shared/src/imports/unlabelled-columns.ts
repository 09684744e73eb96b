import type { Header } from './find-header'
import type { SheetRow } from './schema'

const LOOKED_AT = 1000

/** A header with the columns that have data below it and no name, under their letters (`C 列`), for a person to map. */
export function withUnlabelled(rows: readonly SheetRow[], header: Header): Header {
  const known = new Set(header.columns.map(({ index }) => index))
  const found = new Set<number>()
  let looked = 0
  for (const { row, cells } of rows) {
    if (row <= header.headerRow) continue
    for (const [index, cell] of cells.entries()) if (cell !== '' && !known.has(index)) found.add(index)
    looked += 1
    if (looked === LOOKED_AT) break
  }
  if (header.headerRow === 0 || found.size === 0) return header
  const unlabelled = [...found].map(index => ({ index, header: columnName(index), guessed: false, hidden: false }))
  return { ...header, columns: [...header.columns, ...unlabelled].sort((a, b) => a.index - b.index) }
}

/** The column as a spreadsheet letters it. */
function columnName(index: number): string {
  let [letters, rest] = ['', index + 1]
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
    rest = Math.floor((rest - 1) / 26)
  }
  return `${letters} 列`
}
