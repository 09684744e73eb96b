import { identityApi } from '@linli/shared/identity/api'
import { peopleApi as api } from '@linli/shared/people/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs } from '../../test/call'
import { testContext } from '../../test/context'
import { makeRoom, staffActor } from '../../test/make'
import { type ResidentWorld, startResidents } from '../../test/residents'
import type { Resident } from '../../test/sign-in'
import { loadRoom } from '../communities/rooms'
import { loadGrants } from '../identity/bind-items'
import { runMessage } from '../jobs'
import { endOccupancy } from './end-occupancy'
import { homesByPhone } from './homes-by-phone'
import { jobs } from './jobs'
import { firstPlaces, loadPerson } from './person'
import { updatePerson } from './update-person'

let r: ResidentWorld
beforeAll(async () => {
  r = await startResidents()
})
afterAll(() => r.stop())

const office = () => testContext(r.deps, staffActor(r.deps, r.place, 'manager'))
const end = (roomId: string, occupancyId: string, to: string) =>
  endOccupancy(office(), { communityId: r.place.communityId, roomId, occupancyId, to })
const members = (who: Resident, roomId: string) =>
  callAs(r.app, who, identityApi.members, { communityId: r.place.communityId, roomId })

describe('the end of an occupancy', () => {
  it('ends the access of a bound account with the same write', async () => {
    const { who, room, phone } = await r.boundOwner('1-1-101')
    const occupancyId = room.occupancies[0]?.occupancyId ?? ''
    expect((await members(who, room.roomId)).status).toBe(200)
    await end(room.roomId, occupancyId, '2026-11-21')
    expect((await members(who, room.roomId)).code).toBe('access.forbidden')
    expect((await r.me(who)).homes).toEqual([])
    expect((await callAs(r.app, who, identityApi.findHomes, { surname: '李' })).code).toBe('identity.no_match')
    expect(await homesByPhone(r.place.ctx, phone, () => true)).toEqual([])
  })

  it('counts the last day: access goes on until midnight in Beijing', async () => {
    const { who, room } = await r.boundOwner('1-1-102')
    await end(room.roomId, room.occupancies[0]?.occupancyId ?? '', '2026-11-22')
    expect((await members(who, room.roomId)).status).toBe(200)
    r.deps.clock.set('2026-11-22T15:59:59.000Z')
    expect((await members(who, room.roomId)).status).toBe(200)
    r.deps.clock.set('2026-11-22T16:00:00.000Z')
    expect((await members(who, room.roomId)).code).toBe('access.forbidden')
    r.deps.clock.set('2026-11-22T04:00:00.000Z')
  })

  it('takes along the family whom the owner let in, and the views that they gave; a tenant stays', async () => {
    const { who, room, guest } = await r.boundGuest('1-1-103', 'family')
    const at = { communityId: r.place.communityId, roomId: room.roomId }
    const { code } = (await callAs(r.app, who, identityApi.invite, { ...at, role: 'tenant' })).ok()
    const tenant = await r.resident()
    const { homes } = (await callAs(r.app, tenant, identityApi.acceptInvitation, { code, name: '赵六' })).ok()
    const occupancyId = homes[0]?.occupancyId ?? ''
    ;(await callAs(r.app, who, identityApi.letSeeBills, { ...at, occupancyId, seesBills: true })).ok()
    await end(room.roomId, room.occupancies[0]?.occupancyId ?? '', '2026-11-21')
    expect((await r.me(guest)).homes).toEqual([])
    expect((await r.me(tenant)).homes).toMatchObject([{ role: 'tenant', seesBills: false }])
  })

  it('may be earlier than registered, never later, and not before the first day', async () => {
    const room = await makeRoom(r.place, { code: '1-1-104', ownerName: '钱七', handoverDate: '2026-03-01' })
    const occupancyId = room.occupancies[0]?.occupancyId ?? ''
    await end(room.roomId, occupancyId, '2026-10-31')
    await end(room.roomId, occupancyId, '2026-09-30')
    expect((await end(room.roomId, occupancyId, '2026-09-30')).occupancies[0]?.to).toBe('2026-09-30')
    for (const to of ['2026-12-31', '2026-02-28'])
      await expect(end(room.roomId, occupancyId, to)).rejects.toMatchObject({ code: 'people.bad_dates' })
    await expect(end(room.roomId, r.deps.newId(), '2026-09-30')).rejects.toMatchObject({ code: 'record.not_found' })
  })

  it('and a binding at the same moment leave no access behind', async () => {
    const phone = r.newPhone()
    const room = await r.owned('1-1-105', phone)
    const who = await r.resident()
    await r.verify(who, phone)
    await Promise.all([
      r.bind(who, room.roomId),
      end(room.roomId, room.occupancies[0]?.occupancyId ?? '', '2026-11-21'),
    ])
    expect((await r.me(who)).homes).toEqual([])
  })

  it('is nothing that a resident can write', async () => {
    const { who, room } = await r.boundOwner('1-1-106')
    const occupancyId = room.occupancies[0]?.occupancyId ?? ''
    const { routes } = await import('./routes')
    const { makeApp } = await import('../http')
    const input = { communityId: r.place.communityId, roomId: room.roomId, occupancyId, to: '2026-11-21' }
    expect((await callAs(makeApp(r.deps, routes), who, api.endOccupancy, input)).code).toBe('access.forbidden')
  })
})

describe('a correction of somebody with homes', () => {
  it('reaches bound accounts at once and all their rooms in the end', async () => {
    const { who, room, phone } = await r.boundOwner('2-1-101')
    const others = await Promise.all(Array.from({ length: 10 }, (_, i) => r.owned(`2-${i + 2}-201`, phone)))
    ;(await r.bind(who, others[0]?.roomId ?? '')).ok()
    const personId = room.occupancies[0]?.personId ?? ''
    const sent = r.catchMessages()
    const person = await loadPerson(r.place.ctx, r.place.companyId, personId)
    const { communityId } = r.place
    await updatePerson(office(), { communityId, personId, version: person.version, name: '李晓红', kind: 'natural' })
    sent()
    const body = { type: 'people.correct_places', communityId, companyId: r.place.companyId, personId }
    const find = (type: string) => jobs.consumers.find(consumer => consumer.type === type)
    await runMessage(r.deps, find, JSON.stringify(body))
    await runMessage(r.deps, find, JSON.stringify(body))
    expect((await r.me(who)).homes.map(home => home.personName)).toEqual(['李晓红', '李晓红'])
    const places = await firstPlaces(r.place.ctx, { companyId: r.place.companyId, personId }, 50)
    expect(new Set(places.map(place => place.name))).toEqual(new Set(['李晓红']))
    for (const each of [room, ...others]) {
      const stored = await loadRoom(r.place.ctx, communityId, each.roomId)
      expect(stored.occupancies[0]?.personName).toBe('李晓红')
    }
    expect(await homesByPhone(r.place.ctx, phone, () => true)).toHaveLength(11)
    expect((await loadGrants(r.place.ctx, who.accountId)).homes).toHaveLength(2)
  })
})
