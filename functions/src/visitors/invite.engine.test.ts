import { insightApi } from '@linli/shared/insight/api'
import { visitorsApi as api } from '@linli/shared/visitors/api'
import { gateApi } from '@linli/shared/visitors/gate-api'
import { startOfStep } from '@linli/shared/visitors/pass-token'
import { expect, it } from 'vitest'
import { accountWith, homeIn } from '../../test/actors'
import { callAs, type Caller, sentenceOf } from '../../test/call'
import { bindAccounts, makeRoom } from '../../test/make'
import { openVisits, type Wish } from '../../test/visits'
import { makeContext } from '../context'
import { routes as insight } from '../insight/routes'
import { forgetHost } from './forget-host'
import { accountPasses } from './store'

const { deps, app, place, home, owner, guard, east, day, inviting, invite, open, token, scan, admit } =
  await openVisits(insight)

it('what is wrong with a wish is said in a sentence', async () => {
  const why = async (wish: Wish) => sentenceOf(await inviting(wish))
  expect(await why({ name: '王\u200b阿姨' })).toBe('称呼里有看不见的字符，请重新输入')
  expect(await why({ plate: '12345' })).toBe('车牌号不对，请检查')
  expect(await why({ window: { from: '2026-11-23', to: '2026-11-22' } })).toBe('结束日期在开始之前，请检查')
  expect(await why({ window: { from: '2026-11-22', to: '2026-12-31' } })).toBe('最长 30 天，请缩短日期')
  expect(await why({ kind: 'goods' })).toBe('请写带出的物品')
})

it('a tenant’s goods slip waits for the owner', async () => {
  const tenant = await accountWith(deps, [homeIn(place, home.roomId, 'tenant')])
  const wish = { ...home, kind: 'goods' as const, name: '搬家公司', about: '冰箱一台', window: day, times: 9 }
  const { passId, link, state, allowance } = (await callAs(app, tenant, api.invite, wish)).ok()
  expect([state, allowance, (await open(link)).tokens]).toEqual(['pending', 1, []])
  const answering = (who: Caller) => callAs(app, who, api.answer, { ...home, passId, allow: true })
  expect(sentenceOf(await answering(tenant))).toBe('这件事不能由您来做')
  ;(await answering(owner)).ok()
  expect((await scan(await token(link))).may).toBe(true)
})

it('a regular helper: a QR is signed for the hours of their days alone', async () => {
  // A Sunday.
  const window = { from: '2026-11-22', to: '2026-11-29', weekdays: [7], hours: { from: '14:00', to: '16:00' } }
  const { link, code } = await invite({ kind: 'helper', window })
  const stepsAt = async (time: string) => {
    deps.clock.set(time)
    return (await open(link)).tokens.map(({ step }) => new Date(startOfStep(step)).toISOString().slice(11, 19))
  }
  expect(await stepsAt('2026-11-22T05:57:00.000Z')).toEqual(['06:00:00', '06:00:30', '06:01:00', '06:01:30'])
  const early = (await callAs(app, guard, gateApi.scan, { ...east, code })).ok()
  expect(early).toMatchObject({ may: false, why: '现在不在通行时间' })
  expect(await stepsAt('2026-11-22T07:58:30.000Z')).toEqual(['07:58:30', '07:59:00', '07:59:30'])
  expect(await stepsAt('2026-11-23T06:30:00.000Z')).toEqual([])
  deps.clock.set('2026-11-22T05:00:00.000Z')
})

it('an account gives out fifty passes a day', async () => {
  const host = await accountWith(deps, [homeIn(place, home.roomId, 'owner')])
  const { db } = makeContext(deps, { kind: 'system' }, [`A#${host.accountId}#`])
  const pointer = (at: string) => ({
    put: { pk: accountPasses(host.accountId), sk: deps.newId(), communityId: home.communityId, at },
  })
  const now = new Date(deps.nowMs()).toISOString()
  const yesterday = { put: { ...pointer('2026-11-21T00:00:00.000Z').put, sk: '0'.repeat(26) } }
  await db.writeMany([yesterday, ...Array.from({ length: 49 }, () => pointer(now))])
  const inviting = () => callAs(app, host, api.invite, { ...home, kind: 'visit', name: '小王', window: day })
  ;(await inviting()).ok()
  expect((await inviting()).code).toBe('request.too_many')
})

it('the first screen says who comes today, until they came or it is over; not whom an earlier household or who moved out invited', async () => {
  const { roomId } = await makeRoom(place, { code: '8-1-802', ownerName: '赵云' })
  const at = { communityId: home.communityId, roomId }
  const lives = homeIn(place, roomId, 'owner')
  const host = await accountWith(deps, [lives])
  const son = await accountWith(deps, [homeIn(place, roomId, 'family')])
  await bindAccounts(place, roomId, host.accountId, son.accountId)
  const names = async (who: Caller = host) =>
    (await callAs(app, who, insightApi.home, at)).ok().expected.map(({ guestName }) => guestName)
  const wish = { ...at, kind: 'visit' as const, window: day }
  const inviting = async (name: string, more: Wish = {}) =>
    (await callAs(app, host, api.invite, { ...wish, name, ...more })).ok()
  const [one, , twice] = await Promise.all([
    inviting('王阿姨'),
    inviting('送沙发的', { kind: 'delivery' }),
    inviting('小李', { times: 2 }),
  ])
  ;(await callAs(app, son, api.invite, { ...wish, name: '同学' })).ok()
  expect(await names()).toContain('同学')
  // He moves out: the pass opens nothing any more.
  await bindAccounts(place, roomId, host.accountId)
  await inviting('外婆', { window: { from: '2026-11-23', to: '2026-11-24' } })
  await inviting('刘阿姨', { kind: 'helper' })
  await inviting('张师傅', { kind: 'permit', about: '铺地砖' })
  expect((await names()).toSorted()).toEqual(['小李', '王阿姨', '送沙发的'].toSorted())
  const enters = async (link = '') => (await admit((await scan(await token(link))).ticket)).ok()
  await enters(one.link)
  await enters(twice.link)
  expect((await names()).toSorted()).toEqual(['小李', '送沙发的'].toSorted())
  ;(await callAs(app, host, api.revoke, { ...at, passId: twice.passId })).ok()
  expect(await names()).toEqual(['送沙发的'])
  deps.clock.set('2026-11-22T16:00:00.000Z')
  const later = await accountWith(deps, [{ ...lives, from: '2026-11-23' }])
  expect([await names(), await names(later)]).toEqual([['外婆'], []])
  await forgetHost(deps, { accountId: host.accountId })
  expect(await names()).toEqual([])
  deps.clock.set('2026-11-22T05:00:00.000Z')
})
