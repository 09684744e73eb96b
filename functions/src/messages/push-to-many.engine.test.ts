import { messagesApi as api } from '@linli/shared/messages/api'
import { messageDeskApi } from '@linli/shared/messages/desk-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { startTextGateway, type TextGateway } from '../../../infra/local/aliyun/gateway'
import { roleIn, staffWith } from '../../test/actors'
import { callAs } from '../../test/call'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { killedAt } from '../../test/processes'
import { type Resident, signInResident, startTestWorld, type TestWorld } from '../../test/sign-in'
import { makeContext } from '../context'
import { makeApp } from '../http'
import { runMessage } from '../jobs'
import { routes as identity } from '../identity/routes'
import { loadPerson, personWrite } from '../people/person'
import { sealedEmail } from '../people/resolve-persons'
import { jobs } from './jobs'
import { nextSlots } from './pace'
import { pushItems, withPushes } from './push-items'
import { pushIdOf, pushKey, StoredPush } from './push-store'
import { pushToMany } from './push-to-many'
import { resumePushes } from './resume-pushes'
import { routes as messages } from './routes'

const kind = 'notice_published'
type Kind = 'notice_published' | 'notice_urgent'
const templates: Record<Kind, string> = { notice_published: 'tpl-notice', notice_urgent: 'tpl-urgent' }
const noticeTemplate = templates[kind]
let world: TestWorld
let texts: TextGateway
let app: ReturnType<typeof makeApp>
beforeAll(async () => {
  let nowMs = () => 0
  texts = await startTextGateway({ now: () => new Date(nowMs()) })
  world = await startTestWorld({
    LINLI_WECHAT_TEMPLATES: JSON.stringify(templates),
    LINLI_WECHAT_PUSHES_PER_SECOND: '1000',
    LINLI_ALIYUN: texts.env(),
  })
  nowMs = world.deps.nowMs
  app = makeApp(world.deps, [...identity, ...messages])
})
afterAll(async () => {
  await texts.stop()
  await world.stop()
})

const mine = async (who: Resident) => (await callAs(app, who, api.mine, {})).ok().items
const pushed = (who: Resident) => world.gateway.control.messages(openidOf(who))
const openidOf = (who: Resident) => world.gateway.control.loginCode({ user: who.user }).openid

describe('a push to many', () => {
  type Estate = { place: Place; kind: Kind; told: Resident[]; quiet: Resident; phones: string[]; pages: string[][] }

  let estates = 0
  /** Six who allowed messages, one who did not, one without an account; somebody stands on two pages. */
  async function estate(kind: Kind = 'notice_published'): Promise<Estate> {
    const place = await makeCommunity(world.deps)
    estates += 1
    // The last one has the number of the second: a couple with one telephone.
    const phones = Array.from({ length: 8 }, (_, i) => `138${String(estates).padStart(4, '0')}100${i === 7 ? 1 : i}`)
    const persons = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => {
        const room = await makeRoom(place, { code: `1-1-10${i}`, ownerName: `李小${i}`, phone: phones[i] ?? '' })
        return loadPerson(place.ctx, place.companyId, room.occupancies[0]?.personId ?? '')
      }),
    )
    const residents: Resident[] = []
    for (const person of persons.slice(0, 7)) {
      const who = await signInResident(world, app, `user${world.deps.newId()}`)
      const { write } = personWrite(person, { accounts: [who.accountId] })
      await place.ctx.db.transact([write], { pk: `M#${place.companyId}#`, sk: 'none' })
      residents.push(who)
    }
    const [quiet, ...told] = residents
    if (!quiet) throw new Error('nobody')
    for (const who of told) {
      // More than one, so that it is not the grant alone that keeps a second one back.
      for (let i = 0; i < 2; i++) (await callAs(app, who, api.recordGrants, { accepted: [kind] })).ok()
      world.gateway.control.grant({ user: who.user, templateId: templates[kind], count: 2 })
    }
    const ids = persons.map(({ personId }) => personId)
    return { place, kind, told, quiet, phones, pages: [ids.slice(0, 3), ids.slice(2, 5), ids.slice(5)] }
  }
  const facts = ({ place, kind }: Estate) => ({
    kind,
    communityId: place.communityId,
    noticeId: 'notice',
    title: '停水通知',
    publisher: '物业服务中心',
    phone: '010-88880000',
  })
  async function begin({ place, kind }: Estate) {
    const { communityId, companyId } = place
    const wish = {
      communityId,
      companyId,
      key: 'notice#1',
      kind,
      title: '停水通知',
      job: { type: 'notices.tell' },
    } as const
    await withPushes(place.ctx).db.transact(pushItems(place.ctx, wish), { pk: `C#${communityId}#`, sk: 'none' })
    return pushIdOf(communityId, 'notice#1')
  }
  const go = (all: Estate, pushId: string) => telling(all, pushId, all.pages)
  const telling = ({ place, ...all }: Estate, pushId: string, pages: string[][]) =>
    pushToMany(
      world.deps,
      { communityId: place.communityId, pushId },
      {
        facts: facts({ place, ...all }),
        audience: after => {
          const at = Number(after ?? 0)
          const next = at + 1 < pages.length && { next: String(at + 1) }
          return Promise.resolve(pages.length === 0 ? undefined : { personIds: pages[at] ?? [], ...next })
        },
      },
    )
  const state = ({ place }: Estate, pushId: string) => place.ctx.db.get(pushKey(place.communityId, pushId), StoredPush)

  it('tells each person once, page by page, and is begun once', async () => {
    const all = await estate()
    const off = all.told.pop() ?? all.quiet
    ;(await callAs(app, off, api.saveSettings, { off: [kind], daily: false, version: 0 })).ok()
    const pushId = await begin(all)
    await expect(begin(all)).rejects.toMatchObject({ name: 'ConditionFailed' })
    await Promise.all([go(all, pushId), go(all, pushId)])
    await go(all, pushId)
    expect(await state(all, pushId)).toMatchObject({
      state: 'done',
      counts: { sent: 5, listed: 2, unreachable: 1 },
    })
    for (const who of all.told) {
      expect(pushed(who)).toMatchObject([{ templateId: noticeTemplate, data: { thing1: '停水通知' } }])
      expect(await mine(who)).toMatchObject([{ title: '有新公告', text: '物业服务中心：停水通知' }])
    }
    for (const who of [all.quiet, off]) {
      expect(pushed(who)).toEqual([])
      expect(await mine(who)).toHaveLength(1)
    }
  })

  it('killed at any write goes on where it was, and tells nobody twice', async () => {
    for (const write of [3, 4, 8]) {
      const all = await estate()
      const pushId = await begin(all)
      await killedAt(world.deps, { write, when: write % 2 ? 'after' : 'before', leaseMs: 121_000 }, () =>
        go(all, pushId),
      )
      // Whoever was taken up right before the end is not sent to again, and may have got nothing.
      const { state: end, counts } = (await state(all, pushId)) ?? {}
      expect(end).toBe('done')
      expect(Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(8)
      const sent = all.told.map(who => pushed(who).length)
      expect(Math.max(...sent)).toBe(1)
      expect(sent.filter(count => count === 0).length).toBeLessThanOrEqual(counts?.sending ?? 0)
    }
  })

  it('has one sender where a worker that was given up goes on after another was done', async () => {
    const all = await estate()
    const pushId = await begin(all)
    const look = world.deps.world.holdNext({ command: 'BatchGetItem', when: 'after', match: 'message-grants' })
    const slow = go(all, pushId)
    await look.reached
    world.deps.clock.advance(121_000)
    await go(all, pushId)
    look.release()
    await slow
    for (const who of all.told) expect(pushed(who)).toHaveLength(1)
    expect(await state(all, pushId)).toMatchObject({ state: 'done', counts: { sent: 6, listed: 1, unreachable: 1 } })
    // Whoever was overtaken has ended nothing.
    const pk = `C#${all.place.communityId}#audit#push#${pushId}`
    expect((await all.place.ctx.db.query({ pk, schema: z.object({}), limit: 9 })).items).toHaveLength(1)
  })

  it('pauses while WeChat wants it slower, and at night; what is over is told no more', async () => {
    const all = await estate()
    const pushId = await begin(all)
    world.gateway.control.fault({ kind: 'rate-limit', match: 'subscribe/send' })
    await go(all, pushId)
    expect(await state(all, pushId)).toMatchObject({ state: 'waiting', wakeAt: expect.any(String) })
    await go(all, pushId)
    expect(await state(all, pushId)).toMatchObject({ state: 'waiting' })
    world.deps.clock.advance(61_000)
    await resumePushes(world.deps)
    await go(all, pushId)
    expect(await state(all, pushId)).toMatchObject({ state: 'done', counts: { sent: 6, listed: 1, unreachable: 1 } })
    for (const who of all.told) expect(pushed(who)).toHaveLength(1)

    const other = await estate()
    const late = await begin(other)
    world.deps.clock.set('2026-11-22T15:00:00.000Z')
    await go(other, late)
    expect(await state(other, late)).toMatchObject({ state: 'waiting', wakeAt: '2026-11-22T23:00:00.000Z' })
    world.deps.clock.set('2026-11-22T23:00:00.000Z')
    await go({ ...other, pages: [] }, late)
    expect(await state(other, late)).toMatchObject({ state: 'stopped', counts: {} })
  })

  const textsTo = (phone = '') => texts.book.sent.filter(({ to }) => to === phone)

  it('of an emergency reaches by SMS or mail, at once, whom WeChat did not surely reach: each number once', async () => {
    world.deps.clock.set('2026-11-22T15:00:00.000Z')
    const all = await estate('notice_urgent')
    const { place, phones, told } = all
    const pushId = await begin(all)
    const [first, second] = told
    // One answer is lost at WeChat; of another nothing is allowed there, whatever was counted here.
    world.gateway.control.fault({ kind: 'time-out-after', match: openidOf(first ?? all.quiet), ms: 50 })
    world.gateway.control.grant({ user: second?.user ?? '', templateId: templates.notice_urgent, count: -2 })
    texts.book.arm({ kind: 'refuse-number', match: phones[0] ?? '' })
    const quiet = await loadPerson(place.ctx, place.companyId, all.pages[0]?.[0] ?? '')
    const { write } = personWrite(quiet, sealedEmail(place.ctx, quiet.personId, `${phones[0]}@example.com`))
    await place.ctx.db.transact([write], { pk: `M#${place.companyId}#`, sk: 'none' })
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
    expect(every.ok().items).toHaveLength(12)
    for (const phone of phones) expect(JSON.stringify(every.body)).not.toContain(phone)
    expect((await callAs(app, clerk, messageDeskApi.deliveries, { communityId })).code).toBe('request.invalid')
    world.deps.clock.advance(401 * 86_400_000)
    expect(await toldOf(all.pages[0]?.[0])).toEqual([])
    world.deps.clock.advance(-401 * 86_400_000)
  })

  it('of an emergency goes before the others, and where WeChat wants a pause by the other ways at once', async () => {
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
    world.gateway.control.fault({ kind: 'rate-limit', match: 'subscribe/send', count: 6 })
    const pushId = await begin(all)
    await go(all, pushId)
    expect(await state(all, pushId)).toMatchObject({ state: 'done', counts: { unreachable: 1 }, others: { sms: 8 } })
    for (const who of all.told) {
      expect(pushed(who)).toEqual([])
      expect(await mine(who)).toHaveLength(1)
    }
  })

  it('has another way for one message too: who came into a home is heard of by its owners', async () => {
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
  })
})
