import { joiningApi } from '@linli/shared/identity/joining-api'
import { letterApi } from '@linli/shared/identity/letter-api'
import { identityApi } from '@linli/shared/identity/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs, type Caller } from '../../test/call'
import { makeRoom } from '../../test/make'
import { type ResidentWorld, startResidents } from '../../test/residents'
import { makeStaff, type OfficePerson, type Resident, signInStaff } from '../../test/sign-in'
import { runPrint } from './run-print'
import { sixSurnames } from './surnames'

let r: ResidentWorld
let clerk: OfficePerson
/** Signed in before the days go by: four sessions with one number that is known, four with one that is not; one alone. */
let crowds: Resident[][] = []
let late: Resident
/** Of building 3, of building 4, of building 5 for one day, and of building 6, revoked. */
let [scene, next, short, revoked] = ['', '', '', '']
const at = () => ({ communityId: r.place.communityId })

beforeAll(async () => {
  r = await startResidents()
  clerk = await signInStaff(r.app, await makeStaff(r.place, ['clerk']))
  for (const building of '3456') await makeRoom(r.place, { code: `${building}-1-901` })
  ;[scene, next, short, revoked] = [await poster('3'), await poster('4'), await poster('5', 1), await poster('6')]
  ;(await callAs(r.app, clerk, joiningApi.revokeLetters, { ...at(), building: '6', reason: '海报破了' })).ok()
  const [phone, other, alone] = [r.newPhone(), r.newPhone(), r.newPhone()]
  await r.owned('3-1-102', phone, '王小明')
  await r.owned('5-1-101', alone, '王小明')
  crowds = await Promise.all([phone, other].map(each => Promise.all([1, 2, 3, 4].map(() => passerBy(each)))))
  late = await passerBy(alone)
})
afterAll(() => r.stop())

async function poster(building: string, days = 30): Promise<string> {
  const wish = { ...at(), building, layout: 'A4', days } as const
  const { printId } = (await callAs(r.app, clerk, joiningApi.printPoster, wish, r.deps.newId())).ok()
  await runPrint(r.deps, { ...at(), printId })
  return r.place.communityId + printId
}

/** Somebody new at the poster with a verified number. */
async function passerBy(phone: string) {
  const who = await r.resident()
  await r.verify(who, phone)
  return who
}
const open = (who: Caller, code = scene) => callAs(r.app, who, letterApi.openPoster, { scene: code })
const offered = async (who: Caller, code = scene) => (await open(who, code)).ok().surnames
const tap = (who: Caller, surname: string, code = scene) =>
  callAs(r.app, who, letterApi.bindByPoster, { scene: code, surname })
const type = (who: Caller, surname: string) => callAs(r.app, who, identityApi.findHomes, { surname })
/** What a number is offered that the register knows under `own`, or that it does not know. */
const listOf = (phone: string, own?: string) => sixSurnames(r.deps.secrets.hashes(phone, 'surnames')[0] ?? '', own)
const nextDay = () => r.deps.clock.advance(86_400_000)

describe('a poster', () => {
  it('binds by a verified number and the own surname, those of the building first; the same tap again is the same', async () => {
    const phone = r.newPhone()
    await r.owned('4-1-101', phone, '李小红')
    const home = await r.owned('3-1-101', phone, '李小红')
    const who = await r.resident()
    expect((await open(who)).code).toBe('identity.phone_unverified')
    expect((await tap(who, '李')).code).toBe('identity.phone_unverified')
    await r.verify(who, phone)
    const surnames = await offered(who)
    expect([surnames.length, surnames.includes('李')]).toEqual([6, true])
    const { homes } = (await tap(who, '李')).ok()
    expect(homes.map(({ roomCode }) => roomCode)).toEqual(['3-1-101', '4-1-101'])
    expect(homes[0]).toMatchObject({ roomId: home.roomId, personName: '李小红', role: 'owner' })
    expect((await tap(who, '李')).ok().homes).toHaveLength(2)
  })

  it('takes one of many taps at once', async () => {
    const phone = r.newPhone()
    await r.owned('3-1-103', phone, '王小明')
    const who = await passerBy(phone)
    const surnames = await offered(who)
    const codes = (await Promise.all(surnames.map(surname => tap(who, surname)))).map(({ code }) => code)
    expect(codes.filter(code => code === 'identity.tap_spent')).toHaveLength(5)
  })

  it('that has shown six surnames leaves the whole name to type, whether it knows the number or not', async () => {
    const phone = r.newPhone()
    const room = await r.owned('3-1-104', phone, '王小明')
    for (const number of [phone, r.newPhone()]) {
      const who = await passerBy(number)
      await offered(who)
      expect((await type(who, '王')).code).toBe('identity.name_needed')
      expect((await type(who, '欧阳')).code).toBe('identity.name_needed')
      expect((await type(who, '王大明')).code).toBe('identity.no_match')
      expect((await r.bind(who, room.roomId, '王')).code).toBe('identity.name_needed')
    }
    const who = await passerBy(phone)
    expect((await type(who, '王小明')).ok().homes).toMatchObject([{ roomCode: '3-1-104' }])
    expect((await r.bind(who, room.roomId, '王小明')).ok().homes).toHaveLength(1)
  })

  it('offers nothing of the register to whoever has typed surnames before, who could leave them out', async () => {
    const phone = r.newPhone()
    await r.owned('3-1-105', phone, '覃小明')
    const who = await passerBy(phone)
    for (const surname of '王李张') expect((await type(who, surname)).code).toBe('identity.no_match')
    expect(await offered(who)).toEqual(listOf(phone))
  })

  it('keeps its list when the register changes: what would change is what was hidden', async () => {
    const phone = r.newPhone()
    const who = await passerBy(phone)
    const surnames = await offered(who)
    await r.owned('3-1-106', phone, '覃小明')
    expect(await offered(await passerBy(phone))).toEqual(surnames)
    expect(await offered(await passerBy(phone), next)).toEqual(surnames)
  })

  it('offers a rare surname, one of two characters, an organisation and the second of two people to nobody', async () => {
    for (const [i, name] of ['欧阳锋', '亓明明', '张记五金店有限公司'].entries()) {
      const phone = r.newPhone()
      await makeRoom(r.place, {
        code: `3-1-11${i}`,
        ownerName: name,
        phone,
        ownerKind: i === 2 ? 'organisation' : 'natural',
      })
      const who = await passerBy(phone)
      const surnames = await offered(who)
      expect(surnames).toEqual(listOf(phone))
      expect((await tap(who, name.slice(0, 1))).code).toBe('identity.no_match')
      expect((await type(who, name)).ok().homes).toHaveLength(1)
    }
    const firm = r.newPhone()
    await makeRoom(r.place, { code: '3-1-120', ownerName: '王记店', ownerKind: 'organisation', phone: firm })
    const boss = await passerBy(firm)
    expect(await offered(boss)).toEqual(listOf(firm, '王'))
    expect((await tap(boss, '王')).code).toBe('identity.no_match')
    const shared = r.newPhone()
    await makeRoom(r.place, { code: '3-1-121', ownerName: '覃明', phone: shared, handoverDate: '2020-01-01' })
    await makeRoom(r.place, { code: '3-1-122', ownerName: '汤红', phone: shared, handoverDate: '2021-01-01' })
    expect(await offered(await passerBy(shared))).toEqual(listOf(shared, '覃'))
  })

  it('takes ten typed names a day for a number, from whatever sessions', async () => {
    const phone = r.newPhone()
    await r.owned('3-1-107', phone, '覃小明')
    const codes: string[] = []
    for (const half of ['王张刘陈杨黄', '赵吴周徐覃']) {
      const who = await passerBy(phone)
      for (const surname of half) codes.push((await type(who, surname)).code)
    }
    expect(codes).toEqual([...Array(10).fill('identity.no_match'), 'request.too_many'])
  })

  it('whose time is over, that was revoked, of another community or a letter’s code binds and offers nothing', async () => {
    expect(await offered(late, short)).toContain('王')
    nextDay()
    for (const code of [short, `${short.slice(0, 31)}${short.endsWith('0') ? '1' : '0'}`, short.slice(0, 22)]) {
      expect((await open(late, code)).code).toBe('identity.letter_over')
      expect((await tap(late, '王', code)).code).toBe('identity.letter_over')
    }
    expect((await open(late, revoked)).code).toBe('identity.letter_over')
    expect((await tap(late, '王', revoked)).code).toBe('identity.letter_over')
    expect((await r.me(late)).homes).toEqual([])
  })

  it('answers a number that matches nobody, or another’s surname, alike; one tap ends it for the number, two for good', async () => {
    for (const [who, again, later, last] of crowds) {
      if (!who || !again || !later || !last) throw new Error('nobody is there')
      const surnames = await offered(who)
      expect(surnames).toHaveLength(6)
      const [first = '', second = '', third = ''] = surnames.filter(each => each !== '王')
      expect((await tap(who, first)).code).toBe('identity.no_match')
      expect(await offered(again)).toEqual(surnames)
      expect((await tap(again, '王')).code).toBe('identity.tap_spent')
      expect((await tap(again, first)).code).toBe('identity.no_match')
      nextDay()
      expect((await tap(later, second)).code).toBe('identity.no_match')
      nextDay()
      expect((await tap(last, third)).code).toBe('identity.tap_spent')
      expect((await tap(last, '王')).code).toBe('identity.tap_spent')
      expect((await r.me(last)).homes).toEqual([])
    }
  })
})
