import { financeApi } from '@linli/shared/finance/api'
import { type TillEntry, tillMoveNames } from '@linli/shared/finance/till-schema'
import { channelNames } from '@linli/shared/payments/schema'
import { formatTime } from '@linli/shared/time'
import { Link } from 'react-router'
import { yuan } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { kitWords } from '../kit/words'
import { type PagesQuery, usePages } from '../queries'
import { usePlace } from '../session'
import { dayWords as words } from './words'

type Of = { date: string; cashierId: string | undefined }

/** The movements of a day; one's own where no cashier is named. */
export function DayEntries({ date, cashierId }: Of) {
  return cashierId === undefined ? <Mine date={date} /> : <Theirs date={date} cashierId={cashierId} />
}

function Mine({ date }: { date: string }) {
  const { communityId } = usePlace()
  return <Entries date={date} query={usePages(financeApi.myDay, { communityId, date })} />
}

function Theirs({ date, cashierId }: { date: string; cashierId: string }) {
  const { communityId } = usePlace()
  return <Entries date={date} query={usePages(financeApi.tillDay, { communityId, date, cashierId })} />
}

function Entries({ date, query }: { date: string; query: PagesQuery<TillEntry> }) {
  const { communityId } = usePlace()
  const { entryColumns: columns } = words
  return (
    <section className="drawer-part no-print">
      <h2>{words.entries}</h2>
      <PagedTable<TillEntry>
        plain
        caption={words.entries}
        query={query}
        rowKey={({ entryId }) => entryId}
        sticky={false}
        empty={<State {...words.noEntries} />}
        columns={[
          { title: columns.at, cell: ({ at }) => formatTime(at), figure: true },
          { title: columns.move, cell: ({ move }) => tillMoveNames[move] },
          {
            title: columns.room,
            cell: ({ rooms, orderId }) =>
              orderId ? <Link to={`/c/${communityId}/orders?show=${orderId}`}>{rooms}</Link> : rooms,
          },
          { title: columns.channel, cell: ({ channel }) => channelNames[channel] },
          { title: columns.number, cell: ({ number }) => number ?? kitWords.none, wide: true },
          {
            title: columns.value,
            cell: ({ valueDate }) => (valueDate === date ? kitWords.none : valueDate),
            figure: true,
            wide: true,
          },
          { title: columns.amount, cell: ({ amountFen }) => yuan(amountFen), figure: true },
        ]}
      />
    </section>
  )
}
