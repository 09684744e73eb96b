import { loadRooms, roomWrite } from '../communities/rooms'
import { type Context, type GrantedHome, reaching } from '../context'
import type { Write } from '../db-write'
import { unboundPersonItems } from '../people/bind-account'
import { loadPersons } from '../people/person'
import { recountItem } from './count-joined'
import { deletedAccountId, deletedAccountName } from './deleted-account'
import { requestKey, type StoredAccount, StoredRequest } from './store'

type Unlinked = { ctx: Context; writes: Write[] }

/** The rooms and persons of these homes without the account; the answer's context reaches them. */
export async function unlinkItems(ctx: Context, accountId: string, homes: GrantedHome[]): Promise<Unlinked> {
  const wide = reaching(ctx, ...homes.flatMap(home => [`C#${home.communityId}#`, `M#${home.companyId}#`]))
  const communityIds = [...new Set(homes.map(home => home.communityId))]
  const companyIds = [...new Set(homes.map(home => home.companyId))]
  const roomsIn = (id: string) => homes.filter(home => home.communityId === id).map(home => home.roomId)
  const personsIn = (id: string) => homes.filter(home => home.companyId === id).map(home => home.personId)
  const [rooms, persons] = await Promise.all([
    Promise.all(communityIds.map(id => loadRooms(wide, id, [...new Set(roomsIn(id))]))),
    Promise.all(companyIds.map(id => loadPersons(wide, id, [...new Set(personsIn(id))]))),
  ])
  const without = rooms.flat().flatMap(room => {
    if (!room) return []
    const occupancies = room.occupancies.map(each => ({
      ...each,
      accounts: each.accounts?.filter(id => id !== accountId),
    }))
    return [roomWrite(ctx, room, { occupancies }).write]
  })
  const unbound = persons.flat().flatMap(person => (person ? unboundPersonItems(person, accountId) : []))
  const houses = new Map(
    rooms.flat().flatMap(room => (room ? [[`${room.communityId}#${room.building}`, room] as const] : [])),
  )
  const counted = [...houses.values()].map(room => recountItem(ctx, room))
  return { ctx: wide, writes: [...without, ...unbound, ...counted] }
}

/** Open requests end as withdrawn, so that the office does not let in somebody who left; all of them lose the person. */
export async function withdrawItems(ctx: Context, account: StoredAccount): Promise<Unlinked> {
  const wide = reaching(ctx, ...account.requests.map(each => `C#${each.communityId}#`))
  const keys = account.requests.map(each => requestKey(each.communityId, each.requestId))
  const found = await wide.db.getMany(keys, StoredRequest)
  return {
    ctx: wide,
    writes: found.flatMap((request): Write[] => {
      if (!request) return []
      const ended = request.state === 'pending' ? { state: 'refused', reason: '申请人已注销账号' } : {}
      return [namelessWrite(request, ended)]
    }),
  }
}

/** A request without the account, name, number and words of whoever made it. */
export function namelessWrite(request: StoredRequest, change: { state?: string; reason?: string } = {}): Write {
  const { phoneSealed: _sealed, phoneMasked: _masked, note: _note, ...rest } = request
  const key = requestKey(request.communityId, request.requestId)
  const nobody = { ...rest, accountId: deletedAccountId, name: deletedAccountName }
  return { put: { ...key, ...nobody, ...change }, if: { state: request.state } }
}
