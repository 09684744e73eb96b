import { readOwedFen } from './amount-cell'
import type { Book } from './book'
import { readDate } from './date-cell'
import { feeText } from './fees-of-file'
import type { Line } from './line'
import { payerOf, periodOf } from './money-cells'
import type { TableColumn } from './reading'
import type { ImportRecord } from './record'

/**
 * One row of opening balances: for each of its fees 已缴至, 欠费 of a period, 预存, and the deposits held. A range of rooms
 * may share a date; amounts of several rooms cannot be told apart and are refused.
 */
export function readBalances(line: Line, book: Book): ImportRecord[] | 'left' {
  const columns = (['paidThrough', 'arrears', 'prepayment', 'deposit'] as const).flatMap(field => line.all(field))
  if (columns.every(column => line.at(column) === '')) return 'left'
  const records: ImportRecord[] = []
  const source = { sheet: line.sheet, row: line.source.row }
  const rooms = book.roomsOf(line, { mustExist: true })
  if (rooms === 'left') return 'left'
  const payerName = payerOf(line)
  const who = payerName === undefined ? {} : { payerName }
  const [room] = rooms ?? []
  const roomCode = room?.code ?? ''
  for (const column of line.all('paidThrough')) {
    const paidThrough = line.readAt(column, readDate)
    if (paidThrough === undefined) continue
    const feeItemName = feeOf(line, book, column, book.fees.main())
    if (feeItemName === undefined) continue
    for (const { code } of rooms ?? [])
      records.push({ kind: 'paid_through', ...source, roomCode: code, feeItemName, paidThrough })
  }
  for (const column of line.all('arrears')) {
    const amountFen = line.readAt(column, readOwedFen)
    if (!amountFen) continue
    const feeItemName = feeOf(line, book, column, undefined)
    const period = periodOf(line)
    if (period === undefined && !line.hasErrors()) line.refuse(line.has('period') ? 'period' : 'from', 'period_empty')
    if (feeItemName && period)
      records.push({ kind: 'arrears', ...source, roomCode, feeItemName, period, amountFen, ...who })
  }
  for (const column of line.all('prepayment')) {
    const amountFen = line.readAt(column, readOwedFen)
    if (!amountFen) continue
    const isNamed = column.feeName !== undefined || line.text('feeName') !== ''
    const feeItemName = isNamed ? feeOf(line, book, column, undefined) : undefined
    records.push({ kind: 'prepayment', ...source, roomCode, ...(feeItemName && { feeItemName }), amountFen, ...who })
  }
  const paidOn = line.read('paidOn', readDate)
  const receiptNumber = line.words('number', 40)
  for (const column of line.all('deposit')) {
    const amountFen = line.readAt(column, readOwedFen)
    const name = column.feeName ?? (feeText(line.text('feeName')) || '押金')
    const more = { ...(paidOn && { paidOn }), ...(receiptNumber && { receiptNumber }) }
    if (amountFen) records.push({ kind: 'deposit', ...source, roomCode, name, amountFen, ...who, ...more })
  }
  if (rooms && rooms.length > 1 && records.some(({ kind }) => kind !== 'paid_through'))
    line.refuse('room', 'room_several', { code: rooms.map(({ code }) => code).join('、') })
  return records.length === 0 ? 'left' : records
}

/** The fee that an amount is about: its column's, the row's, or what it means otherwise. */
function feeOf(line: Line, book: Book, column: TableColumn, otherwise: string | undefined): string | undefined {
  const text = column.feeName ?? feeText(line.text('feeName'))
  if (text === '') {
    if (otherwise === undefined) line.refuse(line.has('feeName') ? 'feeName' : column, 'fee_empty')
    return otherwise
  }
  const name = book.fees.find(text)
  if (name === undefined) line.refuse(column.feeName === undefined ? 'feeName' : column, 'fee_unknown', { used: text })
  return name
}
