import type { placeApi } from '@linli/shared/communities/place-api'
import type { PublicPlace } from '@linli/shared/communities/place-schema'
import { placeTitle } from '@linli/shared/communities/place-words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { idempotencyItems } from '../idempotency'
import { buildingPlaceId, checkPlace, placeItem } from './places'

/** A new public place; a building has one entry of its own. Throws request.invalid, record.exists. */
export async function createPlace(ctx: Context, input: InputOf<typeof placeApi.createPlace>): Promise<PublicPlace> {
  await checkPlace(ctx, input)
  const { communityId, ...fields } = input
  const placeId =
    fields.kind === 'building' && fields.building ? buildingPlaceId(communityId, fields.building) : ctx.newId()
  const place: PublicPlace = { ...fields, placeId, version: 1 }
  const audit = auditItem(ctx, {
    communityId,
    action: 'communities.create_place',
    objectType: 'place',
    objectId: placeId,
    summary: `登记公共区域 ${placeTitle(place)}`,
  })
  try {
    const put = placeItem(communityId, place)
    await ctx.db.transact([{ put, ifAbsent: true }, audit, ...idempotencyItems(ctx, place)], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.exists')
    throw error
  }
  return place
}
