import type { Bill } from '@linli/shared/billing/schema'
import { areaScale, formatScaled, priceScale } from '@linli/shared/money'

/** 「89.50 m² × 2.30 元」 of a bill with one line; several lines have no short form. */
export function computationOf(bill: Pick<Bill, 'lines'>): string | undefined {
  const [line, second] = bill.lines
  if (!line || second) return undefined
  const price = `${formatScaled(line.price, priceScale)} 元`
  return line.areaM2x100 === undefined ? price : `${formatScaled(line.areaM2x100, areaScale)} m² × ${price}`
}
