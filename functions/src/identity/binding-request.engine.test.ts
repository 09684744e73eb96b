import { identityApi } from '@linli/shared/identity/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs, sentenceOf } from '../../test/call'
import { makeCommunity, makeRoom } from '../../test/make'
import { type ResidentWorld, startResidents } from '../../test/residents'
import { makeStaff, type OfficePerson, type Resident, signInStaff } from '../../test/sign-in'
import { loadRoom } from '../communities/rooms'
import { loadPerson } from '../people/person'
import { deletedAccountId } from './deleted-account'
import { requestKey, StoredRequest } from './store'

let r: ResidentWorld
let office: OfficePerson
beforeAll(async () => {
  r = await startResidents()
  office = await signInStaff(r.app, await makeStaff(r.place, ['clerk']))
})
afterAll(() => r.stop())

const ask = (who: Resident, roomId: string, name = '赵云', key?: string) =>
  callAs(r.app, who, identityApi.requestBinding, { communityId: r.place.communityId, roomId, role: 'owner', name }, key)
const decide = (requestId: string, approve: boolean, reason?: string, by = office) =>
  callAs(r.app, by, identityApi.decideBinding, { communityId: r.place.communityId, requestId, approve, reason })
const open = async () => {
  r.deps.world.settle()
  const list = await callAs(r.app, office, identityApi.listBindingRequests, { communityId: r.place.communityId })
  return list.ok().items
}

describe('a binding request', () => {
  it('waits for the office, and lets the person in when it agrees', async () => {
    const room = await makeRoom(r.place, { code: '1-1-101' })
    const [who, phone] = [await r.resident(), r.newPhone()]
    await r.verify(who, phone)
    const { requestId } = (await ask(who, room.roomId)).ok()
    expect((await r.me(who)).requests).toMatchObject([{ requestId, state: 'pending', roomCode: '1-1-101' }])
    expect(await open()).toMatchObject([{ requestId, name: '赵云', phoneMasked: `139****${phone.slice(-4)}` }])
    const sent = r.catchMessages()
    expect((await decide(requestId, true)).ok().state).toBe('approved')
    expect(sent()).toMatchObject([{ accountIds: [who.accountId], facts: { kind: 'binding_approved' } }])
    expect((await r.me(who)).homes).toMatchObject([{ roomCode: '1-1-101', role: 'owner', from: '2026-11-22' }])
    expect(await open()).toEqual([])
    // The person has the verified number: another phone of theirs finds the home by it.
    const other = await r.resident()
    await r.verify(other, phone)
    expect((await callAs(r.app, other, identityApi.findHomes, { surname: '赵' })).ok().homes).toHaveLength(1)
  })

  it('binds to the person whom the room knows by that name', async () => {
    const room = await makeRoom(r.place, { code: '1-1-102', ownerName: '赵云', phone: r.newPhone() })
    const who = await r.resident()
    ;(await decide((await ask(who, room.roomId)).ok().requestId, true)).ok()
    const { occupancies } = await loadRoom(r.place.ctx, r.place.communityId, room.roomId)
    expect(occupancies).toMatchObject([{ personName: '赵云', accounts: [who.accountId] }])
    const person = await loadPerson(r.place.ctx, r.place.companyId, occupancies[0]?.personId ?? '')
    expect(person.accounts).toEqual([who.accountId])
  })

  it('is refused with a reason that the person reads', async () => {
    const room = await makeRoom(r.place, { code: '1-1-103' })
    const who = await r.resident()
    const { requestId } = (await ask(who, room.roomId)).ok()
    expect((await decide(requestId, false)).code).toBe('request.invalid')
    const sent = r.catchMessages()
    ;(await decide(requestId, false, '请带房产证到前台')).ok()
    expect(sent()).toMatchObject([{ facts: { kind: 'binding_refused', reason: '请带房产证到前台' } }])
    expect(await r.me(who)).toMatchObject({ homes: [], requests: [{ state: 'refused', reason: '请带房产证到前台' }] })
    expect((await decide(requestId, true)).code).toBe('identity.request_decided')
    expect((await ask(who, room.roomId)).status).toBe(200)
  })

  it('is decided once when two decide at the same moment', async () => {
    const room = await makeRoom(r.place, { code: '1-1-104' })
    const { requestId } = (await ask(await r.resident(), room.roomId)).ok()
    const codes = (await Promise.all([decide(requestId, true), decide(requestId, false, '不是业主')])).map(
      each => each.code,
    )
    expect(codes.sort()).toEqual(['identity.request_decided', 'ok'])
  })

  it('stands once per home, and three at most', async () => {
    const rooms = await Promise.all([5, 6, 7, 8].map(n => makeRoom(r.place, { code: `1-1-10${n}` })))
    const who = await r.resident()
    const key = r.deps.newId()
    const [first = '', second = '', third = '', fourth = ''] = rooms.map(room => room.roomId)
    const made = (await ask(who, first, '赵云', key)).ok()
    expect((await ask(who, first, '赵云', key)).ok()).toEqual(made)
    expect((await ask(who, first, '钱七', key)).code).toBe('request.reused_key')
    expect((await ask(who, first)).code).toBe('identity.request_pending')
    ;(await ask(who, second)).ok()
    ;(await ask(who, third)).ok()
    expect(sentenceOf(await ask(who, fourth))).toContain('请等有了答复再申请')
  })

  it('ends with the account that made it', async () => {
    const room = await makeRoom(r.place, { code: '1-1-109' })
    const who = await r.resident()
    const { requestId } = (await ask(who, room.roomId)).ok()
    ;(await callAs(r.app, who, identityApi.deleteAccount, {})).ok()
    expect((await decide(requestId, true)).code).toBe('identity.request_decided')
  })

  it('names nobody once the account is gone, or has made ten later ones', async () => {
    const rooms = await Promise.all(Array.from({ length: 13 }, (_, i) => makeRoom(r.place, { code: `1-2-${i + 1}01` })))
    const who = await r.resident()
    await r.verify(who, r.newPhone())
    const requestIds: string[] = []
    for (const [i, room] of rooms.entries()) {
      const { requestId } = (await ask(who, room.roomId)).ok()
      requestIds.push(requestId)
      // The first and the last wait for their answer.
      if (i > 0 && i < 12) (await decide(requestId, false, '不是业主')).ok()
    }
    const stored = async () => {
      const keys = requestIds.map(requestId => requestKey(r.place.communityId, requestId))
      return (await r.place.ctx.db.getMany(keys, StoredRequest)).map(each => each ?? expect.fail('no request'))
    }
    const nobody = { accountId: deletedAccountId, name: '已注销用户' }
    expect((await r.me(who)).requests).toHaveLength(10)
    const before = await stored()
    expect(before.map(each => each.accountId === who.accountId)).toEqual(requestIds.map((_, i) => i === 0 || i > 3))
    expect(before[0]).toMatchObject({ state: 'pending', name: '赵云' })
    for (const each of before.slice(1, 4)) expect(each).toMatchObject({ ...nobody, state: 'refused' })
    ;(await callAs(r.app, who, identityApi.deleteAccount, {})).ok()
    for (const each of await stored()) {
      expect(each).toMatchObject({ ...nobody, state: 'refused' })
      expect(each).not.toHaveProperty('phoneSealed')
      expect(each).not.toHaveProperty('phoneMasked')
    }
  })

  it('is nothing to another community’s office, to a keeper, and of no room that does not exist', async () => {
    const room = await makeRoom(r.place, { code: '1-1-110' })
    const who = await r.resident()
    const { requestId } = (await ask(who, room.roomId)).ok()
    const elsewhere = await makeCommunity(r.deps)
    const stranger = await signInStaff(r.app, await makeStaff(elsewhere, ['manager']))
    expect((await decide(requestId, true, undefined, stranger)).code).toBe('access.forbidden')
    const there = { communityId: elsewhere.communityId, requestId, approve: true }
    expect((await callAs(r.app, stranger, identityApi.decideBinding, there)).code).toBe('record.not_found')
    const keeper = await signInStaff(r.app, await makeStaff(r.place, ['keeper']))
    expect((await decide(requestId, true, undefined, keeper)).code).toBe('access.forbidden')
    expect((await ask(who, r.deps.newId())).code).toBe('record.not_found')
    const wrongPlace = { communityId: elsewhere.communityId, roomId: room.roomId, role: 'owner' as const, name: '赵云' }
    expect((await callAs(r.app, who, identityApi.requestBinding, wrongPlace)).code).toBe('record.not_found')
  })
})
