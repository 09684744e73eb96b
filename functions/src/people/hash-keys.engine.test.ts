import { expect, it } from 'vitest'
import { testDeps } from '../../test/context'
import { makeCommunity, makeRoom } from '../../test/make'
import { makeContext } from '../context'
import { homesByPhone } from './homes-by-phone'
import { resolvePerson } from './resolve-persons'

const key = (version: string, letter: string) => `${version}:${Buffer.alloc(32, letter).toString('base64')}`

it('people are found by number under the old and the new hash key while both are live', async () => {
  const old = testDeps({ env: { LINLI_HASH_KEYS: key('v1', 'h'), LINLI_FIELD_KEYS: key('v1', 'f') } })
  const both = testDeps({
    world: old.world,
    env: {
      LINLI_HASH_KEYS: `${key('v2', 'n')},${key('v1', 'h')}`,
      LINLI_FIELD_KEYS: `${key('v2', 'g')},${key('v1', 'f')}`,
    },
  })
  const place = await makeCommunity(old)
  const { communityId, companyId } = place
  const phone = '13612345678'
  const before = await makeRoom(place, { code: '1-1-101', ownerName: '李小红', phone })
  const ctx = makeContext(both, { kind: 'system' }, place.ctx.reach)
  const after = await makeRoom({ ...place, deps: both, ctx }, { code: '1-1-102', ownerName: '李小红', phone })
  expect(after.occupancies[0]?.personId).toBe(before.occupancies[0]?.personId)
  expect((await homesByPhone(ctx, phone, () => true)).map(home => home.code).sort()).toEqual(['1-1-101', '1-1-102'])
  const same = await resolvePerson(ctx, { companyId, communityId }, { name: '李小红', kind: 'natural', phone })
  expect(same.writes).toEqual([])
  const fresh = await makeRoom({ ...place, deps: both, ctx }, { code: '1-1-103', ownerName: '王五', phone })
  expect(fresh.occupancies).toHaveLength(1)
})
