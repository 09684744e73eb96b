import { AppError } from '@linli/shared/errors'
import type { Context } from '../context'
import { companyOf, loadPerson, placesPage } from './person'
import type { Place, StoredPerson } from './store'

const atOnce = 200

/**
 * A person whom this community knows, with a page of their places in it. Another community's person is not found here.
 * `next` is the cursor of the page after. Throws record.not_found.
 */
export async function personHere(
  ctx: Context,
  communityId: string,
  personId: string,
  cursor?: string,
): Promise<{ person: StoredPerson; places: Place[]; next?: string }> {
  const companyId = companyOf(ctx, communityId)
  const [person, { items, cursor: next }] = await Promise.all([
    loadPerson(ctx, companyId, personId),
    placesPage(ctx, { companyId, personId, communityId }, { limit: atOnce, cursor }),
  ])
  // Also with a cursor: the company's other community may have given it.
  if (items.length === 0) throw new AppError('record.not_found')
  return { person, places: items, ...(next && { next }) }
}

/** A place as the list of people shows it. */
export const roomOfPlace = (place: Place, today: string) => ({
  roomId: place.roomId,
  code: place.code,
  role: place.role,
  ended: place.to !== undefined && place.to < today,
})
