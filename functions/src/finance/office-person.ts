import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'

/** Who of the office does it. Throws access.forbidden for anybody else. */
export function officePerson({ actor }: Context): { personId: string; name: string } {
  if (actor.kind !== 'staff') throw new AppError('access.forbidden')
  return { personId: actor.personId, name: actor.name }
}
