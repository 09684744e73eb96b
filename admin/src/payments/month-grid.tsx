import { Tag } from '../kit/tag'
import { cellsOf, type Mark } from './reconciliation-marks'
import './reconciliation.css'
import { reconciliationWords as words } from './reconciliation-words'

type Props = {
  month: string
  today: string
  name: string
  /** The word of a day. */
  markOf: (date: string) => Mark
  open: (date: string) => void
}

/** A month of days, each with its word; those to come are empty. */
export function MonthGrid({ month, today, name, markOf, open }: Props) {
  return (
    <div className="month-grid" role="group" aria-label={name}>
      {words.weekdays.map(day => (
        <span key={day} className="month-grid-head" aria-hidden>
          {day}
        </span>
      ))}
      {cellsOf(month).map((date, nth) => {
        if (date === undefined) return <span key={`before-${nth}`} />
        const number = Number(date.slice(8))
        if (date > today)
          return (
            <span key={date} className="month-cell hint figure">
              {number}
            </span>
          )
        const { tone, word } = markOf(date)
        return (
          <button
            key={date}
            type="button"
            className="month-cell"
            aria-label={`${date} ${word}`}
            onClick={() => open(date)}
          >
            <span className="figure">{number}</span>
            <Tag tone={tone}>{word}</Tag>
          </button>
        )
      })}
    </div>
  )
}
