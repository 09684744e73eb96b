import { addMonths, formatMonth, monthOf, monthStart } from '@linli/shared/time'
import { Button } from 'antd'
import { today } from './format'
import { kitWords } from './words'

/** One month, with the ones before and after it at hand. */
export function MonthStepper({ month, change }: { month: string; change: (month: string) => void }) {
  const step = (months: number) => change(monthOf(addMonths(monthStart(month), months)))
  const current = monthOf(today())
  return (
    <div className="bar" role="group" aria-label={formatMonth(month)}>
      <Button aria-label={kitWords.previousMonth} onClick={() => step(-1)}>
        ‹
      </Button>
      <strong className="figure" aria-live="polite">
        {formatMonth(month)}
      </strong>
      <Button aria-label={kitWords.nextMonth} onClick={() => step(1)}>
        ›
      </Button>
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
