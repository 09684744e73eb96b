import { randomInt } from 'node:crypto'
import { auditApi } from '@linli/shared/audit/api'
import { peopleApi as api } from '@linli/shared/people/api'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Caller, callAs } from '../../test/call'
import { testDeps } from '../../test/context'
import { makeCommunity, makeRoom, type Place } from '../../test/make'
import { makeStaff, signInStaff } from '../../test/sign-in'
import { routes as audit } from '../audit/routes'
import { makeApp } from '../http'
import { routes as identity } from '../identity/routes'
import { homesByPhone } from './homes-by-phone'
import { firstPlaces } from './person'
import { routes as people } from './routes'
import { placeItem } from './store'

const deps = testDeps()
const app = makeApp(deps, [...identity, ...people, ...audit])
let place: Place
let office: Caller
let n = 0
beforeAll(async () => {
  place = await makeCommunity(deps)
  office = await signInStaff(app, await makeStaff(place, ['manager']))
})

const newPhone = () => `137${String(randomInt(1e8)).padStart(8, '0')}`
const newCode = () => `9-1-${++n}`
const at = () => ({ communityId: place.communityId })
const add = (roomId: string, person: { name: string; phone?: string; idNumber?: string }, key?: string) =>
  callAs(app, office, api.addOccupancy, { ...at(), roomId, person, role: 'owner', from: '2026-11-01' }, key)
const list = async (search: { name?: string; phone?: string }) => {
  deps.world.settle()
  return (await callAs(app, office, api.list, { ...at(), ...search })).ok().items
}
const owner = async (name: string, phone: string) => {
  const room = await makeRoom(place, { code: newCode(), ownerName: name, phone })
  return { room, personId: room.occupancies[0]?.personId ?? '' }
}

describe('people', () => {
  it('are found by the beginning of a name and by a whole number, masked', async () => {
    const phone = newPhone()
    const first = await owner('欧阳锋', phone)
    const second = await makeRoom(place, { code: newCode(), ownerName: '欧阳锋', phone })
    for (const found of [await list({ name: '欧阳' }), await list({ phone })])
      expect(found).toMatchObject([{ name: '欧阳锋', phoneMasked: `137****${phone.slice(-4)}` }])
    const [person] = await list({ phone })
    expect(person?.rooms.map(room => room.code).sort()).toEqual([first.room.code, second.code].sort())
    expect(await list({ phone: newPhone() })).toEqual([])
  })

  it('show every room of somebody with hundreds, page by page', async () => {
    const { room, personId } = await owner('万达置业', newPhone())
    const [place1] = await firstPlaces(place.ctx, { companyId: place.companyId, personId }, 1)
    if (!place1) throw new Error('no place')
    const others = Array.from({ length: 401 }, (_, i) => ({ ...place1, roomId: deps.newId(), code: `10-1-${i}` }))
    await place.ctx.db.writeMany(others.map(other => ({ put: placeItem(other) })))
    const get = async (cursor?: string) => (await callAs(app, office, api.get, { ...at(), personId, cursor })).ok()
    const first = await get()
    const second = await get(first.cursor)
    const third = await get(second.cursor)
    const pages = [first, second, third]
    expect(pages.map(page => page.name)).toEqual(['万达置业', '万达置业', '万达置业'])
    expect(third.cursor).toBeUndefined()
    const codes = pages.flatMap(page => page.rooms.map(each => each.code))
    expect(codes.sort()).toEqual([room.code, ...others.map(other => other.code)].sort())
    const elsewhere = await makeCommunity(deps, { companyId: place.companyId })
    const there = await signInStaff(app, await makeStaff(elsewhere, ['manager']))
    const asked = { communityId: elsewhere.communityId, personId }
    expect((await callAs(app, there, api.get, asked)).code).toBe('record.not_found')
    expect((await callAs(app, there, api.get, { ...asked, cursor: first.cursor })).code).not.toBe('ok')
  })

  it('show a number in full only with permission and reason, and the record never holds it', async () => {
    const phone = newPhone()
    const { personId } = await owner('孙权', phone)
    const ask = (caller: Caller, reason: string, field: 'phone' | 'idNumber' = 'phone') =>
      callAs(app, caller, api.reveal, { ...at(), personId, field, reason })
    const clerk = await signInStaff(app, await makeStaff(place, ['clerk']))
    expect((await ask(clerk, '催缴')).code).toBe('access.forbidden')
    expect((await ask(office, ' ')).code).toBe('request.invalid')
    expect((await ask(office, '漏水，电话联系')).ok().value).toBe(phone)
    expect((await ask(office, '核对', 'idNumber')).code).toBe('record.not_found')
    const asked = { ...at(), objectType: 'person', objectId: personId }
    const records = (await callAs(app, office, auditApi.listByObject, asked)).ok().items
    expect(records).toMatchObject([{ action: 'people.reveal', summary: '查看手机号，原因：漏水，电话联系' }])
    expect(JSON.stringify(records)).not.toContain(phone)
  })

  it('answers a repeated registration as before, and refuses the same person twice', async () => {
    const room = await makeRoom(place, { code: newCode() })
    const [key, phone] = [deps.newId(), newPhone()]
    const first = (await add(room.roomId, { name: '周瑜', phone }, key)).ok()
    expect((await add(room.roomId, { name: '周瑜', phone }, key)).ok()).toEqual(first)
    expect((await add(room.roomId, { name: '鲁肃', phone }, key)).code).toBe('request.reused_key')
    expect((await add(room.roomId, { name: '周瑜', phone })).code).toBe('people.room_occupied')
    expect(first.occupancies).toHaveLength(1)
  })

  it('registers both of two who come at once', async () => {
    const room = await makeRoom(place, { code: newCode() })
    const [one, two] = await Promise.all([add(room.roomId, { name: '张飞' }), add(room.roomId, { name: '关羽' })])
    expect([one.code, two.code]).toEqual(['ok', 'ok'])
    const names = [one, two].map(each => each.ok().occupancies.map(occupancy => occupancy.personName))
    expect(new Set(names.map(each => each.length))).toEqual(new Set([1, 2]))
  })

  it('are one person when two rooms register them at once', async () => {
    const rooms = await Promise.all([makeRoom(place, { code: newCode() }), makeRoom(place, { code: newCode() })])
    const phone = newPhone()
    const both = await Promise.all(rooms.map(room => add(room.roomId, { name: '黄忠', phone })))
    const ids = both.map(each => each.ok().occupancies[0]?.personId)
    expect(ids[0]).toBe(ids[1])
  })
})

describe('a correction', () => {
  const correct = (personId: string, version: number, change: { name: string; phone?: string; idNumber?: string }) =>
    callAs(app, office, api.update, { ...at(), personId, version, ...change })

  it('moves the ways to a person: old number and name lead nowhere, new ones do', async () => {
    const [before, after] = [newPhone(), newPhone()]
    const { personId, room } = await owner('诸葛亮', before)
    expect((await correct(personId, 1, { name: '诸葛孔明', phone: after })).ok()).toMatchObject({ version: 2 })
    expect(await list({ phone: before })).toEqual([])
    expect(await list({ phone: after })).toMatchObject([{ personId, name: '诸葛孔明' }])
    expect(await list({ name: '诸葛亮' })).toEqual([])
    expect(await homesByPhone(place.ctx, before, () => true)).toEqual([])
    expect(await homesByPhone(place.ctx, after, () => true)).toMatchObject([{ roomId: room.roomId }])
    const again = await makeRoom(place, { code: newCode(), ownerName: '诸葛孔明', phone: after })
    expect(again.occupancies[0]?.personId).toBe(personId)
  })

  it('keeps a number that is left out, and holds from the version that was seen', async () => {
    const phone = newPhone()
    const { personId } = await owner('马超', phone)
    expect((await correct(personId, 1, { name: '马孟起' })).ok().phoneMasked).toBe(`137****${phone.slice(-4)}`)
    expect((await correct(personId, 1, { name: '马超' })).code).toBe('record.changed')
    expect(await list({ phone })).toMatchObject([{ name: '马孟起' }])
  })

  it('takes no ID number that is another person’s', async () => {
    const id = '110101199003070070'
    const idNumber = checked(id)
    const [one, two] = [await owner('曹操', newPhone()), await owner('曹丕', newPhone())]
    expect((await correct(one.personId, 1, { name: '曹操', idNumber })).status).toBe(200)
    expect((await correct(two.personId, 1, { name: '曹丕', idNumber })).code).toBe('record.exists')
  })
})

describe('another community of the company', () => {
  it('does not find a person who has no place in it', async () => {
    const next = await makeCommunity(deps, { companyId: place.companyId, name: '江南里' })
    const manager = await signInStaff(app, await makeStaff(next, ['manager']))
    const { personId } = await owner('小乔', newPhone())
    const there = { communityId: next.communityId, personId }
    expect((await callAs(app, manager, api.get, there)).code).toBe('record.not_found')
    expect((await callAs(app, manager, api.reveal, { ...there, field: 'phone', reason: '核对' })).code).toBe(
      'record.not_found',
    )
    expect((await callAs(app, manager, api.update, { ...there, name: '大乔', version: 1 })).code).toBe(
      'record.not_found',
    )
    expect((await callAs(app, manager, api.get, { ...at(), personId })).code).toBe('access.forbidden')
    expect((await callAs(app, office, api.get, { ...at(), personId })).ok()).toMatchObject({
      name: '小乔',
      bound: false,
    })
  })
})

/** The number with the check digit that belongs to it (GB 11643). */
function checked(id: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(id[i]), 0)
  return id.slice(0, 17) + '10X98765432'.charAt(sum % 11)
}
