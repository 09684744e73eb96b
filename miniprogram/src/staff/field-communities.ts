import type { Staff } from '@linli/shared/identity/schema'
import { FieldRole } from '@linli/shared/permissions'

type FieldCommunity = { communityId: string; communityName: string }

/** Where somebody has a role in the field, each community once. */
export const fieldCommunities = ({ grants }: Pick<Staff, 'grants'>): FieldCommunity[] => [
  ...new Map(
    grants
      .filter(({ role }) => FieldRole.safeParse(role).success)
      .map(({ communityId, communityName }) => [communityId, { communityId, communityName }]),
  ).values(),
]

/** The one that is worked in: the chosen one while there is a role in it, else the first. */
export const communityOf = (staff: Pick<Staff, 'grants'>, chosen: string | undefined): FieldCommunity | undefined => {
  const all = fieldCommunities(staff)
  return all.find(({ communityId }) => communityId === chosen) ?? all[0]
}
