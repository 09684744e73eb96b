import { insightApi } from '@linli/shared/insight/api'
import { visitorsApi as api } from '@linli/shared/visitors/api'
import { visitorDeskApi as deskApi } from '@linli/shared/visitors/desk-api'
import { gateApi } from '@linli/shared/visitors/gate-api'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { accountWith, homeIn } from '../../test/actors'
import { callAs, type Caller, sentenceOf } from '../../test/call'
import { bindAccounts, makeRoom } from '../../test/make'
import { openVisits } from '../../test/visits'
import { makeContext } from '../context'
import { routes as insight } from '../insight/routes'
import { accountPasses } from './store'

const { deps, told, app, place, home, owner, guard, clerk, east, admit } = await openVisits(insight)

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
  expect(sentenceOf(await deciding(true, second))).toBe('没有通过')
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
  expect(sentenceOf(await callAs(app, guard, gateApi.walkIn, walkIn))).toBe('物业已限制通行，请联系物业服务中心')
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
