import { visitorsApi as api } from '@linli/shared/visitors/api'
import { visitorDeskApi as deskApi } from '@linli/shared/visitors/desk-api'
import { gateApi } from '@linli/shared/visitors/gate-api'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { accountWith, homeIn, roleIn, staffWith } from '../../test/actors'
import { callAs, type Caller, sentenceOf } from '../../test/call'
import { openVisits, type Wish } from '../../test/visits'
import { makeCommunity } from '../../test/make'
import { grantsKey } from '../identity/homes'
import { makeContext } from '../context'
import { forgetHost } from './forget-host'
import { runVisitorClock } from './run-clock'
import { entriesListedBy } from './store'
import { waitingVisitors } from './waiting-visitors'

const { deps, told, app, place, home, owner, guard, other, clerk, ...visits } = await openVisits()
const { east, west, day, inviting, invite, open, token, scan, admit, logOf } = visits

it('invited, shown without signing in, scanned, let in once, and the household is told', async () => {
  const { link, code, passId } = await invite({ plate: '京A12345' })
  const face = await open(link)
  expect([face.roomCode, face.name, face.left, face.tokens.length]).toEqual(['3-2-1501', '王阿姨', 1, 10])
  expect(JSON.stringify(face)).not.toContain('12345')
  const looked = await scan(face.tokens[0]?.token ?? '')
  expect(looked).toMatchObject({ may: true, pass: { plateMasked: '京A***45' } })
  const sendId = deps.newId()
  const { entry, left, barrier } = (await admit(looked.ticket, east, guard, sendId)).ok()
  expect([entry.gateName, entry.roomCode, left, barrier]).toEqual(['东门', '3-2-1501', 0, 'by_hand'])
  expect((await admit(looked.ticket, east, guard, sendId)).ok().entry).toEqual(entry)
  expect((await logOf()).map(each => each.entryId)).toEqual([entry.entryId])
  expect(await logOf({ plate: '京a·12345' })).toEqual([entry])
  const found = [{ plate: '京A12345' }, { room: '3栋2单元1501' }, { gateId: east.gateId }, {}]
  for (const by of found) {
    expect(await logOf({ ...by, date: '2026-11-22' })).toEqual([entry])
    expect(await logOf({ ...by, date: '2026-11-23' })).toEqual([])
  }
  expect(await logOf({ room: '3-2-1502' })).toEqual([])
  const asked = await callAs(app, clerk, deskApi.log, { communityId: home.communityId, room: '不是房号' })
  expect(sentenceOf(asked)).toBe('没有这个房号，请检查')
  const facts = { kind: 'visitor_news', what: 'entered', gateName: '东门' }
  expect(told.at(-1)).toMatchObject({ type: 'message.send', accountIds: [owner.accountId], facts })
  // The code, the QR and the ticket are all of a pass that is used up.
  expect(await scan(face.tokens[1]?.token ?? '')).toMatchObject({ may: false, why: '次数已经用完' })
  expect((await callAs(app, guard, gateApi.scan, { ...east, code })).ok()).toMatchObject({ why: '次数已经用完' })
  expect(sentenceOf(await admit(looked.ticket))).toBe('次数已经用完')
  expect((await open(link)).tokens).toEqual([])
  expect((await callAs(app, owner, api.getMine, { ...home, passId })).ok()).toMatchObject({ state: 'used_up' })
})

it('two guards at two gates at once: one entry', async () => {
  const { link } = await invite()
  const shown = await token(link)
  const [one, two] = await Promise.all([scan(shown), scan(shown, west, other)])
  const tried = await Promise.all([admit(one.ticket), admit(two.ticket, west, other), admit(one.ticket)])
  expect(tried.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(tried.filter(({ status }) => status === 409)).toHaveLength(2)
})

it('a screenshot, a QR that was used, one of another community, a forged one, another guard’s ticket: no', async () => {
  const { link, communityId, passId } = await invite({ times: 5 })
  const shown = await token(link)
  const { ticket } = await scan(shown)
  expect(sentenceOf(await admit(ticket, east, other))).toBe('隔得太久，请再扫一次')
  expect(sentenceOf(await admit(ticket, west))).toBe('隔得太久，请再扫一次')
  ;(await admit(ticket)).ok()
  expect(await scan(shown)).toMatchObject({ may: false, why: '这个二维码刚刚用过，请等它换新' })
  expect(sentenceOf(await admit(ticket))).toBe('这个二维码刚刚用过，请等它换新')
  deps.clock.advance(30_000)
  const fresh = await token(link)
  expect(await scan(fresh)).toMatchObject({ may: true })
  const forged = fresh.replace(/[\w-]{86}$/, 'A'.repeat(86))
  expect(await scan(forged)).toMatchObject({ why: '这个二维码不是我们发的' })
  expect(await scan(fresh.replace('.4.', '.5.'))).toMatchObject({ why: '这个二维码不是我们发的' })
  const away = await makeCommunity(deps)
  const foreign = await staffWith(deps, [roleIn(away, 'guard'), roleIn(away, 'clerk')])
  const there = { communityId: away.communityId, gateId: deps.newId() }
  await callAs(app, foreign, deskApi.saveGate, { ...there, name: '南门', active: true, version: 0 })
  expect(await scan(fresh, there, foreign)).toMatchObject({ why: '这是别的小区的通行码' })
  deps.clock.advance(90_000)
  expect(await scan(fresh)).toMatchObject({ may: false, why: '二维码已换新，请刷新后再扫，截图无效' })
  ;(await callAs(app, owner, api.revoke, { ...home, passId })).ok()
  expect(await scan(await token(link))).toMatchObject({ may: false })
  expect(await open(link)).toMatchObject({ state: 'revoked', tokens: [] })
  const guessed = `${communityId}${passId}${'a'.repeat(43)}`
  expect((await callAs(app, {}, api.open, { link: guessed })).code).toBe('visitors.link_over')
})

it('codes are not guessed: thirty tries of a guard in ten minutes', async () => {
  const tried: string[] = []
  for (let i = 0; i < 31; i++)
    tried.push((await callAs(app, other, gateApi.scan, { ...east, code: String(1_000_000 + i) })).code)
  expect([tried.indexOf('request.too_many'), tried[29]]).toEqual([30, 'ok'])
  const { code } = await invite()
  expect((await callAs(app, guard, gateApi.scan, { ...east, code })).ok().may).toBe(true)
})

it('a ban keeps out by plate, or by name and number, until its day', async () => {
  const { link } = await invite({ plate: '京B22222', times: 3, window: { from: '2026-11-22', to: '2026-11-25' } })
  const { communityId } = home
  const banning = { communityId, plate: '京B22222', reason: '多次强行闯岗', until: '2026-11-23' }
  ;(await callAs(app, clerk, deskApi.ban, banning)).ok()
  expect(sentenceOf(await callAs(app, clerk, deskApi.ban, banning))).toBe('已经在名单里，要改请先解除再登记')
  for (let i = 0; i < 2; i++)
    expect(await scan(await token(link))).toMatchObject({ why: '物业已限制通行，请联系物业服务中心' })
  // The office hears of it, once however often the guard looks.
  expect(await logOf({ unseen: true })).toMatchObject([
    { outcome: 'turned_away', alarm: 'banned', plateMasked: '京B***22', gateName: '东门' },
  ])
  expect(sentenceOf(await inviting({ plate: '京B22222' }))).toBe('物业已限制通行，请联系物业服务中心')
  deps.clock.set('2026-11-23T17:00:00.000Z')
  expect(await scan(await token(link))).toMatchObject({ may: true })
  const again = { ...banning, until: '2026-11-24' }
  const { banId } = (await callAs(app, clerk, deskApi.ban, again)).ok()
  expect(await scan(await token(link))).toMatchObject({ may: false })
  ;(await callAs(app, clerk, deskApi.unban, { communityId, banId })).ok()
  expect(await scan(await token(link))).toMatchObject({ may: true })
  expect(sentenceOf(await callAs(app, clerk, deskApi.ban, banning))).toBe('这段时间已经过去了，请重新选')
  deps.clock.set('2026-11-22T05:00:00.000Z')
})

/** Somebody was invited, and has their QR on the screen, when the household moves out. */
async function guestOfWhoLeft(wish: Wish = {}) {
  const tenant = await accountWith(deps, [homeIn(place, home.roomId, 'tenant')])
  const asked = { ...home, kind: 'visit' as const, name: '小陈', window: day, ...wish }
  const { link } = (await callAs(app, tenant, api.invite, asked)).ok()
  const shown = await token(link)
  const { db } = makeContext(deps, { kind: 'system' }, [`A#${tenant.accountId}#`])
  await db.writeMany([{ put: { ...grantsKey(tenant.accountId), homes: [], version: 2 } }])
  return { link, shown }
}

it('whoever invited moves out: their guest comes in no more', async () => {
  const { link, shown } = await guestOfWhoLeft()
  expect(await scan(shown)).toMatchObject({ may: false, why: '邀请的住户已经不住这里' })
  expect(await open(link)).toMatchObject({ state: 'revoked', tokens: [] })
})

it('permits wait for the office; whoever asked hears of it', async () => {
  const { passId } = await invite({ kind: 'permit', name: '张师傅', about: '铺地砖' })
  expect(sentenceOf(await callAs(app, owner, api.answer, { ...home, passId, allow: true }))).toBe('这件事不能由您来做')
  deps.world.settle()
  const { items } = (await callAs(app, clerk, deskApi.permits, { communityId: home.communityId })).ok()
  expect(items.map(each => each.passId)).toEqual([passId])
  const [, , waiting] = await waitingVisitors(place.ctx, home.communityId)
  expect(waiting).toEqual({ kind: 'work_permits', count: 1, oldest: items[0]?.createdAt })
  const of = { communityId: home.communityId, passId }
  const guest = { ...of, passId: (await invite()).passId }
  expect((await callAs(app, clerk, deskApi.decide, { ...guest, allow: false })).code).toBe('record.not_found')
  const allowed = (await callAs(app, clerk, deskApi.decide, { ...of, allow: true })).ok()
  expect(allowed).toMatchObject({ state: 'active', allowance: 8 })
  expect(told.at(-1)).toMatchObject({ facts: { what: 'permit_allowed' } })
})

it('a permit is taken back by the office, with a reason: it opens no gate, and whoever asked hears of it', async () => {
  const { passId, code = '' } = await invite({ kind: 'permit', name: '李师傅', about: '封阳台' })
  const of = { communityId: home.communityId, passId }
  await callAs(app, clerk, deskApi.decide, { ...of, allow: true })
  const open = async () => {
    deps.world.settle()
    const asked = { communityId: home.communityId, state: 'active' as const }
    return (await callAs(app, clerk, deskApi.permits, asked)).ok().items.map(each => each.passId)
  }
  expect(await open()).toContain(passId)
  const reason = '夜里敲墙，劝了不听'
  const guest = { ...of, passId: (await invite()).passId }
  expect((await callAs(app, clerk, deskApi.withdrawPermit, { ...guest, reason })).code).toBe('record.not_found')
  const taken = (await callAs(app, clerk, deskApi.withdrawPermit, { ...of, reason })).ok()
  expect(taken).toMatchObject({ state: 'revoked', reason })
  expect(told.at(-1)).toMatchObject({ facts: { what: 'permit_withdrawn', about: reason } })
  expect(await open()).not.toContain(passId)
  const no = '已经取消，不能再用'
  expect((await callAs(app, guard, gateApi.scan, { ...east, code })).ok()).toMatchObject({ may: false, why: no })
  expect(sentenceOf(await callAs(app, clerk, deskApi.withdrawPermit, { ...of, reason }))).toBe(no)
})

it('a gate is on one phone; what it did without a network is logged once, with an alarm where it does not fit', async () => {
  const phoneId = 'phone-at-the-east-gate'
  const lease = (await callAs(app, guard, gateApi.takeLease, { ...east, phoneId })).ok()
  const taken = await callAs(app, other, gateApi.takeLease, { ...east, phoneId: 'phone-of-another-one' })
  expect(sentenceOf(taken)).toBe('测试正在这个门值班')
  expect((await callAs(app, guard, gateApi.takeLease, { ...east, phoneId })).ok().leaseId).toBe(lease.leaseId)
  const named = await invite({ gateId: east.gateId })
  const anywhere = await invite()
  const at = new Date(deps.nowMs()).toISOString()
  const entry = (token: string, more = {}) => ({
    sendId: deps.newId(),
    gateId: east.gateId,
    at,
    leaseId: lease.leaseId,
    token,
    outcome: 'in' as const,
    ...more,
  })
  const shown = await token(named.link)
  const often = await token((await invite({ gateId: east.gateId, times: 3 })).link)
  const plated = await token((await invite({ gateId: east.gateId, plate: '京C33333' })).link)
  const left = await guestOfWhoLeft({ gateId: east.gateId })
  const plateBan = { plate: '京C33333', reason: '多次强行闯岗', until: '2026-11-23' }
  ;(await callAs(app, clerk, deskApi.ban, { communityId: home.communityId, ...plateBan })).ok()
  const entries = [
    entry(shown),
    entry(shown),
    entry(await token(anywhere.link)),
    entry('not one of ours'),
    entry(shown, { leaseId: deps.newId() }),
    entry(shown, { at: '2026-11-22T04:00:00.000Z' }),
    entry(often),
    entry(often),
    entry(plated),
    entry(left.shown),
    entry('', { emergency: 'ambulance' }),
    entry('', { emergency: 'fire', leaseId: undefined }),
  ]
  deps.clock.advance(3_600_000)
  const sync = async (who: Caller = guard) =>
    (await callAs(app, who, gateApi.sync, { communityId: home.communityId, entries })).ok().items
  const first = await sync()
  const ofOne = [undefined, 'over_allowance', 'wrong_gate', 'bad_token', 'no_lease', 'no_lease']
  const alarms = [...ofOne, undefined, 'replayed', 'banned', 'host_left', undefined, 'no_lease']
  expect(first.map(({ alarm }) => alarm)).toEqual(alarms)
  expect(first.at(-2)).toMatchObject({ kind: 'emergency', outcome: 'in', reason: '救护', syncedAt: expect.any(String) })
  const before = (await logOf()).length
  expect(await sync()).toEqual(first)
  expect((await logOf()).length).toBe(before)
  expect(new Set((await logOf({ alarmed: true })).map(({ alarm }) => alarm)).size).toBe(7)
  // The phone of somebody else holds no lease here, whatever it says.
  expect((await sync(other))[0]).toMatchObject({ alarm: 'no_lease' })
  deps.clock.advance(2 * 3_600_000)
  ;(await callAs(app, other, gateApi.takeLease, { ...east, phoneId: 'phone-of-another-one' })).ok()
})

it('expires at its end, and is gone with its entries after 90 days; a deleted account takes its passes along', async () => {
  const { passId, code } = await invite({ window: { from: '2026-11-23', to: '2026-11-23' } })
  const sweep = async (days: number) => {
    deps.clock.advance(days * 86_400_000)
    deps.world.settle()
    await Promise.all([runVisitorClock(deps), runVisitorClock(deps)])
    await runVisitorClock(deps)
  }
  await sweep(2)
  const mine = { ...home, passId }
  expect((await callAs(app, owner, api.getMine, mine)).ok()).toMatchObject({ state: 'expired' })
  expect((await logOf()).length).toBeGreaterThan(0)
  await sweep(89)
  await sweep(3)
  expect((await callAs(app, owner, api.getMine, mine)).code).toBe('access.signed_out')
  expect(await logOf()).toEqual([])
  expect(await logOf({ gateId: east.gateId })).toEqual([])
  const pk = entriesListedBy(home.communityId, 'gate', east.gateId)
  expect((await place.ctx.db.query({ pk, schema: z.unknown(), limit: 5 })).items).toEqual([])
  const again = await accountWith(deps, [homeIn(place, home.roomId, 'owner')])
  expect((await callAs(app, again, api.getMine, mine)).code).toBe('record.not_found')
  expect((await callAs(app, guard, gateApi.scan, { ...east, code })).ok()).toMatchObject({ why: '没有这个通行码' })
  const today = { from: '2027-02-24', to: '2027-02-24' }
  const made = (await callAs(app, again, api.invite, { ...home, kind: 'visit', name: '小王', window: today })).ok()
  await forgetHost(deps, { accountId: again.accountId })
  await forgetHost(deps, { accountId: again.accountId })
  expect((await callAs(app, {}, api.open, { link: made.link ?? '' })).code).toBe('visitors.link_over')
})
