import type { Period } from '../billing/fee-schema'
import { plainText } from './cell-text'
import { readDate } from './date-cell'
import type { Line } from './line'
import { readNames } from './owner-cells'
import { readOpenDate, readPeriod } from './period-cell'

/** Who owes or paid, when the row names one person; several owners of a room owe together, and none is named. */
export function payerOf(line: Line): string | undefined {
  const field = line.text('payerName') === '' ? 'ownerName' : 'payerName'
  const reading = readNames(line.text(field))
  if ('error' in reading) {
    line.refuse(field, reading.error)
    return undefined
  }
  return reading.value?.length === 1 ? reading.value[0] : undefined
}

/** The period of a row, from its own cell or from the cells of its first and last day. */
export function periodOf(line: Line): Period | undefined {
  const from = line.read('from', readDate)
  const to = line.read('to', readOpenDate)
  if (from && to && from > to) line.refuse('to', 'period_reversed')
  if (from && to) return from > to ? undefined : { from, to }
  return plainText(line.text('period')) === '' ? undefined : line.read('period', readPeriod)
}
