import { columnOf } from '@linli/shared/repairs/rules'
import type { workApi } from '@linli/shared/repairs/work-api'
import type { InputOf, OutputOf } from '@linli/shared/contract'
import type { Context } from '../context'
import { pointed } from './lists'
import { listedBy, publicList, type StoredRepair } from './store'
import { officeView } from './views'

/** Of a home its newest orders; of what all share there are never more in work at a time. */
const page = { limit: 100 }

/** What is not over at the place where somebody stands, by the code that hangs there. */
export async function workAt(
  ctx: Context,
  { communityId, roomId, placeId, building, spot }: InputOf<typeof workApi.workAt>,
): Promise<OutputOf<typeof workApi.workAt>> {
  const isNamed = (place: StoredRepair['place']) =>
    place.kind === 'public' &&
    (placeId === undefined ? place.building === building && (!spot || place.spot === spot) : place.placeId === placeId)
  const isHere = ({ place, state }: StoredRepair) =>
    columnOf(state) !== 'over' &&
    (roomId === undefined ? isNamed(place) : place.kind === 'room' && place.roomId === roomId)
  const pk = roomId === undefined ? publicList(communityId) : listedBy(communityId, 'room', roomId)
  const { items } = await pointed(ctx, communityId, pk, page)
  return { items: items.filter(isHere).map(officeView) }
}
