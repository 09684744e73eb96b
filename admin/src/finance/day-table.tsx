import { expectedOf } from '@linli/shared/finance/till-rules'
import type { TillDay } from '@linli/shared/finance/till-schema'
import { sumFen } from '@linli/shared/money'
import { yuan } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { kitWords } from '../kit/words'
import type { PagesQuery } from '../queries'
import { DayTag, differenceText } from './day-tag'
import { dayWords as words } from './words'

type Props = {
  query: PagesQuery<TillDay>
  withCashier: boolean
  selected: string | undefined
  open: (key: string) => void
}

export const keyOfDay = ({ date, cashierId }: TillDay) => `${date}.${cashierId}`

/** Days of tills, newest first. */
export function DayTable({ query, withCashier, selected, open }: Props) {
  const { columns } = words
  return (
    <PagedTable<TillDay>
      caption={words.caption}
      query={query}
      rowKey={keyOfDay}
      selected={selected}
      open={day => open(keyOfDay(day))}
      empty={<State {...words.empty} />}
      columns={[
        { title: columns.date, cell: day => day.date },
        ...(withCashier ? [{ title: columns.cashier, cell: (day: TillDay) => day.cashierName }] : []),
        { title: columns.cash, cell: day => yuan(expectedOf(day, 'cash')), figure: true },
        { title: columns.other, cell: day => yuan(otherFen(day)), figure: true },
        {
          title: columns.difference,
          cell: day => (day.differenceFen === undefined ? kitWords.none : differenceText(day.differenceFen)),
          figure: true,
        },
        { title: columns.state, cell: day => <DayTag state={day.state} /> },
      ]}
    />
  )
}

const otherFen = (day: TillDay) =>
  sumFen((['pos', 'transfer', 'cheque'] as const).map(channel => expectedOf(day, channel)))
