import type { Book } from './book'
import { plainText } from './cell-text'
import { readDate } from './date-cell'
import type { Line } from './line'
import { numberKey } from './people-of-file'
import { readOpenDate } from './period-cell'
import type { RecordOf } from './record'

/**
 * 房屋费用 `1#2` with 费用开始时间 `2020-06-10#2020-07-10`: the room's fee items by number or name, each with its dates;
 * one date stands for all of them.
 */
export function readAssignments(line: Line, book: Book, roomCode: string): RecordOf<'assignment'>[] {
  const items = parts(line.text('feeNumbers'))
  if (items.length === 0) return []
  const starts = dates(line, 'feeStarts', items.length)
  const ends = dates(line, 'feeEnds', items.length)
  const source = { sheet: line.sheet, row: line.source.row }
  return items.flatMap((item, at) => {
    const feeItemName = book.fees.byNumber(numberKey(item)) ?? book.fees.find(item)
    if (feeItemName === undefined) {
      line.refuse('feeNumbers', 'fee_number_unknown', { used: item })
      return []
    }
    const [from, to] = [starts[at], ends[at]]
    return [{ kind: 'assignment' as const, ...source, roomCode, feeItemName, ...(from && { from }), ...(to && { to }) }]
  })
}

function dates(line: Line, field: 'feeStarts' | 'feeEnds', count: number): (string | undefined)[] {
  const texts = parts(line.text(field))
  if (texts.length > 1 && texts.length !== count) line.refuse(field, 'fee_dates_count')
  const read = field === 'feeStarts' ? readDate : readOpenDate
  const values = texts.map(text => {
    const reading = read(text)
    if (!('error' in reading)) return reading.value
    line.refuse(field, reading.error)
    return undefined
  })
  return values.length === 1 ? Array.from({ length: count }, () => values[0]) : values
}

function parts(text: string): string[] {
  const plain = plainText(text)
  return /^(?:-|\/|无)?$/.test(plain) ? [] : plain.split(/[#、,;\n]+/).map(part => part.trim())
}
