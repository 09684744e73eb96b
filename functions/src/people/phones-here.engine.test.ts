import { expect, it } from 'vitest'
import { testDeps } from '../../test/context'
import { makeCommunity, makeRoom } from '../../test/make'
import { phonesHere } from './phones-here'

it('knows the numbers of those who live in the communities of the company, and of nobody else', async () => {
  const deps = testDeps()
  const place = await makeCommunity(deps)
  const elsewhere = await makeCommunity(deps, { companyId: place.companyId })
  await makeRoom(place, { code: '1-1-101', ownerName: '李小红', phone: '13800001001' })
  const stranger = await makeCommunity(deps)
  await makeRoom(stranger, { code: '1-1-101', ownerName: '赵云', phone: '13800001003' })
  await makeRoom(elsewhere, { code: '1-1-101', ownerName: '王明', phone: '13800001002' })
  deps.world.settle()
  const isHere = await phonesHere(place.ctx, place)
  expect(['13800001001', '13800001002', '13800001003'].map(isHere)).toEqual([true, true, false])
})
