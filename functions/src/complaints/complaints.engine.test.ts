import { complaintsApi as api } from '@linli/shared/complaints/api'
import { ErrorBody } from '@linli/shared/contract'
import { beforeAll, expect, it } from 'vitest'
import { makeStaff } from '../../test/sign-in'
import { uploaded } from '../../test/repair-story'
import { accountWith, homeIn, roleIn, staffWith } from '../../test/actors'
import { callAs, type Caller, sentenceOf } from '../../test/call'
import { type TestDeps, testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place, staffActor } from '../../test/make'
import { makeApp } from '../http'
import { setStaffRoles } from '../identity/set-staff-roles'
import { countComplaint } from './count-complaint'
import { fireComplaintTimers } from './fire-timers'
import { forgetWriter } from './forget-writer'
import { lateComplaints } from './late'
import { routes } from './routes'

let deps: TestDeps
let app: ReturnType<typeof makeApp>
let place: Place
let home: { communityId: string; roomId: string }
let writer: Caller & { accountId: string }
let clerk: Caller & { personId: string }
let manager: Caller & { personId: string }
beforeAll(async () => {
  deps = testDeps()
  app = makeApp(deps, routes)
  place = await makeCommunity(deps)
  const { roomId } = await makeRoom(place)
  home = { communityId: place.communityId, roomId }
  writer = await accountWith(deps, [homeIn(place, roomId, 'owner')])
  clerk = await staffWith(deps, [roleIn(place, 'clerk')], 60)
  manager = await staffWith(deps, [roleIn(place, 'manager')], 60)
})
const sentence = ({ body }: { body: unknown }) => ErrorBody.parse(body).error.message
const submit = async (text = '前台态度不好') =>
  (await callAs(app, writer, api.submit, { ...home, kind: 'complaint', text, phone: '13812345678' })).ok()
const one = (complaintId: string) => ({ communityId: home.communityId, complaintId })
const get = async (complaintId: string, who: Caller = manager) =>
  (await callAs(app, who, api.get, one(complaintId))).ok()

it('whom it concerns neither handles nor closes it, nor reads who wrote it; somebody else answers, and it is published', async () => {
  const { complaintId, number, dueOn } = await submit()
  expect([number.slice(0, 8), dueOn]).toEqual(['TS261122', '2026-11-25'])
  await callAs(app, clerk, api.assign, { ...one(complaintId), personId: clerk.personId })
  const named = (
    await callAs(app, manager, api.nameConcerned, { ...one(complaintId), personIds: [clerk.personId] })
  ).ok()
  expect(named.handler).toBeUndefined()
  const tried = await Promise.all([
    callAs(app, clerk, api.answer, { ...one(complaintId), text: '没有的事' }),
    callAs(app, clerk, api.nameConcerned, { ...one(complaintId), personIds: [] }),
    callAs(app, manager, api.assign, { ...one(complaintId), personId: clerk.personId }),
  ])
  expect(tried.map(sentence)).toEqual(Array(3).fill('这件事和您有关，请由其他人处理'))
  const letter = await uploaded(place, manager.personId)
  ;(await callAs(app, manager, api.addPictures, { ...one(complaintId), fileIds: [letter, letter] })).ok()
  const seen = await get(complaintId, clerk)
  expect([seen.name, seen.phone, seen.roomId, seen.roomCode]).toEqual(['李**', undefined, undefined, undefined])
  expect([seen.pictures, seen.may]).toEqual([[], ['note_inside']])
  const whole = await get(complaintId)
  expect([whole.phone, whole.pictures.length]).toEqual(['13812345678', 1])

  // By number, home and telephone; whom it concerns does not find it by who wrote it.
  deps.world.settle()
  const found = async (who: Caller, by: { number?: string; roomId?: string; phone?: string }) => {
    const { items } = (await callAs(app, who, api.list, { communityId: home.communityId, ...by })).ok()
    return items.map(each => each.complaintId)
  }
  for (const by of [{ number }, { roomId: home.roomId }, { phone: '138 1234 5678' }])
    expect([by, await found(manager, by)]).toEqual([by, [complaintId]])
  expect(await found(clerk, { number })).toEqual([complaintId])
  for (const by of [{ roomId: home.roomId }, { phone: '13812345678' }]) expect(await found(clerk, by)).toEqual([])
  // However few are asked for: no gap and no cursor says that there is one.
  const fewest = { communityId: home.communityId, roomId: home.roomId, limit: 1 }
  expect((await callAs(app, clerk, api.list, fewest)).ok()).toEqual({ items: [] })

  await callAs(app, manager, api.note, { ...one(complaintId), text: '已谈话' })
  ;(await callAs(app, manager, api.answer, { ...one(complaintId), text: '已处理，向您道歉' })).ok()
  expect(sentenceOf(await callAs(app, clerk, api.close, one(complaintId)))).toBe('这件事和您有关，请由其他人处理')
  const mine = (await callAs(app, writer, api.getMine, { ...home, complaintId })).ok()
  expect(mine).toMatchObject({ state: 'answered', answer: { text: '已处理，向您道歉' } })
  expect(JSON.stringify(mine)).not.toContain('已谈话')
  const measure = { title: '前台服务', measure: '全员培训' }
  ;(await callAs(app, manager, api.publish, { ...one(complaintId), ...measure })).ok()
  const neighbour = await accountWith(deps, [homeIn(place, home.roomId, 'family')])
  deps.world.settle()
  const { items } = (await callAs(app, neighbour, api.measures, home)).ok()
  expect(items).toMatchObject([measure])
  expect(JSON.stringify(items)).not.toContain('态度')
  // Of the same home, and still not theirs.
  expect((await callAs(app, neighbour, api.getMine, { ...home, complaintId })).code).toBe('record.not_found')
  expect((await callAs(app, neighbour, api.mine, home)).ok().items).toEqual([])
})

it('12345 comes with its number and date; the clock warns, is late once, and closes what was answered', async () => {
  const said = { communityId: home.communityId, kind: 'inquiry' as const, name: '王芳', text: '几点停水' }
  const bare = await callAs(app, clerk, api.enter, { ...said, source: 'hotline' })
  expect(sentenceOf(bare)).toBe('请填写 12345 的工单号和办结期限')
  const external = { externalNumber: 'H20261122', externalDueOn: '2026-11-23' }
  const { complaintId, dueOn } = (await callAs(app, clerk, api.enter, { ...said, source: 'hotline', ...external })).ok()
  expect(dueOn).toBe('2026-11-23')
  const sweep = async (days: number) => {
    deps.clock.advance(days * 86_400_000)
    deps.world.settle()
    await Promise.all([fireComplaintTimers(deps), fireComplaintTimers(deps)])
    await fireComplaintTimers(deps)
  }
  await sweep(0)
  await sweep(2)
  const late = await get(complaintId)
  expect(late.steps.map(({ event }) => event)).toEqual(['report', 'due_warn', 'due_late'])
  expect(await lateComplaints(place.ctx, home.communityId)).toEqual({ count: 1, oldest: '2026-11-23T16:00:00.000Z' })
  ;(await callAs(app, clerk, api.answer, { ...one(complaintId), text: '晚 10 点' })).ok()
  await sweep(9)
  expect((await get(complaintId)).state).toBe('closed')
})

it('a deleted account leaves what it wrote, and neither name, room nor number', async () => {
  const { complaintId } = await submit('电梯太慢')
  await forgetWriter(deps, { accountId: writer.accountId })
  await forgetWriter(deps, { accountId: writer.accountId })
  deps.world.settle()
  for (const by of [{ roomId: home.roomId }, { phone: '13812345678' }]) {
    const { items } = (await callAs(app, manager, api.list, { communityId: home.communityId, ...by })).ok()
    expect(items.map(each => each.complaintId)).not.toContain(complaintId)
  }
  const { name, phone, roomCode, text } = await get(complaintId)
  expect([name, phone, roomCode, text]).toEqual(['已注销用户', undefined, undefined, '电梯太慢'])
})

it('is counted once in its month and kind, however often that is told; the list of the month holds as many', async () => {
  const { communityId } = home
  const { complaintId } = await submit('楼道堆物')
  ;(await callAs(app, manager, api.answer, { ...one(complaintId), text: '已清理' })).ok()
  await Promise.all([1, 2, 3].map(() => countComplaint(deps, one(complaintId))))
  await countComplaint(deps, one(complaintId))
  deps.world.settle()
  const period = place.ctx.today().slice(0, 7)
  const { items } = (await callAs(app, manager, api.figures, { communityId, period })).ok()
  expect(items).toMatchObject([{ kind: 'complaint', all: 1, answered: 1, answeredLate: 0, inTimeBp: 10_000 }])
  const listed = (await callAs(app, manager, api.list, { communityId, period, kind: 'complaint' })).ok()
  expect(listed.items.map(each => each.complaintId)).toContain(complaintId)
  const other = (await callAs(app, manager, api.list, { communityId, period: '2025', kind: 'complaint' })).ok()
  expect(other.items).toEqual([])
  expect((await callAs(app, manager, api.list, { communityId, period, shelf: 'open' })).status).toBe(400)
})

it('goes to, or is about, whoever has a role here now', async () => {
  const { personId } = await makeStaff(place, ['cashier'])
  const { personId: gone } = await makeStaff(place, ['clerk'])
  await setStaffRoles(
    { ...place.ctx, actor: staffActor(deps, place, 'manager') },
    { communityId: home.communityId, personId: gone, roles: [] },
  )
  deps.world.settle()
  const { items } = (await callAs(app, manager, api.people, { communityId: home.communityId })).ok()
  expect(items).toEqual([{ personId, name: '王经理', roles: ['cashier'], handles: false }])
})
