import { type OccupancyRole, occupancyRoleNames } from '@linli/shared/communities/schema'

/** The roles that a person can say they have, for a choice. */
export const roleOptions = (['owner', 'family', 'tenant'] as const satisfies readonly OccupancyRole[]).map(value => ({
  value,
  name: occupancyRoleNames[value],
}))
