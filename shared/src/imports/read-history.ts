import { readFen } from './amount-cell'
import type { Book } from './book'
import { readDate } from './date-cell'
import { feeText } from './fees-of-file'
import { feeOfHeader } from './header-meaning'
import type { Line } from './line'
import { payerOf, periodOf } from './money-cells'
import type { RecordOf } from './record'
import type { RoomName } from './room-code'
import { formatYuan } from '../money'

/** What one row paid for one fee; `isDeposit` is held until it is given back. */
export type Payment = { feeName: string; paidFen: number; dueFen?: number | undefined; isDeposit: boolean }

/**
 * One row of past payments: one fee a row, or one column a fee. Negative amounts are reversals. A payment for several
 * rooms stands at the first with its amount, at the others with none and a note, so that each finds it and no sum has it
 * twice. Deposits are payments too; what of them is still held is worked out over the whole file.
 */
export function readHistory(line: Line, book: Book): { records: RecordOf<'history'>[]; payments: Payment[] } | 'left' {
  const payments = [...columnPayments(line), ...rowPayment(line)]
  if (payments.length === 0 && !line.hasErrors()) return 'left'
  const rooms = book.roomsOf(line, { mustExist: true })
  if (rooms === 'left') return 'left'
  const period = periodOf(line)
  const paidOn = line.read('paidOn', readDate)
  const payerName = payerOf(line)
  const cashier = line.words('cashier', 40)
  const number = line.words('number', 60)
  const note = line.words('note', 200)
  const more = {
    ...(period && { period }),
    ...(paidOn && { paidOn }),
    ...(payerName && { payerName }),
    ...(cashier && { cashier }),
    ...(number && { number }),
  }
  if (line.hasErrors()) return { records: [], payments: [] }
  const source = { kind: 'history' as const, sheet: line.sheet, row: line.source.row }
  const records = payments.flatMap(({ feeName, paidFen, dueFen }) =>
    (rooms ?? []).map(({ code }, at): RecordOf<'history'> => {
      const about = noteOf(note, rooms ?? [], at)
      const common = { ...source, roomCode: code, feeItemName: feeName, ...more, ...(about && { note: about }) }
      return at === 0 ? { ...common, paidFen, ...(dueFen !== undefined && { dueFen }) } : { ...common, paidFen: 0 }
    }),
  )
  return { records, payments }
}

function noteOf(note: string | undefined, rooms: readonly RoomName[], at: number): string | undefined {
  const [first, ...others] = rooms
  if (!first || others.length === 0) return note
  const about = at === 0 ? `连同 ${others.map(({ code }) => code).join('、')}` : `金额记在 ${first.code}`
  return [note, about].filter(Boolean).join('；').slice(0, 200)
}

/** One payment for each column of a fee; the row's own total is checked against them. */
function columnPayments(line: Line): Payment[] {
  const payments: Payment[] = []
  for (const field of ['amount', 'deposit'] as const)
    for (const column of line.all(field)) {
      const paidFen = line.readAt(column, readFen)
      const feeName = column.feeName ?? feeText(column.header).slice(0, 40)
      if (paidFen) payments.push({ feeName, paidFen, isDeposit: field === 'deposit' })
    }
  const totalField = line.has('rowTotal') ? 'rowTotal' : 'paid'
  const total = payments.length > 0 ? line.read(totalField, readFen) : undefined
  const sum = payments.reduce((sum, { paidFen }) => sum + paidFen, 0)
  if (total !== undefined && total !== sum) line.warn(totalField, 'row_total_differs', { used: formatYuan(sum) })
  return payments
}

function rowPayment(line: Line): Payment[] {
  if (!line.has('paid') || !line.has('feeName')) return []
  const paidFen = line.read('paid', readFen)
  const dueFen = line.read('due', readFen)
  const feeName = feeText(line.text('feeName'))
  if (paidFen === undefined && dueFen === undefined) {
    if (feeName !== '' && !line.isRefused('paid')) line.refuse('paid', 'amount_empty')
    return []
  }
  if (feeName === '' || [...feeName].length > 40) {
    line.refuse('feeName', feeName === '' ? 'fee_empty' : 'fee_too_long')
    return []
  }
  return [{ feeName, paidFen: paidFen ?? 0, dueFen, isDeposit: feeOfHeader(feeName)?.isDeposit ?? false }]
}
