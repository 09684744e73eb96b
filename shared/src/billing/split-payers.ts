import { addDays, type BusinessDate } from '../time'
import { recomputeLine } from './amount'
import type { BillLine, Cycle } from './fee-schema'
import { timeOfDays } from './rules'

/**
 * A change of payer inside a period: the lines of each payer in their order, the first one's and then one list for
 * each `start` (that payer's first day; the day of a transfer is the new owner's). Whole lines add up unchanged.
 */
export function splitByPayer(
  lines: readonly BillLine[],
  starts: readonly BusinessDate[],
  cycle: Cycle,
  anchor?: BusinessDate,
): BillLine[][] {
  const lists: BillLine[][] = [[], ...starts.map(() => [])]
  for (const line of lines) {
    const owner = starts.filter(start => start <= line.from).length
    const cuts = starts.filter(start => line.from < start && start <= line.to)
    splitLine(line, cuts, cycle, anchor).forEach((part, i) => lists[owner + i]?.push(part))
  }
  return lists
}

function splitLine(line: BillLine, cuts: readonly BusinessDate[], cycle: Cycle, anchor?: BusinessDate): BillLine[] {
  if (cuts.length === 0) return [line]
  const spans = [line.from, ...cuts].map((from, i) => ({ from, to: cuts[i] ? addDays(cuts[i], -1) : line.to }))
  const times = spans.map(span => timeOfDays(line, span, cycle, anchor))
  return spans.map((span, index) => {
    const part = { ...line, ...span, time: times[index] ?? line.time, split: { times, index } }
    return { ...part, ...recomputeLine(part) }
  })
}
