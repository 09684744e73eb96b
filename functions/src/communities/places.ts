import type { placeApi } from '@linli/shared/communities/place-api'
import { PublicPlace } from '@linli/shared/communities/place-schema'
import type { InputOf, OutputOf } from '@linli/shared/contract'
import { AppError } from '@linli/shared/errors'
import type { Id } from '@linli/shared/ids'
import { placeTitle } from '@linli/shared/communities/place-words'
import { sortCode } from '@linli/shared/imports/room-code'
import type { Position } from '@linli/shared/position'
import { homeOf } from '../access'
import type { Context } from '../context'
import type { Item, Key } from '../db'
import { accountActor } from '../identity/account'
import { derivedId } from '../secrets'
import { loadBuilding } from './buildings'

export const placesPk = (communityId: string) => `C#${communityId}#places`
const placesByBuilding = (communityId: string) => `C#${communityId}#places-by-building`
const placeKey = (communityId: string, placeId: string): Key => ({ pk: placesPk(communityId), sk: placeId })

/** A building has one entry of its own, found by its number. */
export const buildingPlaceId = (communityId: string, building: string): Id =>
  derivedId('building-place', communityId, building)

/** In the order of the buildings, what stands in none first. */
export const placeItem = (communityId: string, place: PublicPlace): Item => ({
  ...placeKey(communityId, place.placeId),
  ...place,
  gs1pk: placesByBuilding(communityId),
  gs1sk: `${beginOf(place.building)}${place.floor ?? ''}#${place.name}#${place.placeId}`,
})
const beginOf = (building: string | undefined) => (building ? `b#${sortCode(building)}#` : 'a#')

export const findPlace = (ctx: Context, communityId: string, placeId: string): Promise<PublicPlace | undefined> =>
  ctx.db.get(placeKey(communityId, placeId), PublicPlace)

/** Where a building stands, where the register says so. */
export async function positionOfBuilding(
  ctx: Context,
  communityId: string,
  building: string | undefined,
): Promise<Position | undefined> {
  const place = building && (await findPlace(ctx, communityId, buildingPlaceId(communityId, building)))
  return place ? place.position : undefined
}

const Titled = PublicPlace.pick({ placeId: true, name: true, building: true, floor: true })

/** How these places are called, those out of use among them: a hundred to a read. */
export async function placeTitles(
  ctx: Context,
  communityId: string,
  placeIds: readonly string[],
): Promise<Map<string, string>> {
  const places = await ctx.db.getMany(
    placeIds.map(placeId => placeKey(communityId, placeId)),
    Titled,
  )
  return new Map(places.flatMap(place => (place ? [[place.placeId, placeTitle(place)]] : [])))
}

type Page = { limit: number; cursor?: string | undefined }

export const listPlaces = (
  ctx: Context,
  { communityId, building, ...page }: { communityId: string; building?: string | undefined } & Page,
): Promise<OutputOf<typeof placeApi.listPlaces>> =>
  ctx.db.query({
    index: 'gs1',
    pk: placesByBuilding(communityId),
    ...(building && { begins: beginOf(building) }),
    schema: PublicPlace,
    ...page,
  })

const most = 100

/** What a household may name without scanning: what is in its building, and what stands in none. Throws access.forbidden. */
export async function myPlaces(
  ctx: Context,
  { communityId, roomId }: InputOf<typeof placeApi.myPlaces>,
): Promise<OutputOf<typeof placeApi.myPlaces>> {
  const home = homeOf(accountActor(ctx), { communityId, roomId }, ctx.today())
  if (!home) throw new AppError('access.forbidden')
  const [building] = home.roomCode.split('-')
  const pk = placesByBuilding(communityId)
  const pages = await Promise.all(
    [beginOf(building), beginOf(undefined)].map(begins =>
      ctx.db.query({ index: 'gs1', pk, begins, schema: PublicPlace, limit: most }),
    ),
  )
  return { items: pages.flatMap(({ items }) => items.filter(({ active }) => active)) }
}

/** A building that is written differently than in the register would be found by nobody. Throws request.invalid. */
export async function checkPlace(
  ctx: Context,
  { communityId, kind, building }: Pick<InputOf<typeof placeApi.createPlace>, 'communityId' | 'kind' | 'building'>,
): Promise<void> {
  const wrong = (message: string) => new AppError('request.invalid', { fields: [{ path: 'building', message }] })
  if (kind === 'building' && !building) throw wrong('请填写楼号')
  if (building && !(await loadBuilding(ctx, communityId, building)))
    throw wrong('没有这栋楼，请写房屋列表里的楼号，如 3')
}
