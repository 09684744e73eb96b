import { noticesApi } from '@linli/shared/notices/api'
import type { NoticeDetail, NoticeScope, UnreadHome } from '@linli/shared/notices/schema'
import { scopeWords } from '@linli/shared/notices/words'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { BuildingSelect } from '../communities/building-select'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Revealed } from '../people/revealed'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { CallTag } from '../messages/called'
import { CallList } from './call-list'
import { NoneSoFar } from './none-so-far'
import { unreadWords as words } from './words'

type Show = keyof typeof words.shows

/** Homes where nobody has read it, or confirmed it; numbers are masked. Of an emergency they are shown to be called. */
export function UnreadHomes({ notice }: { notice: NoticeDetail }) {
  const { communityId, can } = usePlace()
  const { noticeId, category, scope } = notice
  const isUrgent = category === 'emergency'
  const [show, setShow] = useState<Show>(isUrgent ? 'unconfirmed' : 'unread')
  const places = placesOf(scope)
  const [at, setAt] = useState(() => places?.[0]?.value ?? '')
  const [calls, setCalls] = useState(false)
  const [building, unit] = at.split('-')
  const asked = { communityId, noticeId, show, ...(building && { building }), ...(unit && { unit }) }
  const list = usePages(noticesApi.unread, asked)
  return (
    <>
      <div className="bar">
        {isUrgent && (
          <Segmented
            aria-label={words.show}
            className="bar-segment"
            value={show}
            onChange={setShow}
            options={(['unconfirmed', 'unread'] as const).map(value => ({ value, label: words.shows[value] }))}
          />
        )}
        {places ? (
          <Select aria-label={words.at} className="bar-select" value={at} onChange={setAt} options={places} />
        ) : (
          <BuildingSelect prefix={at} onChange={setAt} />
        )}
        {isUrgent && can('notices:publish') && (
          <Button onClick={() => setCalls(!calls)}>{calls ? words.hide : words.call}</Button>
        )}
      </div>
      {calls ? (
        <CallList key={`${show}${at}`} asked={asked} />
      ) : (
        <PagedTable
          plain
          sticky={false}
          caption={words.caption}
          query={list}
          rowKey={each => each.roomId}
          empty={
            list.hasNextPage ? (
              <NoneSoFar list={list} words={words} />
            ) : (
              <State {...(show === 'unread' ? words.empty : words.emptyConfirmed)} />
            )
          }
          columns={[
            { title: words.columns.room, cell: each => each.roomCode },
            { title: words.columns.people, cell: each => <Masked people={each.people} /> },
            ...(show === 'unconfirmed'
              ? [
                  {
                    title: words.columns.called,
                    cell: ({ called }: UnreadHome) => called && <CallTag called={called} />,
                  },
                ]
              : []),
          ]}
        />
      )}
    </>
  )
}

/** Of what is for some buildings or units, each of them as the beginning of its rooms' codes: the others are not asked about. */
function placesOf(scope: NoticeScope): { value: string; label: string }[] | undefined {
  switch (scope.kind) {
    case 'community':
      return undefined
    case 'buildings':
      return scope.buildings.map(each => ({ value: `${each}-`, label: scopeWords({ ...scope, buildings: [each] }) }))
    case 'units':
      return scope.units.map(each => ({
        value: `${each.building}-${each.unit}-`,
        label: scopeWords({ ...scope, units: [each] }),
      }))
  }
}

const Masked = ({ people }: { people: UnreadHome['people'] }) => (
  <ul>
    {people.map(({ personId, name, phone }) => (
      <li key={personId}>
        {name} {phone ? <Revealed personId={personId} field="phone" masked={phone} /> : words.noPhone}
      </li>
    ))}
  </ul>
)
