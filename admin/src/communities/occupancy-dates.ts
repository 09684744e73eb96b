import type { Occupancy } from '@linli/shared/communities/schema'
import { today } from '../kit/format'

/** Who lives here or will from a later day; the last day of an occupancy still counts. */
export const currentOf = (occupancies: Occupancy[]) => occupancies.filter(({ to }) => to === undefined || to >= today())
export const endedOf = (occupancies: Occupancy[]) => occupancies.filter(({ to }) => to !== undefined && to < today())
