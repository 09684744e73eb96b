import { identityApi } from '@linli/shared/identity/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs } from '../../test/call'
import { type ResidentWorld, startResidents } from '../../test/residents'
import { loadPerson, personWrite } from '../people/person'

let r: ResidentWorld
beforeAll(async () => {
  r = await startResidents()
})
afterAll(() => r.stop())

describe('binding by number and surname', () => {
  it('finds and binds a home of this number and surname', async () => {
    const { who, room } = await r.boundOwner('1-1-101')
    const mine = await r.me(who)
    expect(mine.homes).toMatchObject([
      {
        roomId: room.roomId,
        roomCode: '1-1-101',
        role: 'owner',
        personName: '李小红',
        seesBills: true,
        communityName: '锦绣花园',
      },
    ])
    const found = (await callAs(r.app, who, identityApi.findHomes, { surname: '李' })).ok()
    expect(found.homes).toMatchObject([{ roomCode: '1-1-101', nameMasked: '李**' }])
    expect((await r.bind(who, room.roomId)).code).toBe('identity.already_bound')
  })

  it('shows nothing to the wrong surname, the wrong number, or no number', async () => {
    const phone = r.newPhone()
    const room = await r.owned('1-1-102', phone)
    const who = await r.resident()
    expect((await callAs(r.app, who, identityApi.findHomes, { surname: '李' })).code).toBe('identity.phone_unverified')
    expect((await r.bind(who, room.roomId)).code).toBe('identity.phone_unverified')
    await r.verify(who, r.newPhone())
    expect((await callAs(r.app, who, identityApi.findHomes, { surname: '李' })).code).toBe('identity.no_match')
    await r.verify(who, phone)
    expect((await callAs(r.app, who, identityApi.findHomes, { surname: '王' })).code).toBe('identity.no_match')
    expect((await r.bind(who, room.roomId, '王')).code).toBe('identity.no_match')
    expect((await r.me(who)).homes).toEqual([])
  })

  it('takes each phone code once, and a number for this session only', async () => {
    const phone = r.newPhone()
    await r.owned('1-1-103', phone)
    const who = await r.resident()
    const { code } = r.world.gateway.control.phoneCode({ user: who.user, phone })
    expect((await callAs(r.app, who, identityApi.verifyPhone, { code })).ok().phoneMasked).toMatch(/^139\*{4}\d{4}$/)
    expect((await callAs(r.app, who, identityApi.verifyPhone, { code })).code).toBe('identity.bad_code')
    const otherPhone = await r.resident(who.user)
    expect((await callAs(r.app, otherPhone, identityApi.findHomes, { surname: '李' })).code).toBe(
      'identity.phone_unverified',
    )
  })

  it('verifies a number at most ten times a day, also for an account that was deleted and made again', async () => {
    const who = await r.resident()
    const verify = (by: typeof who) => {
      const { code } = r.world.gateway.control.phoneCode({ user: who.user, phone: r.newPhone() })
      return callAs(r.app, by, identityApi.verifyPhone, { code })
    }
    const answers = await Promise.all(Array.from({ length: 4 }, () => verify(who)))
    for (let i = 0; i < 8; i++) answers.push(await verify(who))
    expect(answers.filter(({ code }) => code === 'ok')).toHaveLength(10)
    expect(answers.at(-1)?.body).toMatchObject({
      error: {
        code: 'request.too_many',
        message: '今天验证手机号的次数用完了，请明天再试，或填写房号请物业确认',
      },
    })
    ;(await callAs(r.app, who, identityApi.deleteAccount, {})).ok()
    expect((await verify(await r.resident(who.user))).code).toBe('request.too_many')
  })

  it('refuses a phone number that a client sends', async () => {
    const who = await r.resident()
    const answer = await r.app.request('/v1/identity/find-homes', {
      method: 'POST',
      headers: { authorization: `Bearer ${who.token}` },
      body: JSON.stringify({ surname: '李', phone: '13900000000' }),
    })
    expect(answer.status).toBe(400)
  })

  it('stops whoever tries surnames', async () => {
    const phone = r.newPhone()
    await r.owned('1-1-104', phone)
    const who = await r.resident()
    await r.verify(who, phone)
    const codes: string[] = []
    for (const surname of '王张刘陈杨黄赵吴周徐孙马')
      codes.push((await callAs(r.app, who, identityApi.findHomes, { surname })).code)
    expect(codes).toEqual([...Array(10).fill('identity.no_match'), 'request.too_many', 'request.too_many'])
    expect((await callAs(r.app, who, identityApi.findHomes, { surname: '李' })).code).toBe('request.too_many')
  })

  it('decides on the person’s own number, not on the way by number', async () => {
    const phone = r.newPhone()
    const room = await r.owned('1-1-105', phone)
    const wide = r.place.ctx
    const person = await loadPerson(wide, r.place.companyId, room.occupancies[0]?.personId ?? '')
    // The office has corrected the number, and the job that follows has not run yet.
    const phoneSealed = r.deps.secrets.seal('13700000000', `person:${person.personId}`)
    const { write } = personWrite(person, { phoneSealed })
    await wide.db.transact([write], { pk: `M#${r.place.companyId}#`, sk: 'none' })
    const who = await r.resident()
    await r.verify(who, phone)
    expect((await r.bind(who, room.roomId)).code).toBe('identity.no_match')
  })

  it('tells the owners who are there already', async () => {
    const { who, room } = await r.boundOwner('1-1-106')
    const second = await r.resident()
    await r.verify(second, (await loadPhone(room)) ?? '')
    const sent = r.catchMessages()
    ;(await r.bind(second, room.roomId)).ok()
    expect(sent()).toMatchObject([
      {
        type: 'message.send',
        accountIds: [who.accountId],
        facts: { kind: 'member_joined', roomCode: '1-1-106', nameMasked: '李**' },
      },
    ])
  })

  async function loadPhone(room: { occupancies: { personId: string }[] }) {
    const person = await loadPerson(r.place.ctx, r.place.companyId, room.occupancies[0]?.personId ?? '')
    return person.phoneSealed && r.deps.secrets.open(person.phoneSealed, `person:${person.personId}`)
  }
})
