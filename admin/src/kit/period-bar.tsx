import { monthOf } from '@linli/shared/time'
import { Button, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { today } from './format'
import { MonthStepper, YearStepper } from './stepper'
import { kitWords } from './words'

type Props<By extends string> = {
  /** How the figures may be divided; by month it is always a year. */
  views: readonly { value: By; label: string }[]
  by: By
  /** A month, or a year of four digits. */
  period: string
  change: (to: { by?: By; period?: string }) => void
  /** Further choices. */
  children?: ReactNode
}

/** Above a report: how it is divided, and of which month or year. */
export function PeriodBar<By extends string>({ views, by, period, change, children }: Props<By>) {
  const isYear = period.length === 4
  const go = (to: string) => change({ period: to })
  return (
    <div className="bar">
      <Segmented<By>
        aria-label={kitWords.view}
        className="bar-segment"
        value={by}
        options={[...views]}
        onChange={value => change({ by: value })}
      />
      {isYear ? (
        <YearStepper year={Number(period)} change={year => go(String(year))} />
      ) : (
        <MonthStepper byYear month={period} change={go} />
      )}
      {by !== 'month' && (
        <Button onClick={() => go(isYear ? monthIn(period) : period.slice(0, 4))}>
          {isYear ? kitWords.oneMonth : kitWords.wholeYear}
        </Button>
      )}
      {children}
    </div>
  )
}

/** By month it is always a year; else this month, unless another one or a year was chosen. */
export function periodOf(chosen: string | undefined, by: string): string {
  const period = chosen && /^20\d\d(-(0[1-9]|1[0-2]))?$/.test(chosen) ? chosen : monthOf(today())
  return by === 'month' ? period.slice(0, 4) : period
}

const monthIn = (year: string) => (monthOf(today()).startsWith(year) ? monthOf(today()) : `${year}-12`)
