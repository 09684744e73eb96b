import type { BookSheet } from './book-sheet'
import type { TableField } from './fields'
import type { Header } from './find-header'
import { feeOfHeader } from './header-meaning'
import type { TableColumn } from './reading'
import type { TableKind } from './record'

type Headers = ReadonlyMap<TableKind, Header>
export type UsableHeader = { header: Header; guessed: boolean }

/**
 * The kinds of table that a sheet is, rooms first, then the one with most columns. Words are shared by many kinds: a list of
 * payments has the areas too, a list of owners their rooms; what else stands beside them decides.
 */
export function usableHeaders(sheet: BookSheet, all: Headers): UsableHeader[] {
  const best = [...all.values()].filter(({ missing }) => missing.length === 0).sort((a, b) => b.score - a.score)[0]
  const headers = new Map([...all].filter(([, { headerRow }]) => headerRow === best?.headerRow))
  const isOwed = saysOwed(sheet, headers)
  const found = new Map<TableKind, UsableHeader>()
  const add = (header: Header | undefined, guessed = false) => {
    if (header && header.missing.length === 0) found.set(header.kind, { header, guessed: guessed || isGuess(header) })
  }
  if (!has(headers.get('rooms'), 'room')) {
    add(headers.get('fee_items'))
    add(headers.get('buildings'))
  }
  const history = headers.get('history')
  if (isOwed) add(asArrears(headers.get('balances'), history), true)
  else {
    const isDated =
      has(history, 'paidOn') || has(history, 'number') || (has(history, 'paid') && has(history, 'feeName'))
    if (history && (isDated || !has(headers.get('rooms'), 'builtArea'))) add(history, !isDated)
    add(besideHistory(headers.get('balances'), found.has('history')))
  }
  add(headers.get('spaces'))
  if (!found.has('spaces')) add(headers.get('vehicles'))
  if (!found.has('history')) add(headers.get('meters'))
  if (isAboutRooms(sheet, headers, found)) add(headers.get('rooms'))
  if (found.size === 0) add(headers.get('people'))
  const order = ({ header: { kind, score } }: UsableHeader) => (kind === 'rooms' ? 1000 : 0) + score
  return [...found.values()].sort((a, b) => order(b) - order(a))
}

const has = (header: Header | undefined, field: TableField): boolean =>
  header?.columns.some(column => column.field === field && !column.guessed) ?? false

/** A column that the kind needs is only a guess. */
function isGuess({ columns, kind }: Header): boolean {
  const needed =
    kind === 'rooms' ? ['room', 'builtArea'] : kind === 'people' ? ['ownerName'] : ['room', 'spaceCode', 'plate']
  return columns.some(({ field, guessed }) => guessed && field !== undefined && needed.includes(field))
}

/** A list of debts with a column for each fee says so in its name or title only. */
function saysOwed(sheet: BookSheet, headers: Headers): boolean {
  const history = headers.get('history')
  if (!history || has(history, 'paid') || has(history, 'paidOn') || !has(history, 'amount')) return false
  const title = sheet.rows.filter(({ row }) => row < history.headerRow).flatMap(({ cells }) => cells)
  return [sheet.name, ...title].some(text => /欠费|欠缴|欠交|未缴|未交/.test(text))
}

function asArrears(balances: Header | undefined, history: Header | undefined): Header | undefined {
  if (!balances || !history) return undefined
  const columns = balances.columns.map((column): TableColumn => {
    const fee = feeOfHeader(column.header)
    if (column.field || !fee || fee.isDeposit) return column
    return { ...column, field: 'arrears', feeName: fee.feeName, guessed: true }
  })
  const needs = columns.some(({ field }) => field === 'arrears') ? ['paidThrough'] : []
  return { ...balances, columns, missing: balances.missing.filter(field => !needs.includes(field)) }
}

/** Deposits of a list of payments are read with the payments. */
function besideHistory(balances: Header | undefined, isHistory: boolean): Header | undefined {
  if (!balances || !isHistory) return balances
  const columns = balances.columns.map(column =>
    column.field === 'deposit' ? { index: column.index, header: column.header, guessed: false, hidden: false } : column,
  )
  const isUseful = columns.some(({ field }) => field && ['paidThrough', 'arrears', 'prepayment'].includes(field))
  return isUseful ? { ...balances, columns } : undefined
}

/** Areas beside payments or parking spaces may be there for show: then each room stands more than once, or the area is the space's. */
function isAboutRooms(sheet: BookSheet, headers: Headers, found: ReadonlyMap<TableKind, UsableHeader>): boolean {
  const rooms = headers.get('rooms')
  if (!rooms || rooms.missing.length > 0) return false
  const area = rooms.columns.find(({ field }) => field === 'builtArea')
  const spaces = found.get('spaces')?.header
  if (spaces && (/车位|停车/.test(sheet.name) || has(spaces, 'lot') || area?.header.trim() === '面积')) return false
  if (!found.has('history') && !found.has('balances')) return true
  const places = rooms.columns.filter(({ field }) => field === 'building' || field === 'unit' || field === 'room')
  const data = sheet.rows.filter(({ row }) => row > rooms.headerRow)
  const names = data.map(({ cells }) => places.map(({ index }) => cells[index] ?? '').join('\t'))
  return new Set(names).size >= names.length * 0.98
}
