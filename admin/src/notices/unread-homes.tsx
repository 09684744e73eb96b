import { noticesApi } from '@linli/shared/notices/api'
import type { NoticeDetail, UnreadHome } from '@linli/shared/notices/schema'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { BuildingSelect } from '../communities/building-select'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { Revealed } from '../people/revealed'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { CallList, CallTag } from './call-list'
import { unreadWords as words } from './words'

type Show = keyof typeof words.shows

/** Homes where nobody has read it, or confirmed it; numbers are masked. Of an emergency they are shown to be called. */
export function UnreadHomes({ notice }: { notice: NoticeDetail }) {
  const { communityId, can } = usePlace()
  const { noticeId, category } = notice
  const isUrgent = category === 'emergency'
  const [show, setShow] = useState<Show>(isUrgent ? 'unconfirmed' : 'unread')
  const [prefix, setPrefix] = useState('')
  const [calls, setCalls] = useState(false)
  const building = prefix.slice(0, -1)
  const asked = { communityId, noticeId, show, ...(building && { building }) }
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
        <BuildingSelect prefix={prefix} onChange={setPrefix} />
        {isUrgent && can('notices:publish') && (
          <Button onClick={() => setCalls(!calls)}>{calls ? words.hide : words.call}</Button>
        )}
      </div>
      {calls ? (
        <CallList key={`${show}${building}`} asked={asked} />
      ) : (
        <PagedTable
          plain
          sticky={false}
          caption={words.caption}
          query={list}
          rowKey={each => each.roomId}
          empty={<State {...(show === 'unread' ? words.empty : words.emptyConfirmed)} />}
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

const Masked = ({ people }: { people: UnreadHome['people'] }) => (
  <ul>
    {people.map(({ personId, name, phone }) => (
      <li key={personId}>
        {name} {phone ? <Revealed personId={personId} field="phone" masked={phone} /> : words.noPhone}
      </li>
    ))}
  </ul>
)
