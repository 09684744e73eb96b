import { identityApi } from '@linli/shared/identity/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs } from '../../test/call'
import { testContext } from '../../test/context'
import { staffActor } from '../../test/make'
import { type ResidentWorld, startResidents } from '../../test/residents'
import type { Resident } from '../../test/sign-in'
import { loadRoom } from '../communities/rooms'
import { makeApp } from '../http'
import { endOccupancy } from '../people/end-occupancy'
import { routes as identity } from './routes'

let r: ResidentWorld
beforeAll(async () => {
  r = await startResidents()
})
afterAll(() => r.stop())

describe('invitations', () => {
  const invite = (who: Resident, roomId: string, role: 'family' | 'tenant' | 'owner', key?: string) =>
    callAs(r.app, who, identityApi.invite, { communityId: r.place.communityId, roomId, role }, key)
  const accept = (who: Resident, code: string, name = '陈静') =>
    callAs(r.app, who, identityApi.acceptInvitation, { code, name })
  const view = (who: Resident, code: string) => callAs(r.app, who, identityApi.viewInvitation, { code })

  it('lets one person in, once, without a view of the bills', async () => {
    const { who, room } = await r.boundOwner('2-1-101')
    const { code } = (await invite(who, room.roomId, 'family')).ok()
    const guest = await r.resident()
    expect((await view(guest, code)).ok()).toMatchObject({ roomCode: '2-1-101', role: 'family', invitedBy: '李**' })
    const joined = (await accept(guest, code)).ok()
    expect(joined.homes).toMatchObject([{ role: 'family', seesBills: false, from: '2026-11-22' }])
    expect((await view(await r.resident(), code)).code).toBe('identity.invitation_expired')
    expect((await accept(await r.resident(), code)).code).toBe('identity.invitation_expired')
  })

  it('lets in exactly one of two who accept at once', async () => {
    const { who, room } = await r.boundOwner('2-1-102')
    const { code } = (await invite(who, room.roomId, 'tenant')).ok()
    const guests = [await r.resident(), await r.resident()]
    const codes = await Promise.all(guests.map(async (guest, i) => (await accept(guest, code, `客人${i}`)).code))
    expect(codes.sort()).toEqual(['identity.invitation_expired', 'ok'])
    const stored = await loadRoom(r.place.ctx, r.place.communityId, room.roomId)
    expect(stored.occupancies).toHaveLength(2)
  })

  it('dies after seven days, and with the inviter’s occupancy', async () => {
    const { who, room } = await r.boundOwner('2-1-103')
    const { code } = (await invite(who, room.roomId, 'family')).ok()
    const guest = await r.resident()
    const later = makeApp({ ...r.deps, nowMs: () => r.deps.clock.nowMs + 7 * 86_400_000 + 1000 }, identity)
    expect((await callAs(later, guest, identityApi.acceptInvitation, { code, name: '陈静' })).code).toBe(
      'identity.invitation_expired',
    )
    const office = testContext(r.deps, staffActor(r.deps, r.place, 'manager'))
    const occupancyId = room.occupancies[0]?.occupancyId ?? ''
    await endOccupancy(office, { communityId: r.place.communityId, roomId: room.roomId, occupancyId, to: '2026-11-21' })
    expect((await accept(guest, code)).code).toBe('identity.invitation_expired')
    expect((await invite(who, room.roomId, 'family')).code).toBe('access.forbidden')
  })

  it('refuses to invite owners, strangers to invite, and family to invite', async () => {
    const { who, room } = await r.boundOwner('2-1-104')
    expect((await invite(who, room.roomId, 'owner')).code).toBe('request.invalid')
    expect((await invite(await r.resident(), room.roomId, 'family')).code).toBe('access.forbidden')
    const guest = await r.resident()
    ;(await accept(guest, (await invite(who, room.roomId, 'family')).ok().code)).ok()
    expect((await invite(guest, room.roomId, 'family')).code).toBe('access.forbidden')
  })

  it('answers a repeat with the same code, and another body under its key with 409', async () => {
    const { who, room } = await r.boundOwner('2-1-105')
    const key = r.deps.newId()
    const first = (await invite(who, room.roomId, 'family', key)).ok()
    expect((await invite(who, room.roomId, 'family', key)).ok()).toEqual(first)
    expect((await invite(who, room.roomId, 'tenant', key)).code).toBe('request.reused_key')
    expect((await invite(who, room.roomId, 'family', r.deps.newId())).ok().code).not.toBe(first.code)
  })

  it('answers a forged code as it answers an old one', async () => {
    const who = await r.resident()
    for (const code of [`${r.place.communityId}${'A'.repeat(32)}`, 'ILOU00'.padEnd(30, 'x')])
      expect((await view(who, code)).code).toBe('identity.invitation_expired')
  })
})
