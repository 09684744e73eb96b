import { auditApi as api } from '@linli/shared/audit/api'
import { communitiesApi } from '@linli/shared/communities/api'
import { identityApi } from '@linli/shared/identity/api'
import { peopleApi } from '@linli/shared/people/api'
import { beforeAll, describe, expect, it } from 'vitest'
import { callAs } from '../../test/call'
import { testDeps } from '../../test/context'
import { makeCommunity, type Place } from '../../test/make'
import { makeStaff, type OfficePerson, signInStaff } from '../../test/sign-in'
import { routes as communities } from '../communities/routes'
import { auditItem } from '../audit'
import { communityContext } from '../context'
import { makeApp } from '../http'
import { routes as identity } from '../identity/routes'
import { routes as people } from '../people/routes'
import { routes as audit } from './routes'

const deps = testDeps()
const app = makeApp(deps, [...identity, ...communities, ...people, ...audit])
let place: Place
let office: OfficePerson
beforeAll(async () => {
  place = await makeCommunity(deps)
  office = await signInStaff(app, await makeStaff(place, ['manager']))
})

const create = (room: string) => {
  const at = { communityId: place.communityId, building: '1', unit: '1', room }
  return callAs(app, office, communitiesApi.createRoom, { ...at, areas: { built: 1 }, status: 'vacant' })
}

describe('records', () => {
  it('are read by month, by object and by person, newest first, page by page', async () => {
    const { communityId } = place
    // Records of one millisecond come in any order.
    deps.clock.advance(1000)
    const room = (await create('101')).ok()
    deps.clock.advance(1000)
    ;(await create('102')).ok()
    deps.world.settle()
    const month = (await callAs(app, office, api.listByMonth, { communityId, month: '2026-11', limit: 1 })).ok()
    expect(month.items).toMatchObject([
      {
        action: 'communities.create_room',
        summary: '新增房屋 1-1-102',
        actorId: office.personId,
        actorName: expect.any(String),
      },
    ])
    const next = await callAs(app, office, api.listByMonth, {
      communityId,
      month: '2026-11',
      limit: 1,
      cursor: month.cursor,
    })
    expect(next.ok().items.every(record => record.summary === '新增房屋 1-1-101')).toBe(true)
    const object = { communityId, objectType: 'room', objectId: room.roomId }
    expect((await callAs(app, office, api.listByObject, object)).ok().items).toHaveLength(1)
    const actor = await callAs(app, office, api.listByActor, { communityId, actorId: office.personId })
    expect(actor.ok().items.map(record => record.summary)).toEqual(['新增房屋 1-1-102', '新增房屋 1-1-101'])
    expect((await callAs(app, office, api.listByMonth, { communityId, month: '2026-10' })).ok().items).toEqual([])
  })

  it('name the room, the resident and the colleague they are about, as they are called now', async () => {
    const { communityId } = place
    const room = (await create('103')).ok()
    deps.clock.advance(1000)
    const person = { name: '李小红', kind: 'natural' as const }
    const wish = { communityId, roomId: room.roomId, person, role: 'owner' as const, from: '2026-01-01' }
    const [occupancy] = (await callAs(app, office, peopleApi.addOccupancy, wish)).ok().occupancies
    const personId = occupancy?.personId ?? ''
    const renamed = { communityId, personId, version: 1, name: '李晓红', kind: 'natural' as const }
    ;(await callAs(app, office, peopleApi.update, renamed)).ok()
    const colleague = await makeStaff(place, ['clerk'])
    deps.clock.advance(1000)
    const roles = { communityId, personId: colleague.personId, roles: ['cashier' as const] }
    ;(await callAs(app, office, identityApi.setStaffRoles, roles)).ok()
    deps.world.settle()
    const of = async (objectType: string, objectId: string) =>
      (await callAs(app, office, api.listByObject, { communityId, objectType, objectId })).ok().items
    expect(await of('room', room.roomId)).toMatchObject([
      { objectName: '1-1-103', summary: '登记 1-1-103 的业主，自 2026-01-01', personId, personName: '李晓红' },
      { objectName: '1-1-103' },
    ])
    expect(await of('person', personId)).toMatchObject([{ objectName: '李晓红' }])
    expect((await of('staff', colleague.personId))[0]).toMatchObject({
      objectName: expect.any(String),
      summary: '岗位：收费员',
    })
  })

  it('name the channel whose notice it was, by the merchant that it came to', async () => {
    const { communityId } = place
    const merchant = { ref: 'linli-alipay', appId: 'a', sellerId: '1', privateKeyPem: '', alipayPublicKeyPem: '' }
    deps.env.LINLI_ALIPAY_MERCHANTS = [{ ...merchant, callbackBase: 'https://linli.invalid' }]
    for (const merchantRef of ['linli', 'linli-alipay']) {
      const ctx = communityContext(deps, communityId, { kind: 'channel', merchantRef })
      const [objectType, summary] = ['order', '到账 1 分'] as const
      const record = auditItem(ctx, {
        communityId,
        action: 'payments.settle',
        objectType,
        objectId: merchantRef,
        summary,
      })
      await ctx.db.transact([record], record.put)
      const { items } = (
        await callAs(app, office, api.listByObject, { communityId, objectType, objectId: merchantRef })
      ).ok()
      expect(items).toMatchObject([{ actorName: merchantRef === 'linli' ? '微信支付' : '支付宝' }])
    }
  })

  it('belong to the month in Beijing', async () => {
    deps.clock.set('2026-11-30T16:00:00.000Z')
    const late = await signInStaff(app, await makeStaff(place, ['manager']))
    deps.world.settle()
    const { communityId } = place
    const december = (await callAs(app, late, api.listByMonth, { communityId, month: '2026-12' })).ok().items
    expect(december.map(record => record.action)).toEqual(['identity.create_staff'])
  })

  it('are not shown to a clerk, nor a refused write recorded', async () => {
    const clerk = await signInStaff(app, await makeStaff(place, ['clerk']))
    const { communityId } = place
    expect((await callAs(app, clerk, api.listByMonth, { communityId, month: '2026-12' })).code).toBe('access.forbidden')
    const fresh = await signInStaff(app, await makeStaff(place, ['manager']))
    expect(
      (
        await callAs(app, fresh, communitiesApi.createRoom, {
          communityId,
          building: '1',
          unit: '1',
          room: '101',
          areas: { built: 1 },
          status: 'vacant',
        })
      ).code,
    ).toBe('record.exists')
    deps.world.settle()
    expect((await callAs(app, fresh, api.listByActor, { communityId, actorId: fresh.personId })).ok().items).toEqual([])
  })
})
