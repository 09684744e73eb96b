import { addMonths, formatMonth, monthOf, monthStart } from '@linli/shared/time'
import { Button } from 'antd'
import { today } from './format'
import { kitWords } from './words'

type MonthProps = { month: string; change: (month: string) => void; byYear?: boolean }

/** One month, with the ones before and after it at hand, and those a year away where one looks far back. */
export function MonthStepper({ month, change, byYear = false }: MonthProps) {
  const step = (months: number) => change(monthOf(addMonths(monthStart(month), months)))
  const current = monthOf(today())
  return (
    <div className="bar" role="group" aria-label={formatMonth(month)}>
      {byYear && (
        <Button aria-label={kitWords.yearBefore} onClick={() => step(-12)}>
          «
        </Button>
      )}
      <Button aria-label={kitWords.previousMonth} onClick={() => step(-1)}>
        ‹
      </Button>
      <strong className="figure" aria-live="polite">
        {formatMonth(month)}
      </strong>
      <Button aria-label={kitWords.nextMonth} onClick={() => step(1)}>
        ›
      </Button>
      {byYear && (
        <Button aria-label={kitWords.yearAfter} onClick={() => step(12)}>
          »
        </Button>
      )}
      {month !== current && (
        <Button type="text" onClick={() => change(current)}>
          {kitWords.thisMonth}
        </Button>
      )}
    </div>
  )
}

export function YearStepper({ year, change }: { year: number; change: (year: number) => void }) {
  return (
    <div className="bar" role="group" aria-label={kitWords.year(year)}>
      <Button aria-label={kitWords.previousYear} onClick={() => change(year - 1)}>
        ‹
      </Button>
      <strong className="figure" aria-live="polite">
        {kitWords.year(year)}
      </strong>
      <Button aria-label={kitWords.nextYear} onClick={() => change(year + 1)}>
        ›
      </Button>
    </div>
  )
}

/** A month inside a form, which hands it its value and takes the new one. */
export function MonthField({ value, onChange }: { value?: string; onChange?: (month: string) => void }) {
  return <MonthStepper month={value ?? monthOf(today())} change={month => onChange?.(month)} />
}
