import { identityApi } from '@linli/shared/identity/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs } from '../../test/call'
import { type ResidentWorld, startResidents } from '../../test/residents'
import type { Resident } from '../../test/sign-in'

let r: ResidentWorld
beforeAll(async () => {
  r = await startResidents()
})
afterAll(() => r.stop())

describe('members', () => {
  const input = (roomId: string, occupancyId: string) => ({ communityId: r.place.communityId, roomId, occupancyId })
  const list = async (who: Resident, roomId: string) =>
    (await callAs(r.app, who, identityApi.members, { communityId: r.place.communityId, roomId })).ok().items

  it('shows owners the names, others masked ones', async () => {
    const { who, room, guest } = await r.boundGuest('3-1-101')
    expect((await list(who, room.roomId)).map(each => [each.name, each.me, each.bound])).toEqual([
      ['李小红', true, true],
      ['陈静', false, true],
    ])
    expect((await list(guest, room.roomId)).map(each => each.name)).toEqual(['李**', '陈静'])
  })

  it('removes a member at once: their next request is refused, and the number does not lead back', async () => {
    const { who, room, guest, occupancyId } = await r.boundGuest('3-1-102')
    expect((await list(guest, room.roomId)).length).toBe(2)
    ;(await callAs(r.app, who, identityApi.removeMember, input(room.roomId, occupancyId))).ok()
    const refused = await callAs(r.app, guest, identityApi.members, {
      communityId: r.place.communityId,
      roomId: room.roomId,
    })
    expect(refused.code).toBe('access.forbidden')
    expect((await r.me(guest)).homes).toEqual([])
    expect(await list(who, room.roomId)).toHaveLength(1)
    expect((await callAs(r.app, who, identityApi.removeMember, input(room.roomId, occupancyId))).code).toBe(
      'record.not_found',
    )
  })

  it('removes no owner, and nobody removes for an owner', async () => {
    const { who, room, guest, occupancyId } = await r.boundGuest('3-1-103')
    const own = room.occupancies[0]?.occupancyId ?? ''
    expect((await callAs(r.app, who, identityApi.removeMember, input(room.roomId, own))).code).toBe(
      'identity.last_owner',
    )
    expect((await callAs(r.app, guest, identityApi.removeMember, input(room.roomId, occupancyId))).code).toBe(
      'access.forbidden',
    )
    const other = await r.boundOwner('3-1-104')
    expect((await callAs(r.app, other.who, identityApi.removeMember, input(room.roomId, occupancyId))).code).toBe(
      'access.forbidden',
    )
    const mixed = input(other.room.roomId, occupancyId)
    expect((await callAs(r.app, other.who, identityApi.removeMember, mixed)).code).toBe('record.not_found')
  })

  it('shows bills to a member and takes the view back, at once', async () => {
    const { who, room, guest, occupancyId } = await r.boundGuest('3-1-105', 'tenant')
    const let_ = (caller: Resident, seesBills: boolean) =>
      callAs(r.app, caller, identityApi.letSeeBills, { ...input(room.roomId, occupancyId), seesBills })
    expect((await let_(guest, true)).code).toBe('access.forbidden')
    ;(await let_(who, true)).ok()
    expect((await r.me(guest)).homes[0]?.seesBills).toBe(true)
    ;(await let_(who, false)).ok()
    expect((await r.me(guest)).homes[0]?.seesBills).toBe(false)
  })
})
