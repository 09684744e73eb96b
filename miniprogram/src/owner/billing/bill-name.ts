import type { BillView } from '@linli/shared/billing/schema'
import { periodName } from '@linli/shared/billing/words'

/** 「物业费 2026年2月」 */
export const billName = (bill: Pick<BillView, 'feeItemName' | 'period'>): string =>
  `${bill.feeItemName} ${periodName(bill.period)}`

/** In the order of the period, oldest first, then by name. */
export const byPeriod = <T extends Pick<BillView, 'feeItemName' | 'period'>>(bills: readonly T[]): T[] =>
  [...bills].sort((a, b) => (order(a) < order(b) ? -1 : 1))

const order = (bill: Pick<BillView, 'feeItemName' | 'period'>): string => `${bill.period.from} ${bill.feeItemName}`
