import { readOwedFen, readPrice } from './amount-cell'
import type { Book } from './book'
import { plainText } from './cell-text'
import { readCycle, readFormula, readTiming } from './choice-cells'
import { readDate } from './date-cell'
import { feeText } from './fees-of-file'
import type { Line } from './line'
import { numberKey } from './people-of-file'
import { readOpenDate } from './period-cell'
import type { ImportRecord } from './record'

/**
 * One row of 费用设置. 1001 is 面积×单价+附加费, its surcharge in the column 固定费用; a fixed amount stands there too, or
 * under 计费单价. Without a formula the amount that is filled in decides.
 */
export function readFeeItem(line: Line, book: Book): ImportRecord[] {
  const name = feeText(line.text('feeName'))
  if (name === '') line.refuse('feeName', 'fee_empty')
  if ([...name].length > 40) line.refuse('feeName', 'fee_too_long')
  const unit = line.read('price', readPrice)
  const fixed = line.read('fixedAmount', readPrice)
  const formula = line.read('formula', readFormula) ?? (unit !== undefined && unit > 0 ? 'area' : 'fixed')
  const isFixed = formula === 'fixed'
  const price = isFixed ? (fixed !== undefined && fixed > 0 ? fixed : unit) : unit
  if (price === undefined && !line.isRefused('price') && !line.isRefused('fixedAmount'))
    line.refuse('price', 'price_empty')
  const surchargeFen = isFixed ? undefined : line.read('fixedAmount', readOwedFen)
  const isOnce = /^(?:一次性|2006012)/.test(plainText(line.text('feeFlag')))
  const cycle = isOnce ? ({ kind: 'once' } as const) : (line.read('cycle', readCycle) ?? ({ kind: 'month' } as const))
  const timing = line.read('timing', readTiming) ?? 'prepaid'
  const from = line.read('from', readDate)
  const to = line.read('to', readOpenDate)
  if (from && to && from > to) line.refuse('to', 'period_reversed')
  const number = numberKey(line.text('feeNumber')).slice(0, 40) || undefined
  if (line.hasErrors() || price === undefined) return []
  book.fees.add(name, number)
  const source = { sheet: line.sheet, row: line.source.row }
  const terms = { formula, price, ...(surchargeFen && { surchargeFen }), cycle, timing }
  return [
    {
      kind: 'fee_item',
      ...source,
      ...(number && { number }),
      name,
      ...terms,
      ...(from && { from }),
      ...(to && { to }),
    },
  ]
}
