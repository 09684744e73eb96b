import type { ItemTotal } from '@linli/shared/imports/reading'

/** The totals of one building, or of all of them, each kind and item once, in the order in which they came. */
export function itemSums(totals: readonly ItemTotal[], building: string | undefined): ItemTotal[] {
  const sums = new Map<string, ItemTotal>()
  for (const total of totals) {
    if (building !== undefined && total.building !== building) continue
    const key = `${total.kind}\t${total.name}`
    const known = sums.get(key) ?? { ...total, building: building ?? '', count: 0, amountFen: 0 }
    sums.set(key, { ...known, count: known.count + total.count, amountFen: known.amountFen + total.amountFen })
  }
  return [...sums.values()]
}
