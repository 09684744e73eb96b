import { communitiesApi } from '@linli/shared/communities/api'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from './api-client'
import { Icon } from './kit/icon'
import { useToast } from './kit/toast'
import { searchTarget } from './search-target'
import { usePlace } from './session'
import { words } from './words'

/** One field for a room, a person, a phone or an order. A phone travels in the history entry, never in the address. */
export function SearchBox() {
  const { communityId, can } = usePlace()
  const navigate = useNavigate()
  const toast = useToast()
  const [text, setText] = useState('')
  const base = `/c/${communityId}`

  async function openRoom(code: string) {
    const { items } = await call(communitiesApi.listRooms, { communityId, prefix: code, limit: 20 })
    const room = items.find(item => item.code === code)
    if (!room) toast(words.search.noRoom(code))
    const show = room ? `&show=${room.roomId}` : ''
    await navigate(`${base}/rooms?prefix=${encodeURIComponent(code)}${show}`)
  }

  function search(event: FormEvent) {
    event.preventDefault()
    const target = searchTarget(text)
    if (!target) return
    const go = (to: string, state?: object) => void navigate(to, { state })
    if (target.kind === 'room')
      openRoom(target.code).catch(() => go(`${base}/rooms?prefix=${encodeURIComponent(target.code)}`))
    else if (target.kind === 'rooms') go(`${base}/rooms?prefix=${encodeURIComponent(target.prefix)}`)
    else if (target.kind === 'phone') {
      // Who handles orders and not households finds the order that it was left with.
      const path = can('people:read') ? 'people' : 'repairs?view=table'
      go(`${base}/${path}`, { phone: target.phone })
    } else if (target.kind === 'number') go(`${base}/orders?number=${target.number}`)
    else if (target.kind === 'repair') go(`${base}/repairs?view=table&number=${target.number}`)
    else if (target.kind === 'complaint') go(`${base}/complaints?number=${target.number}`)
    else if (target.kind === 'order') go(`${base}/orders?show=${target.orderId}`)
    else go(`${base}/people?name=${encodeURIComponent(target.name)}`)
    setText('')
  }

  return (
    <form className="search" role="search" onSubmit={search}>
      <Icon name="search" size={18} />
      <input
        type="search"
        aria-label={words.search.label}
        placeholder={words.search.placeholder}
        value={text}
        maxLength={60}
        onChange={event => setText(event.target.value)}
      />
      <button type="submit" className="visually-hidden">
        {words.search.go}
      </button>
    </form>
  )
}
