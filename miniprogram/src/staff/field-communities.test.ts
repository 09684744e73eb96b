import type { OfficeRole } from '@linli/shared/permissions'
import { expect, it } from 'vitest'
import { communityOf, fieldCommunities } from './field-communities'

const grant = (communityId: string, role: OfficeRole) => ({
  communityId,
  communityName: `${communityId} 小区`,
  companyId: '01JD00000000000000000000C1',
  role,
})
const staff = {
  grants: [grant('AAAAAA', 'clerk'), grant('BBBBBB', 'repairer'), grant('CCCCCC', 'guard'), grant('BBBBBB', 'guard')],
}

it('each community of a role in the field stands once; a desk alone is none', () => {
  expect(fieldCommunities(staff).map(({ communityId }) => communityId)).toEqual(['BBBBBB', 'CCCCCC'])
})

it.each([
  ['CCCCCC', 'CCCCCC'],
  ['AAAAAA', 'BBBBBB'],
  [undefined, 'BBBBBB'],
])('chosen %s, worked in %s: one without a role any more is left', (chosen, communityId) => {
  expect(communityOf(staff, chosen)?.communityId).toBe(communityId)
})

it('who has no role in the field works nowhere', () => {
  expect(communityOf({ grants: [grant('AAAAAA', 'clerk')] }, 'AAAAAA')).toBeUndefined()
})
