import { expect, it } from 'vitest'
import { testContext, testDeps } from '../../test/context'
import { makeCommunity, staffActor } from '../../test/make'
import { updateCommunity } from './update-community'

it('changes an entity’s name, never the merchant that its money goes to', async () => {
  const deps = testDeps()
  const place = await makeCommunity(deps, { merchantRef: 'linli' })
  const office = testContext(deps, staffActor(deps, place, 'manager'))
  const { communityId, name, address, officePhone, version } = place.community
  const [entity] = place.community.entities
  if (!entity) throw new Error('no entity')
  const change = (entities: (typeof entity)[]) =>
    updateCommunity(office, { communityId, name, address, officePhone, version, entities })
  const refused = { code: 'request.invalid' }
  await expect(change([{ ...entity, merchantRef: 'other' }])).rejects.toMatchObject(refused)
  await expect(change([{ ...entity, merchantRef: undefined }])).rejects.toMatchObject(refused)
  await expect(change([{ ...entity, alipayRef: 'other' }])).rejects.toMatchObject(refused)
  const added = { ...entity, entityId: deps.newId() }
  await expect(change([entity, added])).rejects.toMatchObject(refused)
  await expect(change([])).rejects.toMatchObject(refused)
  const renamed = await change([
    { ...entity, name: '新名字物业服务有限公司' },
    { ...added, merchantRef: undefined },
  ])
  expect(renamed.entities.map(each => each.merchantRef)).toEqual(['linli', undefined])
})
