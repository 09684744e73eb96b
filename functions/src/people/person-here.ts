import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { companyOf, loadPersonAndPlaces } from './person'
import type { Place, StoredPerson } from './store'

/** A person whom this community knows, with their places in it. Another community's person is not found here. */
export async function personHere(
  ctx: Context,
  communityId: string,
  personId: string,
): Promise<{ person: StoredPerson; places: Place[] }> {
  const found = await loadPersonAndPlaces(ctx, companyOf(ctx, communityId), personId)
  const places = found.places.filter(place => place.communityId === communityId)
  if (places.length === 0) throw new AppError('record.not_found')
  return { person: found.person, places }
}

/** A place as the list of people shows it. */
export const roomOfPlace = (place: Place, today: string) => ({
  roomId: place.roomId,
  code: place.code,
  role: place.role,
  ended: place.to !== undefined && place.to < today,
})
