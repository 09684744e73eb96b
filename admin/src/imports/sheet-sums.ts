import type { SheetTotal } from '@linli/shared/imports/reading'

/** Sums that stand in a sheet and are not those of what is imported. */
export const differing = (totals: readonly SheetTotal[]): SheetTotal[] =>
  totals.filter(({ sheetSum, oursSum }) => sheetSum !== oursSum)
