import { financeApi } from '@linli/shared/finance/api'
import { type ClosedMonth, monthStateNames } from '@linli/shared/finance/month-schema'
import { formatMonth } from '@linli/shared/time'
import { count, dateTime } from '../kit/format'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag, type Tone } from '../kit/tag'
import { useUrlState } from '../kit/url-state'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { MonthNext } from './month-next'
import { MonthShow } from './month-show'
import { monthWords as words } from './words'

const tones: Record<ClosedMonth['state'], Tone> = { asked: 'info', closed: 'info', reported: 'ok' }

/** 月结: the month that is next with its checks, and the closed ones with their reports. */
export function MonthList() {
  const { communityId } = usePlace()
  const url = useUrlState()
  const isUnderWay = ({ state }: ClosedMonth) => state !== 'reported'
  const months = usePages(financeApi.listMonths, { communityId }, { pollWhile: isUnderWay })
  const { columns } = words
  return (
    <Page title={shared.pages.closing} line={words.line}>
      <MonthNext />
      <PagedTable<ClosedMonth>
        caption={words.caption}
        query={months}
        rowKey={({ month }) => month}
        open={({ month }) => url.set({ show: month })}
        selected={url.get('show')}
        empty={<State {...words.empty} />}
        columns={[
          { title: columns.month, cell: ({ month }) => formatMonth(month) },
          { title: columns.state, cell: ({ state }) => <Tag tone={tones[state]}>{monthStateNames[state]}</Tag> },
          { title: columns.by, cell: ({ askedBy }) => askedBy.name },
          { title: columns.at, cell: ({ closedAt }) => (closedAt ? dateTime(closedAt) : kitWords.none), figure: true },
          {
            title: columns.postings,
            cell: ({ postings }) => (postings === undefined ? kitWords.none : count(postings)),
            figure: true,
          },
        ]}
      />
      <MonthShow month={url.get('show')} close={() => url.set({ show: undefined })} />
    </Page>
  )
}
