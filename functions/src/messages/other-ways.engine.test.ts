import { messagesApi as api } from '@linli/shared/messages/api'
import { messageDeskApi } from '@linli/shared/messages/desk-api'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { roleIn, staffWith } from '../../test/actors'
import { callAs } from '../../test/call'
import { openPushes } from '../../test/pushes'
import { makeContext } from '../context'
import { runMessage } from '../jobs'
import { loadPerson, personWrite } from '../people/person'
import { sealedEmail } from '../people/resolve-persons'
import { askReceipts } from './ask-receipts'
import { jobs } from './jobs'
import { nextSlots } from './pace'
import { deliveriesPk, dueReceipts } from './push-store'
import { waitingCalls } from './waiting-calls'

const { world, app, texts, templates, mine, openidOf, pushed, estate, begin, go, state } = await openPushes()
const textsTo = (phone = '') => texts.book.sent.filter(({ to }) => to === phone)

it('an emergency reaches by SMS or mail, at once, whom WeChat did not surely reach: each number once', async () => {
  world.deps.clock.set('2026-11-22T15:00:00.000Z')
  const all = await estate('notice_urgent')
  const { place, phones, told } = all
  const pushId = await begin(all)
  const [first, second] = told
  // One answer is lost at WeChat; of another nothing is allowed there, whatever was counted here.
  world.gateway.control.fault({ kind: 'time-out-after', match: openidOf(first ?? all.quiet), ms: 50 })
  world.gateway.control.grant({ user: second?.user ?? '', templateId: templates.notice_urgent, count: -2 })
  texts.book.arm({ kind: 'refuse-number', match: phones[0] ?? '' })
  for (const i of [0, 2]) {
    const person = await loadPerson(place.ctx, place.companyId, all.pages[0]?.[i] ?? '')
    const { write } = personWrite(person, sealedEmail(place.ctx, person.personId, `${phones[i]}@example.com`))
    await place.ctx.db.transact([write], { pk: `M#${place.companyId}#`, sk: 'none' })
  }
  // Taken, and not delivered: neither the text nor the mail.
  for (let i = 0; i < 2; i++) texts.book.arm({ kind: 'failed-receipt', match: phones[2] ?? '' })
  await go(all, pushId)
  await go(all, pushId)
  expect(await state(all, pushId)).toMatchObject({
    state: 'done',
    counts: { sent: 4, unknown: 1, no_grant: 1, listed: 1, unreachable: 1 },
    others: { sms: 3, email: 1 },
  })
  expect(phones.map(phone => textsTo(phone).length)).toEqual([0, 1, 1, 0, 0, 0, 0, 1])
  expect(phones[7]).toBe(phones[1])
  expect(textsTo(`${phones[0]}@example.com`)).toHaveLength(1)
  expect(textsTo(phones[7])).toMatchObject([{ text: expect.stringContaining('紧急通知：停水通知') }])
  world.deps.world.settle()
  const clerk = await staffWith(world.deps, [roleIn(place, 'clerk')], 800)
  const { communityId } = place
  const toldOf = async (personId = '') =>
    (await callAs(app, clerk, messageDeskApi.deliveries, { communityId, personId })).ok().items
  const about = { kind: 'notice_urgent', name: '李小0', text: '物业服务中心：停水通知' }
  const known = await toldOf(all.pages[0]?.[0])
  expect(known.map(({ channel, to = '', state }) => [channel, to, state].join(' ')).sort()).toEqual([
    'email 1***@example.com sent',
    `sms ${phones[0]?.slice(0, 3)}****1000 refused`,
    'wechat  listed',
  ])
  for (const each of known) expect(each).toMatchObject(about)
  expect(known.find(({ channel }) => channel === 'sms')?.detail).toBe('isv.MOBILE_NUMBER_ILLEGAL')
  const every = await callAs(app, clerk, messageDeskApi.deliveries, { communityId, pushId })
  expect(every.ok().items).toHaveLength(13)
  // Whoever has the same number is not lost: it is said whom it was used for.
  expect((await toldOf(all.pages[2]?.[2])).find(({ channel }) => channel === 'sms')).toMatchObject({
    state: 'shared',
    usedFor: '李小1',
    name: '李小7',
  })
  for (const phone of phones) expect(JSON.stringify(every.body)).not.toContain(phone)

  const reader = told[2] ?? all.quiet
  const [{ messageId } = { messageId: '' }] = await mine(reader)
  for (let i = 0; i < 2; i++) (await callAs(app, reader, api.markRead, { messageId })).ok()
  world.deps.world.settle()
  expect(await toldOf(all.pages[1]?.[1])).toMatchObject([{ channel: 'wechat', readAt: expect.any(String) }])

  // The provider's word of the arrival decides: who got nothing hears by the next way, and is called in the end; what is
  // broken before them keeps nobody waiting.
  const broken = [
    { pk: deliveriesPk(communityId, 'broken'), sk: 'held' },
    { pk: deliveriesPk(communityId, pushId), sk: 'sms#broken' },
  ]
  const breaking = makeContext(world.deps, { kind: 'system' }, [`C#${communityId}#`, 'G#receipts#'])
  await breaking.db.writeMany(broken.map((key, i) => ({ put: { ...key, gs3pk: dueReceipts, gs3sk: `2026#${i}` } })))
  const asked = async () => {
    world.deps.clock.advance(61_000)
    world.deps.world.settle()
    await Promise.all([askReceipts(world.deps), askReceipts(world.deps)])
    world.deps.world.settle()
  }
  await asked()
  expect(await state(all, pushId)).toMatchObject({ arrived: 2, notArrived: 1 })
  expect(textsTo(`${phones[2]}@example.com`)).toHaveLength(1)
  const toCall = async () =>
    (await callAs(app, clerk, messageDeskApi.deliveries, { communityId, state: 'to_call' })).ok().items
  expect(await toCall()).toEqual([])
  world.deps.clock.advance(60_000)
  await asked()
  expect(await state(all, pushId)).toMatchObject({ arrived: 2, notArrived: 2 })
  expect(await toCall()).toMatchObject([{ ...about, name: '李小2', channel: 'call', state: 'to_call' }])
  await asked()
  expect(await state(all, pushId)).toMatchObject({ arrived: 2, notArrived: 2 })
  expect([phones[1], phones[2], `${phones[2]}@example.com`].map(to => textsTo(to).length)).toEqual([1, 1, 1])
  const ended = await toldOf(all.pages[0]?.[2])
  expect(ended.map(({ channel, state, detail = '' }) => [channel, state, detail].join(' ')).sort()).toEqual([
    'call to_call ',
    'email failed 550 User not found',
    'sms failed MK:0001',
    'wechat no_grant ',
  ])
  const arrived = (await toldOf(all.pages[0]?.[1])).find(({ channel }) => channel === 'sms')
  expect(arrived).toMatchObject({
    state: 'delivered',
    deliveredAt: expect.any(String),
    providerId: expect.any(String),
  })
  const kept = await place.ctx.db.query({
    pk: deliveriesPk(communityId, pushId),
    schema: z.looseObject({}),
    limit: 50,
  })
  expect(kept.items.filter(each => 'open' in each || 'checkAt' in each)).toEqual([])
  await breaking.db.writeMany(broken.map(key => ({ delete: key })))

  // Whoever was spoken to leaves the list, once; the mark stays with what was sent.
  const call = (outcome: 'reached' | 'no_answer') =>
    callAs(app, clerk, messageDeskApi.markCalled, { communityId, pushId, personId: all.pages[0]?.[2] ?? '', outcome })
  ;(await call('no_answer')).ok()
  world.deps.world.settle()
  expect(await toCall()).toMatchObject([{ pushId, called: { outcome: 'no_answer' } }])
  expect(await waitingCalls(place.ctx, communityId)).toEqual({ count: 1, oldest: expect.any(String) })
  const { called } = (await call('reached')).ok()
  expect((await call('reached')).ok().called).toEqual(called)
  expect((await call('no_answer')).code).toBe('record.changed')
  world.deps.world.settle()
  expect(await toCall()).toEqual([])
  expect(await waitingCalls(place.ctx, communityId)).toEqual({ count: 0 })
  const spoken = (await toldOf(all.pages[0]?.[2])).find(({ channel }) => channel === 'call')
  expect(spoken).toMatchObject({ called: { outcome: 'reached', by: called.by } })
  const nobody = { communityId, pushId, personId: all.pages[0]?.[1] ?? '', outcome: 'reached' as const }
  expect((await callAs(app, clerk, messageDeskApi.markCalled, nobody)).code).toBe('record.not_found')
  expect((await callAs(app, clerk, messageDeskApi.deliveries, { communityId })).code).toBe('request.invalid')
  world.deps.clock.advance(401 * 86_400_000)
  expect(await toldOf(all.pages[0]?.[0])).toEqual([])
  world.deps.clock.advance(-401 * 86_400_000)
})

it('an emergency goes before the others, and where WeChat wants a pause by the other ways at once', async () => {
  const { LINLI_WECHAT_APPID: appid } = world.deps.env
  const ctx = makeContext(world.deps, { kind: 'system' }, ['G#wechat#'])
  world.deps.clock.advance(60_000)
  const now = world.deps.nowMs()
  const first = (slots: number[]) => (slots[0] ?? 0) - now
  for (let i = 0; i < 7; i++) await nextSlots(ctx, appid, 5000)
  expect(first(await nextSlots(ctx, appid, 1000, true))).toBe(-250)
  expect(first(await nextSlots(ctx, appid, 1000, true))).toBe(750)
  await expect(nextSlots(ctx, appid, 1)).rejects.toMatchObject({ code: 'request.busy' })
  world.deps.clock.advance(60_000)

  const all = await estate('notice_urgent')
  // A number that cannot be read is no number: somebody calls.
  const person = await loadPerson(all.place.ctx, all.place.companyId, all.pages[0]?.[0] ?? '')
  const { write } = personWrite(person, { phoneSealed: 'v1.broken' })
  await all.place.ctx.db.transact([write], { pk: `M#${all.place.companyId}#`, sk: 'none' })
  world.gateway.control.fault({ kind: 'rate-limit', match: 'subscribe/send', count: 6 })
  const pushId = await begin(all)
  await go(all, pushId)
  expect(await state(all, pushId)).toMatchObject({
    state: 'done',
    counts: { unreachable: 1 },
    others: { sms: 7, unreached: 1 },
  })
  for (const who of all.told) {
    expect(pushed(who)).toEqual([])
    expect(await mine(who)).toHaveLength(1)
  }
  // Whoever reads it after all is called no more.
  const waiting = () => {
    world.deps.world.settle()
    return waitingCalls(all.place.ctx, all.place.communityId)
  }
  expect(await waiting()).toMatchObject({ count: 1 })
  const [{ messageId } = { messageId: '' }] = await mine(all.quiet)
  ;(await callAs(app, all.quiet, api.markRead, { messageId })).ok()
  expect(await waiting()).toEqual({ count: 0 })
})

it('one message has another way too: who came into a home is heard of by its owners', async () => {
  world.deps.clock.set('2026-11-25T04:00:00.000Z')
  const { place, phones, quiet, pages } = await estate()
  const text = JSON.stringify({
    type: 'message.send',
    communityId: place.communityId,
    companyId: place.companyId,
    accountIds: [quiet.accountId],
    orElse: [pages[0]?.[0], pages[2]?.[2]],
    key: 'joined#1',
    at: '2026-11-22T04:00:00.000Z',
    facts: { kind: 'member_joined', roomCode: '3-2-1501', nameMasked: '陈*', role: '家庭成员' },
  })
  const find = (type: string) => jobs.consumers.find(each => each.type === type)
  await Promise.all([runMessage(world.deps, find, text), runMessage(world.deps, find, text)])
  const said = [{ text: '【邻里物业】陈*（家庭成员）加入了 3栋2单元1501，不认识请联系物业' }]
  expect(await mine(quiet)).toHaveLength(1)
  for (const phone of [phones[0], phones[7]]) expect(textsTo(phone)).toMatchObject(said)

  // At night it waits for the morning, and for WeChat's; whoever switched it off hears it in the app alone.
  const off = { off: ['member_joined' as const], daily: false, version: 0 }
  ;(await callAs(app, quiet, api.saveSettings, off)).ok()
  world.deps.clock.set('2026-11-25T15:00:00.000Z')
  const night = text.replace('joined#1', 'joined#0').replace('2026-11-22T04', '2026-11-25T15')
  for (let i = 0; i < 2; i++) await runMessage(world.deps, find, night)
  const morning = async (at: string) => {
    world.deps.clock.set(at)
    world.deps.world.settle()
    for (let i = 0; i < 2; i++) await askReceipts(world.deps)
    return [phones[0], phones[7]].map(phone => textsTo(phone).length)
  }
  expect(await morning('2026-11-25T23:05:00.000Z')).toEqual([1, 1])
  expect(await morning('2026-11-25T23:10:00.000Z')).toEqual([1, 2])
  expect(await mine(quiet)).toHaveLength(2)
  ;(await callAs(app, quiet, api.saveSettings, { ...off, off: [], version: 1 })).ok()

  // Whoever has opened it in the night hears it no other way.
  world.deps.clock.set('2026-11-26T15:00:00.000Z')
  await runMessage(world.deps, find, text.replace('joined#1', 'joined#3').replace('2026-11-22T04', '2026-11-26T15'))
  const [{ messageId } = { messageId: '' }] = await mine(quiet)
  ;(await callAs(app, quiet, api.markRead, { messageId })).ok()
  expect(await morning('2026-11-26T23:10:00.000Z')).toEqual([1, 3])

  // A call that had no answer is asked after for a day; what the provider never had is then told by the next way, to a
  // couple with one number to each of them.
  const sms = { ...world.deps.sms, send: () => Promise.resolve({ state: 'unknown' as const }) }
  const couple = text.replace('joined#1', 'joined#2').replace('"orElse":[', `"orElse":["${pages[0]?.[1]}",`)
  await runMessage({ ...world.deps, sms }, find, couple)
  const { communityId } = place
  const clerk = await staffWith(world.deps, [roleIn(place, 'clerk')], 800)
  const toCall = async () => {
    world.deps.world.settle()
    await askReceipts(world.deps)
    world.deps.world.settle()
    return (await callAs(app, clerk, messageDeskApi.deliveries, { communityId, state: 'to_call' })).ok().items.length
  }
  world.deps.clock.advance(20 * 3_600_000)
  expect(await toCall()).toBe(0)
  world.deps.clock.advance(5 * 3_600_000)
  expect(await toCall()).toBe(3)
})
