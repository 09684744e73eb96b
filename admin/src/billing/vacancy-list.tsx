import { vacancyApi } from '@linli/shared/billing/vacancy-api'
import { type VacancySummary, vacancyStateNames } from '@linli/shared/billing/vacancy-schema'
import { RoomLink } from '../communities/room-link'
import { daysSince } from '../kit/format'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Tag } from '../kit/tag'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { vacancyWords as words } from './register-words'
import { VacancyDecide } from './vacancy-decide'

/** Rooms that somebody says are empty: who waits to be looked at, the oldest first; or every room, the newest change first. */
export function VacancyList({ show }: { show: 'waiting' | 'all' }) {
  const { communityId } = usePlace()
  const vacancies = usePages(vacancyApi.listVacancies, { communityId, show })
  return (
    <PagedTable
      caption={words.caption}
      query={vacancies}
      rowKey={each => each.roomId}
      empty={<State {...(show === 'all' ? words.emptyAll : words.emptyWaiting)} />}
      columns={[
        { title: words.columns.room, cell: each => <RoomLink {...each} /> },
        { title: words.columns.who, cell: ({ last }) => last.asked?.name ?? words.byOffice },
        { title: words.columns.from, cell: ({ last }) => (last.asked ?? last.decided)?.from ?? '', figure: true },
        { title: words.columns.why, cell: ({ last }) => last.asked?.reason ?? kitWords.none, wide: true },
        ...(show === 'all'
          ? [
              { title: words.columns.state, cell: ({ last }: VacancySummary) => <VacancyTag state={last.state} /> },
              { title: words.columns.result, cell: resultOf, wide: true },
            ]
          : [{ title: words.columns.waiting, cell: waited, figure: true }]),
        {
          title: '',
          cell: ({ last, ...room }) => (last.state === 'waiting' ? <VacancyDecide {...room} asked={last} /> : null),
        },
      ]}
    />
  )
}

export const VacancyTag = ({ state }: { state: VacancySummary['last']['state'] }) => (
  <Tag tone={({ waiting: 'due', approved: 'ok', refused: 'closed' } as const)[state]}>{vacancyStateNames[state]}</Tag>
)

const resultOf = ({ last }: VacancySummary) => (last.decided ? words.result(last.decided) : kitWords.none)
const waited = ({ waitingSince }: VacancySummary) =>
  waitingSince ? words.since(daysSince(waitingSince)) : kitWords.none
