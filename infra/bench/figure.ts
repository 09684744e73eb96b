/** One line of a report: what was measured, beside what it is held against. */
export type Figure = { name: string; value: number; unit: string; baseline: number; ratio: number }

/** The limit of a ratio: a rate must reach it, a time or a capacity must stay below it. */
export type Bound = { sign: '≥' | '≤'; limit: number }

export const holds = ({ ratio }: Figure, { sign, limit }: Bound): boolean =>
  sign === '≥' ? ratio >= limit : ratio <= limit

export const asJson = ({ name, value, unit, baseline, ratio }: Figure): string =>
  JSON.stringify({ name, value: rounded(value), unit, baseline: rounded(baseline), ratio: rounded(ratio) })

/** A row for people: ours, the baseline, their ratio and its limit. */
export const asRow = (figure: Figure, bound: Bound): string =>
  [
    figure.name.padEnd(44),
    text(figure.value).padStart(10),
    text(figure.baseline).padStart(10),
    figure.unit.padEnd(14),
    figure.ratio.toFixed(3).padStart(8),
    `${bound.sign} ${bound.limit}`.padStart(8),
    holds(figure, bound) ? '' : '  ✗',
  ].join(' ')

/** Prints each, as a row for people or as a line of JSON, and answers whether all of them hold. */
export function printed(figures: readonly Figure[], bound: Bound, json: boolean): boolean {
  for (const figure of figures) console.log(json ? asJson(figure) : asRow(figure, bound))
  return figures.every(figure => holds(figure, bound))
}

export const header = [
  ''.padEnd(44),
  'ours'.padStart(10),
  'baseline'.padStart(10),
  'unit'.padEnd(14),
  'ratio'.padStart(8),
  'limit'.padStart(8),
].join(' ')

const rounded = (value: number): number => Number(value.toPrecision(6))
const text = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2))

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  if (upper === undefined) throw new Error('the median of nothing')
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}
