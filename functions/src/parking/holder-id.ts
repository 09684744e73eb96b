import type { Holder } from '@linli/shared/parking/schema'
import { derivedId } from '../secrets'

/**
 * The household of what somebody holds: themselves, so that all of it is in one place. A name alone is not one person: it
 * stands with its thing.
 */
export const holderIdOf = (thingId: string, { personId, name }: Pick<Holder, 'personId' | 'name'>): string =>
  personId ?? derivedId('holder', thingId, name)
