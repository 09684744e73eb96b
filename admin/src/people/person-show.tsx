import { occupancyRoleNames } from '@linli/shared/communities/schema'
import type { OutputOf } from '@linli/shared/contract'
import { peopleApi } from '@linli/shared/people/api'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { DetailDrawer } from '../kit/detail-drawer'
import { Facts } from '../kit/facts'
import { Failed, Skeleton } from '../kit/state'
import { Tag } from '../kit/tag'
import { ToldLink } from '../messages/told-link'
import { useRead } from '../queries'
import { usePlace } from '../session'
import { PersonEdit } from './person-edit'
import { Revealed } from './revealed'
import { peopleWords as words } from './words'

type Shown = OutputOf<typeof peopleApi.get>

export function PersonShow({ personId, close }: { personId: string | undefined; close: () => void }) {
  const { communityId } = usePlace()
  const person = useRead(peopleApi.get, { communityId, personId: personId ?? '' }, { enabled: personId !== undefined })
  return (
    <DetailDrawer
      title={person.data ? words.title(person.data.name) : words.caption}
      open={personId !== undefined}
      close={close}
    >
      {person.data ? (
        <Details person={person.data} />
      ) : person.error ? (
        <Failed error={person.error} retry={person.refetch} />
      ) : (
        <Skeleton />
      )}
    </DetailDrawer>
  )
}

function Details({ person }: { person: Shown }) {
  const { communityId, can } = usePlace()
  const [editing, setEditing] = useState(false)
  const { personId } = person
  return (
    <>
      <Facts
        items={[
          [words.facts.kind, words.kinds[person.kind]],
          [words.facts.bound, person.bound ? words.bound : words.unbound],
          [
            words.facts.phone,
            person.phoneMasked && <Revealed personId={personId} field="phone" masked={person.phoneMasked} />,
          ],
          [
            words.facts.idNumber,
            person.idNumberMasked && <Revealed personId={personId} field="idNumber" masked={person.idNumberMasked} />,
          ],
          [words.facts.email, person.emailMasked],
        ]}
      />
      <div className="bar">
        {can('people:write') && <Button onClick={() => setEditing(true)}>{words.edit}</Button>}
        <ToldLink personId={personId} />
        {can('audit:read') && <Link to={`/c/${communityId}/audit?object=person/${personId}`}>{words.audit}</Link>}
      </div>
      <section className="drawer-part">
        <h2>{words.rooms}</h2>
        {person.rooms.length === 0 && <p className="hint">{words.noRooms}</p>}
        <Rooms person={person} />
      </section>
      <PersonEdit person={person} open={editing} close={() => setEditing(false)} />
    </>
  )
}

/** The rooms that came with the person, and those after them when somebody asks. */
function Rooms({ person }: { person: Shown }) {
  const { communityId } = usePlace()
  const [showsMore, setShowsMore] = useState(false)
  const { personId, cursor } = person
  return (
    <>
      <ul className="stack-small">
        {person.rooms.map(room => (
          <li key={`${room.roomId} ${room.role}`} className="bar">
            <Link to={`/c/${communityId}/rooms?prefix=${room.code}&show=${room.roomId}`}>{room.code}</Link>
            <span>{occupancyRoleNames[room.role]}</span>
            {room.ended && <Tag tone="closed">{words.endedRoom}</Tag>}
          </li>
        ))}
      </ul>
      {cursor && showsMore && <MoreRooms personId={personId} cursor={cursor} />}
      {cursor && !showsMore && <Button onClick={() => setShowsMore(true)}>{words.moreRooms}</Button>}
    </>
  )
}

function MoreRooms({ personId, cursor }: { personId: string; cursor: string }) {
  const { communityId } = usePlace()
  const next = useRead(peopleApi.get, { communityId, personId, cursor })
  if (next.data) return <Rooms person={next.data} />
  return next.error ? <Failed error={next.error} retry={next.refetch} /> : <Skeleton />
}
