import { billingApi } from '@linli/shared/billing/api'
import { Button, Input, type InputRef } from 'antd'
import { type FormEvent, type RefObject, useState } from 'react'
import { call } from '../api-client'
import { findRooms, type FoundRoom, mostFound as most } from '../communities/find-rooms'
import { Refusal } from '../kit/banner'
import { searchTarget } from '../search-target'
import { usePlace } from '../session'
import './desk.css'
import { deskWords as words } from './desk-words'

/** Whom the clerk means: a room at once, or a few to choose from. */
export function DeskSearch({ field, pick }: { field: RefObject<InputRef>; pick: (roomId: string) => void }) {
  const { communityId } = usePlace()
  const [text, setText] = useState('')
  const [found, setFound] = useState<FoundRoom[]>()
  const [error, setError] = useState<unknown>()
  const choose = (roomId: string) => {
    setText('')
    setFound(undefined)
    pick(roomId)
  }
  async function search(event: FormEvent) {
    event.preventDefault()
    setError(undefined)
    try {
      const rooms = await roomsFor(communityId, text)
      const [only, other] = rooms
      if (only && !other) choose(only.roomId)
      else setFound(rooms)
    } catch (refused) {
      setError(refused)
    }
  }
  return (
    <search className="stack-small">
      <form className="bar" onSubmit={event => void search(event)}>
        <Input
          ref={field}
          size="large"
          className="desk-find"
          aria-label={words.find}
          placeholder={words.find}
          value={text}
          maxLength={60}
          autoFocus
          autoComplete="off"
          onChange={event => setText(event.target.value)}
        />
        <Button size="large" htmlType="submit">
          {words.go}
        </Button>
        <span className="hint small">{words.findHint}</span>
      </form>
      {found && (
        <div className="stack-small" role="status">
          <p>{found.length === 0 ? words.none(text) : words.several}</p>
          <div className="bar">
            {found.slice(0, most).map((room, nth) => (
              <Button key={room.roomId} autoFocus={nth === 0} onClick={() => choose(room.roomId)}>
                {room.code} {room.who}
              </Button>
            ))}
          </div>
          {found.length > most && <p className="hint">{words.more}</p>}
        </div>
      )}
      <Refusal error={error} />
    </search>
  )
}

async function roomsFor(communityId: string, text: string): Promise<FoundRoom[]> {
  const rooms = await findRooms(communityId, text)
  const target = searchTarget(text)
  const held = target?.kind === 'name' ? await holdersOf(communityId, target.name) : []
  return [...new Map([...rooms, ...held].map(room => [room.roomId, room])).values()]
}

/** Who owes for a space, a vehicle or a contract of no room is found among the arrears, under their name. */
async function holdersOf(communityId: string, name: string): Promise<FoundRoom[]> {
  const { items } = await call(billingApi.listArrears, { communityId, prefix: name, limit: most + 1 })
  return items.flatMap(({ object }) =>
    object.type === 'holder' ? [{ roomId: object.id, code: object.code, who: words.noRoom }] : [],
  )
}
