import type { placeApi } from '@linli/shared/communities/place-api'
import type { PublicPlace } from '@linli/shared/communities/place-schema'
import { placeTitle } from '@linli/shared/communities/place-words'
import type { InputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import { auditItem } from '../audit'
import type { Context } from '../context'
import { ConditionFailed } from '../db'
import { checkPlace, findPlace, placeItem } from './places'

/** Orders keep the name that they were reported under. Throws record.not_found, record.changed, request.invalid. */
export async function updatePlace(
  ctx: Context,
  { version, ...input }: InputOf<typeof placeApi.updatePlace>,
): Promise<PublicPlace> {
  const { communityId, placeId, ...fields } = input
  const known = await findPlace(ctx, communityId, placeId)
  if (!known) throw new AppError('record.not_found')
  // A building's entry is found by its number: it stays the entry of that building, and no other becomes one.
  const isBuilding = known.kind === 'building'
  if (isBuilding !== (fields.kind === 'building') || (isBuilding && fields.building !== known.building))
    throw new AppError('request.invalid', {
      fields: [{ path: 'kind', message: '楼栋的记录不能改成别的，请另外登记' }],
    })
  await checkPlace(ctx, input)
  const place: PublicPlace = { ...fields, placeId, version: version + 1 }
  const audit = auditItem(ctx, {
    communityId,
    action: 'communities.update_place',
    objectType: 'place',
    objectId: placeId,
    summary: `修改公共区域 ${placeTitle(place)}${place.active ? '' : '，停用'}`,
  })
  try {
    await ctx.db.transact([{ put: placeItem(communityId, place), if: { version } }, audit], audit.put)
  } catch (error) {
    if (error instanceof ConditionFailed) throw new AppError('record.changed')
    throw error
  }
  return place
}
