import { spotOf } from '@linli/shared/communities/place-words'
import { AppError } from '@linli/shared/errors'
import type { RepairPlace } from '@linli/shared/repairs/schema'
import { refusalWords } from '@linli/shared/repairs/words'
import { findPlace, positionOfBuilding } from '../communities/places'
import type { Context } from '../context'

/**
 * Where an order is, as it keeps it: a registered place under its name of today, and where on the map, as far as the register
 * knows. Throws request.invalid for a place that is not there, or not any more.
 */
export async function placeOf(
  ctx: Context,
  communityId: string,
  where: RepairPlace | { kind: 'place'; placeId: string },
): Promise<RepairPlace> {
  if (where.kind !== 'place') {
    const position = await positionOfBuilding(ctx, communityId, where.building)
    return { ...where, ...(position && { position }) }
  }
  const place = await findPlace(ctx, communityId, where.placeId)
  if (!place?.active)
    throw new AppError('request.invalid', { fields: [{ path: 'where', message: refusalWords.noPlace }] })
  const { placeId, building } = place
  const position = place.position ?? (await positionOfBuilding(ctx, communityId, building))
  return { kind: 'public', placeId, spot: spotOf(place), ...(building && { building }), ...(position && { position }) }
}
