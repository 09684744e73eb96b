import * as z from 'zod'
import { beijingDate, monthOf } from '../time'
import type { Complaint } from './schema'

const count = z.number().int()
const bp = z.number().int().optional()
const Counts = z.object({
  all: count,
  answered: count,
  answeredLate: count,
  reopened: count,
  withdrawn: count,
  rated: count,
  stars: count,
})
type Counts = z.infer<typeof Counts>

/** Shares in 1/10,000, stars in tenths; what nothing was counted for is absent. */
export const ComplaintFigures = Counts.extend({ inTimeBp: bp, reopenedBp: bp, stars10: z.number().int().optional() })
export type ComplaintFigures = z.infer<typeof ComplaintFigures>

/** All that one adds to counters, in the month in which it was written: `<month>|<kind>|<measure>`. An answer is late after its date. */
export function complaintCounters({
  kind,
  reportedAt,
  dueOn,
  answer,
  state,
  reopened,
  rating,
}: Complaint): Record<string, number> {
  const counts: Counts = {
    all: 1,
    answered: answer ? 1 : 0,
    answeredLate: answer && beijingDate(answer.at) > dueOn ? 1 : 0,
    reopened: reopened > 0 ? 1 : 0,
    withdrawn: state === 'withdrawn' ? 1 : 0,
    rated: rating ? 1 : 0,
    stars: rating?.stars ?? 0,
  }
  const month = monthOf(beijingDate(reportedAt))
  const moved = Object.entries(counts).filter(([, by]) => by !== 0)
  return Object.fromEntries(moved.map(([measure, by]) => [`${month}|${kind}|${measure}`, by]))
}

/** Counters as they were read, added up. */
export function complaintFigures(cells: readonly { measure: string; value: number }[]): ComplaintFigures {
  const sum = (measure: keyof Counts) =>
    cells.reduce((all, cell) => all + (cell.measure === measure ? cell.value : 0), 0)
  const share = (part: number, of: number) => (of > 0 ? Math.floor((part * 10_000) / of) : undefined)
  const counts = Counts.parse(Object.fromEntries(Counts.keyof().options.map(name => [name, sum(name)])))
  const { answered, answeredLate, reopened, rated, stars } = counts
  return {
    ...counts,
    inTimeBp: share(answered - answeredLate, answered),
    reopenedBp: share(reopened, answered),
    stars10: rated > 0 ? Math.round((stars * 10) / rated) : undefined,
  }
}
