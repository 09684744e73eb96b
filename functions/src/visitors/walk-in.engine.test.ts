import { insightApi } from '@linli/shared/insight/api'
import { visitorsApi as api } from '@linli/shared/visitors/api'
import { visitorDeskApi as deskApi } from '@linli/shared/visitors/desk-api'
import { gateApi } from '@linli/shared/visitors/gate-api'
import { askedWords } from '@linli/shared/visitors/words'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { accountWith, homeIn } from '../../test/actors'
import { callAs, type Caller, sentenceOf } from '../../test/call'
import { bindAccounts, makeRoom } from '../../test/make'
import { openVisits } from '../../test/visits'
import { makeContext } from '../context'
import { routes as insight } from '../insight/routes'
import { accountPasses } from './store'
import { waitingVisitors } from './waiting-visitors'

const { deps, told, app, place, home, owner, guard, other, clerk, east, west, ...visits } = await openVisits(insight)
const { invite, admit, logOf } = visits

it('a walk-in: the household is asked, and the guard decides only after having waited or called', async () => {
  const walkIn = { ...east, roomCode: '3栋2单元1501', name: '快递员', about: '送冰箱' }
  const nowhere = await callAs(app, guard, gateApi.walkIn, { ...walkIn, roomCode: '9-9-909' })
  expect(sentenceOf(nowhere)).toBe('没有这个房号，请检查')
  const { pass } = (await callAs(app, guard, gateApi.walkIn, walkIn)).ok()
  const of = { ...east, passId: pass?.passId ?? '' }
  expect(pass).toMatchObject({ state: 'pending', walkIn: { asked: 0 } })
  const deciding = (called: boolean, passId = of.passId) =>
    callAs(app, guard, gateApi.decideWalkIn, { ...of, allow: true, note: '电话里同意', called, passId })
  expect(sentenceOf(await deciding(false))).toBe('还在等住户回答，请稍等或打电话')
  expect((await callAs(app, guard, gateApi.waiting, of)).ok()).toMatchObject({ may: false, why: '还没有确认' })
  ;(await callAs(app, owner, api.answer, { ...home, passId: of.passId, allow: true })).ok()
  const { db } = makeContext(deps, { kind: 'system' }, [`A#${owner.accountId}#`])
  expect(await db.get({ pk: accountPasses(owner.accountId), sk: of.passId }, z.unknown())).toBeDefined()
  const answered = (await callAs(app, guard, gateApi.waiting, of)).ok()
  ;(await admit(answered.ticket)).ok()
  const second = (await callAs(app, guard, gateApi.walkIn, walkIn)).ok().pass?.passId ?? ''
  ;(await callAs(app, owner, api.answer, { ...home, passId: second, allow: false })).ok()
  expect(sentenceOf(await deciding(true, second))).toBe('住户不同意进入')
  const third = (await callAs(app, guard, gateApi.walkIn, walkIn)).ok().pass?.passId ?? ''
  deps.clock.advance(3 * 60_000)
  expect((await deciding(false, third)).ok().may).toBe(true)
})

it('let in without the household’s answer: every phone that was asked hears of it', async () => {
  const { roomId } = await makeRoom(place, { code: '8-1-803', ownerName: '赵云' })
  const { accountId } = await accountWith(deps, [homeIn(place, roomId, 'owner')])
  await bindAccounts(place, roomId, accountId)
  const walkIn = { ...east, roomCode: '8-1-803', name: '赵六', phoneTail: '1234', about: '送冰箱' }
  const { pass } = (await callAs(app, guard, gateApi.walkIn, walkIn)).ok()
  expect(pass?.walkIn?.asked).toBe(1)
  deps.clock.advance(3 * 60_000)
  const decided = { ...east, passId: pass?.passId ?? '', allow: true, called: false, note: '等待后由门岗放行' }
  const { ticket } = (await callAs(app, guard, gateApi.decideWalkIn, decided)).ok()
  ;(await admit(ticket)).ok()
  expect(told.at(-1)).toMatchObject({ accountIds: [accountId], facts: { what: 'entered', name: '赵六' } })
  const banning = {
    communityId: home.communityId,
    name: '赵六',
    phoneTail: '1234',
    reason: '散发广告',
    until: '2026-11-23',
  }
  ;(await callAs(app, clerk, deskApi.ban, banning)).ok()
  for (let i = 0; i < 2; i++)
    expect(sentenceOf(await callAs(app, guard, gateApi.walkIn, walkIn))).toBe('物业已限制通行，请联系物业服务中心')
  expect(await logOf({ unseen: true })).toMatchObject([
    { outcome: 'turned_away', alarm: 'banned', name: '赵六', roomCode: '8-1-803', gateName: '东门' },
  ])
})

it('who waits at a gate, and what was answered: for whoever is on duty there, and for the office that telephones', async () => {
  deps.clock.advance(3 * 3_600_000)
  const come = async (name: string, at = east) =>
    (await callAs(app, guard, gateApi.walkIn, { ...at, roomCode: '3-2-1501', name, about: '送冰箱' })).ok().pass
      ?.passId ?? ''
  const inFront = async (at = east) => {
    deps.world.settle()
    const { items } = (await callAs(app, other, gateApi.walkIns, at)).ok()
    return items.map(pass => `${pass.name}：${askedWords(pass, new Date(deps.nowMs()).toISOString())[1]}`).toSorted()
  }
  const office = { communityId: home.communityId }
  const [courier, mover, hawker, friend] = [
    await come('快递员'),
    await come('搬家师傅'),
    await come('推销员'),
    await come('朋友'),
  ]
  await come('送水的', west)
  deps.world.settle()
  const [waiting] = await waitingVisitors(place.ctx, home.communityId)
  expect(waiting).toMatchObject({ kind: 'guests_at_gates', count: 5 })
  expect((await callAs(app, clerk, deskApi.atGates, office)).ok().items).toHaveLength(5)
  expect(await inFront(west)).toEqual(['送水的：没有人用小程序，要打电话问'])

  const said = { ...office, passId: courier, allow: true, note: '李女士电话里同意' }
  expect((await callAs(app, other, deskApi.answerWalkIn, said)).code).toBe('access.forbidden')
  ;(await callAs(app, clerk, deskApi.answerWalkIn, said)).ok()
  ;(await callAs(app, clerk, deskApi.answerWalkIn, said)).ok()
  const changed = await callAs(app, clerk, deskApi.answerWalkIn, { ...said, allow: false })
  expect(sentenceOf(changed)).toBe('已经确认过了')
  ;(await callAs(app, owner, api.answer, { ...home, passId: mover, allow: false })).ok()
  const turnedAway = { ...east, passId: hawker, allow: false, called: false, note: '不让进' }
  ;(await callAs(app, guard, gateApi.decideWalkIn, turnedAway)).ok()
  ;(await callAs(app, clerk, deskApi.answerWalkIn, { ...said, passId: friend, allow: false })).ok()
  expect(await inFront()).toEqual([
    '快递员：物业问过住户，让他进',
    '搬家师傅：住户不同意进入',
    '朋友：物业问过住户，不同意进入',
  ])
  const [unanswered] = await waitingVisitors(place.ctx, home.communityId)
  expect(unanswered?.count).toBe(1)
  expect((await callAs(app, other, gateApi.waiting, { ...west, passId: courier })).code).toBe('record.not_found')
  const away = (await logOf()).filter(({ outcome }) => outcome === 'turned_away')
  expect(away.map(({ name, reason, guard: by }) => [name, reason, by.personId])).toEqual(
    expect.arrayContaining([
      ['朋友', '物业问过住户，不同意进入', guard.personId],
      ['推销员', '门岗没有放行', guard.personId],
      ['搬家师傅', '住户不同意进入', guard.personId],
    ]),
  )
  // The colleague who came on duty meanwhile lets in whom they did not ask about.
  const { ticket } = (await callAs(app, other, gateApi.waiting, { ...east, passId: courier })).ok()
  ;(await admit(ticket, east, other)).ok()
  deps.clock.advance(11 * 60_000)
  expect([await inFront(), await inFront(west)]).toEqual([[], ['送水的：没有人用小程序，要打电话问']])
  deps.clock.advance(2 * 3_600_000)
  expect(await inFront(west)).toEqual([])
  const { passId } = await invite()
  expect((await callAs(app, clerk, deskApi.answerWalkIn, { ...said, passId })).code).toBe('record.not_found')
})

it('the first screen says who waits at a gate, until somebody answers or the time is over; not of an earlier household', async () => {
  const { roomId } = await makeRoom(place, { code: '8-1-801' })
  const at = { communityId: home.communityId, roomId }
  const lives = homeIn(place, roomId, 'owner')
  const host = await accountWith(deps, [lives])
  const guest = async (who: Caller) => (await callAs(app, who, insightApi.home, at)).ok().guest?.guestName
  const coming = async (name: string) =>
    (await callAs(app, guard, gateApi.walkIn, { ...east, roomCode: '8-1-801', name, about: '送冰箱' })).ok().pass
  expect(await guest(host)).toBeUndefined()
  const first = await coming('快递员')
  expect([await guest(host), await guest(owner).catch(() => 'not theirs')]).toEqual(['快递员', 'not theirs'])
  await coming('搬家师傅')
  ;(await callAs(app, host, api.answer, { ...at, passId: first?.passId ?? '', allow: true })).ok()
  expect(await guest(host)).toBe('搬家师傅')
  deps.clock.advance(4 * 60_000)
  expect(await guest(host)).toBeUndefined()
  const last = await coming('水站')
  ;(await callAs(app, host, api.answer, { ...at, passId: last?.passId ?? '', allow: false })).ok()
  expect(await guest(host)).toBeUndefined()
  await coming('来访的人')
  const later = await accountWith(deps, [{ ...lives, from: '2026-11-23' }])
  expect([await guest(host), (await callAs(app, later, insightApi.home, at)).code]).toEqual([
    '来访的人',
    'access.forbidden',
  ])
})
