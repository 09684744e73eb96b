import type { Bill } from '@linli/shared/billing/schema'
import { quantityWords } from '@linli/shared/billing/words'

/** 「收费面积 89.50 m² × 2.30 元」 of a bill with one line; several lines have no short form. */
export function computationOf(bill: Pick<Bill, 'lines'>): string | undefined {
  const [line, second] = bill.lines
  return line && !second ? quantityWords(line) : undefined
}
