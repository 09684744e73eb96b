import { communitiesApi as api } from '@linli/shared/communities/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs } from '../../test/call'
import { makeCommunity, makeRoom } from '../../test/make'
import { type ResidentWorld, startResidents } from '../../test/residents'
import { createCommunity } from './create-community'

let r: ResidentWorld
beforeAll(async () => {
  r = await startResidents()
})
afterAll(() => r.stop())

describe('somebody who looks for their home', () => {
  it('finds a community by the beginning of its name', async () => {
    const name = `望江${r.deps.newId()}`
    const { communityId } = await makeCommunity(r.deps, { name })
    r.deps.world.settle()
    const who = await r.resident()
    const search = async (text: string) => (await callAs(r.app, who, api.search, { name: text })).ok().items
    expect(await search(name.slice(0, -2))).toEqual([{ communityId, name, officePhone: '010-88880000' }])
    expect(await search(`${name}x`)).toEqual([])
    expect((await search('')).length).toBeGreaterThan(0)
  })

  it('sees buildings and room numbers, never who lives there', async () => {
    await makeRoom(r.place, { code: '5-2-301', ownerName: '李小红', phone: r.newPhone() })
    await makeRoom(r.place, { code: '5-12-301' })
    await makeRoom(r.place, { code: '5-2-1201' })
    r.deps.world.settle()
    const who = await r.resident()
    const { communityId } = r.place
    const whole = (await callAs(r.app, who, api.browse, { communityId })).ok()
    expect(whole.buildings).toEqual([{ building: '5', units: ['2', '12'] }])
    const unit = await callAs(r.app, who, api.browse, { communityId, building: '5', unit: '2' })
    expect(unit.ok().rooms.map(room => room.code)).toEqual(['5-2-301', '5-2-1201'])
    expect(JSON.stringify(unit.body)).not.toMatch(/李|areas|occupancies/)
    expect((await callAs(r.app, {}, api.browse, { communityId })).code).toBe('access.signed_out')
  })

  it('is told the same of a community that has no rooms and of one that does not exist', async () => {
    const who = await r.resident()
    const empty = await makeCommunity(r.deps)
    const [real, none] = await Promise.all(
      [empty.communityId, 'ZZZZZZ'].map(communityId => callAs(r.app, who, api.browse, { communityId })),
    )
    expect(real?.body).toEqual(none?.body)
  })
})

describe('a new community', () => {
  it('is refused under an id that is taken, and names its developer once per company', async () => {
    const one = await makeCommunity(r.deps, { developerName: '滨江置业有限公司' })
    const two = await makeCommunity(r.deps, { companyId: one.companyId, developerName: '滨江置业有限公司' })
    expect(two.community.developer).toEqual(one.community.developer)
    const { version: _version, ...again } = one.community
    await expect(createCommunity(one.ctx, again)).rejects.toMatchObject({ name: 'ConditionFailed' })
  })
})
