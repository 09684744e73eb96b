import type { FigureBy } from '@linli/shared/repairs/figures'
import type { FigureRow } from '@linli/shared/repairs/figures-api'
import type { Column } from '../kit/data-table'
import { count } from '../kit/format'
import { rate, span, starsOf } from './figure-sums'
import { figureWords as words } from './figure-words'

const { columns } = words

/** The figures of a row: what is not counted by building or person has no column there. */
export function figureColumns(by: FigureBy): Column<FigureRow>[] {
  const isTimed = by === 'month' || by === 'kind'
  const isOrder = by !== 'person'
  const all: (Column<FigureRow> | false)[] = [
    { title: words.views[by], cell: row => row.name },
    isOrder && { title: columns.all, cell: row => count(row.all), figure: true },
    { title: columns.finished, cell: row => count(row.finished), figure: true },
    isOrder && { title: columns.responded, cell: row => rate(row.respondedInTimeBp), figure: true },
    isTimed && { title: columns.respondTime, cell: row => both(row.respondP50, row.respondP90), wide: true },
    { title: columns.done, cell: row => rate(row.finishedInTimeBp), figure: true },
    isTimed && { title: columns.finishTime, cell: row => both(row.finishP50, row.finishP90), wide: true },
    { title: columns.fixed, cell: row => rate(row.fixedAtOnceBp), figure: true },
    { title: columns.back, cell: row => rate(row.reopenedBp), figure: true },
    { title: columns.stars, cell: row => starsOf(row.stars10), figure: true },
    isOrder && { title: columns.satisfied, cell: row => rate(row.satisfiedBp), figure: true, wide: true },
    !isOrder && { title: columns.workHours, cell: row => words.hours(row.workMin), figure: true },
  ]
  return all.filter(column => column !== false)
}

const both = (half: number | undefined, most: number | undefined) => `${span(half)} / ${span(most)}`
