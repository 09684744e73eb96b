import type { Bill } from '@linli/shared/billing/schema'
import { openingKindNames } from '@linli/shared/opening/schema'
import { quantityWords } from '@linli/shared/billing/words'

/** 「收费面积 89.50 m² × 2.30 元」 of a bill with one line; several lines have no short form. 「期初欠费」 has none. */
export function computationOf(bill: Pick<Bill, 'lines' | 'opening'>): string | undefined {
  if (bill.opening) return openingKindNames.arrears
  const [line, second] = bill.lines
  return line && !second ? quantityWords(line) : undefined
}
