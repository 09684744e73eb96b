import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { addMinutes, instantAt } from '../time'
import { allowanceOf, decidePass, firstState, type PassFacts } from './rules'
import { Plate, VisitorName } from './schema'
import { endOf, isOpenAt, weekdayOf, windowRefusal } from './window'

const now = instantAt('2026-11-22', '12:00')
const today = { from: '2026-11-22', to: '2026-11-22' }
const facts = (wish: Partial<PassFacts> = {}): PassFacts => ({
  kind: 'visit',
  state: 'active',
  window: today,
  allowance: 1,
  used: 0,
  ...wish,
})
const enter = (wish: Partial<PassFacts>, asked = {}) => decidePass('enter', ['guard'], facts(wish), { now, ...asked })

it('opens for its days in Beijing, whatever the host says', () => {
  expect(isOpenAt(today, '2026-11-21T15:59:59.999Z')).toBe(false)
  expect(isOpenAt(today, '2026-11-21T16:00:00.000Z')).toBe(true)
  expect(isOpenAt(today, '2026-11-22T15:59:59.999Z')).toBe(true)
  expect(isOpenAt(today, '2026-11-22T16:00:00.000Z')).toBe(false)
  expect(endOf(today)).toBe('2026-11-22T16:00:00.000Z')
})

it('opens on its weekdays and hours; a night is of the day that it began on', () => {
  expect(['2026-11-22', '2026-11-23', '2028-02-29', '1969-12-29'].map(weekdayOf)).toEqual([7, 1, 2, 1])
  const mondays = { from: '2026-11-01', to: '2026-11-30', weekdays: [1], hours: { from: '22:00', to: '06:00' } }
  const at = (day: string, time: string) => isOpenAt(mondays, instantAt(day, time))
  expect([at('2026-11-23', '21:59'), at('2026-11-23', '22:00'), at('2026-11-24', '05:59')]).toEqual([false, true, true])
  expect([at('2026-11-24', '06:00'), at('2026-11-23', '05:59'), at('2026-11-24', '22:00')]).toEqual([
    false,
    false,
    false,
  ])
  const lastNight = { ...mondays, from: '2026-11-30' }
  expect(isOpenAt(lastNight, instantAt('2026-12-01', '05:59'))).toBe(true)
  expect(endOf(lastNight)).toBe(instantAt('2026-12-01', '06:00'))
})

it('never opens at or after its end', () => {
  const clock = fc
    .integer({ min: 0, max: 1439 })
    .map(m => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
  fc.assert(
    fc.property(clock, clock, fc.integer({ min: 0, max: 4000 }), (from, to, later) => {
      fc.pre(from !== to)
      const window = { from: '2028-02-28', to: '2028-02-29', hours: { from, to } }
      expect(isOpenAt(window, addMinutes(endOf(window), later))).toBe(false)
      expect(isOpenAt(window, addMinutes(endOf(window), -1))).toBe(true)
    }),
  )
})

it('refuses a range backwards, past, or longer than the community allows, in a sentence', () => {
  const settings = { longestDays: 30, longestRegularDays: 180 }
  const why = (from: string, to: string, more = {}) => windowRefusal({ from, to, ...more }, 'visit', settings, now)
  expect(why('2026-11-22', '2026-12-21')).toBeUndefined()
  expect(why('2026-11-22', '2026-12-22')).toBe('最长 30 天，请缩短日期')
  expect(why('2026-11-23', '2026-11-22')).toBe('结束日期在开始之前，请检查')
  expect(why('2026-11-21', '2026-11-21')).toBe('这段时间已经过去了，请重新选')
  expect(why('2026-12-30', '2026-12-30')).toBe('最早提前 30 天，请晚些再发')
  expect(why('2026-11-22', '2026-11-22', { weekdays: [1] })).toBe('选的日期里没有这些星期几，请重新选')
  expect(why('2026-11-22', '2026-11-22', { hours: { from: '08:00', to: '08:00' } })).toBe(
    '开始和结束的时间一样，请重新选',
  )
  expect(windowRefusal({ from: '2026-11-22', to: '2027-05-20' }, 'helper', settings, now)).toBeUndefined()
})

it('lets in while it is open, has entries left, at its gate, and nobody keeps them out', () => {
  expect(enter({})).toEqual({ ok: true, to: 'used_up' })
  expect(enter({ allowance: 3, used: 1 })).toEqual({ ok: true, to: 'active' })
  const why = (wish: Partial<PassFacts>, asked = {}) => {
    const decision = enter(wish, asked)
    return decision.ok ? '' : decision.why
  }
  expect(why({ used: 1 })).toBe('次数已经用完')
  expect(why({ window: { from: '2026-11-23', to: '2026-11-23' } })).toBe('现在不在通行时间')
  expect(why({ gate: { gateId: 'A', name: '东门' } }, { gateId: 'B' })).toBe('这个通行码要走另一个门')
  expect(why({}, { banned: true })).toBe('物业已限制通行，请联系物业服务中心')
  expect(why({}, { ended: true })).toBe('邀请的住户已经不住这里')
  expect((['pending', 'used_up', 'expired', 'revoked', 'refused'] as const).map(state => why({ state }))).toEqual([
    '还没有确认',
    '次数已经用完',
    '通行码过期了',
    '已经取消，不能再用',
    '没有通过',
  ])
  const walkIn = { gateId: 'A', gateName: '东门', until: now, asked: 1 }
  const turnedAway = (by?: 'office' | 'guard') =>
    why({ state: 'refused', walkIn: { ...walkIn, ...(by && { answeredBy: by }) } })
  expect([turnedAway(), turnedAway('office'), turnedAway('guard')]).toEqual([
    '住户不同意进入',
    '物业问过住户，不同意进入',
    '门岗没有放行',
  ])
})

it('asks who may answer: the household for a walk-in, its owner for goods, the office for work; a guard after waiting', () => {
  const walkIn = { gateId: 'A', gateName: '东门', until: addMinutes(now, 3), asked: 1 }
  const pending = facts({ state: 'pending', walkIn })
  const may = (
    event: 'allow' | 'admit_unanswered',
    actor: Parameters<typeof decidePass>[1],
    of: PassFacts,
    asked = {},
  ) => decidePass(event, actor, of, { now, ...asked }).ok
  expect(may('allow', ['household'], pending)).toBe(true)
  expect(may('allow', ['guard'], pending)).toBe(false)
  expect(may('admit_unanswered', ['guard'], pending)).toBe(false)
  expect(may('admit_unanswered', ['guard'], pending, { called: true })).toBe(true)
  expect(may('admit_unanswered', ['guard'], pending, { now: walkIn.until })).toBe(true)
  const permit = facts({ state: 'pending', kind: 'permit' })
  expect(may('admit_unanswered', ['guard'], permit, { called: true })).toBe(false)
  expect([may('allow', ['household', 'owner'], permit), may('allow', ['officer'], permit)]).toEqual([false, true])
  const goods = facts({ state: 'pending', kind: 'goods' })
  expect([may('allow', ['household'], goods), may('allow', ['household', 'owner'], goods)]).toEqual([false, true])
  expect([firstState('goods', false), firstState('goods', true), firstState('permit', true)]).toEqual([
    'pending',
    'active',
    'pending',
  ])
  expect([
    allowanceOf('visit', today, undefined),
    allowanceOf('visit', today, 90),
    allowanceOf('helper', today, 1),
    allowanceOf('delivery', today, 9),
    allowanceOf('goods', today, 9),
  ]).toEqual([1, 50, 4, 1, 1])
})

it('reads plates as they are written, and refuses what is none', () => {
  expect(Plate.parse('京a·12345')).toBe('京A12345')
  expect(Plate.parse('粤B D12345'.replace(' ', ''))).toBe('粤BD12345')
  expect(Plate.parse('苏A1234学')).toBe('苏A1234学')
  for (const wrong of ['', '12345', '京112345', '京A1234', 'ABC1234', '京A12345678', '京I12345'])
    expect([wrong, Plate.safeParse(wrong).error?.issues[0]?.message]).toEqual([wrong, '车牌号不对，请检查'])
  expect(VisitorName.safeParse('王\u200b阿姨').success).toBe(false)
})
