import { communitiesApi } from '@linli/shared/communities/api'
import { identityApi } from '@linli/shared/identity/api'
import { staffApi } from '@linli/shared/identity/staff-api'
import type { OfficeRole } from '@linli/shared/permissions'
import { repairsApi } from '@linli/shared/repairs/api'
import { workApi } from '@linli/shared/repairs/work-api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { staffMessagesApi } from '@linli/shared/messages/staff-api'
import { roleIn, staffWith } from '../../test/actors'
import { callAs } from '../../test/call'
import { makeCommunity, type Place } from '../../test/make'
import { startTestWorld, type TestWorld } from '../../test/sign-in'
import { routes as communities } from '../communities/routes'
import { makeApp } from '../http'
import { runMessage } from '../jobs'
import { jobs } from '../messages/jobs'
import { routes as messages } from '../messages/routes'
import { routes as repairs } from '../repairs/routes'
import { routes } from './routes'

let world: TestWorld
let place: Place
let app: ReturnType<typeof makeApp>
let manager: Awaited<ReturnType<typeof staffWith>>
beforeAll(async () => {
  world = await startTestWorld({ LINLI_WECHAT_STAFF_TEMPLATES: JSON.stringify({ order_given: 'tpl-order' }) })
  place = await makeCommunity(world.deps)
  app = makeApp(world.deps, [...routes, ...repairs, ...communities, ...messages])
  manager = await staffWith(world.deps, [roleIn(place, 'manager')], 30)
})
afterAll(() => world.stop())

const here = () => ({ communityId: place.communityId })
const invite = async (name = '李强') =>
  (await callAs(app, manager, staffApi.inviteStaff, { ...here(), name, roles: ['repairer'] })).ok()
/** The staff phone of this user of WeChat. */
const phone = (user: string, invitation?: string) =>
  callAs(app, {}, staffApi.signInStaff, { ...world.gateway.control.staffCode({ user }), invitation })
const caller = async (user: string, invitation?: string) => ({ token: (await phone(user, invitation)).ok().token })
const state = async (personId: string) =>
  (await callAs(app, manager, staffApi.listStaff, here())).ok().items.find(each => each.personId === personId)?.state

it('an invitation binds one WeChat once; afterwards the WeChat code alone signs in', async () => {
  const { personId, code } = await invite()
  expect(code).toMatch(/^[0-9A-Z]{16}$/)
  expect(await state(personId)).toBe('invited')
  expect((await phone('li')).code).toBe('identity.not_invited')
  const typed = `${code.slice(0, 4)} ${code.slice(4, 8)}-${code.slice(8).toLowerCase()}`
  const first = (await phone('li', typed)).ok()
  expect(first.staff).toMatchObject({ personId, name: '李强', grants: [{ role: 'repairer' }] })
  expect(await state(personId)).toBe('joined')
  // The answer was lost: the same WeChat comes in again; nobody else does.
  expect((await phone('li', code)).ok().staff.personId).toBe(personId)
  expect((await phone('thief', code)).code).toBe('identity.staff_code_over')
  const li = await caller('li')
  expect((await callAs(app, li, workApi.pool, here())).code).toBe('ok')
  // A write needs no CSRF value: no other site can send this credential.
  expect((await callAs(app, li, workApi.setShift, { ...here(), onShift: true })).code).toBe('repairs.refused')
  expect((await callAs(app, li, repairsApi.list, here())).code).toBe('access.forbidden')
  const { code: wrongApp } = world.gateway.control.loginCode({ user: 'li' })
  expect((await callAs(app, {}, staffApi.signInStaff, { code: wrongApp })).code).toBe('identity.bad_code')
})

it('another code ends the one before, and with the new phone what was signed in before', async () => {
  const { personId, code } = await invite()
  const old = await caller('old', code)
  const again = (await callAs(app, manager, staffApi.inviteStaffAgain, { ...here(), personId })).ok()
  expect((await phone('other', code)).code).toBe('identity.staff_code_over')
  expect((await callAs(app, old, identityApi.officeMe, {})).code).toBe('ok')
  await caller('new', again.code)
  expect((await callAs(app, old, identityApi.officeMe, {})).code).toBe('access.signed_out')
  expect((await phone('old')).code).toBe('identity.not_invited')
  const late = await invite('王五')
  world.deps.clock.advance(7 * 86_400_000 + 1000)
  expect((await phone('wang', late.code)).code).toBe('identity.staff_code_over')
  expect((await phone('new', (await invite('赵六')).code)).code).toBe('identity.other_staff')
})

it('the same invitation asked for twice is one person with one code', async () => {
  const wish = { ...here(), name: '李强', roles: ['guard' as const] }
  const key = 'invite-of-a-lost-answer'
  const first = (await callAs(app, manager, staffApi.inviteStaff, wish, key)).ok()
  expect((await callAs(app, manager, staffApi.inviteStaff, wish, key)).ok()).toEqual(first)
  const other = await callAs(app, manager, staffApi.inviteStaff, { ...wish, name: '王五' }, key)
  expect(other.code).toBe('request.reused_key')
})

it('dismissed or given another role: refused with the next request; a phone never has more than the field', async () => {
  const { personId, code } = await invite()
  const zhou = await caller('zhou', code)
  const set = (roles: OfficeRole[]) => callAs(app, manager, identityApi.setStaffRoles, { ...here(), personId, roles })
  await set(['manager', 'dispatcher'])
  expect((await callAs(app, zhou, repairsApi.list, here())).code).toBe('ok')
  expect((await callAs(app, zhou, staffApi.listStaff, here())).code).toBe('access.forbidden')
  expect((await callAs(app, zhou, workApi.pool, here())).code).toBe('access.forbidden')
  await set([])
  expect((await callAs(app, zhou, communitiesApi.get, here())).code).toBe('access.forbidden')
  expect((await phone('zhou')).code).toBe('identity.not_invited')
  expect(await state(personId)).toBe('dismissed')
  // What is handed over is about orders that they had in their hands, where they were one of those who repair.
  const unsent = { ...here(), repairId: personId, did: '完成', at: '2026-11-22T04:00:00.000Z', why: '' }
  expect((await callAs(app, zhou, workApi.handOverUnsent, unsent)).code).toBe('access.forbidden')
  // Whoever left may begin elsewhere with the same WeChat.
  expect((await phone('zhou', (await invite('周七')).code)).ok().staff.name).toBe('周七')
})

it('the session of a desk is none of a phone, nor the other way about', async () => {
  const { token } = await caller('sun', (await invite()).code)
  const me = (credential: object) => callAs(app, credential, identityApi.officeMe, {})
  expect((await me({ token: manager.cookie })).code).toBe('access.signed_out')
  expect((await me({ token: `staff.${manager.cookie}` })).code).toBe('access.signed_out')
  expect((await me({ cookie: token })).code).toBe('access.signed_out')
  expect((await me({ cookie: token.replace('staff.', '') })).code).toBe('access.signed_out')
})

it('who is given an order is told by WeChat in the staff’s app: for each message allowed one, once, while they work here', async () => {
  const { deps, gateway } = world
  const { personId, code } = await invite()
  const wu = await caller('wu', code)
  const card = {
    ...here(),
    name: '李强',
    skills: ['plumbing' as const],
    areas: [],
    shifts: [],
    active: true,
    version: 0,
  }
  for (const id of [personId, (await invite('张伟')).personId])
    (await callAs(app, manager, repairsApi.saveWorker, { ...card, personId: id })).ok()
  const pushed = () => gateway.control.messages(gateway.control.staffOpenid({ user: 'wu' }))
  const left = async () => (await callAs(app, wu, staffMessagesApi.staffTemplates, {})).ok().items[0]?.left
  const allow = async () => {
    gateway.control.grant({ openid: gateway.control.staffOpenid({ user: 'wu' }), templateId: 'tpl-order' })
    ;(await callAs(app, wu, staffMessagesApi.recordStaffGrants, { accepted: ['order_given'] })).ok()
  }
  /** Given to them; what goes to the queue of messages for it, delivered twice. */
  const given = async (meanwhile = async () => {}) => {
    const { outbox } = deps
    const committed = outbox.committed.bind(outbox)
    const told: string[] = []
    outbox.committed = writes => {
      for (const write of writes)
        if ('put' in write && write.put.queue === 'messages') told.push(JSON.stringify(write.put.body))
      committed(writes)
    }
    const where = { kind: 'public' as const, building: '3', spot: '一楼管道井' }
    const wish = { ...here(), source: 'phone' as const, kind: 'drain' as const, where, text: '污水漫出来了' }
    const { repairId } = (
      await callAs(app, manager, repairsApi.enter, { ...wish, name: '李小红', phone: '13800090001' }, deps.newId())
    ).ok()
    ;(await callAs(app, manager, repairsApi.assign, { ...here(), repairId, personId })).ok()
    outbox.committed = committed
    await meanwhile()
    for (const text of [...told, ...told])
      await runMessage(deps, type => jobs.consumers.find(consumer => consumer.type === type), text)
    return repairId
  }
  await given()
  expect(pushed()).toEqual([])
  await allow()
  expect(await left()).toBe(1)
  const repairId = await given()
  expect(pushed()).toMatchObject([
    {
      templateId: 'tpl-order',
      page: `repairs/order/index?id=${repairId}`,
      data: { thing1: '3栋 一楼管道井 下水堵塞', phrase2: '派给您' },
    },
  ])
  expect(await left()).toBe(0)
  // WeChat says that nothing is left, whatever was recorded here.
  ;(await callAs(app, wu, staffMessagesApi.recordStaffGrants, { accepted: ['order_given'] })).ok()
  await given()
  expect([pushed().length, await left()]).toEqual([1, 0])
  await allow()
  const set = async (roles: OfficeRole[]) => {
    ;(await callAs(app, manager, identityApi.setStaffRoles, { ...here(), personId, roles })).ok()
  }
  // Dismissed while it was on its way; taken on again when their WeChat is somebody else's.
  await given(() => set([]))
  await caller('wu', (await invite('周七')).code)
  await set(['repairer'])
  await given()
  expect(pushed()).toHaveLength(1)
})
