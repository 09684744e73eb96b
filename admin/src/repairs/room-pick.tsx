import { communitiesApi } from '@linli/shared/communities/api'
import { repairsApi } from '@linli/shared/repairs/api'
import { roomName } from '@linli/shared/communities/room-name'
import { columnOf } from '@linli/shared/repairs/rules'
import { kindNames, workStateWords } from '@linli/shared/repairs/words'
import { Button, Form, Input } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { findRooms, type FoundRoom } from '../communities/find-rooms'
import { Refusal } from '../kit/banner'
import { today } from '../kit/format'
import { useRead } from '../queries'
import { searchTarget } from '../search-target'
import { usePlace } from '../session'
import { enterWords as words } from './enter-words'

export type ChosenRoom = FoundRoom

type Props = {
  id?: string
  value?: ChosenRoom
  onChange?: (room: ChosenRoom | undefined) => void
  first: string | undefined
}

/** One room by what the caller says: its number, a telephone number, a name. What is open there already stands beneath it. */
export function RoomPick({ id, value, onChange, first }: Props) {
  const { communityId } = usePlace()
  const form = Form.useFormInstance()
  const [text, setText] = useState(first ?? '')
  const [found, setFound] = useState<FoundRoom[]>()
  const [error, setError] = useState<unknown>()
  const box = useRef<HTMLDivElement>(null)
  const pick = (room: FoundRoom) => {
    setFound(undefined)
    onChange?.(room)
    const target = searchTarget(text)
    if (target?.kind === 'phone') form.setFieldValue('phone', target.phone)
    if (room.who) form.setFieldValue('name', room.who)
    const field = box.current?.closest('form')?.querySelector<HTMLElement>('[id$=kind]')
    setTimeout(() => field?.focus())
  }
  async function search(): Promise<void> {
    if (text.trim() === '') return
    setError(undefined)
    try {
      const rooms = await findRooms(communityId, text)
      const [only, other] = rooms
      if (only && !other) pick(only)
      else setFound(rooms)
    } catch (refused) {
      setError(refused)
    }
  }
  const searchFirst = useRef(search)
  useEffect(() => {
    if (first) void searchFirst.current()
  }, [first])
  const onEnter = (event: KeyboardEvent<HTMLInputElement>) => {
    event.preventDefault()
    if (!event.nativeEvent.isComposing) void search()
  }
  if (value)
    return (
      <div className="stack-small">
        <div className="bar">
          <strong className="figure">{words.room(roomName(value.code))}</strong>
          {value.who && <span>{value.who}</span>}
          <Button size="small" onClick={() => onChange?.(undefined)}>
            {words.again}
          </Button>
        </div>
        <OpenOnes roomId={value.roomId} />
        <PeopleHere roomId={value.roomId} />
      </div>
    )
  return (
    <div className="stack-small" ref={box}>
      <Input
        {...(id && { id })}
        value={text}
        maxLength={60}
        autoComplete="off"
        placeholder="3-2-1501"
        onChange={event => {
          setText(event.target.value)
          setFound(undefined)
        }}
        onPressEnter={onEnter}
        onBlur={() => !found && void search()}
      />
      {found && (
        <div className="bar" role="status">
          <span>{found.length === 0 ? words.notFound(text) : words.several}</span>
          {found.map((room, nth) => (
            <Button key={room.roomId} size="small" autoFocus={nth === 0} onClick={() => pick(room)}>
              {room.code} {room.who}
            </Button>
          ))}
        </div>
      )}
      <Refusal error={error} />
    </div>
  )
}

export const peopleHere = 'people-here'

/** Whom the field 报修人 suggests. */
function PeopleHere({ roomId }: { roomId: string }) {
  const { communityId } = usePlace()
  const room = useRead(communitiesApi.getRoom, { communityId, roomId })
  const date = today()
  const names = room.data?.occupancies.filter(({ to }) => to === undefined || to >= date) ?? []
  return (
    <datalist id={peopleHere}>
      {[...new Set(names.map(({ personName }) => personName))].map(name => (
        <option key={name} value={name} />
      ))}
    </datalist>
  )
}

/** The same trouble is often called in twice. */
function OpenOnes({ roomId }: { roomId: string }) {
  const { communityId } = usePlace()
  const list = useRead(repairsApi.list, { communityId, roomId, limit: 10 })
  const open = list.data?.items.filter(({ state }) => columnOf(state) !== 'over') ?? []
  if (open.length === 0) return null
  return (
    <div className="banner banner-due" role="status">
      <div>
        {words.open}
        <ul>
          {open.map(repair => (
            <li key={repair.repairId}>
              {repair.number} {kindNames[repair.kind]} · {workStateWords(repair)} · {repair.text}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
