import { type BookSheet, rowsWithout } from './book-sheet'
import { fieldNames, fieldsOfKind, repeatable, TableField } from './fields'
import { findHeader, type Header, missingFields } from './find-header'
import { guessRoomColumn } from './guess-column'
import type { TableColumn } from './reading'
import { TableKind } from './record'
import type { ColumnSetting, TableSetting } from './settings'
import { usableHeaders } from './usable-kinds'
import { withUnlabelled } from './unlabelled-columns'
import { headerSentences } from './words'

/**
 * A table of a sheet before its rows are read: `rows` stand below its header. `isFacet`: they are also the rows of
 * another table of the same sheet, and may hold nothing for this one. Not `isUsable`: a guess for a person to finish.
 */
export type FoundTable = {
  sheet: BookSheet
  kind: TableKind | 'skip'
  guessed: boolean
  isFacet: boolean
  isUsable: boolean
  headerRow: number
  columns: TableColumn[]
  rows: BookSheet['rows']
  sentences: string[]
}

/** What each sheet of a book holds: what a person said of it, else what its headers say. One sheet may be several tables. */
export function recogniseTables(sheets: readonly BookSheet[], settings: readonly TableSetting[]): FoundTable[] {
  const found = sheets.map(sheet => {
    const said = settings.filter(setting => setting.sheet === sheet.name)
    if (said.length > 0) return said.map((setting, at) => bySetting(sheet, setting, at > 0))
    return sheet.hidden ? [skipped(sheet, headerSentences.hidden)] : byHeaders(sheet)
  })
  return withoutRepeatedRooms(found, settings)
}

/** Lists of payments and balances often repeat the areas: where another sheet is about the rooms, that one counts. */
function withoutRepeatedRooms(found: FoundTable[][], settings: readonly TableSetting[]): FoundTable[] {
  const isRooms = ({ kind, isUsable }: FoundTable) => kind === 'rooms' && isUsable
  const isMoney = ({ kind }: FoundTable) => kind === 'history' || kind === 'balances'
  const isSaid = ({ sheet }: FoundTable) => settings.some(setting => setting.sheet === sheet.name)
  const hasOwn = found.some(tables => tables.some(isRooms) && !tables.some(isMoney))
  return found.flatMap(tables =>
    hasOwn && tables.some(isMoney) ? tables.filter(table => !isRooms(table) || isSaid(table)) : tables,
  )
}

function bySetting(sheet: BookSheet, setting: TableSetting, isFacet: boolean): FoundTable {
  const { kind, headerRow, columns } = setting
  if (kind === 'skip') return skipped(sheet)
  const named = findHeader(sheet.rows, kind, headerRow)
  const found = named.headerRow === 0 ? findHeader(sheet.rows, kind, fullestRow(sheet).row) : named
  const header = withKept(withUnlabelled(sheet.rows, found), kind, setting.kept ?? [])
  const own = new Map(columns?.map(column => [column.index, column]))
  const chosen = header.columns.map(({ index, header }): TableColumn => {
    const { field, feeName } = own.get(index) ?? {}
    return { index, header, ...(field && { field }), ...(feeName && { feeName }), guessed: false, hidden: false }
  })
  const used = columns ? { ...header, columns: chosen, repeats: [], missing: missingFields(kind, chosen) } : header
  const table = tableOf(sheet, used, setting.hiddenRows === 'skip' ? rowsWithout(sheet, sheet.hiddenRows) : sheet.rows)
  return { ...table, isFacet }
}

/** The recognised columns with what a person said of some before the kind or the header became another. */
function withKept(header: Header, kind: TableKind, kept: readonly ColumnSetting[]): Header {
  const known: ReadonlySet<string> = new Set(fieldsOfKind[kind])
  const said = new Map(kept.filter(({ field }) => field && known.has(field)).map(each => [each.index, each]))
  if (said.size === 0) return header
  const taken = new Set([...said.values()].map(({ field }) => field))
  const columns = header.columns.map(({ feeName, field, ...column }): TableColumn => {
    const own = said.get(column.index)
    if (own) return { ...column, ...own, guessed: false }
    const isTaken = field !== undefined && taken.has(field) && !isRepeatable(field)
    return { ...column, ...(field && !isTaken && { field }), ...(feeName && { feeName }) }
  })
  return { ...header, columns, missing: missingFields(kind, columns) }
}

function byHeaders(sheet: BookSheet): FoundTable[] {
  const headers = new Map(
    TableKind.options.map(kind => [
      kind,
      guessRoomColumn(sheet.rows, withUnlabelled(sheet.rows, findHeader(sheet.rows, kind))),
    ]),
  )
  const usable = usableHeaders(sheet, headers)
  const [primary] = usable
  if (!primary) return [nearest(sheet, [...headers.values()])]
  return usable.map(({ header, guessed }) => {
    const table = tableOf(sheet, header, sheet.rows)
    if (guessed) table.sentences.unshift(headerSentences.guessedKind)
    return { ...table, guessed, isFacet: header !== primary.header }
  })
}

/** A sheet of no known kind: what it comes nearest to, for a person to finish. */
function nearest(sheet: BookSheet, headers: readonly Header[]): FoundTable {
  const best = headers.reduce((a, b) => (b.score > a.score ? b : a))
  if (best.columns.filter(({ field }) => field).length >= 2)
    return { ...tableOf(sheet, best, sheet.rows), guessed: true }
  const fullest = fullestRow(sheet)
  const columns = fullest.cells.map((header, index): TableColumn => ({ index, header, guessed: false, hidden: false }))
  return {
    ...skipped(sheet, headerSentences.notFound),
    headerRow: fullest.row,
    columns: columns.filter(({ header }) => header !== ''),
  }
}

/** Where nothing is recognised, the fullest of the first rows is taken for the header. */
function fullestRow(sheet: BookSheet): BookSheet['rows'][number] {
  const top = sheet.rows.slice(0, 20)
  return top.reduce((a, b) => (filled(b.cells) > filled(a.cells) ? b : a), { row: 0, cells: [''] })
}

const filled = (cells: readonly string[]): number => cells.filter(cell => cell !== '').length

function tableOf(sheet: BookSheet, header: Header, all: BookSheet['rows']): FoundTable {
  const { kind, headerRow, missing, repeats } = header
  const columns = header.columns.map(column => ({ ...column, hidden: sheet.hiddenColumns.has(column.index) }))
  const lacks = headerRow === 0 ? headerSentences.notFound : headerSentences.missing(missing.map(nameOf))
  return {
    sheet,
    kind,
    guessed: missing.length > 0,
    isFacet: false,
    isUsable: missing.length === 0 && headerRow > 0,
    headerRow,
    columns,
    rows: all.filter(({ row }) => row > headerRow),
    sentences: [...(missing.length > 0 ? [lacks] : []), ...repeats],
  }
}

const isRepeatable = (field: string): boolean => repeatable.has(TableField.safeParse(field).data ?? 'room')

const nameOf = (field: TableField): string => fieldNames[field]

function skipped(sheet: BookSheet, sentence?: string): FoundTable {
  const nothing = { guessed: false, isFacet: false, isUsable: false, headerRow: 0, columns: [], rows: [] }
  return { sheet, kind: 'skip', ...nothing, sentences: sentence === undefined ? [] : [sentence] }
}
