/**
 * Minutes in bins that grow by a sixth: the first holds 0, the last what is over 90 days. A quantile out of them is right to
 * a twelfth (8.4 %) of itself, and to a minute below 7: enough beside limits of 30 minutes or a day, and it adds up.
 */
const growth = 7 / 6
const most = 129_600

const bounds: readonly number[] = (() => {
  const made = [0]
  for (let bound = 1; bound < most; bound = Math.max(bound + 1, Math.floor(bound * growth))) made.push(bound)
  return [...made, most]
})()

/** The bin of some minutes. */
export function binOf(minutes: number): number {
  let bin = 0
  while (bin + 1 < bounds.length && (bounds[bin + 1] ?? most) <= minutes) bin++
  return bin
}

/** How many fell into each bin. */
export type Histogram = ReadonlyMap<number, number>

/** The minutes that the share `part` of all stays within, by nearest rank; undefined where there is nothing. */
export function quantile(bins: Histogram, part: number): number | undefined {
  const total = [...bins.values()].reduce((sum, count) => sum + count, 0)
  if (total <= 0) return undefined
  const rank = Math.max(1, Math.ceil(total * part))
  let seen = 0
  for (const [bin, count] of [...bins].sort(([a], [b]) => a - b)) {
    seen += count
    if (seen >= rank) return middleOf(bin)
  }
  return undefined
}

function middleOf(bin: number): number {
  const [from, to] = [bounds[bin] ?? most, bounds[bin + 1]]
  return to === undefined ? from : Math.round((from + to - 1) / 2)
}
