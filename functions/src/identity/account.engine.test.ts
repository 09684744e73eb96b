import { identityApi } from '@linli/shared/identity/api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callAs } from '../../test/call'
import { type ResidentWorld, startResidents } from '../../test/residents'
import { loadRoom } from '../communities/rooms'
import { loadPerson } from '../people/person'

let r: ResidentWorld
beforeAll(async () => {
  r = await startResidents()
})
afterAll(() => r.stop())

describe('account', () => {
  it('keeps the size of type over all phones of a person', async () => {
    const user = r.newUser()
    const [one, two] = [await r.resident(user), await r.resident(user)]
    ;(await callAs(r.app, one, identityApi.setFontSize, { fontSize: 'xlarge' })).ok()
    expect((await r.me(two)).fontSize).toBe('xlarge')
  })

  it('keeps every consent and shows the last', async () => {
    const who = await r.resident()
    const set = (granted: boolean) => callAs(r.app, who, identityApi.setConsent, { purpose: 'messages', granted })
    ;(await set(true)).ok()
    expect((await set(false)).ok().consents).toMatchObject([{ purpose: 'messages', granted: false }])
    const sections = (await callAs(r.app, who, identityApi.exportMyData, {})).ok().sections
    expect(sections.find(section => section.title === '同意记录')?.lines).toHaveLength(2)
  })

  it('exports what it keeps, with the number masked', async () => {
    const { who } = await r.boundOwner('4-1-101')
    const text = JSON.stringify((await callAs(r.app, who, identityApi.exportMyData, {})).ok())
    expect(text).toContain('锦绣花园 4栋1单元101，李小红（业主）')
    expect(text).not.toMatch(/1[3-9]\d{9}/)
  })

  it('deletes itself: every phone is signed out, the room and the person forget it, a new sign-in starts empty', async () => {
    const { who, room } = await r.boundOwner('4-1-102')
    const second = await r.resident(who.user)
    ;(await callAs(r.app, who, identityApi.deleteAccount, {})).ok()
    for (const phone of [who, second])
      expect((await callAs(r.app, phone, identityApi.me, {})).code).toBe('access.signed_out')
    const stored = await loadRoom(r.place.ctx, r.place.communityId, room.roomId)
    expect(stored.occupancies[0]?.accounts).toEqual([])
    expect(stored.occupancies[0]?.to).toBeUndefined()
    const person = await loadPerson(r.place.ctx, r.place.companyId, stored.occupancies[0]?.personId ?? '')
    expect(person.accounts).toEqual([])
    const again = await r.resident(who.user)
    expect(again.accountId).toBe(who.accountId)
    expect((await r.me(again)).homes).toEqual([])
    for (const phone of [who, second])
      expect((await callAs(r.app, phone, identityApi.me, {})).code).toBe('access.signed_out')
  })
})
