import { BatchGetItemCommand, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { auditApi } from '@linli/shared/audit/api'
import { communitiesApi } from '@linli/shared/communities/api'
import type { Endpoint, InputOf } from '@linli/shared/contract'
import { dunningApi } from '@linli/shared/dunning/api'
import { expenseApi } from '@linli/shared/finance/expense-api'
import { identityApi } from '@linli/shared/identity/api'
import { insightApi } from '@linli/shared/insight/api'
import { punctualityApi } from '@linli/shared/insight/punctuality-api'
import { noticesApi } from '@linli/shared/notices/api'
import { messagesApi } from '@linli/shared/messages/api'
import { peopleApi } from '@linli/shared/people/api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callAs } from '../test/call'
import { StrictWorld } from '../test/strict'
import { makeRoom } from '../test/make'
import { type ResidentWorld, startResidents } from '../test/residents'
import { makeStaff, signInStaff, startTestWorld } from '../test/sign-in'
import { routes as audit } from './audit/routes'
import { routes as communities } from './communities/routes'
import { makeApp } from './http'
import { routes as dunning } from './dunning/routes'
import { routes as finance } from './finance/routes'
import { routes as identity } from './identity/routes'
import { routes as insight } from './insight/routes'
import { routes as messages } from './messages/routes'
import { routes as notices } from './notices/routes'
import { routes as people } from './people/routes'

const calm = { seed: 1, lagMs: [0, 0], unprocessed: 0, emptyPage: 0, throttle: 0 } as const

let r: ResidentWorld
let reads = 0
beforeAll(async () => {
  r = await startResidents(await startTestWorld({}, new StrictWorld(calm)))
  const send = r.deps.dynamo.send.bind(r.deps.dynamo)
  r.deps.dynamo.send = (command: unknown, ...rest: never[]) => {
    if ([GetItemCommand, BatchGetItemCommand, QueryCommand].some(kind => command instanceof kind)) reads++
    return Reflect.apply(send, r.deps.dynamo, [command, ...rest])
  }
})
afterAll(() => r.stop())

it('a page costs at most two reads beside the session’s', async () => {
  const app = makeApp(r.deps, [
    ...identity,
    ...communities,
    ...people,
    ...messages,
    ...audit,
    ...dunning,
    ...finance,
    ...insight,
    ...notices,
  ])
  const phone = r.newPhone()
  const { who, room } = await r.boundOwner('1-1-101')
  await makeRoom(r.place, { code: '1-1-102', ownerName: '孙权', phone })
  const asked = { communityId: r.place.communityId, roomId: room.roomId, role: 'owner' as const, name: '赵云' }
  await callAs(app, await r.resident(), identityApi.requestBinding, asked)
  const other = await makeRoom(r.place, { code: '1-1-103' })
  await callAs(app, who, identityApi.requestBinding, { ...asked, roomId: other.roomId })
  const office = await signInStaff(app, await makeStaff(r.place, ['manager']))
  const personId = room.occupancies[0]?.personId ?? ''
  const at = { communityId: r.place.communityId }
  const here = { ...at, roomId: room.roomId }
  const { code } = (await callAs(app, who, identityApi.invite, { ...here, role: 'family' })).ok()
  const found: Record<string, number> = {}
  const count = async <E extends Endpoint>(caller: Parameters<typeof callAs>[1], endpoint: E, input: InputOf<E>) => {
    reads = 0
    ;(await callAs(app, caller, endpoint, input)).ok()
    found[`${endpoint.id} ${Object.keys(input).join()}`] = reads - 1
  }
  await count(who, identityApi.me, {})
  await count(who, identityApi.members, here)
  await count(who, identityApi.viewInvitation, { code })
  await count(who, communitiesApi.search, { name: '锦' })
  await count(who, communitiesApi.browse, at)
  await count(who, communitiesApi.browse, { ...at, building: '1', unit: '1' })
  await count(who, messagesApi.mine, {})
  await count(who, messagesApi.templates, {})
  await count(office, identityApi.officeMe, {})
  await count(office, identityApi.listBindingRequests, at)
  await count(office, communitiesApi.list, {})
  await count(office, communitiesApi.get, at)
  await count(office, communitiesApi.listBuildings, at)
  await count(office, communitiesApi.listRooms, at)
  await count(office, communitiesApi.getRoom, here)
  await count(office, peopleApi.list, at)
  await count(office, peopleApi.list, { ...at, phone })
  await count(office, peopleApi.get, { ...at, personId })
  await count(office, auditApi.listByMonth, { ...at, month: '2026-11' })
  await count(office, auditApi.listByObject, { ...at, objectType: 'room', objectId: room.roomId })
  await count(office, auditApi.listByActor, { ...at, actorId: office.personId })
  for (const wish of [{}, { order: 'amount' as const }, { building: '1', minDays: 30 }, { only: 'disputed' as const }])
    await count(office, dunningApi.listArrears, { ...at, ...wish })
  await count(office, dunningApi.getPlan, at)
  await count(office, dunningApi.listLetters, at)
  const year = { ...at, year: '2026' }
  for (const order of ['room', 'late'] as const) await count(office, punctualityApi.payers, { ...year, order })
  await count(office, punctualityApi.punctuality, year)
  await count(office, expenseApi.spending, year)
  await count(office, expenseApi.listExpenses, year)
  const text = {
    category: 'emergency' as const,
    title: '停水',
    until: '2026-12-31',
    scope: { kind: 'community' as const },
    publisher: { kind: 'office' as const, name: '物业服务中心', phone: '010-88880000' },
    blocks: [{ kind: 'paragraph' as const, text: '今晚' }],
    attachments: [],
  }
  const { noticeId, version } = (await callAs(app, office, noticesApi.create, { ...at, ...text })).ok()
  const notice = { ...at, noticeId }
  ;(await callAs(app, office, noticesApi.publish, { ...notice, version })).ok()
  await count(who, noticesApi.mine, here)
  await count(who, noticesApi.getMine, { ...here, noticeId })
  await count(office, noticesApi.list, { ...at, state: 'published' })
  await count(office, noticesApi.get, notice)
  await count(office, noticesApi.unread, { ...notice, show: 'unread' })
  await count(office, noticesApi.objections, notice)
  await count(who, insightApi.home, here)
  expect([found['notices.mine communityId,roomId'], found['notices.getMine communityId,roomId,noticeId']]).toEqual([
    1, 1,
  ])
  expect(found['identity.me ']).toBe(2)
  expect(Object.entries(found).filter(([, each]) => each > 2)).toEqual([])
})
