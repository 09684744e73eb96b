import { communitiesApi } from '@linli/shared/communities/api'
import { peopleApi } from '@linli/shared/people/api'
import { call } from '../api-client'
import { searchTarget } from '../search-target'

export type FoundRoom = { roomId: string; code: string; who?: string }
export const mostFound = 20

/** The rooms that a number, a telephone number or a name means: one more than are shown, where there are more. */
export async function findRooms(communityId: string, text: string): Promise<FoundRoom[]> {
  const target = searchTarget(text)
  if (target?.kind === 'room' || target?.kind === 'rooms') {
    const prefix = target.kind === 'room' ? target.code : target.prefix
    const { items } = await call(communitiesApi.listRooms, { communityId, prefix, limit: mostFound + 1 })
    const exact = items.filter(({ code }) => code === prefix)
    return exact.length > 0 ? exact : items
  }
  if (target?.kind !== 'phone' && target?.kind !== 'name') return []
  const who = target.kind === 'phone' ? { phone: target.phone } : { name: target.name }
  const { items } = await call(peopleApi.list, { communityId, ...who, limit: mostFound + 1 })
  const rooms = items.flatMap(person =>
    person.rooms.filter(room => !room.ended).map(room => ({ ...room, who: person.name })),
  )
  return [...new Map(rooms.map(room => [room.roomId, room])).values()]
}
