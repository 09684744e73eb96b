import { monthEnd } from '@linli/shared/time'
import { Input, Segmented } from 'antd'
import { today } from '../kit/format'
import { useUrlState } from '../kit/url-state'
import { statementWords as words } from './statement-words'

/** Before any community kept its books here, and the end of this month. */
const beginning = '2000-01-01'
const spans = ['year', 'three', 'all'] as const
type Span = (typeof spans)[number]

export const statementEnd = () => monthEnd(today())
export const firstDayOf = (span: Span): string =>
  span === 'all' ? beginning : `${Number(today().slice(0, 4)) - (span === 'three' ? 2 : 0)}-01-01`

/** The days of a 对账单: this year, three years or all of them, or any two dates. */
export function StatementRange({ from, to }: { from: string; to: string }) {
  const url = useUrlState()
  const span = spans.find(each => from === firstDayOf(each) && to === statementEnd())
  return (
    <div className="bar no-print">
      <Segmented<Span | 'dates'>
        aria-label={words.range}
        className="bar-segment"
        value={span ?? 'dates'}
        options={spans.map(value => ({ value, label: words.ranges[value] }))}
        onChange={value => value !== 'dates' && url.set({ from: firstDayOf(value), to: statementEnd() })}
      />
      {(['from', 'to'] as const).map(name => (
        <label key={name} className="bar">
          {words[name]}
          <Input
            type="date"
            value={name === 'from' ? from : to}
            onChange={event => url.set({ [name]: event.target.value }, { replace: true })}
          />
        </label>
      ))}
    </div>
  )
}
