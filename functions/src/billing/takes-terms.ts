import type { StoredFeeItem } from './fee-item-store'

/** Whether who pays can be agreed for a room: things have terms of their own. */
export const takesPayers = ({ charges, formula }: Pick<StoredFeeItem, 'charges' | 'formula'>): boolean =>
  !charges && formula.kind !== 'contract' && formula.kind !== 'duration'
