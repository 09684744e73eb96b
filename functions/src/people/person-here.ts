import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { companyOf, firstPlaces, loadPerson } from './person'
import type { Place, StoredPerson } from './store'

const mostShown = 200

/** A person whom this community knows, with their first 200 places in it. Another community's person is not found here. */
export async function personHere(
  ctx: Context,
  communityId: string,
  personId: string,
): Promise<{ person: StoredPerson; places: Place[] }> {
  const companyId = companyOf(ctx, communityId)
  const [person, places] = await Promise.all([
    loadPerson(ctx, companyId, personId),
    firstPlaces(ctx, { companyId, personId, communityId }, mostShown),
  ])
  if (places.length === 0) throw new AppError('record.not_found')
  return { person, places }
}

/** A place as the list of people shows it. */
export const roomOfPlace = (place: Place, today: string) => ({
  roomId: place.roomId,
  code: place.code,
  role: place.role,
  ended: place.to !== undefined && place.to < today,
})
