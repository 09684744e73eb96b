import { joiningApi } from '@linli/shared/identity/joining-api'
import { letterApi } from '@linli/shared/identity/letter-api'
import { identityApi } from '@linli/shared/identity/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs, sentenceOf } from '../../test/call'
import { makeCommunity, makeRoom } from '../../test/make'
import { type ResidentWorld, startResidents } from '../../test/residents'
import { makeStaff, type OfficePerson, signInStaff } from '../../test/sign-in'
import { loadRoom } from '../communities/rooms'
import { loadPerson } from '../people/person'
import { phoneOf } from '../people/resolve-persons'
import { runPrint } from './run-print'
import { tendPrints } from './tend-prints'

let r: ResidentWorld
let clerk: OfficePerson
const at = () => ({ communityId: r.place.communityId })
const codes = () => r.world.gateway.control.codes()

beforeAll(async () => {
  r = await startResidents()
  clerk = await signInStaff(r.app, await makeStaff(r.place, ['clerk']))
})
afterAll(() => r.stop())

type Wish = { building: string; who?: 'not_joined' | 'anyone_left'; layout?: 'page' | 'labels'; days?: number }
const start = async ({ building, who = 'not_joined', layout = 'page', days = 30 }: Wish) =>
  (await callAs(r.app, clerk, joiningApi.printLetters, { ...at(), building, who, layout, days }, r.deps.newId())).ok()

/** The letters of a building, printed: the scenes in the order of the rooms. */
async function printed(wish: Wish): Promise<string[]> {
  r.deps.world.settle()
  const before = codes().length
  const { printId } = await start(wish)
  await runPrint(r.deps, { ...at(), printId })
  expect((await callAs(r.app, clerk, joiningApi.getPrint, { ...at(), printId })).ok()).toMatchObject({ state: 'ready' })
  return codes()
    .slice(before)
    .map(({ scene }) => scene)
}

const read = (scene: string) => callAs(r.app, {}, letterApi.readLetter, { scene })
const open = (who: { token: string }, scene: string) => callAs(r.app, who, letterApi.openLetter, { scene })
const bind = (who: { token: string }, scene: string, occupancyId: string) =>
  callAs(r.app, who, letterApi.bindByLetter, { scene, occupancyId })
const person = (personId: string) => loadPerson(r.place.ctx, r.place.companyId, personId)

async function verified(phone: string) {
  const who = await r.resident()
  await r.verify(who, phone)
  return who
}

describe('a letter', () => {
  it('shows its room to whoever holds it, and to a verified number who is left there; two taps bind', async () => {
    const phone = r.newPhone()
    const room = await r.owned('11-1-101', phone, '王小明')
    const [scene = ''] = await printed({ building: '11' })
    expect(scene).toMatch(/^[0-9A-HJKMNP-TV-Z]{22}$/)
    expect((await read(scene)).ok()).toMatchObject({ kind: 'letter', roomCode: '11-1-101', communityName: '锦绣花园' })
    expect(JSON.stringify((await read(scene)).body)).not.toMatch(/王|139/)

    const who = await r.resident()
    expect((await open(who, scene)).code).toBe('identity.phone_unverified')
    await r.verify(who, phone)
    const { people } = (await open(who, scene)).ok()
    expect(people).toMatchObject([{ nameMasked: '王**', role: 'owner', fits: true }])
    const me = (await bind(who, scene, people[0]?.occupancyId ?? '')).ok()
    expect(me.homes).toMatchObject([{ roomId: room.roomId, personName: '王小明', seesBills: true }])
    expect((await read(scene)).code).toBe('identity.letter_over')
    expect((await open(await verified(phone), scene)).code).toBe('identity.letter_over')
  })

  it('binds nobody with another number, and asks the office instead, who lets in that very person', async () => {
    const room = await r.owned('12-1-101', r.newPhone(), '王小明')
    const [scene = ''] = await printed({ building: '12' })
    const other = r.newPhone()
    const who = await verified(other)
    const { people } = (await open(who, scene)).ok()
    expect(people).toMatchObject([{ nameMasked: '王**', fits: false }])
    const occupancyId = people[0]?.occupancyId ?? ''
    expect((await bind(who, scene, occupancyId)).code).toBe('identity.letter_other_phone')
    expect((await r.me(who)).homes).toEqual([])

    const request = (await callAs(r.app, who, letterApi.requestByLetter, { scene, occupancyId }, r.deps.newId())).ok()
    expect(request).toMatchObject({ roomId: room.roomId, name: '王**', role: 'owner', state: 'pending' })
    expect(request.note).toContain('凭信件')
    const decision = { ...at(), requestId: request.requestId, approve: true }
    ;(await callAs(r.app, clerk, identityApi.decideBinding, decision)).ok()
    expect((await r.me(who)).homes).toMatchObject([{ roomId: room.roomId, personName: '王小明', role: 'owner' }])
  })

  it('alone binds a person without a number, who keeps the verified one; owners are told', async () => {
    const owner = await r.boundOwner('13-1-101')
    const room = await makeRoom(r.place, { code: '13-1-102', ownerName: '赵敏' })
    const [scene = ''] = await printed({ building: '13' })
    expect((await read(scene)).ok().roomCode).toBe('13-1-102')
    const phone = r.newPhone()
    const who = await verified(phone)
    const { people } = (await open(who, scene)).ok()
    ;(await bind(who, scene, people[0]?.occupancyId ?? '')).ok()
    const personId = room.occupancies[0]?.personId ?? ''
    expect(phoneOf(r.place.ctx, await person(personId))).toBe(phone)
    expect((await r.me(who)).homes).toMatchObject([{ roomId: room.roomId }])
    expect((await r.me(owner.who)).homes).toHaveLength(1)
  })

  it('binds each person once, however many try at the same time', async () => {
    const { roomId, occupancies } = await makeRoom(r.place, { code: '14-1-101', ownerName: '孙亮' })
    const [scene = ''] = await printed({ building: '14' })
    const phones = Array.from({ length: 3 }, () => r.newPhone())
    const crowd = await Promise.all(phones.map(verified))
    const { people } = (await open(crowd[0] ?? { token: '' }, scene)).ok()
    const codes = (await Promise.all(crowd.map(who => bind(who, scene, people[0]?.occupancyId ?? '')))).map(
      ({ code }) => code,
    )
    const first = codes.indexOf('ok')
    // Who looks after the first is bound finds the letter over; who looked before, that person's new number.
    for (const code of codes.toSpliced(first, 1))
      expect(['identity.letter_over', 'identity.letter_other_phone']).toContain(code)

    const homes = await Promise.all(crowd.map(async who => (await r.me(who)).homes.map(home => home.roomId)))
    expect(homes).toEqual(crowd.map((_, i) => (i === first ? [roomId] : [])))
    const [occupancy] = (await loadRoom(r.place.ctx, r.place.communityId, roomId)).occupancies
    expect(occupancy?.accounts).toEqual([crowd[first]?.accountId])
    expect(phoneOf(r.place.ctx, await person(occupancies[0]?.personId ?? ''))).toBe(phones[first])
  })

  it('ends with the next letter, with the office’s word; and no other community opens it', async () => {
    await makeRoom(r.place, { code: '15-1-101', ownerName: '孙亮' })
    const room = await makeRoom(r.place, { code: '15-1-102', ownerName: '孙莉' })
    const over = async (scene: string) => expect((await read(scene)).code).toBe('identity.letter_over')
    const [first = '', second = ''] = await printed({ building: '15' })
    const [next = '', other = ''] = await printed({ building: '15', layout: 'labels' })
    await over(first)
    await over(second)
    ;(await read(next)).ok()
    const elsewhere = await makeCommunity(r.deps)
    await over(elsewhere.communityId + next.slice(6))
    await over(next.slice(0, 21) + (next.endsWith('0') ? '1' : '0'))

    const one = { ...at(), roomId: room.roomId, reason: '信寄错了' }
    expect((await callAs(r.app, clerk, joiningApi.revokeLetter, one)).ok()).toEqual({ letters: 1 })
    await over(other)
    ;(await read(next)).ok()
    const whole = { ...at(), building: '15', reason: '整栋重发' }
    expect((await callAs(r.app, clerk, joiningApi.revokeLetters, whole)).ok()).toEqual({ letters: 1 })
    await over(next)
  })

  it('is opened ten times with one verified number, and then no more', async () => {
    await makeRoom(r.place, { code: '16-1-101', ownerName: '孙亮' })
    const [scene = ''] = await printed({ building: '16' })
    const who = await verified(r.newPhone())
    const wrong = scene.slice(0, 21) + (scene.endsWith('0') ? '1' : '0')
    for (let i = 0; i < 10; i++) expect((await open(who, wrong)).code).toBe('identity.letter_over')
    expect(sentenceOf(await open(who, scene))).toContain('请重新验证再试')
  })
})

describe('a printing', () => {
  it('is for homes where nobody has joined, or all where somebody is left; never for nobody', async () => {
    await r.boundOwner('17-1-101')
    await makeRoom(r.place, { code: '17-1-102', ownerName: '孙亮' })
    await makeRoom(r.place, { code: '17-1-103' })
    expect(await printed({ building: '17' })).toHaveLength(1)
    expect(await printed({ building: '17', who: 'anyone_left' })).toHaveLength(1)
    await r.boundOwner('18-1-101')
    r.deps.world.settle()
    const { printId } = await start({ building: '18' })
    await runPrint(r.deps, { ...at(), printId })
    expect((await callAs(r.app, clerk, joiningApi.getPrint, { ...at(), printId })).ok()).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('没有还要邀请的家'),
    })
  })

  it.each([1, 2, 3].flatMap(write => [[write, 'before'] as const, [write, 'after'] as const]))(
    'killed at write %i, %s its commit, and run again has printed the same codes, one a room',
    async (write, when) => {
      const building = `19${write}${when === 'before' ? 'A' : 'B'}`
      for (const room of ['101', '102']) await makeRoom(r.place, { code: `${building}-1-${room}`, ownerName: '孙亮' })
      r.deps.world.settle()
      const { printId } = await start({ building })
      const before = codes().length
      const run = () => runPrint(r.deps, { ...at(), printId })
      r.deps.life.crashAt(write, when)
      await run().catch(() => undefined)
      // Progress is written once a second: a quick run has two writes, a slow one three.
      expect(r.deps.life.crashed || write === 3).toBe(true)
      r.deps.life.revive()
      await run()
      expect((await callAs(r.app, clerk, joiningApi.getPrint, { ...at(), printId })).ok().state).toBe('ready')
      const scenes = [
        ...new Set(
          codes()
            .slice(before)
            .map(({ scene }) => scene),
        ),
      ]
      expect(scenes).toHaveLength(2)
      const rooms = new Set<string | undefined>()
      for (const scene of scenes) rooms.add((await read(scene)).ok().roomCode)
      expect(rooms).toEqual(new Set([`${building}-1-101`, `${building}-1-102`]))
    },
  )

  it('says what WeChat says when it wants a pause, and leaves the earlier codes as they are', async () => {
    await makeRoom(r.place, { code: '20-1-101', ownerName: '孙亮' })
    const [earlier = ''] = await printed({ building: '20' })
    r.deps.world.settle()
    const { printId } = await start({ building: '20' })
    r.world.gateway.control.fault({ kind: 'rate-limit', match: 'getwxacodeunlimit', count: 9 })
    await runPrint(r.deps, { ...at(), printId })
    r.world.gateway.control.clearFaults()
    const { state, problem } = (await callAs(r.app, clerk, joiningApi.getPrint, { ...at(), printId })).ok()
    expect([state, problem]).toEqual(['failed', '小程序码要得太频繁，请过几分钟再打印'])
    ;(await read(earlier)).ok()
  })

  it('of a poster leads to its community and building until its time is over or it is revoked', async () => {
    await makeRoom(r.place, { code: '21-1-101', ownerName: '孙亮' })
    const wish = { ...at(), building: '21', layout: 'A3', days: 30 } as const
    const { printId } = (await callAs(r.app, clerk, joiningApi.printPoster, wish, r.deps.newId())).ok()
    const scene = r.place.communityId + printId
    expect((await read(scene)).code).toBe('identity.letter_over')
    await runPrint(r.deps, { ...at(), printId })
    expect(codes().at(-1)).toMatchObject({ page: 'identity/poster/index', scene })
    expect((await read(scene)).ok()).toMatchObject({ kind: 'poster', building: '21', communityName: '锦绣花园' })
    const { url } = (await callAs(r.app, clerk, joiningApi.printLink, { ...at(), printId })).ok()
    expect((await (await fetch(url)).text()).slice(0, 5)).toBe('%PDF-')
    ;(await callAs(r.app, clerk, joiningApi.revokeLetters, { ...at(), building: '21', reason: '海报破了' })).ok()
    expect((await read(scene)).code).toBe('identity.letter_over')
    expect((await callAs(r.app, clerk, joiningApi.printLink, { ...at(), printId })).code).toBe(
      'identity.print_not_ready',
    )
  })

  it('ends with its time, and its file with it', async () => {
    await makeRoom(r.place, { code: '22-1-101', ownerName: '孙亮' })
    r.deps.world.settle()
    const { printId } = await start({ building: '22', days: 1 })
    await runPrint(r.deps, { ...at(), printId })
    const { scene = '' } = codes().at(-1) ?? {}
    const { url } = (await callAs(r.app, clerk, joiningApi.printLink, { ...at(), printId })).ok()
    r.deps.clock.advance(86_400_000 - 1)
    ;(await read(scene)).ok()
    r.deps.clock.advance(1)
    expect((await read(scene)).code).toBe('identity.letter_over')
    r.deps.world.settle()
    await tendPrints(r.deps)
    expect((await fetch(url)).status).not.toBe(200)
  })
})
