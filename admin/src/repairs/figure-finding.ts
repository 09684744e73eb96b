import type { Figures, FigureBy } from '@linli/shared/repairs/figures'
import type { FigureRow } from '@linli/shared/repairs/figures-api'
import type { Series } from '../insight/bar-chart'
import { percent } from '../kit/format'
import { figureWords as words } from './figure-words'

export const measures = ['orders', 'inTime', 'fixed', 'back'] as const
export type Measure = (typeof measures)[number]

/** How many of a row: of a person what they finished. */
const ordersOf = (by: FigureBy, row: Figures) => (by === 'person' ? row.finished : row.all)

/** What the figures say, in one sentence. */
export function findingOf(measure: Measure, by: FigureBy, rows: readonly FigureRow[]): string {
  if (measure === 'orders') {
    const [most] = rows.toSorted((a, b) => ordersOf(by, b) - ordersOf(by, a))
    return most ? words.finding.orders(most.name, ordersOf(by, most)) : words.caption
  }
  const share = ({ finishedInTimeBp, fixedAtOnceBp, reopenedBp }: Figures) =>
    measure === 'inTime' ? finishedInTimeBp : measure === 'fixed' ? fixedAtOnceBp : reopenedBp
  const known = rows.flatMap(row => {
    const bp = share(row)
    return bp === undefined ? [] : [{ name: row.name, bp }]
  })
  const sorted = known.toSorted((a, b) => a.bp - b.bp)
  const told = measure === 'back' ? sorted.at(-1) : sorted[0]
  if (!told) return words.noneOf
  if (measure === 'back' && told.bp === 0) return words.finding.noBack
  return words.finding[measure](told.name, percent(told.bp))
}

/** The bars of a measure. */
export function seriesOf(measure: Measure, by: FigureBy, rows: readonly Figures[]): Series[] {
  const of = (read: (row: Figures) => number | undefined) => rows.map(row => read(row) ?? 0)
  const { series } = words
  const finished: Series = { name: series.finished, tone: 'paid', fen: of(row => row.finished) }
  switch (measure) {
    case 'orders':
      return by === 'person'
        ? [finished, { name: series.reopened, tone: 'owed', fen: of(row => row.reopened) }]
        : [{ name: series.all, tone: 'owed', fen: of(row => row.all) }, finished]
    case 'inTime': {
      const done: Series = { name: series.done, tone: 'paid', fen: of(row => row.finishedInTimeBp) }
      const responded: Series = { name: series.responded, tone: 'spent', fen: of(row => row.respondedInTimeBp) }
      return by === 'person' ? [done] : [responded, done]
    }
    case 'fixed':
      return [{ name: series.fixed, tone: 'paid', fen: of(row => row.fixedAtOnceBp) }]
    case 'back':
      return [{ name: series.back, tone: 'owed', fen: of(row => row.reopenedBp) }]
  }
}
