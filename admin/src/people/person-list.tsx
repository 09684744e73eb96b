import { peopleApi } from '@linli/shared/people/api'
import { type CommunityPerson, maskPhone, Phone } from '@linli/shared/people/schema'
import { Button, Input } from 'antd'
import { Link, useNavigate } from 'react-router'
import { Banner } from '../kit/banner'
import { Page } from '../kit/page'
import { PagedTable } from '../kit/paged-table'
import { State } from '../kit/state'
import { useToast } from '../kit/toast'
import { useUrlState } from '../kit/url-state'
import { usePhoneAsked } from '../kit/use-phone-asked'
import { kitWords } from '../kit/words'
import { usePages } from '../queries'
import { usePlace } from '../session'
import { words as shared } from '../words'
import { PersonShow } from './person-show'
import { peopleWords as words } from './words'

/** People by the beginning of their name, or by a whole phone number, which stays out of the address. */
export function PersonList() {
  const { communityId, can } = usePlace()
  const url = useUrlState()
  const navigate = useNavigate()
  const toast = useToast()
  const { phone, clear } = usePhoneAsked()
  const name = phone ? undefined : url.get('name')
  const people = usePages(peopleApi.list, { communityId, name, phone })
  const findPhone = (text: string) => {
    const typed = text.replace(/[\s-]/g, '')
    if (typed === '') return clear()
    if (Phone.safeParse(typed).success) void navigate('.', { state: { phone: typed } })
    else toast(words.phoneWrong)
  }
  return (
    <Page title={shared.pages.people} line={words.line}>
      <div className="bar">
        <Input.Search
          key={`name ${name}`}
          aria-label={words.findName}
          placeholder={words.findName}
          defaultValue={name}
          allowClear
          className="bar-search"
          onSearch={text =>
            void navigate(text.trim() ? `?name=${encodeURIComponent(text.trim())}` : '.', { state: null })
          }
        />
        <Input.Search
          key={`phone ${phone}`}
          aria-label={words.findPhone}
          placeholder={words.findPhone}
          inputMode="tel"
          allowClear
          className="bar-search"
          onSearch={findPhone}
        />
      </div>
      {phone && (
        <Banner tone="info" action={<Button onClick={clear}>{kitWords.clear}</Button>}>
          <span className="bar">
            {words.byPhone(maskPhone(phone))}
            {can('repairs:read') && (
              <Link to={`/c/${communityId}/repairs?view=table`} state={{ phone }}>
                {words.repairs}
              </Link>
            )}
            {can('complaints:read') && (
              <Link to={`/c/${communityId}/complaints`} state={{ phone }}>
                {words.complaints}
              </Link>
            )}
          </span>
        </Banner>
      )}
      <PagedTable
        caption={words.caption}
        query={people}
        rowKey={person => person.personId}
        open={person => url.set({ show: person.personId })}
        selected={url.get('show')}
        empty={
          name || phone ? (
            <State head={kitWords.noMatch(name ?? maskPhone(phone ?? ''))} line={kitWords.noMatchLine} />
          ) : (
            <State {...words.empty} />
          )
        }
        columns={[
          { title: words.columns.name, cell: person => person.name },
          { title: words.columns.kind, cell: person => words.kinds[person.kind] },
          {
            title: words.columns.phone,
            cell: person => <span className="figure">{person.phoneMasked ?? kitWords.none}</span>,
          },
          { title: words.columns.rooms, cell: person => <RoomLinks person={person} /> },
        ]}
      />
      <PersonShow personId={url.get('show')} close={() => url.set({ show: undefined })} />
    </Page>
  )
}

const shownRooms = 3

function RoomLinks({ person }: { person: CommunityPerson }) {
  const { communityId } = usePlace()
  const rooms = person.rooms.filter(room => !room.ended)
  if (rooms.length === 0) return kitWords.none
  return (
    <span className="bar">
      {rooms.slice(0, shownRooms).map(room => (
        <Link key={room.roomId} to={`/c/${communityId}/rooms?prefix=${room.code}&show=${room.roomId}`}>
          {room.code}
        </Link>
      ))}
      {rooms.length > shownRooms && <span className="hint">+{rooms.length - shownRooms}</span>}
    </span>
  )
}
